"""Programmes over HTTP: HR writes one and sends it round, Ines learns."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from people.notifications.actions import deliver_due
from people.notifications.models import InboxMessage
from tests.training.scene import make_scene
from training.curricula import clock
from training.curricula.models import Completion, Enrolment, Module, Programme, ProgrammeVersion
from training.curricula.texts import read_document

pytestmark = pytest.mark.django_db
DOCUMENT = """
format: transition-programme/1
key: new-leads
title: New leads
audiences: [team:Dispatch]
modules:
  - key: read
    title: Read this
    minutes: 20
    due_after_days: 5
    body: |
      Some text, <script>alert(1)</script> and [a link](javascript:alert(2)).
  - key: look
    title: Look back
    kind: reflection
    minutes: 20
    needs: [read]
    body: Write.
  - key: ask
    title: Five questions
    kind: quiz
    minutes: 10
    body: Answer.
    quiz:
      pass_percent: 50
      questions:
        - {text: "Who decides?", options: [I, you], right: 1, why: It was agreed.}
"""


@pytest.fixture
def scene(db, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    return make_scene(first_day=timezone.localdate() + timedelta(days=30))


def words(answer) -> str:
    return answer.content.decode()


def test_hr_imports_edits_previews_and_publishes_and_a_learner_learns(scene, signed_in):
    hana, ines = signed_in(scene.hana), signed_in(scene.ines)
    file = SimpleUploadedFile("new-leads.yaml", DOCUMENT.encode())
    answer = hana.post("/learning/programmes/import/", {"file": file})
    assert answer.headers["Location"] == "/learning/programmes/new-leads/edit/"
    assert ines.get("/learning/new-leads/").status_code == 404, "a draft is nobody's but HR's"
    preview = words(hana.get("/learning/programmes/new-leads/preview/read/"))
    assert "Some text" in preview
    assert "<script>alert(1)" not in preview
    assert "javascript:alert" not in preview.replace("(javascript:alert(2))", "")
    facts = {
        "title": "Read that",
        "kind": "reading",
        "minutes": "25",
        "due_after_days": "7",
        "is_required": "on",
        "body": "New text.",
    }
    hana.post("/learning/programmes/new-leads/edit/read/", facts)
    hana.post("/learning/programmes/new-leads/edit/ask/", {"up": "1"})
    assert [one["key"] for one in ProgrammeVersion.objects.get(key="new-leads").document["modules"]] == ["read", "ask", "look"]
    answer = hana.post("/learning/programmes/new-leads/publish/", follow=True)
    assert "Version 1 is in force" in words(answer)
    clock.sweep(at=timezone.now())
    page = words(ines.get("/learning/"))
    assert "Read that" in page
    assert "First: Read that" in page
    assert ines.post("/learning/new-leads/look/", {"text": "x" * 30}).status_code == 400, "what comes first is missing"
    ines.post("/learning/new-leads/read/")
    ines.post("/learning/new-leads/look/", {"text": "I would like to talk less in the planning."})
    quiz = words(ines.get("/learning/new-leads/ask/"))
    assert "Who decides?" in quiz
    assert "It was agreed." not in quiz, "the answer is not on the page before it is given"
    assert "It was agreed." in words(ines.post("/learning/new-leads/ask/", {"q1": "0"}, follow=True))
    ines.post("/learning/new-leads/ask/", {"q1": "1"})
    assert Completion.objects.filter(enrolment__employee=scene.ines).count() == 3
    assert Enrolment.objects.get(employee=scene.ines, programme__key="new-leads").completed_at
    listed = words(hana.get("/learning/programmes/new-leads/"))
    assert "3 of 3" in listed
    assert "talk less" not in listed


def test_an_export_can_be_imported_again(scene, signed_in):
    hana = signed_in(scene.hana)
    hana.post("/learning/programmes/import/", {"file": SimpleUploadedFile("a.yaml", DOCUMENT.encode())})
    exported = hana.get("/learning/programmes/new-leads/export/")
    assert read_document(exported.content) == read_document(DOCUMENT)
    assert 'filename="new-leads.yaml"' in exported.headers["Content-Disposition"]


def test_a_fault_is_named_and_nothing_is_written(scene, signed_in):
    hana = signed_in(scene.hana)
    broken = DOCUMENT.replace("needs: [read]", "needs: [nothing]").replace("key: look", "key: Look Back")
    answer = hana.post("/learning/programmes/import/", {"file": SimpleUploadedFile("a.yaml", broken.encode())})
    assert answer.status_code == 400
    assert "Look back" in words(answer)
    assert "not in the programme" in words(answer)
    assert not ProgrammeVersion.objects.filter(key="new-leads").exists()


def test_modules_that_wait_for_each_other_are_refused_in_the_editor(scene, signed_in):
    hana = signed_in(scene.hana)
    hana.post("/learning/programmes/import/", {"file": SimpleUploadedFile("a.yaml", DOCUMENT.encode())})
    facts = {"title": "Read this", "kind": "reading", "minutes": "20", "body": "Text.", "needs": ["look"], "is_required": "on"}
    assert "wait for each other" in words(hana.post("/learning/programmes/new-leads/edit/read/", facts))


def test_a_programme_is_begun_from_nothing_and_is_not_published_empty(scene, signed_in):
    hana = signed_in(scene.hana)
    hana.post("/learning/programmes/new/", {"title": "Mine", "key": "mine"})
    assert "at least one module" in words(hana.post("/learning/programmes/mine/publish/", follow=True))
    facts = {"title": "One", "key": "one", "kind": "reading", "minutes": "20", "body": "Text.", "is_required": "on"}
    hana.post("/learning/programmes/mine/edit/new/", facts)
    hana.post("/learning/programmes/mine/publish/")
    assert [one.key for one in Programme.objects.get(key="mine").modules.all()] == ["one"]
    hana.post("/learning/programmes/mine/edit/", {"title": "Mine", "anchor": "date", "minimum_minutes": "0"})
    assert Module.objects.get(key="one").title == "One"


def test_a_cohort_has_days_of_its_own_that_its_members_follow(scene, signed_in):
    hana, marco, ines = (signed_in(one) for one in (scene.hana, scene.marco, scene.ines))
    hana.post("/learning/programmes/import/", {"file": SimpleUploadedFile("a.yaml", DOCUMENT.encode())})
    hana.post("/learning/programmes/new-leads/publish/")
    today = timezone.localdate()
    facts = {"title": "Spring", "starts_on": today.isoformat(), "facilitator": str(scene.marco)}
    address = hana.post("/learning/programmes/new-leads/cohorts/new/", facts).headers["Location"]
    hana.post(address, {"person": str(scene.ines)})
    assert "each one's own days count" in words(ines.get(address)).replace("&#x27;", "'")
    assert "Set the days" not in words(ines.get(address))
    assert ines.get(f"{address}schedule/").status_code == 403
    form = words(marco.get(f"{address}schedule/"))
    assert (today + timedelta(days=5)).isoformat() in form, "what follows from the first day is proposed"
    late = {"read": (today - timedelta(days=1)).isoformat()}
    assert "The cohort begins on" in words(marco.post(f"{address}schedule/", late))
    days = {"read": today + timedelta(days=20), "look": today + timedelta(days=27)}
    marco.post(f"{address}schedule/", {key: day.isoformat() for key, day in days.items()})
    page = words(ines.get(address))
    assert page.index("Read this") < page.index("Look back")
    assert "Five questions" not in page
    assert f"{days['read']:%a} {days['read'].day} {days['read']:%b}" in page
    programme = words(ines.get("/learning/new-leads/"))
    assert f'Days as in <a class="link" href="{address}">Spring</a>' in programme
    assert f"{days['look']:%a} {days['look'].day} {days['look']:%b}" in programme
    deliver_due(at=timezone.now())
    told = InboxMessage.objects.get(recipient=scene.ines, subject="The days of “Spring”")
    assert f"- Read this: {days['read']:%a %-d %b}" in told.body
    ines.post("/learning/new-leads/read/")
    assert "<small>done</small>" in words(ines.get(address))


def test_a_manager_sees_titles_and_evidence_of_her_own_team_alone(scene, signed_in):
    text = DOCUMENT.replace("kind: reflection", "kind: task").replace("    needs: [read]\n", "")
    signed_in(scene.hana).post("/learning/programmes/import/", {"file": SimpleUploadedFile("a.yaml", text.encode())})
    signed_in(scene.hana).post("/learning/programmes/new-leads/publish/")
    clock.sweep(at=timezone.now() - timedelta(days=30))
    signed_in(scene.ines).post("/learning/new-leads/look/", {"text": "I let Otto lead the planning, twice."})
    page = words(signed_in(scene.lena).get("/learning/team/"))
    assert "Read this" in page
    assert "I let Otto lead the planning" in page
    assert "I let Otto" not in words(signed_in(scene.dora).get("/learning/team/"))


def test_a_private_programme_can_be_forgotten_without_a_trace(scene, signed_in):
    hana, ines = signed_in(scene.hana), signed_in(scene.ines)
    text = DOCUMENT.replace("audiences: [team:Dispatch]", "is_private: true")
    hana.post("/learning/programmes/import/", {"file": SimpleUploadedFile("a.yaml", text.encode())})
    hana.post("/learning/programmes/new-leads/publish/")
    ines.post("/learning/new-leads/follow/")
    ines.post("/learning/new-leads/read/")
    assert "Forget it" in words(ines.get("/learning/new-leads/"))
    ines.post("/learning/new-leads/follow/", {"forget": "1"})
    assert not Enrolment.objects.filter(programme__key="new-leads").exists()
    assert not Completion.objects.exists()


def test_who_follows_it_by_itself_is_ticked_and_a_team_is_named(scene, signed_in):
    hana = signed_in(scene.hana)
    hana.post("/learning/programmes/import/", {"file": SimpleUploadedFile("a.yaml", DOCUMENT.encode())})
    page = hana.get("/learning/programmes/new-leads/edit/")
    assert page.context["form"].initial["teams"] == "Dispatch"
    assert "Everyone on trial" in words(page)
    facts = {"title": "New leads", "anchor": "enrolment", "minimum_minutes": "0"}
    told = hana.post("/learning/programmes/new-leads/edit/", facts | {"audiences": ["on_trial"], "teams": "Dispatch\n\n"})
    assert told.status_code == 302
    assert ProgrammeVersion.objects.get(key="new-leads", number=None).document["audiences"] == ["on_trial", "team:Dispatch"]
    refused = hana.post("/learning/programmes/new-leads/edit/", facts | {"audiences": ["aliens"]})
    assert "aliens is not one of the available choices" in words(refused)

"""What people see and send, in the browser: the respondent, managers of teams of every size, HR."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.journeys.walker import Walker
from tests.training.evaluations.office import Office, moment
from training.evaluations import actions
from training.evaluations.models import EvaluationCycle, EvaluationInvitation, Questionnaire, SealedBallot

IMPORTED = """
key: bought
title: Bought
rights: Licence 17 of Kestrel Freight
themes:
  - {key: a, title: Aim, says: It is known., questions: [Says where we go.]}
open: [Anything else to say]
"""


@pytest.fixture
def house(office, settings, time_machine):
    """Lena leads five, Rui two; Hana is HR. It is the day on which a cycle about both opens."""
    settings.SECOND_FACTOR_REQUIRED = False
    office.team("lena", 5, above="top")
    office.team("rui", 2, above="top")
    office.add("hana")
    office.people["hana"].user.is_hr_administrator = True
    office.people["hana"].user.save()
    time_machine.move_to(office.at, tick=False)
    return office


def walker_of(house: Office, signed_in, name: str) -> Walker:
    found = Walker()
    found.client = signed_in(house.people[name])
    return found


def everything(cycle: EvaluationCycle, value: str, words: str = "") -> dict[str, str]:
    """Return what is typed in by somebody who answers every question alike."""
    questions = list(cycle.questionnaire.questions.all())
    said = {f"q{one.pk}": value for one in questions if one.kind == "scale"}
    return said | {f"q{one.pk}": words for one in questions if one.kind == "open"}


def test_a_respondent_reads_the_promise_is_interrupted_resumes_sends_and_changes(house, signed_in, time_machine):
    cycle = house.opened("lena")
    one = walker_of(house, signed_in, "lena-1").open("/")
    assert "You are asked about 1 person" in one.text
    one.follow("Answer")
    one.press("Answer")
    assert one.heading() == "How does lena Of Kestrel lead?"
    assert "What is promised to you" in one.text
    assert one.text.index("sealed until") < one.text.index("Asks what I think")
    assert "19 questions" in one.text
    first = cycle.questionnaire.questions.first().pk
    one.press("Go on later", **{f"q{first}": "4"})
    assert "Kept, sealed" in one.text
    assert "You answered" not in one.text
    one.press("Answer")
    assert "Your words are back" in one.text
    chosen = [
        box.attrs["value"] for box in one.page.all("input") if box.attrs.get("name") == f"q{first}" and "checked" in box.attrs
    ]
    assert chosen == ["4"]
    one.press("Seal and send")
    assert len(one.faults()) >= 16, "each question is answered, or said to be one that cannot be"
    one.press("Seal and send", **everything(cycle, "4", "Go on like that."))
    assert "You answered" in one.text
    one.press("Change")
    one.press("Seal and send", **everything(cycle, "0", "Only words."))
    time_machine.move_to(moment(cycle.closes_on + timedelta(days=1)), tick=False)
    house.release(cycle)
    one = walker_of(house, signed_in, "lena-1").open("/evaluations/")
    assert "You answered" in one.text
    assert not [button for button in one.page.all("button") if "Change" in button.text or "Answer" in button.text]
    assert not SealedBallot.objects.exists()


def test_what_is_typed_is_kept_by_itself_and_as_sealed_as_the_answer(house, signed_in):
    cycle = house.opened("lena")
    browser, question = signed_in(house.people["lena-1"]), cycle.questionnaire.questions.filter(kind="open").first()
    about = house.evaluation(cycle, "lena").pk
    kept = browser.post(reverse("evaluations:keep"), {"about": about, f"q{question.pk}": "half a sent"})
    assert kept.status_code == 204
    assert SealedBallot.objects.count() == 1
    assert not house.people["lena-1"].user.drafts.exists(), "not in the drafts that the application's own key opens"
    assert b"half a sent" in browser.post(reverse("evaluations:answer"), {"about": about}, follow=True).content
    assert b"half a sent" in browser.get(reverse("evaluations:answer")).content, "looked at again, it is the same one"
    assert browser.post(reverse("evaluations:keep"), {"about": about, f"q{question.pk}": "x" * 20_000}).status_code == 400
    assert not EvaluationInvitation.objects.filter(is_done=True).exists()
    assert browser.post(reverse("evaluations:keep"), {"about": about + 999}).status_code == 404


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8])
def test_a_manager_of_a_team_of_any_size_sees_exactly_what_was_promised(house, signed_in, time_machine, size):
    house.team("mia", size, above="top")
    cycle = house.opened("mia")
    if size >= 3:
        house.all_say(cycle, "mia", [4] * size, words="A word.")
    house.say(cycle, "mia", "mia", 3)
    time_machine.move_to(moment(cycle.closes_on + timedelta(days=1)), tick=False)
    house.release(cycle)
    page = walker_of(house, signed_in, "mia").open(f"/evaluations/{house.evaluation(cycle, 'mia').pk}/")
    assert page.status == 200
    drawn = len([one for one in page.page.all("circle") if one.attrs.get("r") == "5" and one.attrs.get("cy") == "11"])
    if size < 3:
        assert "Too few answered for scores" in page.text
        assert "talks with the team instead" in page.text
        assert "too few answers" in page.text
        assert drawn == 0
    else:
        assert page.text.index("What people value in you") < page.text.index("Each theme, from every side")
        assert ("a strength" in page.text) == (size == 3)
        assert drawn == (9 if size >= 5 else 0), "a number, and so a dot, from five answers on"
        assert ("80 % or more" in page.text) == (size == 8)
        assert ("A word." in page.text) == (size >= 5)
        assert ("Comments are shown from 5 answers on" in page.text) == (size == 3)
    assert not re.search(r"\brank(ed|ing)?\b|overall score", page.text.replace("No ranks", ""))


def test_after_the_report_comes_one_step_after_the_other_and_the_team_reads_what_is_shared(house, signed_in, time_machine):
    cycle = house.opened("lena")
    house.all_say(cycle, "lena", (4, 4, 4, 4, 4))
    time_machine.move_to(moment(cycle.closes_on + timedelta(days=1)), tick=False)
    house.release(cycle)
    pk = house.evaluation(cycle, "lena").pk
    lena = walker_of(house, signed_in, "lena").open(f"/evaluations/{pk}/")
    lena.press("I have read it")
    lena.follow("Talk it over").press("Let them read it", with_whom=house.people["lena-1"].user.username)
    assert "Nobody here is called" in lena.text or "Not somebody you lead" in lena.text
    lena.press("Let them read it", with_whom="rui Of Kestrel")
    assert "They can read your report now" in lena.text
    assert walker_of(house, signed_in, "rui").open(f"/evaluations/{pk}/").status == 200
    lena.follow("Share with the team").press("Share it", words="I heard that clarity is missing.")
    report = walker_of(house, signed_in, "lena-2").open("/evaluations/").follow("lena Of Kestrel: Spring")
    assert "I heard that clarity is missing." in report.text
    assert walker_of(house, signed_in, "lena-2").open(f"/evaluations/{pk}/").status == 404, "the report itself stays hers"
    lena.open(f"/evaluations/{pk}/").follow("Choose one goal").press("This is my goal", words="One thing first, every Monday.")
    assert "asked two questions" in lena.text


def test_hr_plans_a_cycle_chooses_a_way_for_small_teams_and_never_reads_a_report(house, signed_in, time_machine):
    actions.publish_shipped(at=house.at)
    hana = walker_of(house, signed_in, "hana").open("/").follow("Growth").follow("Cycles").follow("Plan one")
    opens_on = (house.today + timedelta(days=3)).isoformat()
    questionnaire = hana.choice("How leadership lands")
    over = (house.today - timedelta(days=1)).isoformat()
    hana.press("Plan it", title="An extra one", opens_on=over, questionnaire=questionnaire)
    assert "This day is over." in hana.text
    assert not EvaluationCycle.objects.exists()
    hana.press("Plan it", title="An extra one", opens_on=opens_on, questionnaire=questionnaire)
    assert "Fewer than 3 reports" in hana.text
    assert "rui Of Kestrel" in hana.text
    assert "lena Of Kestrel" not in hana.text, "five are enough"
    hana.press("Keep", below="attributed")
    cycle = EvaluationCycle.objects.get()
    time_machine.move_to(moment(cycle.opens_on), tick=False)
    house.today = cycle.opens_on
    actions.open_cycle(cycle, on=cycle.opens_on, at=house.at)
    cycle.refresh_from_db()
    assert house.evaluation(cycle, "rui").below == "attributed"
    hana = walker_of(house, signed_in, "hana").open(f"/evaluations/cycles/{cycle.pk}/")
    assert "Sealed until" in hana.text
    house.all_say(cycle, "lena", (4, 4, 5, 4, 5))
    house.release(cycle)
    hana.open(f"/evaluations/cycles/{cycle.pk}/")
    assert "What managers find hardest" in hana.text
    for name in ("lena", "rui"):
        assert hana.open(f"/evaluations/{house.evaluation(cycle, name).pk}/").status == 404


def test_hr_changes_a_questionnaire_in_a_new_version_and_puts_it_into_use(house, signed_in):
    actions.publish_shipped(at=house.at)
    hana = walker_of(house, signed_in, "hana").open("/evaluations/questionnaires/").follow("How leadership lands")
    hana.follow("Change it in a new version")
    hana.press(
        "Keep as a draft",
        title9="Rest",
        says9="People can rest.",
        asked9="Lets people rest.\n* I would rest here again.",
        asked0="",
    )
    assert "Lets people rest." in hana.text
    assert "Coaching" not in hana.text, "a theme without questions goes"
    hana.press("Put it into use")
    versions = {(one.version, one.status) for one in Questionnaire.objects.filter(key="leading")}
    assert versions == {(1, "retired"), (2, "published")}
    added = Questionnaire.objects.get(key="leading", version=2).questions.filter(theme="theme-10")
    assert [(one.text, one.is_for_self) for one in added] == [("Lets people rest.", True), ("I would rest here again.", False)]


def test_hr_imports_a_questionnaire_the_company_holds_rights_to(house, signed_in):
    hana = walker_of(house, signed_in, "hana").open("/evaluations/questionnaires/import/")
    hana.press("Import as a draft", file=SimpleUploadedFile("a.yaml", IMPORTED.replace("rights:", "rihgts:").encode()))
    assert "“rights” must be words" in hana.text
    assert not Questionnaire.objects.exists()
    hana.press("Import as a draft", file=SimpleUploadedFile("a.yaml", IMPORTED.encode()))
    assert "Licence 17 of Kestrel Freight" in hana.text
    assert Questionnaire.objects.get().status == "draft"

"""Playbooks and their runs: HR first, a checklist with days, who reads it, and when it is gone."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from people.history.models import Record
from people.notifications.models import InboxMessage, Notice
from tests.training.scene import moment
from training.playbooks import actions, queries
from training.playbooks.messages import plan_playbooks
from training.playbooks.models import Playbook, PlaybookRun, PlaybookVersion
from training.playbooks.permissions import visible_runs
from training.playbooks.texts import SHIPPED, PlaybookText, read_playbook
from transition.lib.faults import Conflict

MONDAY = date(2026, 2, 9)
TEXT = read_playbook(SHIPPED / "conflict.md")


def again(**changes: str) -> PlaybookText:
    return PlaybookText(**{"key": TEXT.key, **{name: getattr(TEXT, name) for name in actions.FACTS}, **changes})


@pytest.fixture
def version(scene) -> PlaybookVersion:
    return actions.publish_playbook(TEXT, by=None, at=moment(MONDAY))


@pytest.fixture
def run(scene, version) -> PlaybookRun:
    return start(scene, version)


def start(scene, version, **changes):
    facts = {"owner": scene.lena, "about": scene.otto, "conduct": "no", "by": scene.lena.user, "at": moment(MONDAY), "on": MONDAY}
    return actions.start_run(version, **{**facts, **changes})


def test_an_edit_is_a_version_of_its_own_and_a_run_keeps_the_one_it_began_with(scene, run):
    new = actions.publish_playbook(again(title="A quarrel"), change="Shorter", follows=1, by=scene.hana.user, at=moment(MONDAY))
    assert (new.number, new.is_current) == (2, True)
    run.refresh_from_db()
    assert (run.version.number, run.version.is_current) == (1, False)
    assert actions.publish_playbook(again(title="A quarrel"), by=scene.hana.user, at=moment(MONDAY)) == new
    with pytest.raises(ValidationError, match="version 2 meanwhile"):
        actions.publish_playbook(again(title="Strife"), follows=1, by=scene.hana.user, at=moment(MONDAY))


def test_shipped_texts_are_written_once_and_never_over_what_somebody_edited(scene):
    first = actions.publish_shipped(at=moment(MONDAY))
    assert len(first) == 10
    assert [one.number for one in actions.publish_shipped(at=moment(MONDAY))] == [1] * 10
    actions.publish_playbook(again(title="Ours"), by=scene.hana.user, at=moment(MONDAY))
    assert len(actions.publish_shipped(at=moment(MONDAY))) == 9
    assert queries.current_versions().get(playbook__key="conflict").title == "Ours"


def test_every_word_of_a_search_must_stand_somewhere(scene):
    actions.publish_shipped(at=moment(MONDAY))

    def found(words):
        return {one.playbook.key for one in queries.mentioning(queries.current_versions(), words)}

    assert found("exhausted") == {"burnout"}
    assert found("REVIEW outage") == {"incident"}
    assert found("outage zebra") == set()
    assert len(found("")) == 10


def test_what_may_be_conduct_begins_no_run_and_calls_hr(scene, version, signed_in):
    with pytest.raises(ValidationError, match="HR comes first"):
        start(scene, version, conduct="hr")
    lena = signed_in(scene.lena)
    answer = lena.post(reverse("playbooks:start", args=["conflict"]), {"conduct": "hr", "about": "Otto Lind"})
    assert "Do not investigate" in answer.content.decode()
    assert "Hana Sato" in answer.content.decode()
    assert not PlaybookRun.objects.exists()
    answer = lena.post(reverse("playbooks:start", args=["conflict"]), {"conduct": "no", "about": "Dora Quist"})
    assert "“Dora Quist” cannot be named here, only somebody who reports to you." in answer.content.decode()
    for _ in range(2):
        lena.post(reverse("playbooks:ask_hr", args=["conflict"]))
    told = InboxMessage.objects.get(recipient=scene.hana)
    assert told.subject == "Lena Okafor needs to talk with you today"
    assert "Otto" not in f"{told.subject} {told.body}"


def test_a_run_is_a_checklist_with_days_and_reviews(scene, run):
    steps = list(run.steps.all())
    assert steps[0].due_on == MONDAY + timedelta(days=1)
    assert [step.due_on - MONDAY for step in steps[-2:]] == [timedelta(days=14), timedelta(days=42)]
    actions.tick_step(steps[0], is_done=True, on=MONDAY)
    actions.tick_step(steps[0], is_done=False, on=MONDAY)
    actions.tick_step(steps[1], is_done=True, on=MONDAY)
    [one] = queries.open_runs(PlaybookRun.objects.all())
    assert (one.done, one.total, one.next_on) == (1, len(steps), steps[0].due_on)
    with pytest.raises(ValidationError, match="before the day"):
        actions.move_step(steps[0], due_on=MONDAY - timedelta(days=1))
    with pytest.raises(ValidationError, match="running this playbook already"):
        start(scene, run.version)
    with pytest.raises(ValidationError, match="oneself"):
        start(scene, run.version, about=scene.lena)


def test_one_message_a_day_tells_what_is_due_and_a_moved_step_is_told_anew(scene, run):
    tuesday = MONDAY + timedelta(days=1)
    assert plan_playbooks(moment(MONDAY, 12)) == 0
    assert plan_playbooks(moment(tuesday, 12)) == 1
    assert plan_playbooks(moment(tuesday, 13)) == 0
    step = run.steps.first()
    actions.move_step(step, due_on=MONDAY + timedelta(days=3))
    for other in run.steps.exclude(pk=step.pk):
        actions.tick_step(other, is_done=True, on=tuesday)
    assert plan_playbooks(moment(MONDAY + timedelta(days=3), 12)) == 1
    assert plan_playbooks(moment(MONDAY + timedelta(days=8), 12)) == 1, "late, once"
    assert set(Notice.objects.filter(kind__startswith="playbooks.").values_list("kind", flat=True)) == {
        "playbooks.step_due",
        "playbooks.step_late",
    }


def test_it_is_read_by_its_owner_and_by_hr_only_while_they_are_let_in(scene, run):
    assert set(visible_runs(scene.lena.user)) == {run}
    for other in (scene.hana, scene.otto, scene.dora, scene.ines):
        assert not visible_runs(other.user).exists(), other
    facts = {"by": scene.lena.user, "at": moment(MONDAY)}
    actions.open_to_hr(run, is_open=True, **facts)
    assert set(visible_runs(scene.hana.user)) == {run}
    assert not visible_runs(scene.otto.user).exists()
    actions.open_to_hr(run, is_open=False, **facts)
    assert not visible_runs(scene.hana.user).exists()


def test_the_person_it_is_about_gets_all_of_it_with_their_own_data(scene, run, signed_in):
    actions.write_notes(run, text="Tuesday: interrupted Pia twice.")
    found = signed_in(scene.otto).get(reverse("playbooks:about_me")).json()["runs"]
    assert [(one["run_by"], one["notes"]) for one in found] == [("Lena Okafor", "Tuesday: interrupted Pia twice.")]
    assert len(found[0]["steps"]) == run.steps.count()
    assert signed_in(scene.pia).get(reverse("playbooks:about_me")).json()["runs"] == []


def test_it_closes_with_what_was_learned_and_is_erased_a_year_later(scene, run):
    with pytest.raises(ValidationError, match="One sentence is enough"):
        actions.close_run(run, learned="  ", by=scene.lena.user, at=moment(MONDAY), on=MONDAY)
    closed = actions.close_run(run, learned="Decide on day one.", by=scene.lena.user, at=moment(MONDAY), on=MONDAY)
    with pytest.raises(Conflict):
        actions.write_notes(closed, text="Later.")
    with pytest.raises(Conflict):
        actions.tick_step(run.steps.first(), is_done=True, on=MONDAY)
    assert plan_playbooks(moment(MONDAY + timedelta(days=2))) == 0, "a closed run reminds of nothing"
    day = queries.erased_on(closed)
    assert day == MONDAY + timedelta(days=365)
    assert actions.erase_old_runs(on=day - timedelta(days=1)) == 0
    assert actions.erase_old_runs(on=day) == 1
    assert actions.erase_old_runs(on=day) == 0
    assert not PlaybookRun.objects.exists()


def test_one_that_nobody_closes_is_erased_two_years_after_it_began_with_its_messages(scene, run):
    plan_playbooks(moment(MONDAY + timedelta(days=1), 12))
    assert Notice.objects.filter(kind="playbooks.step_due").exists()
    day = queries.erased_on(run)
    assert day == MONDAY + timedelta(days=730)
    assert actions.erase_old_runs(on=day) == 1
    assert not Notice.objects.filter(kind="playbooks.step_due").exists()
    assert not Record.objects.filter(subject="training.playbookrun").exclude(employee=None).exists()


def test_only_somebody_one_leads_can_be_named(scene, version, signed_in):
    lena, address = signed_in(scene.lena), reverse("playbooks:start", args=["conflict"])
    assert lena.post(address, {"conduct": "no", "about": "Marco Bianchi"}).status_code == 200
    assert not PlaybookRun.objects.exists()
    answer = lena.post(address, {"conduct": "no", "about": "Otto Lind"}, follow=True)
    page = answer.content.decode()
    assert "About Otto Lind" in page
    assert "Otto Lind gets all of it whenever they ask" in page
    assert "Everything here is erased on" in page


def test_hr_edits_over_the_form_and_nobody_else_does(scene, version, signed_in, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    address = reverse("playbooks:edit", args=["conflict"])
    hana = signed_in(scene.hana)
    page = hana.get(address)
    data = {**page.context["form"].initial, "title": "When two quarrel", "change": "A plainer title"}
    assert hana.post(address, {**data, "body": "## Steps"}).status_code == 200
    assert Playbook.objects.get().versions.count() == 1
    assert hana.post(address, data).status_code == 302
    assert queries.current_versions().get().title == "When two quarrel"
    old = hana.get(reverse("playbooks:version", args=["conflict", 1])).content.decode()
    assert "no longer in force" in old
    new = {**data, "title": "Our own", "follows": 0}
    assert hana.post(reverse("playbooks:new"), new).status_code == 302
    assert hana.post(reverse("playbooks:new"), new).status_code == 200, "there is one with this title"
    assert Playbook.objects.filter(key="our-own").exists()

"""The road: from the nomination to the decision, and back."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from people.employees.queries import manager_of, reports_of
from people.tracks.queries import place_of
from tests.training.scene import FIRST_DAY, moment
from training.curricula.actions import complete_module
from training.curricula.queries import enrolment_of
from training.evaluations import clock as evaluations
from training.evaluations.actions import write_up_talk
from training.one_on_ones.actions import log_meeting
from training.one_on_ones.models import Meeting
from training.trials import actions, changes, clock, decisions
from training.trials.conditions import conditions_of
from training.trials.models import Trial
from training.trials.outcome import Outcome
from training.trials.questions import questions_for
from training.trials.to_do import tasks_in, with_voices
from transition.lib.faults import Conflict

ANSWERS = {
    role: {question.key: f"What the {role} says." for question in questions_for(role)} for role in ("candidate", "sponsor")
}


def answer(scene, check_in):
    for role, who in (("candidate", scene.ines), ("sponsor", scene.lena)):
        actions.answer_check_in(check_in, role=role, answers=ANSWERS[role], **scene.acts(who))


def meet_everything(scene, trial):
    """Hold every check-in, keep the promise, do the programme, meet each report, until the last days."""
    for check_in in trial.check_ins.all():
        scene.today = check_in.due_on
        answer(scene, check_in)
    for promise in trial.promises.all():
        for weeks in range(0, 13, 4):
            day = FIRST_DAY + timedelta(days=7 + 7 * weeks)
            actions.keep_promise(promise, by=scene.lena.user, at=moment(day), on=day)
    enrolment = enrolment_of(scene.ines, scene.programme)
    for module in scene.programme.modules.all():
        complete_module(enrolment, module, by=scene.ines.user, at=scene.at)
    for report in (scene.otto, scene.pia):
        meeting = Meeting.objects.filter(series__employee=report, series__manager=scene.ines).latest("starts_at")
        meeting.starts_at = scene.at - timedelta(hours=1)
        meeting.save()
        log_meeting(meeting, by=scene.ines.user, at=scene.at)


def hold_the_evaluation(scene, trial):
    """Let the clock open and release it; two reports are too few for scores, so HR writes up the talk that was held instead."""
    trial.refresh_from_db()
    cycle = trial.evaluation.cycle
    for day in (cycle.opens_on, cycle.closes_on + timedelta(days=1)):
        evaluations.sweep(on=day, at=moment(day))
    trial.evaluation.refresh_from_db()
    write_up_talk(trial.evaluation, words="They know where they stand.", talk_on=day, by=scene.hana.user, at=moment(day), on=day)
    trial.refresh_from_db()


def test_the_evaluation_of_a_trial_opens_at_two_thirds_and_closes_a_week_before_the_decision(scene):
    trial = scene.under_way()
    cycle = trial.evaluation.cycle
    assert ((cycle.opens_on - FIRST_DAY).days, (trial.ends_on - cycle.closes_on).days) == (60, 7)
    assert (cycle.kind, trial.evaluation.reader) == ("evaluative", scene.lena)
    changes.record_absence(
        trial, started_on=FIRST_DAY + timedelta(days=5), ended_on=FIRST_DAY + timedelta(days=15), **scene.acts(scene.lena)
    )
    changes.change_sponsor(trial, sponsor=scene.dora, **scene.acts(scene.hana))
    clock.sweep(on=scene.today, at=scene.at)
    trial.refresh_from_db()
    cycle = trial.evaluation.cycle
    assert ((cycle.opens_on - FIRST_DAY).days, (trial.ends_on - cycle.closes_on).days) == (67, 7), "it moves with the trial"
    assert trial.evaluation.reader == scene.dora
    decisions.decide(trial, role="candidate", choice="return", words="", **scene.acts(scene.ines))
    clock.sweep(on=scene.today, at=scene.at)
    trial.refresh_from_db()
    assert trial.evaluation is None, "nobody is asked about a trial that is over"


def test_a_trial_runs_and_both_confirm(scene):
    trial = scene.under_way()
    assert manager_of(scene.otto, on=scene.today) == scene.ines
    assert place_of(scene.ines, on=scene.today).kind == "trial"
    assert place_of(scene.ines, on=scene.today).level == scene.level("ic-3"), "level and pay do not change during a trial"
    meet_everything(scene, trial)
    hold_the_evaluation(scene, trial)
    assert [condition.key for condition in conditions_of(trial, on=scene.today) if not condition.is_met] == []
    scene.today = FIRST_DAY + timedelta(days=86)
    first = decisions.decide(trial, role="candidate", choice="confirm", words="I want this.", **scene.acts(scene.ines))
    second = decisions.decide(trial, role="sponsor", choice="confirm", words="So do they.", **scene.acts(scene.lena))
    trial.refresh_from_db()
    assert (first, second, trial.status) == (Outcome.WAIT, Outcome.CONFIRM, "confirmed")
    assert place_of(scene.ines, on=scene.today).level == scene.level("em-3")
    assert set(reports_of(scene.ines, on=scene.today)) == {scene.otto, scene.pia}


def test_a_confirmation_waits_for_its_conditions(scene):
    trial = scene.under_way(day=86)
    decisions.decide(trial, role="candidate", choice="confirm", words="Yes.", **scene.acts(scene.ines))
    outcome = decisions.decide(trial, role="sponsor", choice="confirm", words="Yes.", **scene.acts(scene.lena))
    assert outcome == Outcome.WAIT_FOR_CONDITIONS
    for check_in in trial.check_ins.all():
        actions.waive_check_in(check_in, reason="We talked every day.", **scene.acts(scene.hana))
    for key in ("support", "programme", "one_on_ones", "evaluation"):
        actions.waive_condition(trial, condition=key, reason="It does not apply here.", **scene.acts(scene.hana))
    assert decisions.settle(trial, **scene.acts(scene.hana)) == Outcome.CONFIRM


def test_the_candidate_goes_back_on_any_day_to_where_they_stood(scene):
    before = place_of(scene.ines, on=scene.today)
    trial = scene.under_way(day=12)
    assert decisions.decide(trial, role="candidate", choice="return", **scene.acts(scene.ines)) == Outcome.RETURN
    trial.refresh_from_db()
    now = place_of(scene.ines, on=scene.today)
    assert (now.level, now.title, now.team, now.kind) == (before.level, before.title, before.team, "regular")
    assert manager_of(scene.ines, on=scene.today) == scene.lena
    assert not reports_of(scene.ines, on=scene.today).exists()
    assert {manager_of(one, on=scene.today) for one in (scene.otto, scene.pia)} == {scene.lena}
    assert (trial.status, trial.steps.count()) == ("returning", 8)
    for step in trial.steps.all():
        decisions.finish_step(step, **scene.acts(scene.ines))
    trial.refresh_from_db()
    assert trial.status == "returned"
    assert scene.nominate().status == "nominated", "a return never bars a new trial"


def test_a_sponsors_return_waits_for_a_check_in_and_a_talk(scene):
    trial = scene.under_way(day=40)
    decide = {"role": "sponsor", "choice": "return", "words": "Two of three reports do not know what they work on."}
    assert decisions.decide(trial, **decide, **scene.acts(scene.lena)) == Outcome.WAIT
    scene.today = FIRST_DAY + timedelta(days=80)
    outcome = decisions.decide(trial, role="candidate", choice="extend", words="I need longer.", **scene.acts(scene.ines))
    assert outcome == Outcome.WAIT_FOR_FEEDBACK
    answer(scene, trial.check_ins.first())
    assert decisions.record_feedback_talk(trial, **scene.acts(scene.ines)) == Outcome.RETURN


def test_nobody_learns_from_their_tasks_what_the_other_side_said_before_both_have_spoken(scene):
    def titles() -> list[str]:
        found = with_voices(Trial.objects.all()).get()
        return [task.title for task in tasks_in(scene.ines.user, found, [], [], [], on=scene.today)]

    trial = scene.under_way(80)
    decisions.decide(trial, role="sponsor", choice="return", words="Not yet.", **scene.acts(scene.lena))
    assert titles() == ["Say what you want for your trial"]
    decisions.decide(trial, role="candidate", choice="confirm", words="I would.", **scene.acts(scene.ines))
    assert titles() == ["Talk with Lena Okafor about why they say return"]


def test_two_who_differ_read_each_other_and_decide_again(scene):
    trial = scene.under_way(day=85)
    decisions.decide(trial, role="candidate", choice="confirm", words="Ready.", **scene.acts(scene.ines))
    again = decisions.decide(trial, role="sponsor", choice="extend", words="A month more.", **scene.acts(scene.lena))
    trial.refresh_from_db()
    assert (again, trial.round) == (Outcome.DECIDE_AGAIN, 2)
    decisions.decide(trial, role="candidate", choice="extend", words="All right.", **scene.acts(scene.ines))
    assert decisions.decide(trial, role="sponsor", choice="extend", words="Good.", **scene.acts(scene.lena)) == Outcome.EXTEND
    trial.refresh_from_db()
    assert (trial.ends_on, trial.is_extended, trial.check_ins.count()) == (FIRST_DAY + timedelta(days=119), True, 4)
    scene.today = trial.ends_on
    with pytest.raises(ValidationError, match="extended once"):
        decisions.decide(trial, role="sponsor", choice="extend", words="More.", **scene.acts(scene.lena))


def test_nothing_reverts_by_itself_when_the_end_passes(scene):
    trial = scene.under_way(day=95)
    clock.sweep(on=scene.today, at=scene.at)
    trial.refresh_from_db()
    assert (trial.status, manager_of(scene.otto, on=scene.today)) == ("running", scene.ines)
    with pytest.raises(ValidationError, match="fourteen days"):
        decisions.decide(trial, role="hr", choice="return", words="Silence.", **scene.acts(scene.hana))
    scene.today += timedelta(days=20)
    assert decisions.decide(trial, role="hr", choice="return", words="Silence.", **scene.acts(scene.hana)) == Outcome.RETURN


def test_hr_never_confirms_somebody_who_did_not_say_so(scene):
    trial = scene.under_way(day=110)
    outcome = decisions.decide(trial, role="hr", choice="confirm", words="They do well.", **scene.acts(scene.hana))
    assert outcome == Outcome.WAIT
    assert Trial.objects.get().status == "running"


def test_the_way_back_stays_open_after_a_confirmation(scene):
    trial = scene.under_way(day=86)
    for check_in in trial.check_ins.all():
        actions.waive_check_in(check_in, reason="Agreed.", **scene.acts(scene.hana))
    for key in ("support", "programme", "one_on_ones", "evaluation"):
        actions.waive_condition(trial, condition=key, reason="Agreed.", **scene.acts(scene.hana))
    for role, who in (("candidate", scene.ines), ("sponsor", scene.lena)):
        decisions.decide(trial, role=role, choice="confirm", words="Yes.", **scene.acts(who))
    scene.today += timedelta(days=243)
    decisions.go_back(trial, **scene.acts(scene.ines))
    assert place_of(scene.ines, on=scene.today).level == scene.level("ic-3")
    assert not reports_of(scene.ines, on=scene.today).exists()


def test_the_way_back_closes_on_the_day_of_the_contract(scene):
    trial = scene.under_way()
    trial.status, trial.confirmed_on = "confirmed", scene.today
    trial.save()
    scene.today += timedelta(days=400)
    with pytest.raises(ValidationError, match="was open until 2 Mar 2027"):
        decisions.go_back(trial, **scene.acts(scene.ines))


def test_a_second_trial_is_refused_while_one_is_open(scene):
    scene.nominate()
    with pytest.raises(Conflict, match="open already"):
        scene.nominate()


def test_a_trial_that_began_at_midnight_is_on_its_first_day_also_where_it_is_still_yesterday(scene, signed_in):
    scene.under_way()
    scene.ines.time_zone = "America/New_York"
    scene.ines.save()
    with time_machine.travel(moment(FIRST_DAY, hour=1), tick=False):
        page = signed_in(scene.ines).get("/").content.decode()
    assert "Trial, day <b>0</b> of 90" in page


def test_what_it_is_too_early_for_is_not_offered(scene, signed_in):
    trial = scene.under_way(day=12)
    with time_machine.travel(scene.at, tick=False):
        form = signed_in(scene.lena).get(reverse("trials:decide", args=[trial.pk])).context["form"]
        assert [value for value, _ in form.fields["choice"].choices] == ["return"]
        assert "two weeks before the end" in form.fields["choice"].help_text
        page = signed_in(scene.lena).get(reverse("trials:trial", args=[trial.pk])).content.decode()
    second = trial.check_ins.get(number=1)
    assert second.due_on > scene.today
    assert f"opens {second.due_on - timedelta(days=7):%a %-d %b}" in page, "no button before it opens"


def test_a_promise_that_was_kept_leads_back_to_where_one_was(scene, signed_in):
    trial = scene.under_way(day=12)
    promise = trial.promises.first()
    browser, to = signed_in(promise.owner), reverse("trials:keep", args=[promise.pk])
    assert browser.post(to, {"next": "/"}).url == "/"
    assert browser.post(to, {"next": "https://elsewhere.example/"}).url == reverse("home:today")

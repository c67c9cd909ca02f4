"""The clock: on the right day, once, also after a week without a worker, over a clock change and a leap day."""

from datetime import date, timedelta

import pytest

from people.employees.actions import record_leaving
from people.employees.queries import manager_of
from people.notifications.models import InboxMessage, Notice
from people.tracks.queries import place_of
from tests.clock import plan
from tests.training.scene import make_scene, moment
from training.trials import actions, changes, clock, queries
from training.trials.models import Trial

pytestmark = pytest.mark.django_db


@pytest.fixture
def leap():
    """A trial that is announced for 27 February 2028: a leap day follows, and Europe's clocks change on 26 March."""
    scene = make_scene(first_day=date(2028, 2, 27))
    return scene, scene.announced()


def test_lines_change_on_the_first_day_though_no_worker_runs(leap):
    scene, trial = leap
    assert manager_of(scene.otto, on=date(2028, 2, 26)) == scene.lena
    assert manager_of(scene.otto, on=date(2028, 2, 27)) == scene.ines
    assert place_of(scene.ines, on=date(2028, 2, 27)).kind == "trial"
    trial.refresh_from_db()
    assert trial.status == "signed", "no worker has run"
    clock.sweep(on=date(2028, 3, 5), at=moment(date(2028, 3, 5)))
    trial.refresh_from_db()
    assert (trial.status, trial.ends_on) == ("running", date(2028, 5, 26))
    support = scene.ines.supports.get(kind="sponsor")
    assert support.started_on == date(2028, 2, 27), "late, and still from the first day"


def test_what_a_person_does_first_starts_the_trial_too(leap):
    scene, trial = leap
    scene.today = date(2028, 3, 24)
    answers = {"work": "a", "hard": "b", "missing": "c", "sure": "d"}
    actions.answer_check_in(trial.check_ins.first(), role="candidate", answers=answers, **scene.acts(scene.ines))
    trial.refresh_from_db()
    assert trial.status == "running"


def days_of(kind: str) -> dict[str, list[date]]:
    """Return on which local days each person was told about a kind, by first name."""
    found: dict[str, list[date]] = {}
    for notice in Notice.objects.filter(kind=kind).order_by("occurred_at"):
        for name in {delivery.recipient.first_name for delivery in notice.deliveries.all()}:
            found.setdefault(name, []).append(notice.occurred_at.date())
    return found


def test_reminders_come_once_on_their_day_and_catch_up(leap):
    _, trial = leap
    clock.sweep(on=date(2028, 2, 27), at=moment(date(2028, 2, 27)))
    first = trial.check_ins.first().due_on
    for days in range(40):
        day = date(2028, 3, 1) + timedelta(days=days)
        if not 10 <= days <= 24:  # the worker slept for two weeks, over the clock change
            plan("trials", "curricula", at=moment(day, 12))
            plan("trials", "curricula", at=moment(day, 12))
    assert first == date(2028, 3, 28)
    soon, late = days_of("trials.check_in_soon"), days_of("trials.check_in_late")
    assert soon == {name: [first - timedelta(days=7), first - timedelta(days=2)] for name in ("Ines", "Lena")}
    assert late == {name: [first + timedelta(days=1)] for name in ("Ines", "Lena")}
    channels = {notice.deliveries.get().channel for notice in Notice.objects.filter(kind="trials.check_in_soon")}
    assert channels == {"inbox", "mail"}


@pytest.mark.usefixtures("leap")
def test_reminders_of_modules_promises_and_the_end():
    clock.sweep(on=date(2028, 2, 27), at=moment(date(2028, 2, 27)))
    for days in range(110):
        plan("trials", "curricula", at=moment(date(2028, 2, 27) + timedelta(days=days), 12))
    assert days_of("curricula.module_due")["Ines"] == [date(2028, 3, 15), date(2028, 4, 4)]
    assert days_of("curricula.module_late")["Ines"] == [date(2028, 3, 21), date(2028, 4, 10)]
    assert days_of("trials.ending")["Lena"] == [date(2028, 5, 12), date(2028, 5, 23)]
    assert days_of("trials.overdue")["Ines"] == [date(2028, 5, 27)]
    assert days_of("trials.for_hr")["Hana"] == [date(2028, 6, 10)]
    assert days_of("trials.promise_owed")["Lena"][0] == date(2028, 3, 6)
    mondays = days_of("trials.week_for_hr")["Hana"]
    assert len(mondays) > 5
    assert {day.weekday() for day in mondays} == {0}
    assert len(mondays) == len(set(mondays)), "one a week"


def test_a_signature_that_waits_is_asked_for_again(scene):
    trial = scene.nominate()
    scene.offer(trial)
    actions.sign_contract(trial, role="candidate", **scene.acts(scene.ines))
    for days in range(10):
        plan("trials", "curricula", at=moment(scene.today + timedelta(days=days), 12))
    told = days_of("trials.signature_waiting")
    assert set(told) == {"Lena", "Hana"}, "the candidate has signed"
    assert all(days == [scene.today + timedelta(days=3)] for days in told.values())


def test_a_candidate_who_leaves_ends_the_trial_and_leaves_nobody_without_a_manager(scene):
    trial = scene.under_way(day=30)
    record_leaving(scene.ines, left_on=scene.today, by=None, at=scene.at)
    clock.sweep(on=scene.today, at=scene.at)
    trial.refresh_from_db()
    assert trial.status == "left"
    assert {manager_of(one, on=scene.today) for one in (scene.otto, scene.pia)} == {scene.lena}


def test_a_sponsor_who_leaves_is_seen_by_hr_and_replaced(scene):
    trial = scene.under_way(day=30)
    record_leaving(scene.lena, left_on=scene.today, by=None, at=scene.at)
    assert queries.without_sponsor(Trial.objects.all(), on=scene.today).get() == trial
    changes.change_sponsor(trial, sponsor=scene.dora, **scene.acts(scene.hana))
    assert not queries.without_sponsor(Trial.objects.all(), on=scene.today).exists()
    assert set(trial.promises.values_list("owner__first_name", flat=True)) == {"Dora"}
    assert InboxMessage.objects.filter(recipient=scene.dora, subject__contains="another sponsor").exists()


def test_somebody_away_gets_the_days_back(scene):
    trial = scene.under_way(day=20)
    before = [row.due_on for row in trial.check_ins.all()]
    facts = {"started_on": scene.today, "ended_on": scene.today + timedelta(days=14)}
    changes.record_absence(trial, **facts, **scene.acts(scene.hana))
    trial.refresh_from_db()
    assert [row.due_on - day for row, day in zip(trial.check_ins.all(), before, strict=True)] == [timedelta(days=14)] * 3
    assert trial.ends_on == trial.contract.ends_on + timedelta(days=14)


def test_what_was_signed_can_be_shown_to_be_unchanged(scene):
    trial = scene.under_way(day=20)
    changes.record_absence(trial, started_on=scene.today, ended_on=scene.today + timedelta(days=3), **scene.acts(scene.hana))
    changes.change_sponsor(trial, sponsor=scene.dora, **scene.acts(scene.hana))
    assert all(actions.is_unchanged(signature) for signature in trial.signatures.all())
    contract = trial.contract
    contract.success_criteria = "Something else."
    contract.save()
    assert not any(actions.is_unchanged(signature) for signature in Trial.objects.get().signatures.all())

"""From which day is a module due? Each may count from a day of its own, and follows it when it moves, in the learner's zone; a cohort's
schedule counts before all of them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from tests.training.curricula.test_kinds import follow, written
from tests.training.scene import moment
from training.curricula import actions, clock, queries, workshops
from training.curricula.models import Cohort, Enrolment
from training.curricula.texts import ProgrammeText, read_document, to_yaml

MODULES = (
    written("own", due=10),
    written("begun", due=1, due_from="enrolment"),
    written("tried", due=2, due_from="trial"),
    written("sure", due=3, due_from="confirmation"),
    written("hired", due=4, due_from="hired"),
    written("fixed", due=5, due_from="date", due_on="2026-06-01"),
)


def due(who, *, until=date(2030, 1, 1)) -> dict[str, date]:
    """What is due, asked in every way there is: all have to agree."""
    enrolment = queries.with_steps(Enrolment.objects.filter(employee=who, programme__key="practice")).get()
    found = {step.module.key: step.due_on for step in queries.steps_of(enrolment) if step.due_on}
    rows = Enrolment.objects.filter(pk=enrolment.pk)
    assert {step.module.key: step.due_on for _, step in queries.open_steps(rows, until=until)} == found
    today = [step for step in queries.due_modules(who, until=until) if step.module.programme == enrolment.programme]
    assert {step.module.key: step.due_on for step in today} == found
    assert {step.module.key: step.due_on for step in queries.steps_in(enrolment.programme, who) if step.due_on} == found
    assert queries.progress_in(enrolment.programme, [enrolment], on=until)[enrolment.pk].late == len(found)
    return found


def test_each_module_counts_from_its_own_day_and_is_not_due_while_that_is_unknown(scene):
    begun = scene.today
    follow(scene, *MODULES, on=begun)
    hired = scene.ines.hired_on
    assert due(scene.ines) == {
        "own": begun + timedelta(days=10),
        "begun": begun + timedelta(days=1),
        "hired": hired + timedelta(days=4),
        "fixed": date(2026, 6, 6),
    }


def test_a_trial_that_begins_and_a_day_that_is_mended_move_what_counts_from_them(scene):
    follow(scene, *MODULES, on=scene.today)
    scene.under_way()
    clock.sweep(at=scene.at)
    assert due(scene.ines)["tried"] == scene.first_day + timedelta(days=2)
    assert "sure" not in due(scene.ines)
    scene.ines.hired_on -= timedelta(days=7)
    scene.ines.save(update_fields=["hired_on"])
    before = due(scene.ines)
    assert clock.sweep(at=scene.at) == 1
    assert due(scene.ines) == before | {"hired": before["hired"] - timedelta(days=7)}
    assert clock.sweep(at=scene.at) == 0, "a second time nothing moves"


def test_whoever_begins_during_a_trial_or_as_a_manager_has_those_days_at_once(scene):
    scene.under_way(day=5)
    follow(scene, *MODULES, on=scene.today)
    assert due(scene.ines)["tried"] == scene.first_day + timedelta(days=2)
    text = ProgrammeText("practice", "Practice", "", "", MODULES)
    programme = actions.publish_programme(text, by=scene.hana.user, at=scene.at)
    actions.enrol(scene.lena, programme, anchor_on=scene.today, by=scene.lena.user, at=scene.at)
    manages_since = scene.lena.placements.get().started_on
    assert due(scene.lena)["sure"] == manages_since + timedelta(days=3)


@pytest.mark.parametrize(("zone", "day"), [("Pacific/Auckland", 3), ("America/Los_Angeles", 2), ("", 2)])
def test_the_day_one_begins_is_ones_own(scene, zone, day):
    scene.ines.time_zone = zone
    scene.ines.save(update_fields=["time_zone"])
    text = ProgrammeText("practice", "Practice", "", "", MODULES, audiences=("everyone",))
    actions.publish_programme(text, by=None, at=moment(scene.today))
    clock.sweep(at=datetime(2026, 3, 2, 21, tzinfo=UTC))
    assert due(scene.ines)["begun"] == date(2026, 3, day + 1)
    assert due(scene.ines)["own"] == date(2026, 3, day + 10)


def test_a_renewed_round_counts_from_the_day_it_began_whatever_the_anchor(scene):
    facts = {"certificate_months": 12, "anchor": "hired", "audiences": ("everyone",)}
    enrolment = follow(scene, written("one", due=5, due_from="hired"), on=scene.today, **facts)
    actions.complete_module(enrolment, enrolment.programme.modules.get(), by=scene.ines.user, at=scene.at)
    later = moment(scene.today + timedelta(days=350))
    for _ in range(3):
        clock.sweep(at=later)
        assert due(scene.ines) == {"one": later.date() + timedelta(days=5)}
    assert Enrolment.objects.get(employee=scene.ines).round == 2


def test_the_newest_schedule_of_a_cohort_counts_before_each_ones_own_day(scene):
    enrolment = follow(scene, *MODULES, written("free", due=None), on=scene.today)
    alone, acts = due(scene.ines), {"by": scene.hana.user, "at": scene.at}

    def together(title: str, starts_on: date, **days: int) -> Cohort:
        cohort = workshops.form_cohort(enrolment.programme, title=title, starts_on=starts_on, facilitator=scene.marco, **acts)
        workshops.join_cohort(cohort, enrolment=enrolment, **acts)
        found = {key: starts_on + timedelta(days=many) for key, many in days.items()}
        return workshops.schedule_cohort(cohort, days=found, **acts)

    spring = together("Spring", scene.today, own=50, tried=30, free=7)
    in_spring = {key: scene.today + timedelta(days=many) for key, many in {"own": 50, "tried": 30, "free": 7}.items()}
    assert due(scene.ines) == alone | in_spring, "also what waits for an anchor, and what has no day of its own"
    together("Summer, without days", scene.today + timedelta(days=60))
    assert due(scene.ines) == alone | in_spring
    autumn = together("Autumn", scene.today + timedelta(days=90), own=1)
    assert due(scene.ines) == alone | {"own": scene.today + timedelta(days=91)}, "the newest cohort that has a schedule"
    workshops.leave_cohort(autumn, enrolment=enrolment, **acts)
    assert due(scene.ines) == alone | in_spring
    Enrolment.objects.filter(pk=enrolment.pk).update(round=2, anchor_on=scene.today + timedelta(days=20))
    renewed = due(scene.ines)
    assert (renewed["own"], renewed["tried"]) == (in_spring["own"], in_spring["tried"])
    assert "free" not in renewed, "what a cohort had set before the round began counts no more"
    with pytest.raises(ValidationError, match="The cohort begins on"):
        workshops.schedule_cohort(spring, days={"own": scene.today - timedelta(days=1)}, **acts)
    with pytest.raises(ValidationError, match="Not in the programme: other"):
        workshops.schedule_cohort(spring, days={"other": scene.today}, **acts)


def test_a_document_keeps_them_and_refuses_what_cannot_be(scene):
    text = ProgrammeText("practice", "Practice", "", "", MODULES)
    assert read_document(to_yaml(text)) == text
    for facts, words in (
        ({"due_from": "moon"}, "no anchor"),
        ({"due_from": "trial", "due": None}, "after how many days"),
        ({"due_from": "date"}, "give it as due_on"),
    ):
        with pytest.raises(ValidationError, match=words):
            actions.publish_programme(ProgrammeText("bad", "Bad", "", "", (written("x", **facts),)), by=None, at=scene.at)

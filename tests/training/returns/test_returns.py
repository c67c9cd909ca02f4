"""Coming back: a plan that everybody in it reads, shaped by how long somebody was away."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from people.notifications.models import Notice
from people.tracks.actions import place_employee
from tests.clock import plan
from tests.training.scene import FIRST_DAY, moment
from training.returns.actions import write_plan
from training.returns.models import ReturnPlan
from training.returns.permissions import visible_returns
from training.returns.proposals import note_on_time_away, proposed_plan
from training.trials import decisions
from training.trials.reintegration import months_away, steps_for
from transition.lib import wording
from transition.lib.access import may
from transition.lib.faults import Conflict


def returned(scene, day=60):
    trial = scene.under_way(day=day)
    decisions.decide(trial, role="candidate", choice="return", **scene.acts(scene.ines))
    trial.refresh_from_db()
    return trial


def test_the_proposal_names_whom_they_led_and_has_no_word_that_hurts(scene):
    trial = returned(scene)
    proposal = proposed_plan(trial)
    assert "Otto Lind" in proposal["hand_over"]
    assert wording.no_stigma("\n".join(proposal.values())) == []
    plan = write_plan(trial, **proposal, helper=scene.otto, by=scene.lena.user, at=scene.at)
    assert Notice.objects.get(kind="returns.helper").deliveries.first().recipient == scene.otto
    write_plan(trial, **proposal | {"refresh": "Pairing."}, helper=scene.otto, by=scene.ines.user, at=scene.at)
    assert Notice.objects.filter(kind="returns.helper").count() == 1, "who helps is told once"
    people = (scene.ines, scene.lena, scene.marco, scene.hana, scene.otto, scene.pia, scene.dora)
    seen = {one.first_name for one in people if visible_returns(one.user).filter(pk=trial.pk).exists()}
    assert seen == {"Ines", "Lena", "Marco", "Hana", "Otto"}
    trial = plan.trial.__class__.objects.get(pk=trial.pk)
    assert seen == {one.first_name for one in people if may(one.user, "training.see_return_plan", trial)}


def test_an_empty_part_and_a_helper_who_is_oneself_are_refused_at_their_fields(scene):
    trial = returned(scene)
    with pytest.raises(ValidationError) as fault:
        write_plan(trial, **proposed_plan(trial) | {"telling": " "}, helper=scene.ines, by=scene.lena.user, at=scene.at)
    assert set(fault.value.message_dict) == {"telling", "helper"}
    assert not ReturnPlan.objects.exists()


def test_nobody_plans_a_return_that_nobody_took(scene):
    trial = scene.under_way()
    with pytest.raises(Conflict):
        write_plan(trial, refresh="a", hand_over="b", telling="c", first_90="d", by=scene.lena.user, at=scene.at)


@pytest.mark.parametrize(("years", "months", "steps"), [(0, 1, 8), (1.1, 14, 10), (2.1, 26, 12), (5.2, 63, 13)])
def test_time_away_shapes_the_steps_and_the_proposal(scene, years, months, steps):
    """She led before, on another track, without a break until the trial began."""
    trial = scene.under_way(day=60)
    began = FIRST_DAY + timedelta(days=59) - timedelta(days=round(365.25 * years))
    if years:
        scene.ines.placements.all().delete()
        facts = {"title": "Lead", "team": scene.team, "by": None, "at": scene.at}
        place_employee(scene.ines, level=scene.level("ic-3"), on=began - timedelta(days=900), **facts)
        place_employee(scene.ines, level=scene.level("em-3"), on=began, **facts)
    assert months - 1 <= months_away(trial, on=scene.today) <= months
    assert len(steps_for(trial, on=scene.today)) == steps
    assert bool(note_on_time_away(months)) == (months >= 24)


def test_the_conversation_about_how_it_was_is_due_within_fourteen_days_and_reminded(scene):
    trial = returned(scene)
    step = trial.steps.get(what__startswith="Hold the conversation")
    assert (step.owner, step.due_on) == (scene.lena, scene.today + timedelta(days=14))
    for days in range(25):
        plan("trials", at=moment(scene.today + timedelta(days=days), 12))
    told = Notice.objects.filter(kind="trials.step_due", about_id=step.pk).values_list("occurred_at__date", flat=True)
    assert sorted(told) == [step.due_on - timedelta(days=2), step.due_on + timedelta(days=3)]

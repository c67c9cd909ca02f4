"""A pulse: three numbers a month, its owner's alone, the mentor's while they are let, gone when it is forgotten."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from people.history.models import Record
from people.notifications.models import Delivery, Notice
from tests.clock import plan
from tests.training.scene import FIRST_DAY, moment
from training.pulses import actions
from training.pulses.models import Pulse
from training.pulses.permissions import visible_pulses
from training.pulses.picture import picture_of
from training.trials import decisions
from training.trials.models import Trial
from transition.lib.access import may
from transition.lib.faults import Conflict


def keep(scene, trial, energy=3, words="Long weeks."):
    return actions.write_pulse(trial, energy=energy, confidence=2, meaning=5, words=words, on=scene.today)


def readers(scene, trial) -> set[str]:
    people = (scene.ines, scene.lena, scene.hana, scene.marco, scene.otto)
    trial = Trial.objects.get(pk=trial.pk)  # as a page finds it
    found = {one.first_name for one in people if visible_pulses(one.user).filter(pk=trial.pk).exists()}
    assert found == {one.first_name for one in people if may(one.user, "training.see_pulse", trial)}
    return found


def test_it_is_kept_once_a_month_and_drawn_from_the_second_on(scene):
    trial = scene.under_way(day=25)
    keep(scene, trial)
    keep(scene, trial, energy=4)
    assert picture_of(actions.read_pulses(trial)) is None
    scene.today += timedelta(days=30)
    keep(scene, trial, energy=1)
    readings = actions.read_pulses(trial)
    assert [(one.month, one.energy, one.words) for one in readings] == [(1, 4, "Long weeks."), (2, 1, "Long weeks.")]
    assert "energy 4, 1" in picture_of(readings).words
    with pytest.raises(ValidationError, match="from 1 to 5"):
        keep(scene, trial, energy=6)
    decisions.decide(trial, role="candidate", choice="return", **scene.acts(scene.ines))
    with pytest.raises(Conflict):
        keep(scene, trial)


def test_the_mentor_reads_it_while_they_are_let_and_nobody_else_ever(scene):
    trial = scene.under_way(day=25)
    keep(scene, trial)
    assert readers(scene, trial) == {"Ines"}
    actions.let_mentor_read(trial, allowed=True, at=scene.at, on=scene.today)
    assert readers(scene, trial) == {"Ines", "Marco"}
    actions.let_mentor_read(trial, allowed=False, at=scene.at, on=scene.today)
    assert readers(scene, trial) == {"Ines"}
    assert not Notice.objects.filter(kind="pulses.shared").exists(), "taken back without a trace"


def test_the_database_holds_no_word_of_it_and_forgetting_leaves_nothing(scene, settings):
    trial = scene.under_way(day=25)
    before = Record.objects.count()
    row = keep(scene, trial, words="Secretly tired.")
    assert b"Secretly" not in bytes(row.content)
    settings.FIELD_KEYS = ["a new key that is long enough", *settings.FIELD_KEYS]
    assert (actions.encrypt_pulses_anew(), actions.encrypt_pulses_anew()) == (1, 0)
    assert actions.read_pulses(trial)[0].words == "Secretly tired."
    actions.forget_pulses(trial)
    assert not Pulse.objects.exists()
    assert Record.objects.count() == before


def test_it_is_asked_for_once_a_month_in_the_inbox_of_one(scene):
    scene.under_way(day=1)
    for days in range(62):
        plan("pulses", at=moment(FIRST_DAY + timedelta(days=days), 12))
    asked = Delivery.objects.filter(notice__kind="pulses.asked")
    assert {one.recipient for one in asked} == {scene.ines}
    assert {one.channel for one in asked} == {"inbox"}
    days = sorted(Notice.objects.filter(kind="pulses.asked").values_list("occurred_at__date", flat=True))
    assert days == [FIRST_DAY + timedelta(days=20), FIRST_DAY + timedelta(days=50)]

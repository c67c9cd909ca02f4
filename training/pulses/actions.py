"""What can happen to a pulse? Nothing of it is written into any history: it was never there for anybody else."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from people.notifications.actions import forget_about, notify
from people.notifications.models import Channel
from training.pulses import queries
from training.pulses.models import Pulse, PulseShare
from training.trials.models import Trial
from transition.lib.crypto import decrypt, encrypt, encrypt_anew
from transition.lib.faults import Conflict

SCALE = range(1, 6)
NUMBERS = ("energy", "confidence", "meaning")


@dataclass(frozen=True)
class Reading:
    """One month, read: numbers from 1 to 5."""

    month: int
    written_on: date
    energy: int
    confidence: int
    meaning: int
    words: str


@transaction.atomic
def write_pulse(trial: Trial, *, energy: int, confidence: int, meaning: int, words: str = "", on: date) -> Pulse:
    """Keep this month's pulse, encrypted; writing again in the same month replaces it.

    Raises ValidationError by field for a number outside 1 to 5, Conflict when the trial does not run.
    """
    trial = Trial.objects.select_for_update(of=("self",)).select_related("contract").get(pk=trial.pk)
    if trial.status != Trial.Status.RUNNING or trial.contract.starts_on > on:
        raise Conflict("The trial does not run: there is no month to say something about.")
    said = {"energy": energy, "confidence": confidence, "meaning": meaning}
    if faults := {name: "A number from 1 to 5." for name, number in said.items() if number not in SCALE}:
        raise ValidationError(faults)
    month = queries.month_on(trial, on)
    content = encrypt(json.dumps(said | {"words": words.strip()}), context=_context(trial.pk, month))
    return Pulse.objects.update_or_create(trial=trial, month=month, defaults={"content": content, "written_on": on})[0]


def read_pulses(trial: Trial) -> list[Reading]:
    """Return every month that was kept, the first one first. Ask only for who may read it (permissions.visible_pulses)."""
    return [
        Reading(row.month, row.written_on, **json.loads(decrypt(bytes(row.content), context=_context(row.trial_id, row.month))))
        for row in Pulse.objects.filter(trial=trial)
    ]


def _context(trial: int, month: int) -> str:
    return f"pulse {trial} {month}"


@transaction.atomic
def let_mentor_read(trial: Trial, *, allowed: bool, at: datetime, on: date) -> None:
    """Let the mentor of the trial read the pulse, or no longer. Raises Conflict when there is no mentor."""
    if not allowed:
        PulseShare.objects.filter(trial=trial).delete()
        forget_about(trial, key=f"pulses.shared:{trial.pk}")
    elif trial.mentor is None:
        raise Conflict("This trial has no mentor.")
    else:
        _, is_new = PulseShare.objects.get_or_create(trial=trial, defaults={"since": on})
        if is_new:
            key, channels = f"pulses.shared:{trial.pk}", (Channel.INBOX,)
            notify("pulses.shared", to=[trial.mentor], about=trial, key=key, at=at, channels=channels)


@transaction.atomic
def forget_pulses(trial: Trial) -> int:
    """Forget everything that was kept about a trial, and that the mentor could read it; returns how many months."""
    PulseShare.objects.filter(trial=trial).delete()
    forget_about(trial, key=f"pulses.shared:{trial.pk}")
    return Pulse.objects.filter(trial=trial).delete()[0]


def encrypt_pulses_anew() -> int:
    """Encrypt every pulse that an older key made with the newest one; returns how many. Nobody reads it."""
    return encrypt_anew(Pulse.objects.iterator(), lambda pulse: _context(pulse.trial_id, pulse.month))

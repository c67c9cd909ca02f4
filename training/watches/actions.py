"""What can happen in the months after? Words are encrypted; into the history goes only that something was held."""

import json
from collections.abc import Mapping
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from people.accounts.models import User
from people.employees.models import Employee
from people.employees.queries import manager_of
from people.history.actions import record
from people.notifications.actions import notify
from training.trials.models import Signature, Trial
from training.watches import queries
from training.watches.models import LookBack, ReviewHalf, StayTalk
from training.watches.questions import LOOK_BACK, REVIEW, TALK
from transition.lib.crypto import decrypt, encrypt, encrypt_anew
from transition.lib.faults import Conflict

Role, Status = Signature.Role, Trial.Status
SCALE = range(1, 6)


def _open(trial: Trial, kind: str, month: int, *states: str, on: date) -> Trial:
    """Return the locked trial when this can be done now. Raises Conflict in another state, ValidationError before it opens."""
    trial = Trial.objects.select_for_update(of=("self",)).select_related("candidate", "sponsor", "contract").get(pk=trial.pk)
    day = queries.due_on(trial, kind, month) if trial.status in states else None
    if day is None:
        raise Conflict("This is not asked here, or no longer.")
    if on < day - queries.AHEAD:
        raise ValidationError(f"It opens on {day - queries.AHEAD:%-d %b %Y}.")
    return trial


def _whole(words: Mapping[str, str], keys: list[str]) -> dict[str, str]:
    said = {key: words.get(key, "").strip() for key in keys}
    if missing := {key: "A few words, please." for key, text in said.items() if not text}:
        raise ValidationError(missing)
    return said


@transaction.atomic
def write_half(trial: Trial, *, role: str, words: Mapping[str, str], by: User, at: datetime, on: date) -> ReviewHalf:
    """Write one's half of the review after six months; with the second one both can be read.

    Raises ValidationError by key for an answer that lacks or before it opens, Conflict when this side has written or it is over.
    """
    trial = _open(trial, "review", queries.REVIEW_MONTH, Status.RUNNING, Status.CONFIRMED, on=on)
    if ReviewHalf.objects.filter(trial=trial, role=role).exists():
        raise Conflict("This side has written already.")
    said = _whole(words, [one.key for one in REVIEW[Role(role)]])
    content = encrypt(json.dumps(said), context=_context("review", trial.pk, role))
    half = ReviewHalf.objects.create(trial=trial, role=role, content=content, written_on=on)
    record(half, "written", by=by, at=at, employee=trial.candidate, role=role)
    if ReviewHalf.objects.filter(trial=trial).count() == 2:
        to = [trial.candidate, trial.sponsor]
        notify("watches.review_held", to=to, about=trial, key=f"watches.review_held:{trial.pk}", at=at)
    return half


@transaction.atomic
def hold_talk(trial: Trial, *, month: int, words: Mapping[str, str], by: User, at: datetime, on: date) -> StayTalk:
    """Note the conversation of a month (6, 9, 12, 15 or 18 after the confirmation) between the candidate and their manager of the day.

    Raises ValidationError by key for words that lack, before it opens or without a manager; Conflict when it was noted.
    """
    trial = _open(trial, "talk", month, Status.CONFIRMED, on=on)
    if StayTalk.objects.filter(trial=trial, month=month).exists():
        raise Conflict("This conversation is noted already.")
    manager: Employee | None = manager_of(trial.candidate, on=on)
    if manager is None:
        raise ValidationError("Nobody leads them today: there is nobody to talk with.")
    said = _whole(words, [one.key for one in TALK])
    content = encrypt(json.dumps(said), context=_context("talk", trial.pk, month))
    talk = StayTalk.objects.create(trial=trial, month=month, held_on=on, manager=manager, content=content)
    record(talk, "held", by=by, at=at, employee=trial.candidate, month=month)
    return talk


@transaction.atomic
def look_back(trial: Trial, *, month: int, again: int, face: int, words: str = "", on: date) -> LookBack:
    """Keep what somebody says for themself after 6, 12 or 18 months, numbers from 1 (no) to 5 (yes); a second time replaces it.

    Nothing of it is written into any history. Raises ValidationError by field, Conflict where it is not asked.
    """
    trial = _open(trial, "look_back", month, Status.CONFIRMED, on=on)
    said = {"again": again, "face": face}
    if faults := {name: "A number from 1 to 5." for name, number in said.items() if number not in SCALE}:
        raise ValidationError(faults)
    content = encrypt(json.dumps(said | {"words": words.strip()}), context=_context("look back", trial.pk, month))
    facts = {"content": content, "written_on": on}
    return LookBack.objects.update_or_create(trial=trial, month=month, defaults=facts)[0]


def _context(kind: str, trial: int, key: object) -> str:
    return f"watch {kind} {trial} {key}"


def _context_of(row: ReviewHalf | StayTalk | LookBack) -> str:
    if isinstance(row, ReviewHalf):
        return _context("review", row.trial_id, row.role)
    return _context("talk" if isinstance(row, StayTalk) else "look back", row.trial_id, row.month)


def read_words(row: ReviewHalf | StayTalk | LookBack) -> dict[str, str | int]:
    """Return what was said, by key of questions.py. Ask only for who may read it (permissions.py)."""
    found: dict[str, str | int] = json.loads(decrypt(bytes(row.content), context=_context_of(row)))
    return found


def read_look_backs(trial: Trial) -> list[tuple[int, list[tuple[str, str | int]], str | int]]:
    """Return (month, (sentence, number) of each, words) of everything somebody said for themself. Ask only for that person."""
    found = []
    for row in LookBack.objects.filter(trial=trial):
        said = read_words(row)
        found.append((row.month, [(sentence, said[key]) for key, sentence in LOOK_BACK], said["words"]))
    return found


def encrypt_watches_anew() -> int:
    """Encrypt all words of the watch that an older key made with the newest one; returns how many. Nobody reads them."""
    return sum(encrypt_anew(model.objects.iterator(), _context_of) for model in (ReviewHalf, StayTalk, LookBack))

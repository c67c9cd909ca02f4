"""What can happen to what somebody would like? It is theirs: nothing is written into any history, and taking it back leaves no trace."""

import json
from collections.abc import Mapping
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from people.employees.models import Employee
from people.notifications.actions import forget_about, notify
from people.notifications.models import Channel
from training.choices.exploration import Exploration, explored
from training.choices.models import ExplorationNote, Interest, InterestShare
from transition.lib.crypto import decrypt, encrypt, encrypt_anew


@transaction.atomic
def say_interest(employee: Employee, *, wish: str, words: str = "", on: date) -> Interest:
    """Say, or say anew, what one would like (Interest.Wish); whom it is shared with stays as it was."""
    said = {"wish": Interest.Wish(wish), "words": words.strip(), "said_on": on}
    return Interest.objects.update_or_create(employee=employee, defaults=said)[0]


@transaction.atomic
def share_interest(
    interest: Interest, *, reader: Employee | None, shows_exploration: bool = False, at: datetime
) -> InterestShare:
    """Let one colleague read it, or (None) all HR administrators; a colleague finds it in their inbox, never in a mail.

    With `shows_exploration` they see the three scores and the motives as well; said again, what was said last counts.

    Raises ValidationError for oneself.
    """
    if reader is not None and reader.pk == interest.employee_id:
        raise ValidationError({"reader": "Somebody else: you read it anyway."})
    facts = {"shows_exploration": shows_exploration}
    share, is_new = InterestShare.objects.update_or_create(interest=interest, reader=reader, defaults=facts)
    if is_new and reader is not None:
        notify("choices.shared", to=[reader], about=interest, key=f"choices.shared:{share.pk}", at=at, channels=(Channel.INBOX,))
    return share


@transaction.atomic
def stop_sharing(share: InterestShare) -> None:
    """Let somebody no longer read it; the message that told them goes as well."""
    forget_about(share.interest, key=f"choices.shared:{share.pk}")
    share.delete()


@transaction.atomic
def take_back(interest: Interest) -> None:
    """Forget it, with everything that says it was ever there, and what was answered on the way to it."""
    forget_about(interest)
    forget_exploration(interest.employee)
    interest.delete()


# --- Exploring ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def keep_exploration(employee: Employee, *, answers: Mapping[str, int], words: str = "", on: date) -> Exploration:
    """Keep what somebody answered (see exploration.explored), encrypted, in place of what they answered before; return what it says."""
    content = json.dumps({"answers": dict(answers), "words": words.strip()})
    facts = {"content": encrypt(content, context=_context(employee.pk)), "written_on": on}
    ExplorationNote.objects.update_or_create(employee=employee, defaults=facts)
    return explored(answers, words=words.strip())


def read_answers(note: ExplorationNote) -> tuple[dict[str, int], str]:
    """Return the answers and the words of a note. Ask only for the person who wrote it."""
    found = json.loads(decrypt(bytes(note.content), context=_context(note.employee_id)))
    return found["answers"], found["words"]


def read_exploration(note: ExplorationNote) -> Exploration:
    """Return what a note says in scores and motives, with its words. Ask only for who wrote it, or whom they let see it."""
    answers, words = read_answers(note)
    return explored(answers, words=words)


def forget_exploration(employee: Employee) -> None:
    """Forget what somebody answered; whoever could see the scores sees nothing more."""
    ExplorationNote.objects.filter(employee=employee).delete()


def _context(employee: int) -> str:
    return f"exploration {employee}"


def encrypt_explorations_anew() -> int:
    """Encrypt every exploration that an older key made with the newest one; returns how many. Nobody reads them."""
    return encrypt_anew(ExplorationNote.objects.iterator(), lambda note: _context(note.employee_id))

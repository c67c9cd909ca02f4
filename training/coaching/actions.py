"""What can happen between HR, somebody who is coached, and a coach from outside?

History says who was invited and offered to whom; never what is shared. Locks: the coach, then the pair.
"""

import secrets
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from people.accounts.actions import close_account, hash_token, is_name_taken, open_outside_account
from people.accounts.models import User
from people.employees.models import Employee
from people.employees.queries import current
from people.history.actions import record
from people.notifications.actions import notify
from training.coaching import queries
from training.coaching.models import Coaching, CoachingThing, CoachingWord, ExternalCoach
from transition.lib.crypto import decrypt, encrypt, encrypt_anew
from transition.lib.faults import Conflict

Status = Coaching.Status


# --- Coaches -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def invite_coach(*, name: str, email: str, firm: str = "", by: User, at: datetime) -> tuple[ExternalCoach, str]:
    """Invite somebody who does not work here; returns them and the token of the link, which is shown once.

    Again for somebody who never used theirs: a new link, the old one is void. Raises ValidationError by field for an address somebody
    signs in with already, or that belongs to an employee.
    """
    email = email.strip().lower()
    known = ExternalCoach.objects.select_for_update().filter(email=email).first()
    if is_name_taken(email) or Employee.objects.filter(email__iexact=email).exists() or (known and known.user_id):
        raise ValidationError({"email": "Somebody here has this address. A coach from outside needs one of their own."})
    token = secrets.token_urlsafe(32)
    facts = {
        "name": name.strip(), "firm": firm.strip(), "token_hash": hash_token(token), "invited_at": at, "closed_on": None,
        "expires_at": at + timedelta(days=settings.INVITATION_DAYS),
    }  # fmt: skip
    coach, _ = ExternalCoach.objects.update_or_create(email=email, defaults=facts)
    record(coach, "invited coach", by=by, at=at)
    return coach, token


@transaction.atomic
def accept_as_coach(coach: ExternalCoach, *, password: str, at: datetime) -> User:
    """Open the account of an invited coach. Raises ValidationError for a weak password, Conflict when the link is no longer good."""
    coach = ExternalCoach.objects.select_for_update().get(pk=coach.pk)
    if not queries.invited(ExternalCoach.objects.filter(pk=coach.pk), at=at).exists():
        raise Conflict("This invitation has been used or has run out. Ask for a new one.")
    coach.user = open_outside_account(email=coach.email, password=password, at=at)
    coach.save(update_fields=["user"])
    record(coach, "coach joined", by=coach.user, at=at)
    return coach.user


@transaction.atomic
def close_coach(coach: ExternalCoach, *, by: User, on: date, at: datetime) -> ExternalCoach:
    """Close a coach's account: every session ends, and so does every coaching of theirs. Raises Conflict when it is closed already."""
    coach = ExternalCoach.objects.select_for_update().get(pk=coach.pk)
    if coach.closed_on is not None:
        raise Conflict("This account is closed already.")
    coach.closed_on = on
    coach.save(update_fields=["closed_on"])
    if coach.user is not None:
        close_account(coach.user, by=by, at=at)
    for coaching in queries.going_on(coach.coachings.all()):
        end_coaching(coaching, on=on, at=at)
    record(coach, "closed coach", by=by, at=at)
    return coach


# --- Pairs -------------------------------------------------------------------------------------------------------------


@transaction.atomic
def offer_coach(coach: ExternalCoach, *, employee: Employee, by: User, on: date, at: datetime) -> Coaching:
    """Offer a coach to somebody, who answers themself; an open pair is returned as it is.

    Raises ValidationError by field for somebody who does not work here, Conflict for a coach whose account is closed.
    """
    coach = ExternalCoach.objects.select_for_update().get(pk=coach.pk)
    if coach.closed_on is not None:
        raise Conflict("This coach's account is closed.")
    if not current(Employee.objects.filter(pk=employee.pk), on=on).exists():
        raise ValidationError({"employee": f"{employee} does not work here."})
    known = coach.coachings.filter(employee=employee, status__in=queries.OPEN).first()
    if known is not None:
        return known
    coaching = Coaching.objects.create(coach=coach, employee=employee, offered_at=at)
    record(coaching, "offered coach", by=by, at=at, employee=employee)
    notify("coaching.offered", to=[employee], about=coaching, key=f"coaching.offered:{coaching.pk}", at=at)
    return coaching


def _pass_to(coaching: Coaching, status: str) -> Coaching:
    coaching = Coaching.objects.select_for_update(of=("self",)).select_related("employee", "coach").get(pk=coaching.pk)
    if status not in Coaching.TRANSITIONS.get(Status(coaching.status), set()):
        raise Conflict(f"It is {coaching.get_status_display().lower()} already.")
    coaching.status = status
    return coaching


@transaction.atomic
def answer_offer(coaching: Coaching, *, is_yes: bool, on: date) -> Coaching:
    """Say yes or no to a coach, without a reason. Raises Conflict when it was answered already."""
    coaching = _pass_to(coaching, Status.RUNNING if is_yes else Status.DECLINED)
    coaching.started_on = on if is_yes else None
    coaching.save(update_fields=["status", "started_on"])
    return coaching


@transaction.atomic
def end_coaching(coaching: Coaching, *, on: date, at: datetime) -> Coaching:
    """End it: the coach sees nothing more of it, the employee keeps what they wrote. Raises Conflict when it has ended."""
    coaching = _pass_to(coaching, Status.ENDED)
    coaching.ended_on = on
    coaching.save(update_fields=["status", "ended_on"])
    notify("coaching.ended", to=[coaching.employee], about=coaching, key=f"coaching.ended:{coaching.pk}", at=at)
    return coaching


# --- What is shared ----------------------------------------------------------------------------------------------------


@transaction.atomic
def share_thing(coaching: Coaching, *, title: str, text: str, at: datetime) -> CoachingThing:
    """Let the coach read something, encrypted. Raises ValidationError by field for nothing, Conflict unless it runs."""
    coaching = Coaching.objects.select_for_update().get(pk=coaching.pk)
    if coaching.status != Status.RUNNING:
        raise Conflict("This coaching does not run.")
    faults = {name: "Write something." for name, words in (("title", title), ("text", text)) if not words.strip()}
    if faults:
        raise ValidationError(faults)
    words = f"{' '.join(title.split())}\n{text.strip()}"
    return CoachingThing.objects.create(coaching=coaching, content=encrypt(words, context=_thing(coaching.pk)), shared_at=at)


def read_thing(thing: CoachingThing) -> tuple[str, str]:
    """Return title and words. Ask only for who may read it (permissions.visible_things)."""
    title, _, text = decrypt(bytes(thing.content), context=_thing(thing.coaching_id)).partition("\n")
    return title, text


@transaction.atomic
def take_back(thing: CoachingThing) -> None:
    """Take something back: it is gone, and so is what both said to it."""
    thing.delete()


@transaction.atomic
def say_to_thing(thing: CoachingThing, *, text: str, by_coach: bool, at: datetime) -> CoachingWord:
    """Say something to a thing, encrypted; the employee is told of the coach's words. Raises Conflict once it has ended."""
    coaching = Coaching.objects.select_for_update(of=("self",)).select_related("employee").get(pk=thing.coaching_id)
    if coaching.status != Status.RUNNING:
        raise Conflict("This coaching has ended.")
    if not text.strip():
        raise ValidationError({"text": "Write something."})
    word = CoachingWord.objects.create(
        thing=thing, by_coach=by_coach, content=encrypt(text.strip(), context=_word(thing.pk)), said_at=at
    )
    if by_coach:
        notify("coaching.said", to=[coaching.employee], about=coaching, key=f"coaching.said:{word.pk}", at=at)
    return word


def read_word(word: CoachingWord) -> str:
    """Return what was said. Ask only for who may read the thing."""
    return decrypt(bytes(word.content), context=_word(word.thing_id))


def _thing(coaching: int) -> str:
    return f"coaching thing {coaching}"


def _word(thing: int) -> str:
    return f"coaching word {thing}"


def encrypt_coaching_anew() -> int:
    """Encrypt everything shared that an older key made with the newest one; returns how many. Nobody reads it."""
    things = encrypt_anew(CoachingThing.objects.iterator(), lambda thing: _thing(thing.coaching_id))
    return things + encrypt_anew(CoachingWord.objects.iterator(), lambda word: _word(word.thing_id))

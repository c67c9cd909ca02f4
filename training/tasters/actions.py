"""What can happen to a taster? Nothing of it is written into any history: asking and a no are nobody else's affair."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from people.employees.models import Employee
from people.employees.queries import lines_of_reports
from people.notifications.actions import forget_about, notify
from training.tasters import queries
from training.tasters.models import StoryOffer, Taster, TasterNote
from transition.lib.crypto import decrypt, encrypt, encrypt_anew
from transition.lib.faults import Conflict

Kind, State = Taster.Kind, Taster.State


@transaction.atomic
def offer_story(employee: Employee, *, words: str, is_open: bool = True, on: date) -> StoryOffer:
    """Say that one may be asked how it was to move. Raises ValidationError without words, or where one's places show no move."""
    if not words.strip():
        raise ValidationError({"words": "Say in a few words what people may ask you."})
    if is_open and not queries.way_of_person(employee, on=on):
        raise ValidationError("Your places show no move between the tracks yet. If there was one, HR can write it down.")
    facts = {"words": words.strip(), "is_open": is_open}
    return StoryOffer.objects.update_or_create(employee=employee, defaults=facts)[0]


@transaction.atomic
def ask_for_taster(
    guest: Employee, *, host: Employee, kind: str, wish: str, planned_on: date | None = None, on: date, at: datetime
) -> Taster:
    """Ask somebody for a taste of leading (Taster.Kind); an open request of the kind to them is returned as it is.

    Raises ValidationError by field: for oneself, without a wish, on a day gone by, for somebody no longer here; for a talk with somebody
    who does not offer it or has no room; for shadowing or standing in for somebody who leads nobody.
    """
    if host.pk == guest.pk:
        raise ValidationError({"host": "Somebody else: it takes two."})
    if not wish.strip():
        raise ValidationError({"wish": "Say what you would like to find out."})
    if planned_on is not None and planned_on < on:
        raise ValidationError({"planned_on": "Today or later."})
    Employee.objects.select_for_update().get(pk=host.pk)
    known = Taster.objects.filter(guest=guest, host=host, kind=kind, state__in=queries.OPEN).first()
    if known is not None:
        return known
    _check_host(host, kind=kind, on=on)
    facts = {"kind": Kind(kind), "wish": wish.strip(), "planned_on": planned_on, "asked_at": at}
    taster = Taster.objects.create(guest=guest, host=host, **facts)
    notify("tasters.asked", to=[host], about=taster, key=f"tasters.asked:{taster.pk}", at=at)
    return taster


def _check_host(host: Employee, *, kind: str, on: date) -> None:
    if host.left_on is not None and host.left_on <= on:
        raise ValidationError({"host": f"{host} no longer works here."})
    if kind == Kind.TALK:
        if not StoryOffer.objects.filter(employee=host, is_open=True).exists():
            raise ValidationError({"host": f"{host} has not offered to be asked how it was. The page before names who has."})
        if Taster.objects.filter(host=host, kind=Kind.TALK, state__in=queries.OPEN).count() >= queries.AT_ONCE:
            raise ValidationError({"host": f"{host} is asked by as many as they can already."})
    if kind in (Kind.SHADOW, Kind.STAND_IN) and not lines_of_reports(host, on=on).exists():
        raise ValidationError({"host": f"Nobody reports to {host}: ask somebody who leads."})


def _locked(taster: Taster, to: str) -> Taster:
    taster = Taster.objects.select_for_update(of=("self",)).select_related("guest", "host").get(pk=taster.pk)
    if to not in Taster.TRANSITIONS.get(State(taster.state), set()):
        raise Conflict(f"This is {taster.get_state_display().lower()} already.")
    taster.state = to
    return taster


@transaction.atomic
def answer_taster(taster: Taster, *, says_yes: bool, at: datetime) -> Taster:
    """Say yes or not now, without a reason. Raises Conflict when it was answered already."""
    taster = _locked(taster, State.AGREED if says_yes else State.DECLINED)
    taster.save(update_fields=["state"])
    kind = "tasters.agreed" if says_yes else "tasters.declined"
    notify(kind, to=[taster.guest], about=taster, key=f"{kind}:{taster.pk}", at=at)
    return taster


@transaction.atomic
def say_afterwards(
    taster: Taster, *, by: Employee, words: str, done_on: date, counts: bool = False, on: date, at: datetime
) -> Taster:
    """Note that it took place, with what the guest learned or what the host saw; said again, the later words count.

    `counts` is the guest's to say. Raises ValidationError for a day to come, Conflict where it was not agreed on.
    """
    if done_on > on:
        raise ValidationError({"done_on": "Today or earlier."})
    taster = _locked(taster, State.DONE)
    taster.done_on = done_on
    if by.pk == taster.guest_id:
        taster.learned, taster.counts = words.strip(), counts
    else:
        taster.saw = words.strip()
    taster.save(update_fields=["state", "done_on", "learned", "saw", "counts"])
    other = taster.host if by.pk == taster.guest_id else taster.guest
    notify("tasters.said", to=[other], about=taster, key=f"tasters.said:{taster.pk}:{by.pk}", at=at)
    return taster


@transaction.atomic
def take_back(taster: Taster, *, at: datetime) -> None:
    """Take back what one asked for, at any time: it is gone for both, and with it every message about it.

    A host who had agreed is told that the day is free again, without a word of what it was.
    """
    taster = Taster.objects.select_for_update(of=("self",)).select_related("guest", "host").get(pk=taster.pk)
    pk, was_agreed, host, guest = taster.pk, taster.state == State.AGREED, taster.host, taster.guest
    forget_about(taster)
    taster.delete()
    if was_agreed:
        notify("tasters.called_off", to=[host], key=f"tasters.called_off:{pk}", at=at, guest=guest.pk)


# --- Notes -------------------------------------------------------------------------------------------------------------


@transaction.atomic
def write_note(taster: Taster, *, author: Employee, text: str, at: datetime) -> None:
    """Keep what one of the two writes for themself, encrypted; empty text forgets it."""
    if not text.strip():
        TasterNote.objects.filter(taster=taster, author=author).delete()
        return
    content = encrypt(text, context=_context(taster.pk, author.pk))
    TasterNote.objects.update_or_create(taster=taster, author=author, defaults={"content": content, "written_at": at})


def read_note(taster: Taster, *, author: Employee) -> str:
    """Return what `author` wrote for themself, or nothing. Ask only for the person who reads."""
    note = TasterNote.objects.filter(taster=taster, author=author).first()
    return decrypt(bytes(note.content), context=_context(taster.pk, author.pk)) if note else ""


def _context(taster: int, author: int) -> str:
    return f"taster note {taster} {author}"


def encrypt_taster_notes_anew() -> int:
    """Encrypt every note that an older key made with the newest one; returns how many. Nobody reads them."""
    return encrypt_anew(TasterNote.objects.iterator(), lambda note: _context(note.taster_id, note.author_id))

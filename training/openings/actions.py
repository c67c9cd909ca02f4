"""What can happen to an open call? The call is public and written into the history; who applied is not."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from people.accounts.models import User
from people.employees.models import Employee, Team
from people.history.actions import record
from people.notifications.actions import forget_about, notify
from people.tracks.models import Level
from training.openings import queries
from training.openings.models import CallApplication, OpenCall
from transition.lib.faults import Conflict

State = CallApplication.State


@transaction.atomic
def open_call(
    owner: Employee, *, team: Team, target_level: Level, words: str, until: date, by: User, on: date, at: datetime
) -> OpenCall:
    """Look for somebody who would like to try leading. Raises ValidationError by field: no words, a day gone by, a level that leads nobody."""
    if not words.strip():
        raise ValidationError({"words": "Say what it is about, and what is offered."})
    if until < on:
        raise ValidationError({"until": "Today or later."})
    if not queries.levels_to_try().filter(pk=target_level.pk).exists():
        raise ValidationError({"target_level": "A level of a ladder in force on which one leads people."})
    facts = {"team": team, "target_level": target_level, "words": words.strip(), "until": until, "opened_at": at}
    call = OpenCall.objects.create(owner=owner, **facts)
    record(call, "opened", by=by, at=at)
    return call


@transaction.atomic
def close_call(call: OpenCall, *, by: User, on: date, at: datetime) -> OpenCall:
    """Take no more applications; those that wait still want an answer. Raises Conflict when it is closed already."""
    call = OpenCall.objects.select_for_update().get(pk=call.pk)
    if call.closed_on is not None:
        raise Conflict("This call is closed already.")
    call.closed_on = on
    call.save(update_fields=["closed_on"])
    record(call, "closed", by=by, at=at)
    return call


@transaction.atomic
def take_over_call(call: OpenCall, *, owner: Employee, by: User, on: date, at: datetime) -> OpenCall:
    """Look after a call that nobody looks after; those who wait are told by whom they are read now. Raises Conflict when somebody does."""
    call = _left_alone(call, on=on)
    call.owner, call.taken_over_at = owner, at
    call.save(update_fields=["owner", "taken_over_at"])
    record(call, "taken over", by=by, at=at)
    for one in queries.waiting(call.applications.all(), on=on).select_related("applicant"):
        key = f"openings.taken_over:{one.pk}:{owner.pk}"
        notify("openings.taken_over", to=[one.applicant], about=one, key=key, at=at)
    return call


@transaction.atomic
def end_call(call: OpenCall, *, words: str, by: User, on: date, at: datetime) -> OpenCall:
    """Close a call that nobody looks after, unread: everybody who waits gets the same sentence.

    Raises ValidationError without words, Conflict when somebody looks after it.
    """
    if not words.strip():
        raise ValidationError({"words": "Whoever asked deserves a sentence."})
    call = _left_alone(call, on=on)
    for one in call.applications.filter(state=State.SENT):
        answer_application(one, state=State.DECLINED, words=words, at=at)
    if call.closed_on is None:
        call.closed_on = on
        call.save(update_fields=["closed_on"])
    record(call, "ended", by=by, at=at)
    return call


def _left_alone(call: OpenCall, *, on: date) -> OpenCall:
    call = OpenCall.objects.select_for_update().get(pk=call.pk)
    if not queries.left_alone(OpenCall.objects.filter(pk=call.pk), on=on).exists():
        raise Conflict("Somebody looks after this call.")
    return call


@transaction.atomic
def apply_to_call(call: OpenCall, *, applicant: Employee, words: str, on: date, at: datetime) -> CallApplication:
    """Say that one would like to, or say it better while nobody has answered.

    Raises ValidationError without words, Conflict when the call takes nobody (over, or nobody looks after it) or the answer is there.
    """
    if not words.strip():
        raise ValidationError({"words": "Say why you would like to, in a few lines."})
    call = OpenCall.objects.select_for_update(of=("self",)).select_related("owner").get(pk=call.pk)
    if not queries.taking(OpenCall.objects.filter(pk=call.pk), on=on).exists():
        raise Conflict("This call takes no applications.")
    known = CallApplication.objects.filter(call=call, applicant=applicant).first()
    if known is not None and known.state != State.SENT:
        raise Conflict("You have an answer already.")
    if known is not None:
        known.words = words.strip()
        known.save(update_fields=["words"])
        return known
    sent = CallApplication.objects.create(call=call, applicant=applicant, words=words.strip(), applied_at=at)
    notify("openings.applied", to=[call.owner], about=sent, key=f"openings.applied:{sent.pk}", at=at)
    return sent


@transaction.atomic
def withdraw_application(application: CallApplication) -> None:
    """Take an application back, at any time: it is gone, and so is every message about it."""
    forget_about(application)
    application.delete()


@transaction.atomic
def answer_application(application: CallApplication, *, state: str, words: str, at: datetime) -> CallApplication:
    """Answer somebody who applied, in words: taken further, or not this time. Raises ValidationError without words, Conflict the second time."""
    if not words.strip():
        raise ValidationError({"words": "Whoever asked deserves a sentence."})
    rows = CallApplication.objects.select_for_update(of=("self",)).select_related("applicant")
    application = rows.get(pk=application.pk)
    if state not in CallApplication.TRANSITIONS.get(State(application.state), set()):
        raise Conflict("This application has its answer.")
    application.state, application.answer, application.answered_at = state, words.strip(), at
    application.save(update_fields=["state", "answer", "answered_at"])
    key = f"openings.answered:{application.pk}"
    notify("openings.answered", to=[application.applicant], about=application, key=key, at=at)
    return application

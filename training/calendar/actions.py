"""What can happen to somebody's feed?"""

import secrets
from datetime import date, datetime

from django.db import transaction

from people.accounts.actions import hash_token
from people.accounts.models import User
from people.employees.models import Employee
from people.history.actions import record
from training.calendar.models import CalendarFeed

PREFIX = "transition_ics_"  # a program that looks for lost secrets can know one


@transaction.atomic
def make_feed(person: Employee, *, by: User, at: datetime, on: date) -> str:
    """Make a new secret address for somebody's calendar and return its token (256 random bits); an older address is void at once."""
    token = PREFIX + secrets.token_urlsafe(32)
    facts = {"token_hash": hash_token(token), "made_on": on, "used_on": None}
    feed, is_new = CalendarFeed.objects.update_or_create(employee=person, defaults=facts)
    record(feed, "made" if is_new else "made anew", by=by, at=at, employee=person)
    return token


@transaction.atomic
def revoke_feed(feed: CalendarFeed, *, by: User, at: datetime) -> None:
    """Make a secret address void."""
    record(feed, "revoked", by=by, at=at, employee=feed.employee)
    feed.delete()


def note_use(feed: CalendarFeed, *, on: date) -> None:
    """Remember the last day on which a feed was asked for."""
    if feed.used_on != on:
        CalendarFeed.objects.filter(pk=feed.pk).update(used_on=on)

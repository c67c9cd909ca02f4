"""Who has a calendar? Everybody who works here, their own."""

from django.db.models import QuerySet

from people.accounts.models import User
from people.accounts.permissions import is_employed
from training.calendar.models import CalendarFeed
from transition.lib.access import add_permission

add_permission(
    "training.see_calendar",
    is_employed,
    readers="You, and whoever has the secret address: times and neutral titles, no name and no word of a note",
)


def visible_feeds(user: User) -> QuerySet[CalendarFeed]:
    """Return the feed of `user`."""
    person = getattr(user, "employee", None)
    return CalendarFeed.objects.filter(employee=person) if person else CalendarFeed.objects.none()

"""Who reads what somebody would like? They alone, until they share it."""

from django.db.models import Q, QuerySet

from people.accounts.models import User
from people.accounts.permissions import is_employed
from training.choices.models import Interest
from transition.lib.access import add_permission

add_permission("training.say_interest", is_employed, readers="You alone, until you share it with somebody")
add_permission("training.explore", is_employed, readers="You alone; others see the bars at most, and only if you let them")
add_permission("training.preview_leading", is_employed, readers="Everybody who works here; that you looked is kept nowhere")


def visible_interests(user: User) -> QuerySet[Interest]:
    """Return what `user` said themself, and what was shared with them, or with HR when they are an HR administrator."""
    person = getattr(user, "employee", None)
    if person is None:
        return Interest.objects.none()
    read = Q(employee=person) | Q(shares__reader=person)
    if user.is_hr_administrator:
        read |= Q(shares__isnull=False, shares__reader=None)
    return Interest.objects.filter(read).distinct()

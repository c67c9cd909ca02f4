"""Who sees what somebody shares with a coach from outside? The two alone, the coach only while it runs; HR sees who and since when."""

import rules
from django.db.models import Q, QuerySet

from people.accounts.models import User
from people.accounts.permissions import is_employed, is_hr
from training.coaching.models import Coaching, CoachingThing
from transition.lib.access import add_permission

RUNNING = Coaching.Status.RUNNING


@rules.predicate
def is_coached(user: User, coaching: Coaching) -> bool:
    person = getattr(user, "employee", None)
    return person is not None and person.pk == coaching.employee_id


@rules.predicate
def is_coach(user: User, thing: object = None) -> bool:
    found = getattr(user, "external_coach", None)
    return user.is_outside and found is not None and found.closed_on is None


@rules.predicate
def shared_it(user: User, thing: CoachingThing) -> bool:
    return is_coached(user, thing.coaching)


@rules.predicate
def is_its_coach(user: User, thing: CoachingThing) -> bool:
    coaching = thing.coaching
    return is_coach(user) and coaching.coach_id == user.external_coach.pk and coaching.status == RUNNING


add_permission(
    "training.see_coaching",
    is_employed,
    readers="You and your coach, while it runs; nobody else here, not even HR administrators. What you take back is gone",
)
add_permission("training.answer_coaching", is_coached)
add_permission("training.share_with_coach", is_coached)
add_permission("training.end_coaching", is_coached | is_hr)
add_permission("training.take_back_thing", shared_it)
add_permission("training.see_coaching_thing", shared_it | is_its_coach, readers="The two of you, nobody else")
add_permission("training.coach_from_outside", is_coach, readers="You see what those you coach share with you, while it runs")
add_permission(
    "training.manage_coaches", is_hr, readers="HR administrators: who coaches whom and since when, never a word between the two"
)


def visible_coachings(user: User) -> QuerySet[Coaching]:
    """Return those of `user`; for a coach from outside those that run; for HR all (without what is shared)."""
    if user.is_outside:
        return Coaching.objects.filter(coach__user=user, coach__closed_on=None, status=RUNNING)
    person = getattr(user, "employee", None)
    own = Q(employee=person) if person else Q(pk=None)
    return Coaching.objects.all() if user.is_hr_administrator else Coaching.objects.filter(own)


def visible_things(user: User) -> QuerySet[CoachingThing]:
    """Return what `user` shared, or, for a coach from outside, what is shared with them."""
    if user.is_outside:
        return CoachingThing.objects.filter(coaching__in=visible_coachings(user))
    person = getattr(user, "employee", None)
    return CoachingThing.objects.filter(coaching__employee=person) if person else CoachingThing.objects.none()

"""Who sees who is certified? Everybody. What an observer says is between the two."""

import rules
from django.db.models import Q, QuerySet

from people.accounts.models import User
from people.accounts.permissions import is_employed, is_hr
from training.certification.models import Observation
from transition.lib.access import add_permission


@rules.predicate
def is_observer(user: User, observation: Observation) -> bool:
    person = getattr(user, "employee", None)
    return person is not None and person.pk == observation.observer_id


@rules.predicate
def is_of_the_two(user: User, observation: Observation) -> bool:
    person = getattr(user, "employee", None)
    return person is not None and person.pk in (observation.observer_id, observation.employee_id)


add_permission(
    "training.see_practice",
    is_hr | is_employed,
    readers="Everybody sees who is certified. How far you are: you and those who confirm it",
)
add_permission("training.ask_for_observation", is_employed, readers="You and whom you name")
add_permission("training.see_observation", is_of_the_two, readers="The two of you, nobody else; that it counts shows in the list")
add_permission("training.confirm_observation", is_observer, readers="The two of you, nobody else")
add_permission("training.change_practice", is_hr, readers="Everybody who works here")


def visible_observations(user: User) -> QuerySet[Observation]:
    """Return what `user` did and what they were named to confirm."""
    person = getattr(user, "employee", None)
    return Observation.objects.filter(Q(employee=person) | Q(observer=person)) if person else Observation.objects.none()

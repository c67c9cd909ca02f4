"""Who reads a pulse? Whoever it is of; their mentor, only while they let them."""

import rules
from django.db.models import Q, QuerySet

from people.accounts.models import User
from training.trials.models import Trial
from training.trials.permissions import is_candidate, is_mentor
from transition.lib.access import add_permission


@rules.predicate
def is_shared_with_mentor(user: User, trial: Trial) -> bool:
    return is_mentor(user, trial) and hasattr(trial, "pulse_share")


add_permission(
    "training.see_pulse",
    is_candidate | is_shared_with_mentor,
    readers="You alone; your mentor only while you let them. Not your sponsor, not HR administrators, in no number of anybody",
)
add_permission("training.write_pulse", is_candidate)


def visible_pulses(user: User) -> QuerySet[Trial]:
    """Return the trials whose pulse `user` reads: their own, and those whose candidate lets them as the mentor."""
    person = getattr(user, "employee", None)
    if person is None:
        return Trial.objects.none()
    return Trial.objects.filter(Q(candidate=person) | Q(mentor=person, pulse_share__isnull=False))

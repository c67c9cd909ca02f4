"""Who reads and writes the plan of a return?"""

import rules
from django.db.models import Q, QuerySet

from people.accounts.models import User
from training.trials.models import Trial
from training.trials.permissions import PARTIES, is_candidate, is_hr_apart, is_sponsor, visible_trials
from transition.lib.access import add_permission


@rules.predicate
def is_manager_again(user: User, trial: Trial) -> bool:
    person = getattr(user, "employee", None)
    return person is not None and hasattr(trial, "way_back") and trial.way_back.manager_id == person.pk


@rules.predicate
def is_helper(user: User, trial: Trial) -> bool:
    person = getattr(user, "employee", None)
    return person is not None and hasattr(trial, "return_plan") and trial.return_plan.helper_id == person.pk


add_permission(
    "training.see_return_plan",
    PARTIES | is_manager_again | is_helper,
    readers="Who came back, sponsor, mentor, manager, whoever helps, and HR administrators",
)
add_permission("training.write_return_plan", is_candidate | is_sponsor | is_manager_again | is_hr_apart)


def visible_returns(user: User) -> QuerySet[Trial]:
    """Return the trials with a return whose plan `user` sees."""
    person = getattr(user, "employee", None)
    seen = Q(pk__in=visible_trials(user).values("pk"))
    if person is not None:
        seen |= Q(way_back__manager=person) | Q(return_plan__helper=person)
    return Trial.objects.filter(seen, way_back__isnull=False)

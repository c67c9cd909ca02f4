"""Who reads playbooks, and who reads a run of one?"""

import rules
from django.db.models import Q, QuerySet

from people.accounts.models import User
from people.accounts.permissions import is_employed, is_hr
from training.playbooks.models import PlaybookRun
from transition.lib.access import add_permission


@rules.predicate
def runs_it(user: User, run: PlaybookRun) -> bool:
    person = getattr(user, "employee", None)
    return person is not None and run.owner_id == person.pk


@rules.predicate
def is_let_in_as_hr(user: User, run: PlaybookRun) -> bool:
    return run.is_open_to_hr and user.is_hr_administrator


@rules.predicate
def is_under_way(user: User, run: PlaybookRun) -> bool:
    return run.closed_on is None


add_permission("training.see_playbook", is_employed | is_hr, readers="Everybody who works here")
add_permission("training.change_playbook", is_hr)
add_permission("training.run_playbook", is_employed)
add_permission(
    "training.see_run",
    runs_it | is_let_in_as_hr,
    readers="You; HR administrators while you let them. The person it is about gets all of it whenever they ask for their own data",
)
add_permission("training.own_run", runs_it)
add_permission("training.change_run", runs_it & is_under_way)


def visible_runs(user: User) -> QuerySet[PlaybookRun]:
    """Return the runs of `user`, and for HR administrators those that their owners let them read."""
    person = getattr(user, "employee", None)
    seen = Q(owner=person) if person else Q(pk__in=[])
    return PlaybookRun.objects.filter(seen | Q(is_open_to_hr=True) if user.is_hr_administrator else seen)

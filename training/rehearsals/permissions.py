"""Who rehearses, who reads how it went, and who writes what is rehearsed?"""

import rules
from django.db.models import Q, QuerySet

from people.accounts.models import User
from people.accounts.permissions import is_employed, is_hr
from training.rehearsals.models import RehearsalRun, ScenarioVersion
from transition.lib.access import add_permission


@rules.predicate
def is_the_learner(user: User, run: RehearsalRun) -> bool:
    person = getattr(user, "employee", None)
    return person is not None and run.learner_id == person.pk


@rules.predicate
def is_let_read(user: User, run: RehearsalRun) -> bool:
    person = getattr(user, "employee", None)
    return person is not None and run.shares.filter(reader=person).exists()


@rules.predicate
def is_published(user: User, version: ScenarioVersion) -> bool:
    return version.status == ScenarioVersion.Status.PUBLISHED


add_permission("training.rehearse", is_employed)
add_permission("training.play_run", is_the_learner, readers="You alone, until you let somebody read it")
add_permission("training.see_rehearsal", is_the_learner | is_let_read, readers="Whoever rehearsed it, and those they let read it")
add_permission("training.see_scenario", is_hr | (is_employed & is_published))
add_permission("training.write_scenario", is_hr)


def visible_runs(user: User) -> QuerySet[RehearsalRun]:
    """Return the runs of `user`, and those that somebody lets them read."""
    person = getattr(user, "employee", None)
    if person is None:
        return RehearsalRun.objects.none()
    return RehearsalRun.objects.filter(Q(learner=person) | Q(shares__reader=person)).distinct()


def visible_versions(user: User) -> QuerySet[ScenarioVersion]:
    """Return the texts that `user` may read: what is published; all for HR administrators."""
    if user.is_hr_administrator:
        return ScenarioVersion.objects.all()
    if getattr(user, "employee", None) is None:
        return ScenarioVersion.objects.none()
    return ScenarioVersion.objects.filter(status=ScenarioVersion.Status.PUBLISHED)

"""Who reads the answers of the watch? Those who gave them, and with whom they were talked over; HR sees held or late."""

import rules
from django.db.models import Exists, OuterRef, Q, QuerySet

from people.accounts.models import User
from people.accounts.permissions import is_hr
from people.employees.models import ReportingLine
from people.employees.queries import manager_of
from training.trials.models import Trial
from training.trials.permissions import is_candidate, is_sponsor
from training.watches.models import StayTalk
from transition.lib import moments
from transition.lib.access import add_permission
from transition.lib.dated import counting_on


@rules.predicate
def is_manager_now(user: User, trial: Trial) -> bool:
    person = getattr(user, "employee", None)
    return person is not None and manager_of(trial.candidate, on=moments.today()) == person


@rules.predicate
def was_at_the_talk(user: User, talk: StayTalk) -> bool:
    person = getattr(user, "employee", None)
    return person is not None and person.pk in (talk.trial.candidate_id, talk.manager_id)


add_permission(
    "training.see_watch",
    is_candidate | is_sponsor | is_hr | is_manager_now,
    readers="Whoever it is about, sponsor, manager and HR administrators see what was held; the words stay with those who said them",
)
add_permission("training.hold_stay_talk", is_candidate | is_manager_now)
add_permission("training.see_stay_talk", was_at_the_talk, readers="The two of you who held it, nobody else; HR sees held or late")
add_permission(
    "training.look_back", is_candidate, readers="You alone: not your manager, not HR administrators, in no number of anybody"
)
add_permission(
    "training.review_half_year",
    is_candidate | is_sponsor,
    readers="Candidate and sponsor once both have written; HR sees held or late",
)


def visible_watches(user: User) -> QuerySet[Trial]:
    """Return the trials under way or confirmed whose watch `user` sees; HR administrators all."""
    trials = Trial.objects.filter(status__in=(Trial.Status.RUNNING, Trial.Status.CONFIRMED))
    if user.is_hr_administrator:
        return trials
    person = getattr(user, "employee", None)
    if person is None:
        return trials.none()
    lines = ReportingLine.objects.filter(counting_on(moments.today()), employee=OuterRef("candidate"), manager=person)
    return trials.filter(Q(candidate=person) | Q(sponsor=person) | Exists(lines))

"""Who sees programmes, and who sees how far somebody is?"""

import rules
from django.db.models import QuerySet

from people.accounts.models import User
from training.curricula.models import Enrolment
from transition.lib.access import add_permission


@rules.predicate
def is_employed(user: User, thing: object = None) -> bool:
    return getattr(user, "employee", None) is not None


@rules.predicate
def is_hr(user: User, thing: object = None) -> bool:
    return user.is_hr_administrator


@rules.predicate
def is_the_learner(user: User, enrolment: Enrolment) -> bool:
    person = getattr(user, "employee", None)
    return person is not None and enrolment.employee_id == person.pk


add_permission("training.see_programme", is_hr | is_employed, readers="Everybody who works here")
add_permission(
    "training.see_enrolment", is_the_learner, readers="You; during a trial your sponsor, mentor and HR see which modules are done"
)
add_permission("training.follow_programme", is_employed)
add_permission("training.complete_module", is_the_learner)


def visible_enrolments(user: User) -> QuerySet[Enrolment]:
    """Return the programmes `user` follows."""
    person = getattr(user, "employee", None)
    return Enrolment.objects.filter(employee=person) if person else Enrolment.objects.none()

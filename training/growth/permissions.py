"""Who reads what somebody works on? They alone, until they share it or ask somebody."""

import rules
from django.db.models import Q, QuerySet

from people.accounts.models import User
from people.accounts.permissions import is_employed
from people.employees.models import ReportingLine
from people.employees.queries import lines_on, manager_of
from training.growth.models import Ask, Experiment, Focus
from transition.lib import moments
from transition.lib.access import add_permission


@rules.predicate
def is_own(user: User, focus: Focus) -> bool:
    person = getattr(user, "employee", None)
    return person is not None and focus.employee_id == person.pk


@rules.predicate
def is_shared_with(user: User, focus: Focus) -> bool:
    person = getattr(user, "employee", None)
    if person is None or not focus.is_shared or focus.ended_on is not None:
        return False
    manager = manager_of(person, on=moments.today())
    return manager is not None and manager.pk == focus.employee_id


@rules.predicate
def goes_on(user: User, focus: Focus) -> bool:
    return focus.ended_on is None


@rules.predicate
def is_asked(user: User, ask: Ask) -> bool:
    person = getattr(user, "employee", None)
    return person is not None and ask.asked_id == person.pk


@rules.predicate
def is_asker(user: User, ask: Ask) -> bool:
    return is_own(user, ask.focus)


add_permission("training.grow", is_employed, readers="You alone, until you share it with your team or ask somebody")
add_permission(
    "training.see_focus",
    is_own | is_shared_with,
    readers="Whose it is; while they share it, those who report to them see the aim, what is tried and whether it is kept, nothing else",
)
add_permission(
    "training.change_focus",
    is_own & goes_on,
    readers="Whoever you ask sees the competency and your aim; their answer is between the two of you",
)
add_permission("training.answer_ask", is_asked, readers="You and whoever asked you, nobody else")
add_permission("training.handle_ask", is_asker)


def visible_focuses(user: User) -> QuerySet[Focus]:
    """Return what `user` works on or worked on, and what whoever they report to today shares with the team."""
    person = getattr(user, "employee", None)
    if person is None:
        return Focus.objects.none()
    leads = lines_on(ReportingLine.objects.filter(employee=person), moments.today()).order_by().values("manager")
    return Focus.objects.filter(Q(employee=person) | Q(is_shared=True, ended_on=None, employee__in=leads))


def visible_asks(user: User) -> QuerySet[Ask]:
    """Return what `user` asked others, and what they are asked."""
    person = getattr(user, "employee", None)
    return Ask.objects.filter(Q(asked=person) | Q(focus__employee=person)) if person else Ask.objects.none()


def visible_experiments(user: User) -> QuerySet[Experiment]:
    """Return what `user` tries or tried."""
    person = getattr(user, "employee", None)
    return Experiment.objects.filter(focus__employee=person) if person else Experiment.objects.none()

"""Who reads what two people agreed on? The two; a sponsor only the thread into which the manager asked them."""

from typing import TypeVar

import rules
from django.db.models import Model, Q, QuerySet

from people.accounts.models import User
from people.employees.models import Employee, ReportingLine
from people.employees.queries import lines_on
from training.agreements.models import AccountabilityThread, Delegation, ExpectationSheet
from transition.lib import moments
from transition.lib.access import add_permission

Agreement = TypeVar("Agreement", ExpectationSheet, Delegation, AccountabilityThread)


def who_leads(one: Employee | None, other: Employee) -> Employee | None:
    """Return which of two people the other one reports to today, or None (one query)."""
    if one is None:
        return None
    between = Q(manager=one, employee=other) | Q(manager=other, employee=one)
    line = lines_on(ReportingLine.objects.filter(between), moments.today()).first()
    if line is None:
        return None
    return one if line.manager_id == one.pk else other


@rules.predicate
def leads_or_is_led(user: User, other: Employee) -> bool:
    return who_leads(getattr(user, "employee", None), other) is not None


@rules.predicate
def leads(user: User, other: Employee) -> bool:
    person = getattr(user, "employee", None)
    return person is not None and who_leads(person, other) == person


@rules.predicate
def is_of_the_two(user: User, agreement: Agreement) -> bool:
    person = getattr(user, "employee", None)
    return person is not None and person.pk in (agreement.manager_id, agreement.employee_id)


@rules.predicate
def is_its_manager(user: User, agreement: Agreement) -> bool:
    person = getattr(user, "employee", None)
    return person is not None and person.pk == agreement.manager_id


@rules.predicate
def is_asked_in(user: User, thread: AccountabilityThread) -> bool:
    person = getattr(user, "employee", None)
    return person is not None and person.pk == thread.helper_id


add_permission("training.see_agreements", leads_or_is_led, readers="The two of you, nobody else")
add_permission("training.hand_over", leads)
add_permission("training.see_delegation", is_of_the_two, readers="The two of you, nobody else")
add_permission("training.close_delegation", is_of_the_two)
add_permission("training.see_thread", is_of_the_two | is_asked_in, readers="The two of you, and the sponsor once asked in")
add_permission("training.note_slip", is_of_the_two)
add_permission("training.ask_sponsor_in", is_its_manager)


def visible_delegations(user: User) -> QuerySet[Delegation]:
    """Return what was handed over by `user` or to them."""
    return _of_the_two(Delegation.objects.all(), user)


def visible_threads(user: User) -> QuerySet[AccountabilityThread]:
    """Return the threads of `user`, and those into which they were asked."""
    person = getattr(user, "employee", None)
    if person is None:
        return AccountabilityThread.objects.none()
    return AccountabilityThread.objects.filter(Q(manager=person) | Q(employee=person) | Q(helper=person))


Row = TypeVar("Row", bound=Model)


def _of_the_two(rows: "QuerySet[Row]", user: User) -> "QuerySet[Row]":
    person = getattr(user, "employee", None)
    return rows.filter(Q(manager=person) | Q(employee=person)) if person else rows.none()

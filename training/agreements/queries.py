"""Which agreements, and how do they stand?"""

from datetime import date

from django.db.models import Count, QuerySet

from people.employees.models import Employee
from training.agreements.models import AccountabilityThread, Delegation, ExpectationSheet, ExpectationSide, Role

FITTING = {Delegation.Experience.NEW: (1, 3), Delegation.Experience.SOME: (3, 5), Delegation.Experience.MUCH: (5, 7)}
OFFER_WORDS_FROM, OFFER_HELP_FROM = 3, 4  # slips


def sheet_of(manager: Employee, employee: Employee) -> ExpectationSheet | None:
    """Return what two people expect of each other, with both sides, or None (two queries)."""
    sheets = ExpectationSheet.objects.select_related("manager", "employee").prefetch_related("sides")
    return sheets.filter(manager=manager, employee=employee).first()


def sides_of(sheet: ExpectationSheet | None) -> dict[str, ExpectationSide]:
    """Return the sides that were written, by role."""
    return {side.role: side for side in sheet.sides.all()} if sheet else {}


def open_delegations(delegations: QuerySet[Delegation]) -> QuerySet[Delegation]:
    """Return what was handed over and goes on, the first to be looked at first."""
    return delegations.filter(state=Delegation.State.OPEN).select_related("manager", "employee")


def due_delegations(delegations: QuerySet[Delegation], *, on: date) -> QuerySet[Delegation]:
    """Return what both wanted to look at by a day."""
    return open_delegations(delegations).filter(check_in_on__lte=on)


def fits(level: int, experience: str) -> bool:
    """Return whether a level (1 to 7) suits somebody's experience with the task: new 1-3, some 3-5, much 5-7.

    Task-relevant maturity after A. S. Grove, "High Output Management"; levels of delegation after J. Appelo, "Management 3.0".
    """
    least, most = FITTING[Delegation.Experience(experience)]
    return least <= level <= most


def with_slips(threads: QuerySet[AccountabilityThread]) -> QuerySet[AccountabilityThread]:
    """Return threads with `times`: how often the standard was not kept; the open ones first."""
    return (
        threads.annotate(times=Count("slips")).select_related("manager", "employee", "helper").order_by("closed_on", "-opened_at")
    )


def role_of(person: Employee, manager: Employee) -> str:
    """Return as what somebody stands in a pair."""
    return Role.MANAGER if person.pk == manager.pk else Role.EMPLOYEE

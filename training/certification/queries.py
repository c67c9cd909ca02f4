"""Who is certified, and how far is somebody?"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from django.db.models import QuerySet

from people.employees.models import Employee
from people.employees.queries import current
from training.certification.models import FirstCertified, Observation, PracticeLadder
from training.certification.standing import Seen, Standing, standing

State = Observation.State


def standings_of(
    ladder: PracticeLadder, *, employee: Employee | None = None, besides: Employee | None = None
) -> dict[int, Standing]:
    """Return where everybody (or one) stands on a ladder who has anything confirmed or was named, and one besides who may have nothing,
    by id of the employee (three queries)."""
    steps = list(ladder.steps.values_list("pk", "needed"))
    rows = Observation.objects.filter(step__ladder=ladder, state=State.CONFIRMED)
    named = FirstCertified.objects.filter(ladder=ladder)
    if employee is not None:
        rows, named = rows.filter(employee=employee), named.filter(employee=employee)
    seen: dict[int, list[Seen]] = defaultdict(list)
    for person, step, day in rows.values_list("employee", "step", "happened_on"):
        seen[person].append(Seen(step, day))
    first = dict(named.values_list("employee", "named_on"))
    return {
        pk: standing(steps, seen[pk], named_on=first.get(pk), renewal_months=ladder.renewal_months)
        for pk in {*seen, *first, *(one.pk for one in (employee, besides) if one)}
    }


def standing_of(ladder: PracticeLadder, employee: Employee) -> Standing:
    """Return where somebody stands on a ladder."""
    return standings_of(ladder, employee=employee)[employee.pk]


def certified(
    ladder: PracticeLadder, *, on: date, standings: Mapping[int, Standing] | None = None
) -> list[tuple[Employee, Standing]]:
    """Return who is certified on a day and still works here, by name (one query, and three more where `standings` are not known yet)."""
    known = standings_of(ladder) if standings is None else standings
    found = {pk: one for pk, one in known.items() if one.is_certified(on)}
    return [(person, found[person.pk]) for person in current(Employee.objects.filter(pk__in=found), on=on)]


def to_confirm(observations: QuerySet[Observation], observer: Employee) -> QuerySet[Observation]:
    """Return what waits for an observer."""
    return observations.filter(observer=observer, state=State.ASKED).select_related("employee", "step__ladder")

"""Who is certified, and how far is somebody?"""

from collections import defaultdict
from datetime import date

from django.db.models import QuerySet

from people.employees.models import Employee
from people.employees.queries import current
from training.certification.models import FirstCertified, Observation, PracticeLadder
from training.certification.standing import Seen, Standing, standing

State = Observation.State


def standings_of(ladder: PracticeLadder, *, employee: Employee | None = None) -> dict[int, Standing]:
    """Return where everybody (or one) stands on a ladder who has anything confirmed or was named, by id of the employee (three queries)."""
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
        for pk in {*seen, *first, *([employee.pk] if employee else [])}
    }


def standing_of(ladder: PracticeLadder, employee: Employee) -> Standing:
    """Return where somebody stands on a ladder."""
    return standings_of(ladder, employee=employee)[employee.pk]


def certified(ladder: PracticeLadder, *, on: date) -> list[tuple[Employee, Standing]]:
    """Return who is certified on a day and still works here, by name (four queries)."""
    found = {pk: one for pk, one in standings_of(ladder).items() if one.is_certified(on)}
    return [(person, found[person.pk]) for person in current(Employee.objects.filter(pk__in=found), on=on)]


def to_confirm(observations: QuerySet[Observation], observer: Employee) -> QuerySet[Observation]:
    """Return what waits for an observer."""
    return observations.filter(observer=observer, state=State.ASKED).select_related("employee", "step__ladder")

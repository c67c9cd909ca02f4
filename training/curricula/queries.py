"""Which programmes, and how far is somebody?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from people.employees.models import Employee
from training.curricula.models import Completion, Enrolment, Module, Programme


@dataclass(frozen=True)
class Step:
    """A module of somebody's programme: when it is due, and when it was done (None: not yet)."""

    module: Module
    due_on: date
    done_on: date | None

    def is_late(self, on: date) -> bool:
        """Return whether its day has passed and it is not done."""
        return self.done_on is None and self.due_on < on


def steps_in(programme: Programme, employee: Employee) -> list[Step]:
    """Return the modules of a programme as somebody who follows it stands in it; none where they do not (one query)."""
    done = Completion.objects.filter(module=OuterRef("pk"), enrolment__employee=employee)
    rows = programme.modules.filter(programme__enrolments__employee=employee)
    rows = rows.annotate(done_at=Subquery(done.values("done_at")[:1]), anchor_on=F("programme__enrolments__anchor_on"))
    return [_step(row) for row in rows]


def _step(module: Any) -> Step:
    done_on = module.done_at.date() if module.done_at else None
    return Step(module, module.anchor_on + timedelta(days=module.due_after_days), done_on)


def steps_of(enrolment: Enrolment) -> list[Step]:
    """Return the modules of an enrolment in order (two queries)."""
    done = {row.module_id: row.done_at.date() for row in enrolment.completions.all()}
    modules = enrolment.programme.modules.all()
    return [Step(module, enrolment.anchor_on + timedelta(days=module.due_after_days), done.get(module.pk)) for module in modules]


def enrolment_of(employee: Employee, programme: Programme) -> Enrolment | None:
    """Return somebody's enrolment in a programme, or None."""
    return Enrolment.objects.filter(employee=employee, programme=programme).select_related("programme").first()


def going_on(enrolments: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
    """Return the enrolments that are not paused."""
    return enrolments.filter(paused_on=None)


def with_open_modules(enrolments: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
    """Return those under way in which something is still to be done."""
    done = Completion.objects.filter(enrolment=OuterRef(OuterRef("pk")), module=OuterRef("pk"))
    missing = Module.objects.filter(programme=OuterRef("programme")).exclude(Exists(done))
    return going_on(enrolments).filter(Exists(missing))


def open_steps(enrolments: QuerySet[Enrolment], *, until: date) -> Iterator[tuple[Enrolment, Step]]:
    """Yield what is not done and due by a day, of every enrolment under way (three queries, whatever their number)."""
    found = with_open_modules(enrolments).select_related("programme", "employee")
    for enrolment in found.prefetch_related("completions", "programme__modules"):
        for step in steps_of(enrolment):
            if step.done_on is None and step.due_on <= until:
                yield enrolment, step


def due_modules(employee: Employee, *, until: date) -> list[Step]:
    """Return what somebody has still to do by a day, in the programmes they follow, the first due first (one query)."""
    rows = Module.objects.filter(programme__enrolments__employee=employee, programme__enrolments__paused_on=None)
    rows = rows.exclude(completions__enrolment__employee=employee).annotate(anchor_on=F("programme__enrolments__anchor_on"))
    steps = [Step(row, row.anchor_on + timedelta(days=row.due_after_days), None) for row in rows.select_related("programme")]
    return sorted((step for step in steps if step.due_on <= until), key=lambda step: step.due_on)

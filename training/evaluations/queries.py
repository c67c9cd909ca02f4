"""Which evaluations, who is asked, and what was found?"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from people.employees.models import Employee, ReportingLine
from people.employees.queries import current, lines_on
from training.evaluations.models import (
    Evaluation,
    EvaluationCycle,
    EvaluationInvitation,
    EvaluationResult,
    Questionnaire,
    ReportStep,
)
from transition.lib.prepared import Prepared

Status, Group, Scope = EvaluationCycle.Status, EvaluationInvitation.Group, EvaluationResult.Scope
ASK_AGAIN = (timedelta(weeks=4), timedelta(weeks=8))  # the two questions after a goal


def questionnaire_in_use(key: str) -> Questionnaire | None:
    """Return the published version of a questionnaire, or None."""
    return Questionnaire.objects.filter(key=key, status=Questionnaire.Status.PUBLISHED).first()


# --- Cycles ------------------------------------------------------------------------------------------------------------


def opening_by(cycles: QuerySet[EvaluationCycle], *, on: date) -> QuerySet[EvaluationCycle]:
    """Return the planned ones whose day to open has come."""
    return cycles.filter(status=Status.PLANNED, opens_on__lte=on)


def closing_by(cycles: QuerySet[EvaluationCycle], *, on: date) -> QuerySet[EvaluationCycle]:
    """Return the open ones whose last day is over."""
    return cycles.filter(status=Status.OPEN, closes_on__lt=on)


def to_release(cycles: QuerySet[EvaluationCycle]) -> QuerySet[EvaluationCycle]:
    """Return the closed ones whose answers are still sealed."""
    return cycles.filter(status=Status.CLOSED)


def under_way(cycles: QuerySet[EvaluationCycle]) -> QuerySet[EvaluationCycle]:
    """Return those that have a key: open, or closed and not released yet."""
    return cycles.filter(status__in=(Status.OPEN, Status.CLOSED))


# --- Who is asked ------------------------------------------------------------------------------------------------------


def leading(*, on: date) -> QuerySet[Employee]:
    """Return everybody who works here and leads somebody who does, on a day."""
    lines = lines_on(ReportingLine.objects.filter(employee__in=current(Employee.objects.all(), on=on)), on)
    return current(Employee.objects.filter(pk__in=lines.values("manager")), on=on)


def reports_to_ask(managers: Iterable[int], *, on: date, minimum_days: int) -> dict[int, list[int]]:
    """Return for each manager (primary keys) the reports who work here and have been with them for so many days on a day."""
    found: dict[int, list[int]] = defaultdict(list)
    wanted = set(managers)
    lines = lines_on(ReportingLine.objects.filter(started_on__lte=on - timedelta(days=minimum_days)), on)
    here = set(current(Employee.objects.all(), on=on).values_list("pk", flat=True)) if len(wanted) > 50 else None
    if here is None:
        lines = lines.filter(manager__in=wanted, employee__in=current(Employee.objects.all(), on=on))
    for manager, employee in lines.order_by("employee").values_list("manager", "employee"):
        if manager in wanted and (here is None or employee in here):
            found[manager].append(employee)
    return found


def managers_above(managers: Iterable[int], *, on: date, minimum_days: int = 0) -> dict[int, int]:
    """Return to whom each of some people (primary keys) reports on a day, where that is somebody who works here."""
    wanted = set(managers)
    lines = lines_on(ReportingLine.objects.filter(started_on__lte=on - timedelta(days=minimum_days)), on)
    lines = lines.filter(Q(manager__left_on=None) | Q(manager__left_on__gt=on))
    if len(wanted) <= 50:
        lines = lines.filter(employee__in=wanted)
    return {employee: manager for employee, manager in lines.values_list("employee", "manager") if employee in wanted}


def asked_now(person: Any) -> QuerySet[EvaluationInvitation]:
    """Return what somebody is asked while it is open, what is unanswered first (one query)."""
    rows = EvaluationInvitation.objects.filter(person=person, evaluation__cycle__status=Status.OPEN)
    return rows.select_related("evaluation__cycle", "evaluation__manager", "evaluation__reader").order_by(
        "is_done", "evaluation__cycle__closes_on", "pk"
    )


def unanswered(person: Any) -> QuerySet[EvaluationInvitation]:
    """Return what somebody (an employee, or an OuterRef to one) is asked and has not answered."""
    return EvaluationInvitation.objects.filter(person=person, is_done=False, evaluation__cycle__status=Status.OPEN)


def asked_before(person: Any, *, since: date) -> QuerySet[EvaluationInvitation]:
    """Return what somebody was asked in cycles that have closed since a day, about others."""
    rows = EvaluationInvitation.objects.filter(person=person, evaluation__cycle__closes_on__gte=since)
    rows = rows.filter(evaluation__cycle__status__in=(Status.CLOSED, Status.RELEASED)).exclude(group=Group.SELF)
    return rows.select_related("evaluation__cycle", "evaluation__manager").order_by("-evaluation__cycle__closes_on", "pk")


def planned_about(person: Any) -> QuerySet[Evaluation]:
    """Return the planned ones about a manager, those after a goal aside."""
    rows = Evaluation.objects.filter(manager=person, cycle__status=Status.PLANNED, cycle__asks_reports_only=False)
    return rows.select_related("cycle")


def number_asked(evaluation: Evaluation) -> int:
    """Return how many reports are asked about a manager."""
    return evaluation.invitations.filter(group=Group.REPORT).count()


# --- Results -----------------------------------------------------------------------------------------------------------


def earlier_results(cycle: EvaluationCycle) -> dict[int, EvaluationResult]:
    """Return for each manager of a cycle (primary keys) the result released last with the same questionnaire, for the same kind of reader."""
    rows = EvaluationResult.objects.filter(
        scope=Scope.MANAGER,
        cycle__status=Status.RELEASED,
        cycle__kind=cycle.kind,
        cycle__questionnaire__key=cycle.questionnaire.key,
        cycle__opens_on__lt=cycle.opens_on,
        head__in=cycle.evaluations.values("manager"),
    )
    return {row.head_id: row for row in rows.order_by("cycle__released_on", "cycle_id") if row.head_id is not None}


def changes_of_asked(cycle: EvaluationCycle, earlier: dict[int, EvaluationResult]) -> dict[int, int]:
    """Return for each manager with an earlier result how many reports were asked in only one of the two cycles."""
    asked: dict[tuple[int, int], set[int]] = defaultdict(set)
    cycles = {row.cycle_id for row in earlier.values()} | {cycle.pk}
    rows = EvaluationInvitation.objects.filter(group=Group.REPORT, evaluation__cycle__in=cycles)
    for at, manager, person in rows.values_list("evaluation__cycle", "evaluation__manager", "person"):
        asked[at, manager].add(person)
    return {manager: len(asked[cycle.pk, manager] ^ asked[row.cycle_id, manager]) for manager, row in earlier.items()}


_results = Prepared(
    lambda cycle, manager: EvaluationResult.objects.filter(cycle=cycle, scope=Scope.MANAGER, head=manager), cycle=int, manager=int
)
_steps = Prepared(lambda evaluation: ReportStep.objects.filter(evaluation=evaluation).select_related("with_whom"), evaluation=int)


def result_of(evaluation: Evaluation) -> EvaluationResult | None:
    """Return what may be shown about a manager, or None before the release."""
    return _results.first(cycle=evaluation.cycle_id, manager=evaluation.manager_id)


def pool_of(evaluation: Evaluation) -> EvaluationResult | None:
    """Return what may be shown of the teams a manager's was pooled with, or None."""
    return EvaluationResult.objects.filter(cycle=evaluation.cycle_id, scope=Scope.POOL, head=evaluation.above_id).first()


def of_company(cycle: EvaluationCycle) -> EvaluationResult | None:
    """Return what may be shown of the whole company, or None."""
    return cycle.results.filter(scope=Scope.COMPANY).first()


def of_departments(cycle: EvaluationCycle) -> QuerySet[EvaluationResult]:
    """Return what may be shown of each department."""
    return (
        cycle.results.filter(scope=Scope.DEPARTMENT).select_related("head").order_by("head__last_name", "head__first_name", "pk")
    )


def response_in_words(cycle: EvaluationCycle) -> str:
    """Return which part of those asked answered, as one of four words; empty when fewer than twenty were asked."""
    rows = EvaluationInvitation.objects.filter(evaluation__cycle=cycle, group=Group.REPORT)
    count = rows.aggregate(asked=Count("pk"), done=Count("pk", filter=Q(is_done=True)))
    if count["asked"] < 20:
        return ""
    share = count["done"] / count["asked"]
    words = ((0.75, "more than three quarters"), (0.5, "half to three quarters"), (0.25, "a quarter to half"))
    return next((word for least, word in words if share >= least), "less than a quarter")


def reports_of_evaluations(evaluations: QuerySet[Evaluation]) -> QuerySet[Evaluation]:
    """Return the released ones, the newest first."""
    rows = evaluations.filter(cycle__status=Status.RELEASED).select_related("cycle", "manager", "reader")
    return rows.order_by("-cycle__released_on", "-pk")


def with_reports_count(evaluations: QuerySet[Evaluation], *, on: date) -> QuerySet[Evaluation]:
    """Return evaluations with `led`: how many report to each manager on a day."""
    lines = lines_on(ReportingLine.objects.filter(manager=OuterRef("manager"), employee__left_on=None), on).order_by()
    led = lines.values("manager").annotate(many=Count("pk")).values("many")
    return evaluations.annotate(led=Coalesce(Subquery(led), 0)).select_related("manager")


def waiting_for_talk(evaluations: QuerySet[Evaluation]) -> QuerySet[Evaluation]:
    """Return the released ones for which a talk was agreed on that nobody has written up."""
    rows = evaluations.filter(cycle__status=Status.RELEASED, below=Evaluation.Below.TALK, held_on=None)
    return rows.select_related("manager", "above", "cycle")


# --- After the report --------------------------------------------------------------------------------------------------


def steps_of(evaluation: Evaluation) -> dict[str, ReportStep]:
    """Return what was done after a report, by kind."""
    return {step.kind: step for step in _steps(evaluation=evaluation.pk)}


def goals_to_ask_about(*, on: date) -> list[tuple[ReportStep, int]]:
    """Return the goals after which the two questions are due, with which time it is (0 or 1); each for at most three weeks."""
    found = []
    for number, later in enumerate(ASK_AGAIN):
        days = (on - later - timedelta(weeks=3), on - later)
        rows = ReportStep.objects.filter(kind=ReportStep.Kind.GOAL, done_on__gt=days[0], done_on__lte=days[1])
        found += [(row, number) for row in rows.select_related("evaluation__cycle", "evaluation__manager")]
    return found


def goal_behind(cycle: EvaluationCycle) -> str:
    """Return the goal that a cycle asks about ("goal-17-0" is its season), or nothing."""
    name, _, rest = cycle.season.partition("-")
    step = (
        ReportStep.objects.filter(pk=int(rest.partition("-")[0])).first() if name == "goal" and cycle.asks_reports_only else None
    )
    return step.words if step else ""


def shared_with(person: Any) -> QuerySet[ReportStep]:
    """Return what managers shared with their team after a report, where the person was asked as a report."""
    asked = EvaluationInvitation.objects.filter(evaluation=OuterRef("evaluation"), person=person, group=Group.REPORT)
    rows = ReportStep.objects.filter(Exists(asked), kind=ReportStep.Kind.SHARE)
    return rows.select_related("evaluation__manager", "evaluation__cycle").order_by("-done_on", "-pk")


def nominations_to_judge(person: Any, *, on: date) -> QuerySet[Any]:
    """Return the evaluations still planned in which a report of `person` has named colleagues who wait for a yes or no."""
    lines = lines_on(ReportingLine.objects.filter(manager=person), on)
    rows = Evaluation.objects.filter(cycle__status=Status.PLANNED, manager__in=lines.values("employee"))
    return (
        rows.filter(nominations__state="asked").select_related("manager", "cycle").distinct().order_by(F("cycle__opens_on"), "pk")
    )

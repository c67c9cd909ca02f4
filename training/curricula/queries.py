"""Which programmes, and how far is somebody?"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import takewhile
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from people.employees.models import Employee
from people.employees.queries import reports_of
from training.curricula.models import (
    Audience,
    Certificate,
    Cohort,
    Completion,
    Enrolment,
    Module,
    ModuleException,
    ModuleWork,
    Programme,
    Seat,
    WorkshopSession,
)
from transition.lib.ics import Event
from transition.lib.moments import zone_named
from transition.lib.prepared import Prepared


@dataclass(frozen=True)
class Step:
    """A module of somebody's programme: when it is due (None: at their own pace), when it was done (None: not yet), and what it waits for."""

    module: Module
    due_on: date | None
    done_on: date | None
    excepted: str = ""  # the reason, where it need not be done
    waits_for: tuple[str, ...] = ()  # titles of modules that come first and are not done
    is_over: bool = False  # the programme was completed before this module came, or without it

    @property
    def is_settled(self) -> bool:
        """Return whether it is done, or need not be."""
        return self.done_on is not None or bool(self.excepted)

    @property
    def is_owed(self) -> bool:
        """Return whether the programme is not complete without it."""
        return self.module.is_required and not self.is_settled and not self.is_over

    def is_late(self, on: date) -> bool:
        """Return whether its day has passed and it is not done."""
        return self.is_owed and self.due_on is not None and self.due_on < on


def with_cohort_days(enrolments: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
    """Return enrolments with `cohort_days`: on which days the newest cohort with a schedule wants the modules (key -> ISO date, or None)."""
    return enrolments.annotate(cohort_days=_days_of_cohort("pk"))


def _days_of_cohort(enrolment: str) -> Subquery:
    return Subquery(with_days(Cohort.objects.filter(members=OuterRef(enrolment))).values("days")[:1])


def with_days(cohorts: QuerySet[Cohort]) -> QuerySet[Cohort]:
    """Return the cohorts with a schedule; among those somebody is in, that of the first counts for them."""
    return cohorts.exclude(days={}).order_by("-starts_on", "-pk")


def with_steps(enrolments: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
    """Return enrolments with all that `steps_of` reads (five queries more, whatever their number)."""
    modules = Prefetch("programme__modules", Module.objects.prefetch_related("needs"))
    rows = with_cohort_days(enrolments).select_related("programme", "employee")
    return rows.prefetch_related("completions", "exceptions", modules)


def steps_of(enrolment: Enrolment) -> list[Step]:
    """Return the modules of an enrolment (of `with_steps`) in order: those of the version in force, and those done that it left out."""
    modules = list(enrolment.programme.modules.all())
    return _steps(
        enrolment,
        modules,
        {row.module_id: row.done_at for row in enrolment.completions.all() if row.round == enrolment.round},
        {row.module_id: row.reason for row in enrolment.exceptions.all()},
        {module.pk: [need.pk for need in module.needs.all()] for module in modules},
    )


def steps_by_enrolment(enrolments: Sequence[Enrolment]) -> dict[int, list[Step]]:
    """Return what `steps_of` says of enrolments of one person (of `with_cohort_days`), by id, without the texts of the modules (two
    queries, whatever their number)."""
    if not enrolments:
        return {}
    first = enrolments[0]
    which = {"person": first.employee_id, "programme": first.programme_id, "is_one": len(enrolments) == 1}
    rows: dict[int, list[Any]] = defaultdict(list)
    for module in _modules(**which):
        rows[module.programme_id].append(module)
    needs: dict[int, list[int]] = defaultdict(list)
    for pk, need in _needs(**which):
        needs[pk].append(need)
    found = {}
    for one in enrolments:
        modules = rows[one.programme_id]
        done = {module.pk: module.done_at for module in modules if module.done_at}
        excepted = {module.pk: module.excepted for module in modules if module.excepted is not None}
        found[one.pk] = _steps(one, modules, done, excepted, needs)
    return found


def followed_modules(person: int, programme: int, *, is_one: bool) -> QuerySet[Module]:
    """Return the modules of what somebody follows, or of one programme of that, without their texts, with `done_at` and why `excepted`."""
    done = Completion.objects.filter(module=OuterRef("pk"), enrolment=OuterRef("enrolment_pk"), round=OuterRef("number"))
    spared = ModuleException.objects.filter(module=OuterRef("pk"), enrolment=OuterRef("enrolment_pk"))
    rows = Module.objects.filter(programme__enrolments__employee=person).annotate(
        enrolment_pk=F("programme__enrolments__pk"),
        number=F("programme__enrolments__round"),
        done_at=Subquery(done.values("done_at")[:1]),
        excepted=Subquery(spared.values("reason")[:1]),
    )
    return (rows.filter(programme=programme) if is_one else rows).defer("body", "quiz")


def needs_of_modules(person: int, programme: int, *, is_one: bool) -> QuerySet[Any, Any]:
    """Return which of these modules needs which, by their ids, what is needed in order."""
    rows = Module.needs.through.objects.filter(from_module__programme__enrolments__employee=person)
    rows = rows.filter(from_module__programme=programme) if is_one else rows
    return rows.order_by("to_module__position").values_list("from_module", "to_module")


_modules = Prepared(followed_modules, person=int, programme=int, is_one=bool)
_needs = Prepared(needs_of_modules, person=int, programme=int, is_one=bool)


def _steps(
    enrolment: Enrolment,
    modules: Iterable[Module],
    done: Mapping[int, datetime],
    excepted: Mapping[int, str],
    needs: Mapping[int, Iterable[int]],
) -> list[Step]:
    zone = zone_named(enrolment.employee.time_zone)
    modules = [module for module in modules if not module.is_retired or module.pk in done]
    missing = {module.pk: module.title for module in modules if module.pk not in done and module.pk not in excepted}
    return [
        Step(
            module,
            _due_for(enrolment, module),
            done[module.pk].astimezone(zone).date() if module.pk in done else None,
            excepted.get(module.pk, ""),
            tuple(missing[pk] for pk in needs.get(module.pk, ()) if pk in missing),
            enrolment.completed_at is not None,
        )
        for module in modules
    ]


def _due_for(enrolment: Enrolment, module: Module) -> date | None:
    """When a module is due for somebody; `enrolment` is one of `with_cohort_days`."""
    return _due_on(module, enrolment.anchor_on, enrolment.anchors, enrolment.round, enrolment.cohort_days)  # type: ignore[attr-defined]  # annotated


def _due_on(
    module: Module, anchor_on: date, anchors: Mapping[str, str], number: int, cohort_days: Mapping[str, str] | None
) -> date | None:
    """When a module is due for somebody in a round: on the day their cohort has set, else counted from its own anchor where it has one
    (None while that is not known), in a later round from the day the round began; what a cohort had set before that counts no more."""
    together = (cohort_days or {}).get(module.key)
    if together and (number == 1 or date.fromisoformat(together) >= anchor_on):
        return date.fromisoformat(together)
    if module.due_after_days is None:
        return None
    day: date | None = anchor_on
    if module.due_from and number == 1:
        known = anchors.get(module.due_from)
        day = module.due_on if module.due_from == Programme.Anchor.DATE else date.fromisoformat(known) if known else None
    return day + timedelta(days=module.due_after_days) if day is not None else None


def steps_in(programme: Programme, employee: Employee) -> list[Step]:
    """Return the required modules of a programme as somebody who follows it stands in it, without what they wait for; none where they
    do not follow it (one query)."""
    enrolment = "programme__enrolments__"
    done = Completion.objects.filter(module=OuterRef("pk"), enrolment__employee=employee, round=F("enrolment__round"))
    spared = ModuleException.objects.filter(module=OuterRef("pk"), enrolment__employee=employee)
    rows = programme.modules.filter(programme__enrolments__employee=employee, is_retired=False, is_required=True)
    rows = rows.annotate(
        done_at=Subquery(done.values("done_at")[:1]),
        excepted=Subquery(spared.values("reason")[:1]),
        anchor_on=F(f"{enrolment}anchor_on"),
        anchors=F(f"{enrolment}anchors"),
        number=F(f"{enrolment}round"),
        completed_at=F(f"{enrolment}completed_at"),
        enrolment_pk=F(f"{enrolment}pk"),
        cohort_days=_days_of_cohort("enrolment_pk"),
    )
    return [
        Step(
            row,
            _due_on(row, row.anchor_on, row.anchors, row.number, row.cohort_days),
            row.done_at.astimezone(zone_named(employee.time_zone)).date() if row.done_at else None,
            row.excepted or "",
            (),
            row.completed_at is not None,
        )
        for row in rows
    ]


def known_to_others(programmes: QuerySet[Programme]) -> QuerySet[Programme]:
    """Return the programmes of which somebody besides the learner may know who follows them."""
    return programmes.filter(is_private=False)


def programme_for_trials() -> Programme | None:
    """Return the programme that a contract proposes: one for everyone on trial, or else any that is not private."""
    programmes = known_to_others(Programme.objects.all())
    return programmes.filter(audiences__who=Audience.Who.ON_TRIAL).first() or programmes.first()


def enrolment_of(employee: Employee, programme: Programme) -> Enrolment | None:
    """Return somebody's enrolment in a programme, or None."""
    return Enrolment.objects.filter(employee=employee, programme=programme).select_related("programme", "employee").first()


def going_on(enrolments: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
    """Return the enrolments under way: neither paused nor completed."""
    return enrolments.filter(paused_on=None, completed_at=None)


def told_to_others(enrolments: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
    """Return the enrolments that somebody besides the learner may know of."""
    return enrolments.filter(programme__is_private=False)


def _owed(enrolment: str) -> Q:
    """Return the condition that a module is required and not settled; `enrolment` is the path from the module to the enrolment."""
    done = Completion.objects.filter(module=OuterRef("pk"), enrolment=OuterRef(enrolment), round=F("enrolment__round"))
    spared = ModuleException.objects.filter(module=OuterRef("pk"), enrolment=OuterRef(enrolment))
    return Q(is_required=True, is_retired=False) & ~Exists(done) & ~Exists(spared)


def open_steps(enrolments: QuerySet[Enrolment], *, until: date) -> Iterator[tuple[Enrolment, Step]]:
    """Yield what is owed and due by a day, of every enrolment under way, without what it waits for (three queries, whatever their number)."""
    rows = going_on(enrolments)
    modules = _required_modules().select_related("programme")
    return _open_steps(with_cohort_days(rows).select_related("programme", "employee"), modules, _settled(rows), until)


def _required_modules() -> QuerySet[Module]:
    rows = Module.objects.filter(is_required=True, is_retired=False)
    return rows.defer("body", "quiz").order_by("due_after_days", "position")


def _settled(enrolments: QuerySet[Enrolment]) -> QuerySet[Any, Any]:
    """Return what is done and what need not be: the ids of enrolment and module."""
    done = Completion.objects.filter(enrolment__in=enrolments, round=F("enrolment__round"))
    spared = ModuleException.objects.filter(enrolment__in=enrolments)
    return done.values_list("enrolment", "module").union(spared.values_list("enrolment", "module"), all=True)


def _open_steps(
    enrolments: Iterable[Enrolment], modules: Iterable[Module], settled: Iterable[tuple[int, int]], until: date
) -> Iterator[tuple[Enrolment, Step]]:
    is_settled = set(settled)
    dated: dict[int, list[Module]] = defaultdict(list)
    own: dict[int, list[Module]] = defaultdict(list)  # those that count from a day of their own
    together: dict[int, list[Module]] = defaultdict(list)  # those for which a cohort may have a day
    for module in modules:
        together[module.programme_id].append(module)
        if module.due_after_days is not None:
            (own if module.due_from else dated)[module.programme_id].append(module)
    for enrolment in enrolments:
        days_left = (until - enrolment.anchor_on).days
        near = takewhile(_due_within(days_left), dated[enrolment.programme_id])
        counted_alone = (*near, *own[enrolment.programme_id])
        for module in together[enrolment.programme_id] if enrolment.cohort_days else counted_alone:  # type: ignore[attr-defined]
            due_on = _due_for(enrolment, module)
            if due_on is not None and due_on <= until and (enrolment.pk, module.pk) not in is_settled:
                yield enrolment, Step(module, due_on, None)


def _due_within(days: int) -> Callable[[Module], bool]:
    return lambda module: module.due_after_days is not None and module.due_after_days <= days


def due_modules(employee: Employee, *, until: date) -> list[Step]:
    """Return what somebody has still to do by a day and can begin now, in the programmes they follow, the first due first (one query)."""
    rows: list[Any] = _open_modules(employee=employee.pk)
    steps = [Step(row, _due_on(row, row.anchor_on, row.anchors, row.number, row.cohort_days), None) for row in rows]
    return sorted(
        (step for step in steps if step.due_on is not None and step.due_on <= until), key=lambda step: step.due_on or date.max
    )


def open_modules(employee: Any) -> QuerySet[Module]:
    """Return the modules with a day that somebody owes and can begin now, as a list shows them, with `anchor_on`, `anchors` and `number` of
    the enrolment."""
    enrolment = "programme__enrolments__"
    rows = Module.objects.filter(
        programme__enrolments__employee=employee,
        programme__enrolments__paused_on=None,
        programme__enrolments__completed_at=None,
    ).annotate(
        anchor_on=F(f"{enrolment}anchor_on"),
        anchors=F(f"{enrolment}anchors"),
        number=F(f"{enrolment}round"),
        enrolment_pk=F(f"{enrolment}pk"),
        cohort_days=_days_of_cohort("enrolment_pk"),
    )
    rows = rows.filter(_owed("enrolment_pk"), Q(due_after_days__isnull=False) | Q(cohort_days__isnull=False))
    first = Module.objects.filter(needed_for=OuterRef("pk"), is_retired=False).annotate(enrolment_pk=OuterRef("enrolment_pk"))
    done = Completion.objects.filter(module=OuterRef("pk"), enrolment=OuterRef("enrolment_pk"), round=F("enrolment__round"))
    spared = ModuleException.objects.filter(module=OuterRef("pk"), enrolment=OuterRef("enrolment_pk"))
    shown = ("key", "title", "minutes", "due_after_days", "due_from", "due_on", "programme__key", "programme__title")
    return rows.filter(~Exists(first.filter(~Exists(done), ~Exists(spared)))).select_related("programme").only(*shown)


_open_modules = Prepared(open_modules, employee=int)


def _of_reports(manager: int, on: date) -> QuerySet[Enrolment]:
    return told_to_others(going_on(Enrolment.objects.filter(employee__in=reports_of(manager, on=on))))


_enrolments_of_reports = Prepared(lambda manager, on: with_cohort_days(_of_reports(manager, on)), manager=int, on=date)
_settled_by_reports = Prepared(lambda manager, on: _settled(_of_reports(manager, on)), manager=int, on=date)
_modules_of_reports = Prepared(
    lambda manager, on: _required_modules().filter(programme__in=_of_reports(manager, on).values("programme")),
    manager=int, on=date,
)  # fmt: skip


def late_by_person(manager: Employee, *, on: date) -> dict[int, list[Step]]:
    """Return what those who report to somebody on a day are late with, by id of the person: only of programmes that others may know of
    (three queries)."""
    who: dict[str, Any] = {"manager": manager.pk, "on": on}
    rows, modules, settled = _enrolments_of_reports(**who), _modules_of_reports(**who), _settled_by_reports(**who)
    found: dict[int, list[Step]] = {}
    for enrolment, step in _open_steps(rows, modules, settled, on - timedelta(days=1)):
        found.setdefault(enrolment.employee_id, []).append(step)
    return found


@dataclass(frozen=True)
class Progress:
    """How far somebody is: how many required modules are settled, of how many, and how many of the others are late."""

    settled: int
    of: int
    late: int


_required = Prepared(
    lambda programme: Module.objects.filter(programme=programme, is_required=True).only(
        "programme", "key", "is_retired", "due_after_days", "due_from", "due_on"
    ),
    programme=int,
)


def progress_in(programme: Programme, enrolments: Collection[Enrolment], *, on: date) -> dict[int, Progress]:
    """Return how far each of these (of `with_cohort_days`) is in a programme, by id (three queries, whatever their number).

    It says what counting `steps_of` would say, without an object for each of sixty modules of each of thirty people.
    """
    required = {module.pk: module for module in _required(programme=programme.pk)}
    known = {enrolment.pk: enrolment for enrolment in enrolments}
    done: dict[int, set[int]] = {pk: set() for pk in known}
    rows = Completion.objects.filter(enrolment__in=known).order_by().values_list("enrolment", "module", "round")
    for pk, module, number in rows:
        if module in required and number == known[pk].round:
            done[pk].add(module)
    spared: dict[int, set[int]] = {pk: set() for pk in known}
    for pk, module in ModuleException.objects.filter(enrolment__in=known).values_list("enrolment", "module"):
        if module in required and not required[module].is_retired:
            spared[pk].add(module)
    return {pk: _progress(one, required.values(), done[pk], done[pk] | spared[pk], on) for pk, one in known.items()}


def _progress(enrolment: Enrolment, required: Iterable[Module], done: set[int], settled: set[int], on: date) -> Progress:
    modules = [module for module in required if not module.is_retired or module.pk in done]
    is_owing = enrolment.paused_on is None and enrolment.completed_at is None
    due = [_due_for(enrolment, module) for module in modules if module.pk not in settled] if is_owing else []
    return Progress(len(settled), len(modules), sum(day is not None and day < on for day in due))


def counted(programmes: QuerySet[Programme]) -> QuerySet[Programme]:
    """Return programmes with `following`, `completed` and `resting`: how many people; null where that is the learners' own affair."""
    rows = Enrolment.objects.order_by()
    return programmes.annotate(
        following=_many(going_on(rows)),
        completed=_many(rows.filter(completed_at__isnull=False)),
        resting=_many(rows.filter(completed_at=None, paused_on__isnull=False)),
    )


def _many(enrolments: QuerySet[Enrolment]) -> Case:
    """How many of these a programme has: a stretch of an index, counted."""
    rows = enrolments.filter(programme=OuterRef("pk")).values("programme").annotate(many=Count("pk")).values("many")
    return Case(When(is_private=False, then=Coalesce(Subquery(rows), 0)))


def minutes_done(completions: QuerySet[Completion]) -> int:
    """Return how many minutes modules took that are done, as they were counted on their day."""
    return completions.aggregate(sum=Sum("minutes"))["sum"] or 0


def hours_by_year(employee: Employee) -> list[tuple[int, int]]:
    """Return (year, minutes) of everything somebody has done, the last year first."""
    rows = Completion.objects.filter(enrolment__employee=employee).order_by().values("done_at__year")
    return [(row["done_at__year"], row["sum"]) for row in rows.annotate(sum=Sum("minutes")).order_by("-done_at__year")]


def certificates_of(employee: Employee) -> QuerySet[Certificate]:
    """Return somebody's certificates, the newest first."""
    return Certificate.objects.filter(enrolment__employee=employee).select_related("enrolment__programme")


def counting(certificates: QuerySet[Certificate], *, on: date) -> QuerySet[Certificate]:
    """Return the certificates that count on a day."""
    return certificates.filter(Q(expires_on=None) | Q(expires_on__gt=on), issued_on__lte=on)


def to_confirm(works: QuerySet[ModuleWork]) -> QuerySet[ModuleWork]:
    """Return the courses outside that have no proof, that nobody has confirmed, and that are not done."""
    rows = works.filter(module__kind=Module.Kind.EXTERNAL, confirmed_at=None, proof=None)
    done = Completion.objects.filter(
        enrolment=OuterRef("enrolment"), module=OuterRef("module"), round=OuterRef("enrolment__round")
    )
    return rows.filter(~Exists(done))


def sessions_ahead(module: Module, *, at: datetime) -> QuerySet[WorkshopSession]:
    """Return the sessions of a workshop that are still to come, with `taken` seats and how many are `waiting`."""
    rows = WorkshopSession.objects.filter(module=module, starts_at__gt=at, is_cancelled=False)
    return with_taken(rows)


def sessions_of(cohort: Cohort) -> QuerySet[WorkshopSession]:
    """Return the schedule of a cohort: its own sessions, and those of its programme that are open to all."""
    open_to_all = Q(cohort=None, module__programme=cohort.programme_id)
    return WorkshopSession.objects.filter(Q(cohort=cohort) | open_to_all)


@dataclass(frozen=True)
class Planned:
    """Something in the schedule of a cohort: a session, or a module (as a `step` for somebody in it) due on a day."""

    on: date
    module: Module
    session: WorkshopSession | None = None
    step: Step | None = None


def schedule_of(cohort: Cohort, *, member: Enrolment | None) -> list[Planned]:
    """Return days and sessions of a cohort in order, with how far `member` (of `with_steps`) is (two queries, or one with a member).

    A workshop that has a session by its day stands there once, as the session.
    """
    zone = timezone.get_current_timezone()
    sessions = [
        (one, one.starts_at.astimezone(zone).date()) for one in with_taken(sessions_of(cohort)).order_by("starts_at")[:100]
    ]
    met = {(one.module_id, day) for one, day in sessions if not one.is_cancelled}
    steps = {step.module.pk: step for step in steps_of(member)} if member else {}
    modules = [step.module for step in steps.values()] if member else cohort.programme.modules.filter(key__in=cohort.days)
    dated = [(one, date.fromisoformat(cohort.days[one.key])) for one in modules if one.key in cohort.days and not one.is_retired]
    planned = [Planned(day, one.module, one) for one, day in sessions]
    for one, day in dated:
        if not any(module == one.pk and held <= day for module, held in met):
            planned.append(Planned(day, one, None, steps.get(one.pk)))
    return sorted(planned, key=lambda one: (one.on, one.module.position))


def with_taken(sessions: QuerySet[WorkshopSession]) -> QuerySet[WorkshopSession]:
    """Return sessions with `taken` seats and how many are `waiting`."""
    return sessions.annotate(
        taken=Count("places", filter=Q(places__state__in=HELD)),
        waiting=Count("places", filter=Q(places__state=Seat.State.WAITING)),
    ).select_related("facilitator", "cohort", "module__programme")


HELD = (Seat.State.TAKEN, Seat.State.ATTENDED, Seat.State.MISSED)


def event_of(session: WorkshopSession, *, site: str, at: datetime) -> Event:
    """Return a workshop as an event of a calendar; `site` is where its page is, `at` when this was known to be so."""
    return Event(
        f"workshop-{session.pk}@transition",
        session.module.title,
        session.starts_at,
        at,
        url=f"{site}/learning/sessions/{session.pk}/",
        place=session.place,
        minutes=session.minutes,
        is_cancelled=session.is_cancelled,
    )

"""Which programmes, and how far is somebody?"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import takewhile

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum

from people.employees.models import Employee
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


def with_steps(enrolments: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
    """Return enrolments with all that `steps_of` reads (five queries more, whatever their number)."""
    modules = Prefetch("programme__modules", Module.objects.prefetch_related("needs"))
    return enrolments.select_related("programme", "employee").prefetch_related("completions", "exceptions", modules)


def steps_of(enrolment: Enrolment) -> list[Step]:
    """Return the modules of an enrolment in order: those of the version in force, and those done that it left out."""
    zone = zone_named(enrolment.employee.time_zone)
    done = {
        row.module_id: row.done_at.astimezone(zone).date() for row in enrolment.completions.all() if row.round == enrolment.round
    }
    excepted = {row.module_id: row.reason for row in enrolment.exceptions.all()}
    return [
        Step(
            module,
            _due_on(module, enrolment.anchor_on, enrolment.anchors, enrolment.round),
            done.get(module.pk),
            excepted.get(module.pk, ""),
            tuple(
                need.title
                for need in module.needs.all()
                if not need.is_retired and need.pk not in done and need.pk not in excepted
            ),
            enrolment.completed_at is not None,
        )
        for module in enrolment.programme.modules.all()
        if not module.is_retired or module.pk in done
    ]


def _due_on(module: Module, anchor_on: date, anchors: Mapping[str, str], number: int) -> date | None:
    """When a module is due for somebody in a round: counted from its own anchor where it has one (None while that is not known), in a
    later round from the day the round began."""
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
    )
    return [
        Step(
            row,
            _due_on(row, row.anchor_on, row.anchors, row.number),
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
    """Yield what is owed and due by a day, of every enrolment under way, without what it waits for (four queries, whatever their number)."""
    rows = going_on(enrolments)
    done = Completion.objects.filter(enrolment__in=rows, round=F("enrolment__round"))
    spared = ModuleException.objects.filter(enrolment__in=rows)
    settled = {*done.values_list("enrolment", "module"), *spared.values_list("enrolment", "module")}
    dated: dict[int, list[Module]] = defaultdict(list)
    required = Module.objects.filter(is_required=True, is_retired=False, due_after_days__isnull=False)
    own: dict[int, list[Module]] = defaultdict(list)  # those that count from a day of their own
    for module in required.select_related("programme").order_by("due_after_days", "position"):
        (own if module.due_from else dated)[module.programme_id].append(module)
    for enrolment in rows.select_related("programme", "employee"):
        days = enrolment.anchor_on, enrolment.anchors, enrolment.round
        days_left = (until - enrolment.anchor_on).days
        near = takewhile(_due_within(days_left), dated[enrolment.programme_id])
        for module in (*near, *own[enrolment.programme_id]):
            due_on = _due_on(module, *days)
            if due_on is not None and due_on <= until and (enrolment.pk, module.pk) not in settled:
                yield enrolment, Step(module, due_on, None)


def _due_within(days: int) -> Callable[[Module], bool]:
    return lambda module: module.due_after_days is not None and module.due_after_days <= days


def due_modules(employee: Employee, *, until: date) -> list[Step]:
    """Return what somebody has still to do by a day and can begin now, in the programmes they follow, the first due first (one query)."""
    enrolment = "programme__enrolments__"
    rows = Module.objects.filter(
        programme__enrolments__employee=employee,
        programme__enrolments__paused_on=None,
        programme__enrolments__completed_at=None,
        due_after_days__isnull=False,
    ).annotate(
        anchor_on=F(f"{enrolment}anchor_on"),
        anchors=F(f"{enrolment}anchors"),
        number=F(f"{enrolment}round"),
        enrolment_pk=F(f"{enrolment}pk"),
    )
    rows = rows.filter(_owed("enrolment_pk"))
    first = Module.objects.filter(needed_for=OuterRef("pk"), is_retired=False).annotate(enrolment_pk=OuterRef("enrolment_pk"))
    done = Completion.objects.filter(module=OuterRef("pk"), enrolment=OuterRef("enrolment_pk"), round=F("enrolment__round"))
    spared = ModuleException.objects.filter(module=OuterRef("pk"), enrolment=OuterRef("enrolment_pk"))
    rows = rows.filter(~Exists(first.filter(~Exists(done), ~Exists(spared))))
    steps = [Step(row, _due_on(row, row.anchor_on, row.anchors, row.number), None) for row in rows.select_related("programme")]
    return sorted(
        (step for step in steps if step.due_on is not None and step.due_on <= until), key=lambda step: step.due_on or date.max
    )


def late_by_person(employees: Iterable[Employee], *, on: date) -> dict[int, list[Step]]:
    """Return what each is late with, by id of the person: only of programmes that others may know of."""
    found: dict[int, list[Step]] = {}
    enrolments = told_to_others(Enrolment.objects.filter(employee__in=employees))
    for enrolment, step in open_steps(enrolments, until=on - timedelta(days=1)):
        found.setdefault(enrolment.employee_id, []).append(step)
    return found


def counted(programmes: QuerySet[Programme], *, on: date) -> QuerySet[Programme]:
    """Return programmes with `following`, `completed` and `resting`: how many people; null where that is the learners' own affair."""
    told = Q(is_private=False)
    return programmes.annotate(
        following=Count("enrolments", filter=told & Q(enrolments__paused_on=None, enrolments__completed_at=None), distinct=True),
        completed=Count("enrolments", filter=told & Q(enrolments__completed_at__isnull=False), distinct=True),
        resting=Count(
            "enrolments", filter=told & Q(enrolments__completed_at=None, enrolments__paused_on__isnull=False), distinct=True
        ),
    )


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

"""What stands on somebody's Today: what is due, who waits for them, what is next? Reads every feature, writes nothing."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.text import Truncator

from people.accounts.models import User
from people.accounts.permissions import somebody
from people.employees.models import Employee
from training.curricula.queries import due_modules
from training.one_on_ones.models import ActionItem, Meeting
from training.one_on_ones.permissions import visible_action_items, visible_meetings
from training.one_on_ones.queries import between, open_promises
from training.playbooks.models import RunStep
from training.playbooks.queries import open_steps
from training.pulses.queries import is_asked, with_last_pulse
from training.trials.models import Trial
from training.trials.permissions import visible_trials
from training.trials.queries import PromiseState, open_trials, owed_among, with_late_check_ins
from training.trials.to_do import Task, check_ins_of, promises_around, steps_of, tasks_of, with_voices
from training.watches.messages import address_of as address_of_watch
from training.watches.queries import asked_of, for_person, with_watch
from transition.lib.addresses import address_of
from transition.lib.moments import start_of, zone_named
from transition.lib.prepared import Prepared

WATCH_SAYS = {
    "talk": ("Talk about staying", "Three questions, half an hour, between the two of you."),
    "review": ("Six months after the start", "The first question is what the organisation caused."),
    "look_back": ("Would you choose it again?", "Two sentences, for you alone."),
}
AHEAD = timedelta(days=7)  # what opens within a week is shown already
MOST = 30  # rows of a kind; who has more looks at the list of trials
UNLOGGED = timedelta(days=21)  # an older 1:1 that nobody logged is no longer asked about


@dataclass(frozen=True)
class Talk:
    """A 1:1 with somebody: how much stands on its agenda, how much of that was carried."""

    meeting: Meeting
    other: Employee
    items: int


@dataclass(frozen=True)
class Today:
    """One person's day."""

    due: list[Task]
    waits: list[Task]
    following: list[Task]
    talks: list[Talk]
    unlogged: list[Talk]
    promises: list[ActionItem]
    owed: list[PromiseState]  # support promised to this person and not delivered
    late: dict[str, int]  # for HR: check-ins and ends of all trials


def _trials(person: int, is_hr: bool) -> QuerySet[Trial]:
    return visible_trials(somebody(person, is_hr=is_hr))


# What every Today asks, each written once; a person's trials are all those of the company for HR.
_WHO: dict[str, type] = {"person": int, "is_hr": bool}
_promised = Prepared(lambda person, is_hr, on: promises_around(person, _trials(person, is_hr), on=on), **_WHO, on=date)
_under_way = Prepared(
    lambda person, is_hr, on: with_voices(open_trials(with_late_check_ins(_trials(person, is_hr), on=on))), **_WHO, on=date
)
_check_ins = Prepared(lambda person, is_hr: check_ins_of(person, _trials(person, is_hr)), **_WHO)
_settling = Prepared(lambda person, is_hr: steps_of(person, _trials(person, is_hr)), **_WHO)
_watched = Prepared(
    lambda person, on: with_last_pulse(for_person(with_watch(Trial.objects.all()), person, on=on)), person=int, on=date
)
_run_steps = Prepared(
    lambda owner, until: open_steps(RunStep.objects.filter(run__owner=owner), until=until)[:MOST], owner=int, until=date
)
_meetings = Prepared(
    lambda person, start, end: (
        between(visible_meetings(somebody(person)), start, end)
        .select_related("series__manager", "series__employee")
        .annotate(items=Count("series__agenda", filter=Q(series__agenda__state="open")))
        .order_by("starts_at")[:60]
    ),
    person=int, start=datetime, end=datetime,
)  # fmt: skip
_promises = Prepared(
    lambda person, until: open_promises(
        visible_action_items(somebody(person)).filter(owner=person, series__ended_on=None)
    ).filter(Q(due_on=None) | Q(due_on__lte=until))[:20],
    person=int, until=date,
)  # fmt: skip


def today_of(user: User, person: Employee, *, on: date, at: datetime) -> Today:
    """Return what `person` sees on a day (nine queries, whatever the size of the company)."""
    who = {"person": person.pk, "is_hr": user.is_hr_administrator}
    owed = owed_among(_promised(**who, on=on), on=on)
    under_way = _under_way(**who, on=on)
    tasks = tasks_of(user, under_way=under_way, owed=owed, check_ins=_check_ins(**who), steps=_settling(**who), on=on)
    tasks += _modules(person, on) + _steps(person, on) + _of_the_months(person, _watched(person=person.pk, on=on), on)
    tasks.sort(key=lambda task: task.on or date.min)
    near = [task for task in tasks if task.opens_on is None or task.opens_on <= on + AHEAD]
    is_due = [task for task in near if task.on is None or task.on <= on]
    is_later = [task for task in near if task.on is not None and task.on > on]
    talks = _talks(person, at)
    midnight = start_of(on, zone_named(person.time_zone))
    return Today(
        due=[task for task in is_due if not task.waits][:MOST],
        waits=[task for task in near if task.waits][:MOST],
        following=[task for task in is_later if not task.waits][:MOST],
        talks=[talk for talk in talks if talk.meeting.starts_at >= midnight and talk.meeting.starts_at > at - timedelta(hours=1)],
        unlogged=[talk for talk in talks if talk.meeting.starts_at <= at - timedelta(hours=1)],
        owed=[state for state in owed if state.promise.trial.candidate_id == person.pk],
        promises=_promises(person=person.pk, until=on + AHEAD),
        late=_late(under_way, on) if user.is_hr_administrator else {},
    )


def _late(trials: list[Trial], on: date) -> dict[str, int]:
    """How many check-ins are late, and how many ends have passed undecided?"""
    ends = [trial for trial in trials if trial.status == Trial.Status.RUNNING and trial.ends_on and trial.ends_on < on]
    return {"check_ins": sum(trial.late_check_ins for trial in trials), "ends": len(ends)}  # type: ignore[attr-defined]


def _modules(person: Employee, on: date) -> list[Task]:
    return [
        Task(
            step.due_on,
            step.module.title,
            f"{step.module.minutes} minutes, {step.module.programme}",
            address_of("curricula:module", step.module.programme.key, step.module.key),
            "Read",
        )
        for step in due_modules(person, until=on + 2 * AHEAD)
    ]


def _steps(person: Employee, on: date) -> list[Task]:
    """What is due in the playbooks somebody runs: a row for each run, by its first open step (one query)."""
    found: dict[int, list[RunStep]] = {}
    for step in _run_steps(owner=person.pk, until=on):
        found.setdefault(step.run_id, []).append(step)
    return [
        Task(
            steps[0].due_on,
            Truncator(steps[0].words).chars(120),
            f"Playbook: {steps[0].run.version}" + (f", {len(steps) - 1} more due" if len(steps) > 1 else ""),
            reverse("playbooks:run", args=[pk]),
            "Open",
        )
        for pk, steps in found.items()
    ]


def _of_the_months(person: Employee, trials: list[Trial], on: date) -> list[Task]:
    """The pulse of the month, and what the watch asks."""
    tasks = []
    if trial := next((one for one in trials if one.candidate_id == person.pk and is_asked(one, on=on)), None):
        url = reverse("pulses:pulse", args=[trial.pk])
        tasks.append(Task(None, "How is it for you this month?", "Three numbers, for you alone.", url, "Keep it"))
    for one in asked_of(person, on=on, trials=trials):
        who = None if one.trial.candidate == person else one.trial.candidate
        title, meta = WATCH_SAYS[one.kind]
        title = f"{title}, {who}" if who else title
        tasks.append(
            Task(
                one.due_on, title, meta, address_of_watch(one.trial.pk, one.kind, one.month), "Open", who, opens_on=one.opens_on()
            )
        )
    return tasks


def _talks(person: Employee, at: datetime) -> list[Talk]:
    """The 1:1s of the next week, and those of the last weeks that nobody logged (one query)."""
    rows = _meetings(person=person.pk, start=at - UNLOGGED, end=at + AHEAD)
    return [Talk(row, row.series.employee if row.series.manager == person else row.series.manager, row.items) for row in rows]

"""How do the 1:1s of a pair go? Counted from days, states and who brought what; not one word of agenda, promise or note is read.

Thresholds (eight weeks unless said otherwise) follow the handbooks gathered for this product: GitLab on 1:1s (weekly, never fewer than two
a month; more than half of the items from the employee; a talk about career each month; feedback as often as the 1:1 itself), A. S. Grove,
"High Output Management" (the 1:1 is the employee's meeting). They open a talk and judge nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from django.db.models import Count, Q

from training.feedback.queries import last_between
from training.one_on_ones.models import ActionItem, AgendaItem, Meeting, Series
from training.one_on_ones.rhythm import DAYS

WINDOW = timedelta(weeks=8)
PICTURED = timedelta(weeks=26)
STEADY, PATCHY = 0.75, 0.5  # of the planned ones held: from here on steady, patchy; below rare
CAREER_WITHIN, FEEDBACK_WITHIN = timedelta(days=35), timedelta(days=30)
OVERDUE_FOR = timedelta(days=14)
OFTEN_CARRIED = 3  # meetings
FEW_ITEMS = 3  # fewer say nothing about who brings them
STATUS_TALKS = 4  # held in a row without a promise, feedback or career


@dataclass(frozen=True)
class Talk:
    """One 1:1 whose time has come: its day in the pair's zone, and its state (held, missed, skipped, or planned: nobody said)."""

    pk: int
    day: date
    status: str
    is_moved: bool
    is_career: bool
    called_off_by: int | None


@dataclass(frozen=True)
class Kept:
    """Of the promises of one of the two that were due: how many were kept by their day, later, or not yet."""

    name: str
    in_time: int
    later: int
    still_open: int

    @property
    def due(self) -> int:
        """How many were due."""
        return self.in_time + self.later + self.still_open


@dataclass(frozen=True)
class Course:
    """How it goes: `talks` of 26 weeks, the earliest first; everything else of the last eight weeks."""

    talks: tuple[Talk, ...]
    held: int
    missed: int
    left_out: int
    moved: int  # of those held
    unsaid: int  # nobody said whether they took place
    longest_gap: int | None  # days between two held ones in 26 weeks, the time since the last one included; None: none was held
    gap_limit: int  # days
    items: int  # put on the agenda
    items_of_employee: int
    kept: tuple[Kept, Kept]  # manager, employee
    long_overdue: int  # promises open for more than 14 days after their day
    often_carried: int  # open items that three meetings or more passed over
    career_on: date | None  # within 26 weeks
    feedback_on: date | None
    is_career_long_ago: bool
    is_feedback_long_ago: bool
    patterns: tuple[str, ...]  # of "status", "one_sided", "called_off": for the manager alone

    @property
    def planned(self) -> int:
        """How many 1:1s the rhythm gave, of which somebody said what became of them."""
        return self.held + self.missed + self.left_out

    @property
    def steadiness(self) -> str:
        """Held / planned: "steady" from .75 on, "patchy" from .5 on, else "rare"; empty when nothing was planned."""
        if not self.planned:
            return ""
        share = self.held / self.planned
        return "steady" if share >= STEADY else "patchy" if share >= PATCHY else "rare"

    @property
    def is_gap_long(self) -> bool:
        """Longer than twice the cadence."""
        return self.longest_gap is not None and self.longest_gap > self.gap_limit

    @property
    def share_of_employee(self) -> int | None:
        """Items the employee brought / all items, in percent; None for fewer than three items."""
        return round(100 * self.items_of_employee / self.items) if self.items >= FEW_ITEMS else None

    @property
    def is_one_sided(self) -> bool:
        """The employee brought less than half."""
        share = self.share_of_employee
        return share is not None and share < 50


def course_of(series: Series, *, at: datetime) -> Course:
    """Return how the 1:1s of a pair go at a moment (five queries; `manager` and `employee` of the series are wanted)."""
    zone = ZoneInfo(series.time_zone)
    today, since = at.astimezone(zone).date(), (at - WINDOW).astimezone(zone).date()
    talks = _talks(series, at, zone)
    recent = [talk for talk in talks if talk.day >= since]
    held = [talk for talk in recent if talk.status == Meeting.Status.HELD]
    items, of_employee, often = _items(series, at)
    promises = list(series.action_items.filter(Q(made_at__gte=at - PICTURED) | Q(state=ActionItem.State.OPEN)))
    last_feedback = last_between(series.manager, series.employee)
    feedback_on = last_feedback.astimezone(zone).date() if last_feedback else None
    career_on = max((talk.day for talk in talks if talk.is_career), default=None)
    began = min((talk.day for talk in talks), default=today)
    patterns = {
        "status": _is_status_only(talks, promises, feedback_on),
        "one_sided": items >= FEW_ITEMS and not of_employee,
        "called_off": _is_called_off(talks, series.manager_id),
    }
    return Course(
        talks=tuple(talks),
        held=len(held),
        missed=sum(talk.status == Meeting.Status.MISSED for talk in recent),
        left_out=sum(talk.status == Meeting.Status.SKIPPED for talk in recent),
        moved=sum(talk.is_moved for talk in held),
        unsaid=sum(talk.status == Meeting.Status.PLANNED for talk in recent),
        longest_gap=longest_gap(
            [talk.day for talk in talks if talk.status == Meeting.Status.HELD], until=series.ended_on or today
        ),
        gap_limit=2 * DAYS[series.cadence],
        items=items,
        items_of_employee=of_employee,
        kept=(_kept(promises, series.manager, since, today, zone), _kept(promises, series.employee, since, today, zone)),
        long_overdue=sum(_is_open(one) and one.due_on is not None and one.due_on < today - OVERDUE_FOR for one in promises),
        often_carried=often,
        career_on=career_on,
        feedback_on=feedback_on,
        is_career_long_ago=(career_on or began) < today - CAREER_WITHIN,
        is_feedback_long_ago=(feedback_on or began) < today - FEEDBACK_WITHIN,
        patterns=tuple(name for name, is_seen in patterns.items() if is_seen),
    )


def _talks(series: Series, at: datetime, zone: ZoneInfo) -> list[Talk]:
    rows = series.meetings.filter(Q(starts_at__lt=at) | ~Q(status=Meeting.Status.PLANNED), starts_at__gte=at - PICTURED)
    facts = ("pk", "starts_at", "status", "is_moved", "is_career_talk", "called_off_by")
    return [
        Talk(pk, starts_at.astimezone(zone).date(), status, is_moved, is_career, called_off_by)
        for pk, starts_at, status, is_moved, is_career, called_off_by in rows.order_by("starts_at").values_list(*facts)
    ]


def _items(series: Series, at: datetime) -> tuple[int, int, int]:
    """Return how many items were added, how many of them by the employee, and how many open ones were carried three times or more."""
    recent = Q(added_at__gte=at - WINDOW, added_at__lte=at)
    added = series.agenda.aggregate(
        items=Count("pk", filter=recent), theirs=Count("pk", filter=recent & Q(added_by=series.employee_id))
    )
    is_open = series.agenda.filter(state=AgendaItem.State.OPEN).order_by()
    often = is_open.annotate(carried=Count("carries")).filter(carried__gte=OFTEN_CARRIED).count()
    return added["items"], added["theirs"], often


def longest_gap(held: Sequence[date], *, until: date) -> int | None:
    """Return the most days between two days in order, the last one and `until` included; None without any."""
    if not held:
        return None
    return max((later - earlier).days for earlier, later in pairwise([*held, max(until, held[-1])]))


def _kept(promises: Sequence[ActionItem], owner: object, since: date, today: date, zone: ZoneInfo) -> Kept:
    """Follow-through: of what was due in the window and not dropped, what was done by its day, what later, and what is open."""
    in_time = later = still_open = 0
    for one in promises:
        if one.owner_id != getattr(owner, "pk", None) or one.due_on is None or not since <= one.due_on < today:
            continue
        if one.state == ActionItem.State.DONE and one.closed_at is not None:
            is_in_time = one.closed_at.astimezone(zone).date() <= one.due_on
            in_time, later = in_time + is_in_time, later + (not is_in_time)
        still_open += _is_open(one)
    return Kept(str(owner), in_time, later, still_open)


def _is_open(promise: ActionItem) -> bool:
    return promise.state == ActionItem.State.OPEN


def _is_status_only(talks: Sequence[Talk], promises: Sequence[ActionItem], feedback_on: date | None) -> bool:
    """The last four held ones left no promise, no feedback and nothing about career: perhaps they are reports."""
    held = [talk for talk in talks if talk.status == Meeting.Status.HELD][-STATUS_TALKS:]
    if len(held) < STATUS_TALKS or any(talk.is_career for talk in held):
        return False
    made_in = {one.made_in_id for one in promises}
    return not any(talk.pk in made_in for talk in held) and (feedback_on is None or feedback_on < held[0].day)


def _is_called_off(talks: Sequence[Talk], manager: int) -> bool:
    """The manager called off the last two, one after the other."""
    said = [talk for talk in talks if talk.status != Meeting.Status.PLANNED][-2:]
    return len(said) == 2 and all(talk.status == Meeting.Status.SKIPPED and talk.called_off_by == manager for talk in said)

"""How is a trial drawn? As a railway: the engineering rail runs through, the management rail leaves it and may come back any week."""

from dataclasses import dataclass
from datetime import date, timedelta

from training.trials.models import CheckIn, Trial
from training.trials.queries import last_day

LEFT, RIGHT = 146.0, 767.0  # x of the first and the last day, in the wide picture
TOP, BOTTOM = 58.0, 526.0  # y of them, in the tall one
BEYOND = timedelta(days=21)  # drawn after the last review of an open end


@dataclass(frozen=True)
class Stop:
    """Something on the line: where it is in both pictures, whether it is behind us, and what stands beside it."""

    x: float
    y: float
    title: str
    says: str
    is_past: bool
    anchor: str = "middle"
    label_y: float = 0  # of its words in the tall picture: out of the way of the decision's


@dataclass(frozen=True)
class Tick:
    """One day on the ruler."""

    x: float
    y: float
    depth: int  # how long the stroke is: 4 a day, 7 each tenth, 10 each thirtieth
    is_past: bool
    label: str = ""


@dataclass(frozen=True)
class Picture:
    """A trial drawn from its dates: `now_x`, `now_y` are None before it, after it and once the way back is taken."""

    title: str
    words: str
    day: int
    days: int
    now_x: float | None
    now_y: float | None
    end_x: float  # where the management rail ends: at the decision, or on the day of the return
    end_y: float
    stops: tuple[Stop, ...]
    ticks: tuple[Tick, ...]
    crossings: tuple[
        tuple[float, float, float, float, bool], ...
    ]  # x on the lower rail, x on the upper; y on the right, y on the left; ahead


def picture_of(trial: Trial, check_ins: list[CheckIn], *, on: date) -> Picture:
    """Return the picture of a trial that has a contract, as it stands on a day."""
    start, last = trial.contract.starts_on, last_day(trial)
    end = last or max([row.due_on for row in check_ins], default=on) + BEYOND
    back_on = trial.way_back.on if hasattr(trial, "way_back") else None
    days = max(1, (end - start).days + 1)
    passed = min(max((min(on, back_on or on) - start).days, 0), days)

    def along(day: date) -> float:
        return min(max((day - start).days / days, 0.0), 1.0)

    def across(share: float) -> tuple[float, float]:
        return round(LEFT + share * (RIGHT - LEFT), 1), round(TOP + share * (BOTTOM - TOP), 1)

    stops = [Stop(*across(0), "Start", f"{start:%a %-d %b}", on >= start, "start", TOP)]
    for row in check_ins:
        held = row.held_on or row.waived_on
        says = (
            f"held {row.held_on:%a %-d %b}" if row.held_on else f"waived {held:%a %-d %b}" if held else f"{row.due_on:%a %-d %b}"
        )
        x, y = across(along(row.due_on))
        label_y = min(y, BOTTOM - 40)
        stops.append(Stop(x, y, f"Check-in {row.number}", says, held is not None, label_y=label_y))
    ticks = []
    for number in range(days + 1):
        depth = 10 if number % 30 == 0 else 7 if number % 10 == 0 else 4
        ticks.append(Tick(*across(number / days), depth, number <= passed, str(number) if number % 30 == 0 else ""))
    crossings = []
    for week in range(1, days // 7 + 1):
        x, y = across(week * 7 / days)
        if x < RIGHT - 20:
            crossings.append((x, round(x + 20, 1), y, round(y + 18, 1), week * 7 > passed))
    times_held = sum(row.held_on is not None for row in check_ins)
    is_under_way = start <= on <= end + timedelta(days=1) and back_on is None
    now_x, now_y = across(passed / days) if is_under_way else (None, None)
    end_x, end_y = across(along(back_on)) if back_on and back_on <= end else (RIGHT, BOTTOM)
    until = f"ends on {end:%-d %B %Y}" if last else "has an open end"
    so_far = f"{passed} of {days}" if last else str(passed)
    words = (
        f"The place on the engineering track is kept the whole time. The trial began on {start:%-d %B %Y} and {until}. "
        f"{times_held} of {len(check_ins)} check-ins are held, {so_far} days have passed. The way back is open every day."
    )
    return Picture(
        f"The trial, from {start:%-d %B} to {end:%-d %B %Y}"
        if last
        else f"The trial, from {start:%-d %B %Y} on, with an open end",
        words,
        passed,
        days,
        now_x,
        now_y,
        end_x,
        end_y,
        tuple(stops),
        tuple(ticks),
        tuple(crossings),
    )

"""How is a trial drawn? As a railway: the engineering rail runs through, the management rail leaves it and may come back any week."""

from dataclasses import dataclass
from datetime import date, timedelta

from training.trials.models import CheckIn, Trial
from training.trials.queries import last_day

LEFT, RIGHT = 146.0, 767.0  # x of the first and the last day, in the wide picture
TOP, BOTTOM = 58.0, 526.0  # y of them, in the tall one
NEAR_THE_END = 60.0  # in the wide picture: words there stand left of their stop
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
class Ruler:
    """The days: a stroke each (longer each tenth, longest each thirtieth), all those behind us in one path and all those ahead in another."""

    wide_past: str
    wide_ahead: str
    tall_past: str
    tall_ahead: str
    labels: tuple[tuple[float, float, int], ...]  # x in the wide picture, y in the tall one, which day


@dataclass(frozen=True)
class Crossings:
    """Where one may change to the upper rail: a line a week, all those behind us in one path and all those ahead in another."""

    wide_past: str
    wide_ahead: str
    tall_ahead: str


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
    ruler: Ruler
    crossings: Crossings


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
        anchor = "end" if RIGHT - x < NEAR_THE_END else "middle"  # out of the way of the decision's words
        stops.append(Stop(x, y, f"Check-in {row.number}", says, held is not None, anchor, label_y))
    times_held = sum(row.held_on is not None for row in check_ins)
    is_under_way = start <= on <= end + timedelta(days=1) and back_on is None and trial.confirmed_on is None
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
        _ruler([across(number / days) for number in range(days + 1)], passed),
        _crossings([(week * 7 > passed, *across(week * 7 / days)) for week in range(1, days // 7 + 1)]),
    )


def _ruler(places: list[tuple[float, float]], passed: int) -> Ruler:
    wide, tall = [], []
    for number, (x, y) in enumerate(places):
        long, longest = number % 10 == 0, number % 30 == 0
        wide.append(f"M{x} 178v{10 if longest else 7 if long else 4}")
        tall.append(f"M344 {y}H{332 if longest else 336 if long else 340}")
    return Ruler(
        "".join(wide[: passed + 1]),
        "".join(wide[passed + 1 :]),
        "".join(tall[: passed + 1]),
        "".join(tall[passed + 1 :]),
        tuple((x, y, number) for number, (x, y) in enumerate(places) if number % 30 == 0),
    )


def _crossings(places: list[tuple[bool, float, float]]) -> Crossings:
    near = [(is_ahead, x, y) for is_ahead, x, y in places if x < RIGHT - 20]
    wide = [(is_ahead, f"M{x} 112L{round(x + 20, 1)} 64") for is_ahead, x, _ in near]
    return Crossings(
        "".join(line for is_ahead, line in wide if not is_ahead),
        "".join(line for is_ahead, line in wide if is_ahead),
        "".join(f"M60 {y}L16 {round(y + 18, 1)}" for is_ahead, _, y in near if is_ahead),
    )

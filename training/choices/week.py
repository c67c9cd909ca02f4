"""What does an ordinary week of somebody look like who leads six people? Pure: written down once, drawn and counted here.

The week is ours: an example to look at, not a rule, and no average of anybody's calendar.
"""

from dataclasses import dataclass

KINDS = {
    "people": ("With one of the six", "c-fill-mgmt"),
    "team": ("With all of them", "c-fill-ink"),
    "around": ("With others, for them", "c-fill-soft"),
    "alone": ("Alone, thinking and writing", "c-fill-hair"),
    "hands": ("Own technical work", "c-fill-eng"),
    "open": ("Whatever comes", "c-hole-soft"),
}
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri")
FIRST_HOUR, HOUR, COLUMN, GAP, TOP = 9, 26, 58, 4, 18  # pixels


@dataclass(frozen=True)
class Stretch:
    """Some hours of one day (0 is Monday; hours as 9.5 for half past nine) with one kind of work."""

    day: int
    start: float
    end: float
    kind: str
    what: str

    @property
    def x(self) -> int:
        return 30 + self.day * COLUMN

    @property
    def y(self) -> float:
        return TOP + (self.start - FIRST_HOUR) * HOUR

    @property
    def width(self) -> int:
        return COLUMN - GAP

    @property
    def height(self) -> float:
        return (self.end - self.start) * HOUR - 2

    @property
    def colour(self) -> str:
        return KINDS[self.kind][1]

    @property
    def times(self) -> str:
        return f"{_clock(self.start)} to {_clock(self.end)}"


def _clock(hour: float) -> str:
    return f"{int(hour)}:{round(hour % 1 * 60):02}"


WEEK = tuple(
    Stretch(*row)
    for row in (
        (0, 9, 10, "alone", "Reading what happened; what needs me this week, and what does not?"),
        (0, 10, 11, "team", "What the week is for: the team says it, you keep it short"),
        (0, 11, 12, "people", "1:1, half an hour, and the walk after it"),
        (0, 13, 14.5, "around", "Planning with product: two dates that cannot both hold"),
        (0, 14.5, 16, "people", "Two 1:1s"),
        (0, 16, 17.5, "open", "Somebody is stuck, somebody is ill, somebody has news"),
        (1, 9, 11, "hands", "Review of a design; you ask, and do not answer"),
        (1, 11, 12, "people", "1:1 that was going to be short"),
        (1, 13, 15, "around", "Two interviews, and the talk about them"),
        (1, 15, 16, "alone", "Notes on both candidates, written before anybody speaks"),
        (1, 16, 17.5, "open", "An incident: you bring coffee and tell the others what is known"),
        (2, 9, 10.5, "alone", "A page on why the roadmap should change"),
        (2, 10.5, 12, "team", "Retrospective; somebody else leads it"),
        (2, 13, 14, "people", "Feedback that you put off last week"),
        (2, 14, 15, "around", "The other managers: who needs whom next quarter"),
        (2, 15, 17, "hands", "A small change nobody waits for"),
        (3, 9, 10, "people", "1:1, about where somebody wants to be in two years"),
        (3, 10, 12, "around", "Budget, and a supplier who is late"),
        (3, 13, 14.5, "people", "Two 1:1s"),
        (3, 14.5, 15.5, "alone", "Nothing in the calendar; it took three weeks to get that hour"),
        (3, 15.5, 17.5, "open", "Two of the six disagree, and it is about you as well"),
        (4, 9, 10, "around", "Your own manager: what you need, what you promise"),
        (4, 10, 11, "team", "What was finished, shown to whoever comes"),
        (4, 11, 12, "people", "Thanks, to one person, for one thing"),
        (4, 13, 14.5, "alone", "What did I decide this week that others could have decided?"),
        (4, 14.5, 16, "open", "Whatever came on Thursday"),
    )
)

STOPS = (
    "Knowing the details. Others know them now, and you trust what they tell you.",
    "Whole mornings for one problem. What is left are hours, and you have to defend them.",
    "Seeing in the evening what you made. What you do shows in months, in what others do.",
    "Being the one who is asked how. You are asked who, why and by when.",
    "Saying in the team what you think of colleagues or decisions as it comes. Your words weigh more than you mean them to.",
    "Being on call for the code you wrote, where somebody else can be.",
)


@dataclass(frozen=True)
class Share:
    """How many hours of the week go into one kind of work, with the day by day of it."""

    title: str
    colour: str
    hours: float


def shares() -> list[Share]:
    """Return how many hours of the week each kind takes, the most first."""
    found = [
        Share(title, colour, sum(one.end - one.start for one in WEEK if one.kind == kind))
        for kind, (title, colour) in KINDS.items()
    ]
    return sorted(found, key=lambda one: -one.hours)


def day_by_day() -> list[tuple[str, list[Stretch]]]:
    """Return the week as it is read: each day with its stretches in order."""
    return [(name, [one for one in WEEK if one.day == number]) for number, name in enumerate(DAYS)]


def heads() -> list[tuple[str, int]]:
    """Return where each day's name stands in the picture."""
    return [(name, 30 + number * COLUMN) for number, name in enumerate(DAYS)]


def hours() -> list[tuple[str, float]]:
    """Return where each full hour stands in the picture."""
    return [(f"{hour}", TOP + (hour - FIRST_HOUR) * HOUR) for hour in range(FIRST_HOUR, 19)]

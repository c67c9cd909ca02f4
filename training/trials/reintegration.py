"""Which steps help somebody settle in again? Thirty, sixty and ninety days, each with an owner; more after a long time away.

Source: Loftesness' second plan of 90 days back to engineering, and Majors (2017) on the pendulum: after two to three years the way
back is easy, after five it takes longer; a time as a senior engineer comes before anything higher.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from training.trials.models import Trial

LONG_AWAY = timedelta(days=365)


@dataclass(frozen=True)
class Step:
    """One step: due `after` the first day back; `owner` is "candidate", "manager" or "sponsor"."""

    what: str
    owner: str
    after: timedelta


def _step(days: int, owner: str, what: str) -> Step:
    return Step(what, owner, timedelta(days=days))


_ALWAYS = (
    _step(3, "sponsor", "Tell the team in plain words: a move, not a verdict. Their place was kept."),
    _step(7, "manager", "Agree on the first piece of work: real, finishable in two weeks, in code they know."),
    _step(14, "sponsor", "Hand over what is open with those they led, in a talk of three: old lead, new lead, report."),
    _step(
        30, "manager", "Talk about the first month: is the scope right, is anything missing, does anybody treat them differently?"
    ),
    _step(30, "candidate", "Write down what the trial taught you, for yourself. Share what you like."),
    _step(60, "manager", "Agree on one thing to learn or to lead in the work itself: a design, a review round, an intern."),
    _step(90, "manager", "Look at level, pay and work together: all as it was kept, and a next step on this track?"),
)
_AFTER_LONG = (
    _step(10, "manager", "Name somebody to pair with for four weeks: tools and code have moved on."),
    _step(45, "candidate", "Say which skills feel rusty, and take four hours a week for them."),
)


def steps_for(trial: Trial, *, on: date) -> tuple[Step, ...]:
    """Return the steps for somebody who is back on a day, in the order of their days."""
    long = on - trial.contract.starts_on >= LONG_AWAY
    return tuple(sorted(_ALWAYS + (_AFTER_LONG if long else ()), key=lambda step: step.after))

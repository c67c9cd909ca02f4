"""Which steps help somebody settle in again? Thirty, sixty and ninety days, each with an owner; more after a long time away.

Source: Loftesness' second plan of 90 days back to engineering, and Majors (2017) on the pendulum: after two to three years the way
back is easy, after five it takes longer; a time as a senior engineer comes before anything higher.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from people.tracks.models import Placement, Track
from training.trials.models import Trial
from transition.lib.moments import months_after

LONG_AWAY = timedelta(days=365)
AWAY, FAR_AWAY = 24, 60  # months without hands-on work: from the first on it takes longer to be back, from the second much longer


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
_FEEDBACK = _step(
    14, "sponsor", "Hold the conversation about how it was, in both directions: what worked, and what the company caused or owed."
)
_AFTER_LONG = (
    _step(10, "manager", "Name somebody to pair with for four weeks: tools and code have moved on."),
    _step(45, "candidate", "Say which skills feel rusty, and take four hours a week for them."),
)
_AFTER_YEARS = (
    _step(
        5,
        "manager",
        "Set a day a week aside for three months to build up again: language, tools, what runs where, on-call as a second.",
    ),
    _step(75, "manager", "Look at what came back quickly and what did not; move the days that are set aside accordingly."),
)
_AFTER_MANY_YEARS = (
    _step(
        30,
        "manager",
        "Agree on six to nine months as a senior engineer in the code before any larger technical role; the height stays.",
    ),
)


def away_since(trial: Trial, *, on: date) -> date:
    """Return since when the candidate has had no hands-on place before a return on a day: their unbroken time of leading.

    A track of both at once counts as hands-on. At the latest it is the first day of the trial.
    """
    since = trial.contract.starts_on
    rows = trial.candidate.placements.filter(started_on__lt=on).select_related("level__track").order_by("-started_on")
    for place in rows:
        leads = place.kind == Placement.Kind.TRIAL or (place.level and place.level.track.kind == Track.Kind.MANAGEMENT)
        if not leads and place.started_on < trial.contract.starts_on:
            break
        if leads:
            since = min(since, place.started_on)
    return since


def months_away(trial: Trial, *, on: date) -> int:
    """Return for how many whole months the candidate had no hands-on place before a return on a day (0 and up)."""
    since = away_since(trial, on=on)
    months = max(0, (on.year - since.year) * 12 + on.month - since.month)
    return months - 1 if months and months_after(since, months) > on else months


def steps_for(trial: Trial, *, on: date) -> tuple[Step, ...]:
    """Return the steps for somebody who is back on a day, in the order of their days; more after a year, 24 and 60 months away."""
    months, steps = months_away(trial, on=on), [*_ALWAYS, _FEEDBACK]
    if on - away_since(trial, on=on) >= LONG_AWAY:
        steps += _AFTER_LONG
    if months >= AWAY:
        steps += _AFTER_YEARS
    if months >= FAR_AWAY:
        steps += _AFTER_MANY_YEARS
    return tuple(sorted(steps, key=lambda step: step.after))

"""How long until something happens, where not everybody has been watched for as long? Kaplan-Meier and Aalen-Johansen. Pure.

Of each subject two things are known: for how long they were watched (`time`, any unit, 0 or more), and what ended it: a cause, or None when
nothing did, and the watching stopped (censored). Where both fall on one time the event comes first: who is censored at t is at risk at t.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from statistics import NormalDist
from typing import NamedTuple


class Watched(NamedTuple):
    """One subject: for how long, and what ended it (None: censored)."""

    time: float
    cause: str | None


@dataclass(frozen=True)
class Survival:
    """From a time on: which share (0 to 1) has had no event, and the variance of that share; who was at risk, and how many had one."""

    time: float
    at_risk: int
    events: int
    share: float
    variance: float


@dataclass(frozen=True)
class Incidence:
    """From a time on: to which share (0 to 1) each cause has come, and which share is left; who was at risk, how many had which."""

    time: float
    at_risk: int
    events: Mapping[str, int]
    shares: Mapping[str, float]
    left: float


def kaplan_meier(subjects: Sequence[Watched]) -> list[Survival]:
    """Return the steps of the survival curve, one for each time of an event of any cause; before the first of them the share is 1.

    S(t) = prod (1 - d_i / n_i) over the times t_i <= t, with d_i events among n_i at risk (Kaplan and Meier, 1958, JASA 53, 457-481);
    var S(t) = S(t)^2 * sum d_i / (n_i (n_i - d_i)) (Greenwood, 1926), taken as 0 where everybody has had an event.
    """
    share, total, steps = 1.0, 0.0, []
    for time, at_risk, events in _times(subjects):
        many = sum(events.values())
        share *= 1 - many / at_risk
        total += many / (at_risk * (at_risk - many)) if many < at_risk else 0.0
        steps.append(Survival(time, at_risk, many, share, share**2 * total))
    return steps


def aalen_johansen(subjects: Sequence[Watched]) -> list[Incidence]:
    """Return the steps of the cumulative incidence of every cause, one for each time of an event; before the first of them all are 0.

    F_c(t) = sum S(t_i-) d_ci / n_i over the times t_i <= t, with S the Kaplan-Meier curve of all causes together just before t_i
    (Aalen and Johansen, 1978, Scandinavian Journal of Statistics 5, 141-150). The shares of all causes and `left` add up to 1.
    """
    causes = sorted({subject.cause for subject in subjects if subject.cause is not None})
    left, steps = 1.0, []
    shares = dict.fromkeys(causes, 0.0)
    for time, at_risk, events in _times(subjects):
        shares = {cause: share + left * events[cause] / at_risk for cause, share in shares.items()}
        left *= 1 - sum(events.values()) / at_risk
        steps.append(Incidence(time, at_risk, {cause: events[cause] for cause in causes}, shares, left))
    return steps


def _times(subjects: Sequence[Watched]) -> list[tuple[float, int, Counter[str]]]:
    """Return each time of an event with the number at risk and the events by cause, the earliest first."""
    ended: dict[float, Counter[str]] = defaultdict(Counter)
    gone: Counter[float] = Counter()
    for time, cause in subjects:
        gone[time] += 1
        if cause is not None:
            ended[time][cause] += 1
    found, at_risk = [], len(subjects)
    for time in sorted(gone):
        if time in ended:
            found.append((time, at_risk, ended[time]))
        at_risk -= gone[time]
    return found


def at_risk(subjects: Sequence[Watched], time: float) -> int:
    """Return how many were still watched, without an event, just before a time."""
    return sum(subject.time >= time for subject in subjects)


def interval(step: Survival, *, confidence: float = 0.95) -> tuple[float, float]:
    """Return between which shares (0 to 1) the survival lies, on the scale log(-log S), where the ends stay between 0 and 1.

    S^exp(+-z * sqrt(var S) / (S log S)), Kalbfleisch and Prentice, The Statistical Analysis of Failure Time Data (1980), section 1.4.
    A share of 0 or 1 has no width on that scale: (0, 1) is returned, which says that nothing is known.
    """
    if not 0 < step.share < 1:
        return 0.0, 1.0
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    width = z * sqrt(step.variance) / abs(step.share * log(step.share))
    return step.share ** exp(width), step.share ** exp(-width)

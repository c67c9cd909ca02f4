"""How far is somebody on a ladder of practice? Derived from what was confirmed, never stored; pure.

A step counts once it has its number of confirmed observations and all before it count too. Certified is who has all of them, or was
named by HR; it lasts `renewal_months` from the last confirmed observation of the last step (or from being named), and one more such
observation renews it, also after it has run out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from transition.lib.moments import months_after


@dataclass(frozen=True)
class Seen:
    """One confirmed observation: the id of its step, and its day."""

    step: int
    on: date


@dataclass(frozen=True)
class Standing:
    """Where somebody stands: (id of the step, seen, needed) in order, the step to do next (id, None: nothing is open), and since and until
    when they are certified (until: the first day on which they no longer are; None: never were)."""

    steps: tuple[tuple[int, int, int], ...]
    next_step: int | None
    since: date | None
    until: date | None

    def is_certified(self, on: date) -> bool:
        """Return whether it counts on a day: the one it was derived for, or a later one without further observations."""
        return self.since is not None and self.until is not None and self.since <= on < self.until


def standing(steps: Sequence[tuple[int, int]], seen: Iterable[Seen], *, named_on: date | None, renewal_months: int) -> Standing:
    """Return where somebody stands, from the steps in order (id, how many are needed: >= 1) and what was confirmed, in any order."""
    rows = list(seen)
    days = {step: sorted(one.on for one in rows if one.step == step) for step, _ in steps}
    counted = tuple((step, len(days[step]), needed) for step, needed in steps)
    open_steps = [step for step, many, needed in counted if many < needed]
    complete_on = max((days[step][needed - 1] for step, needed in steps), default=None) if not open_steps else None
    begins = [day for day in (named_on, complete_on) if day is not None]
    if not begins:
        return Standing(counted, open_steps[0] if open_steps else None, None, None)
    since = min(begins)
    last = steps[-1][0] if steps else None
    renewed = [day for day in days.get(last, []) if day >= since] if last is not None else []
    until = months_after(max([since, *begins, *renewed]), renewal_months)
    return Standing(counted, last, since, until)

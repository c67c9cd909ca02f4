"""When does a rehearsal come back? What went badly after days, what then went well once more after weeks, and what sits never.

Coming back after growing gaps is what makes a thing stay: Cepeda et al., Psychological Bulletin 132 (2006), on spaced practice.
"""

from collections.abc import Sequence
from datetime import timedelta

AFTER_POOR, AFTER_MIXED, AFTER_MENDED = timedelta(days=3), timedelta(days=7), timedelta(days=21)


def comes_back_after(outcomes: Sequence[str]) -> timedelta | None:
    """Return after how long a scenario comes back, from how each run of it ended (good, mixed or poor, the last one last; at least one).

    None when it sits: it went well at once, or twice in a row after it had not.
    """
    last = outcomes[-1]
    if last == "poor":
        return AFTER_POOR
    if last == "mixed":
        return AFTER_MIXED
    went_before = list(outcomes[:-1])
    return AFTER_MENDED if went_before and went_before[-1] != "good" else None

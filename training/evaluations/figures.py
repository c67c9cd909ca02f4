"""Which numbers and words may be shown for so many answers? The table of the README, "What a report shows", and nothing else.

All of it is pure: values from 1 (seldom) to 5 (nearly always) go in, what may be read comes out.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from statistics import fmean, variance
from typing import Any

POINTS = 5  # answers to choose from
EXPECTED_VARIANCE = (POINTS**2 - 1) / 12  # of answers given at random: 2.0
AGREEMENT = 0.70  # conventional lower bound; James, Demaree & Wolf 1984, LeBreton & Senter 2008
STRONG, WEAK = 4.0, 3.0  # a mean from which a theme is a strength; below which it needs attention

STRENGTH, MIXED, ATTENTION = "a strength", "mixed", "needs attention"
BANDS = ((21, "21 or more"), (13, "13 to 20"), (8, "8 to 12"), (5, "5 to 7"), (3, "3 or 4"))
STEPS = ((20, Decimal("0.1")), (10, Decimal("0.25")), (5, Decimal("0.5")))
SHARES = ((0.8, "80 % or more"), (0.6, "60 to 80 %"), (0.4, "40 to 60 %"), (0.2, "20 to 40 %"), (0.0, "less than 20 %"))


def rwg(values: Sequence[int]) -> float:
    """Return how far a group agrees on one question, unclamped: 1 - s2 / 2.0 (James, Demaree & Wolf 1984; uniform null, 5 points).

    Sample variance with n - 1. [4, 4, 5, 4, 5] gives .85; [1, 5, 1, 5, 3] gives -1.0. Needs at least two values.
    """
    return 1 - variance(values) / EXPECTED_VARIANCE


def rwg_j(questions: Sequence[Sequence[int]]) -> float:
    """Return how far a group agrees on a theme of J questions, between 0 and 1 (same source): J(1-m) / (J(1-m) + m).

    m is the mean variance of the questions over 2.0. With one question it is rwg, clamped.
    """
    m = fmean(variance(values) for values in questions) / EXPECTED_VARIANCE
    if m >= 1:
        return 0.0
    part = len(questions) * (1 - m)
    return part / (part + m)


def band(n: int) -> str:
    """Return in which band a number of answers (3 or more) lies, in words."""
    return next(words for least, words in BANDS if n >= least)


def word(mean: float) -> str:
    """Return one of the three words for a mean: from 4.0 a strength, below 3.0 it needs attention."""
    return STRENGTH if mean >= STRONG else ATTENTION if mean < WEAK else MIXED


def rounded(mean: float, step: Decimal) -> Decimal:
    """Return a mean in whole steps, halves upwards."""
    return (Decimal(repr(mean)) / step).quantize(Decimal(1), ROUND_HALF_UP) * step


def theme_mean(questions: Sequence[Sequence[int]]) -> float:
    """Return the mean of a theme: that of the means of its questions, because answers are not linked across questions."""
    return fmean(fmean(values) for values in questions)


def group_cell(questions: Sequence[Sequence[int]], *, threshold: int) -> dict[str, Any]:
    """Return what may be shown of a theme for a group, from the answers to each of its questions.

    The number of answers is that of the question with the fewest. Keys: `status` (shown or too_few), then `band`, `word` for 3 and 4
    answers, `score` (text) and `end` (more, less or empty) from 5, `shares` of low, middle and high answers and `differs` from 8.
    """
    n = min((len(values) for values in questions), default=0)
    if n < threshold:
        return {"status": "too_few"}
    mean = theme_mean(questions)
    cell: dict[str, Any] = {"status": "shown", "band": band(n)}
    if n < 5:
        return cell | {"word": word(mean)}
    score = rounded(mean, next(step for least, step in STEPS if n >= least))
    end = ""
    if n < 8:  # the ends are open: 5.0 of five people would say what each of them said
        score, end = min(max(score, Decimal("1.5")), Decimal("4.5")), ""
        end = "more" if score == Decimal("4.5") else "less" if score == Decimal("1.5") else ""
    cell |= {"score": str(score.normalize() if score != score.to_integral() else score.quantize(Decimal("0.1"))), "end": end}
    if n >= 8:
        cell |= {"shares": shares(questions), "differs": rwg_j(questions) < AGREEMENT}
    return cell


def shares(questions: Sequence[Sequence[int]]) -> list[str]:
    """Return how many of the answers are low (1, 2), in the middle (3) and high (4, 5), each as a fifth: never "all", never "none"."""
    values = [value for one in questions for value in one]
    counts = (sum(value <= 2 for value in values), values.count(3), sum(value >= 4 for value in values))
    return [next(words for least, words in SHARES if count >= least * len(values)) for count in counts]


def single_cell(questions: Sequence[Sequence[int]]) -> dict[str, Any]:
    """Return what is shown of one known person (the manager themself, or their manager): their mean in steps of 0.5."""
    given = [values for values in questions if values]
    if not given:
        return {"status": "nothing"}
    return {"status": "shown", "score": f"{rounded(theme_mean(given), Decimal('0.5')):.1f}", "end": ""}


def compare(here: dict[str, Any], there: dict[str, Any]) -> str:
    """Return "more", "less" or "same" for what is shown here against there, from the shown cells alone; empty when one is not shown.

    Words are compared as words. Scores differ when they are a whole step of each and at least half a point apart: with steps of
    0.5 that is one point, since both are rounded. No z-score and no interval: difference scores of few people say less than they seem to.
    """
    if here.get("status") != "shown" or there.get("status") != "shown":
        return ""
    if "word" in here or "word" in there:
        order = [ATTENTION, MIXED, STRENGTH]
        gap = order.index(_as_word(here)) - order.index(_as_word(there))
        return "more" if gap > 0 else "less" if gap < 0 else "same"
    least = max(_coarseness(here) + _coarseness(there), Decimal("0.5"))
    gap_of_scores = Decimal(here["score"]) - Decimal(there["score"])
    return "more" if gap_of_scores >= least else "less" if gap_of_scores <= -least else "same"


def _as_word(cell: dict[str, Any]) -> str:
    return cell["word"] if "word" in cell else word(float(cell["score"]))


def _coarseness(cell: dict[str, Any]) -> Decimal:
    """Steps of a cell, from its band: one person's mean is exact to half a point."""
    known = {"5 to 7": "0.5", "8 to 12": "0.5", "13 to 20": "0.25", "21 or more": "0.1"}
    return Decimal(known.get(cell.get("band", ""), "0.5"))

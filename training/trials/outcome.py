"""What do the words of both sides lead to? The decision table, pure: no rows, no clock.

Source: the programme's own rules, drawn from published interim-manager programmes (README, "A trial").
"""

from enum import Enum

from training.trials.models import Verdict

CONFIRM, EXTEND, RETURN = Verdict.Choice.CONFIRM, Verdict.Choice.EXTEND, Verdict.Choice.RETURN


class Outcome(Enum):
    """What happens next."""

    WAIT = "One side has not spoken yet."
    CONFIRM = "Both say confirm, and every condition is met or waived."
    WAIT_FOR_CONDITIONS = "Both say confirm; a condition is still open."
    EXTEND = "Both want more time."
    RETURN = "The way back is taken."
    WAIT_FOR_FEEDBACK = "The sponsor says return; a held check-in and a feedback conversation come first."
    DECIDE_AGAIN = "The two differ: each reads the other's words, and both decide again."


def outcome_of(
    candidate: str | None, sponsor: str | None, *, has_feedback: bool, meets_conditions: bool, hr: str | None = None
) -> Outcome:
    """Return what the choices (Verdict.Choice, or None: not spoken) of a round lead to.

    `has_feedback`: a check-in was held and the feedback conversation took place. `hr` is HR's word once the end has long passed: it
    stands for whoever has not spoken, and breaks a difference; it never confirms somebody who did not say so.
    """
    if RETURN in (candidate, hr):
        return Outcome.RETURN
    if hr == EXTEND:
        candidate = EXTEND
    sponsor = hr or sponsor
    if candidate is None or sponsor is None:
        return Outcome.WAIT
    if sponsor == RETURN:
        return Outcome.RETURN if has_feedback else Outcome.WAIT_FOR_FEEDBACK
    if candidate != sponsor:
        return Outcome.DECIDE_AGAIN
    if candidate == EXTEND:
        return Outcome.EXTEND
    return Outcome.CONFIRM if meets_conditions else Outcome.WAIT_FOR_CONDITIONS

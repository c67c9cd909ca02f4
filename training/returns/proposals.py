"""What might the plan of a return say? Proposals from what is known: whom they led, how long they were away."""

from training.trials.models import Trial
from training.trials.reintegration import AWAY, FAR_AWAY, months_away


def proposed_plan(trial: Trial) -> dict[str, str]:
    """Return proposals for the four parts of the plan of a trial with a return, by field of ReturnPlan."""
    back = trial.way_back
    led = [
        f"{row.employee}: what is open, what was promised, and with whom it goes on"
        for row in trial.contract.reports.select_related("employee")
    ]
    return {
        "refresh": _refresh(months_away(trial, on=back.on)),
        "hand_over": "\n".join(led) or "Nobody reports to them any more.",
        "telling": (
            f"{trial.candidate} tells the team first, in their own words, as much as they like.\n"
            f"{trial.sponsor} says the rest: the place was kept, and it was one of two good outcomes.\n"
            "Nobody explains somebody else's reasons."
        ),
        "first_90": (
            "First month: one piece of work that can be finished in two weeks.\n"
            "Second month: one thing to lead in the work itself, a design or a review round.\n"
            "Third month: a look at scope, level and what is next on this track."
        ),
    }


def _refresh(months: int) -> str:
    if months >= FAR_AWAY:
        return "Six to nine months as a senior engineer in the code before any larger technical role. A day a week to learn, for half a year."
    if months >= AWAY:
        return "A day a week for three months: language, tools, what runs where. On call beside somebody first, then alone."
    return "Two hours a week for a month: what changed in tools and code. Pairing in the first two weeks."


def note_on_time_away(months: int) -> str:
    """Return what to say about so many months without hands-on work; empty while the way back is short."""
    if months >= FAR_AWAY:
        return f"{months} months away from the code. After five years the way back takes patience on all sides: it is longer, and it is open."
    if months >= AWAY:
        return f"{months} months away from the code. From two years on coming back needs time that is set aside, not found."
    return ""

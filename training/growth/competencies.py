"""What does each competency look like when somebody does it? Behaviours one could film, in the product's own words."""

from training.growth.models import Focus

C = Focus.Competency
BEHAVIOURS: dict[str, tuple[str, str, str]] = {
    C.COACHING: (
        "Ask two questions before giving one answer.",
        "Wait five seconds after somebody stops speaking.",
        "End with what the other wants to try, not with what you would do.",
    ),
    C.CLARITY: (
        "Say in one sentence what done looks like, and let the other say it back.",
        "Name what is not expected as well.",
        "Write down who does what by when before the talk ends.",
    ),
    C.TRUST: (
        "Say aloud when you were wrong, to the same people who heard you.",
        "Talk with somebody before you talk about them.",
        "Keep what was told in confidence, also when it would help you.",
    ),
    C.DECISIONS: (
        "Say by when you decide, and with whose advice.",
        "Give the reason with the decision, the rejected option included.",
        "Decide with what is known when waiting costs more.",
    ),
    C.DELEGATION: (
        "Hand over the outcome and the limits, not the steps.",
        "Agree on one day to look at it together, and leave it alone until then.",
        "When it comes back late, ask what is missing before you take it back.",
    ),
    C.CARE: (
        "Ask how somebody is, and do one thing about the answer.",
        "Notice who has been quiet, and ask them alone.",
        "Protect time off: nothing is asked of somebody who is away.",
    ),
    C.GROWTH: (
        "Know for each person what they want to learn this half-year.",
        "Give away work you like, because somebody would learn from it.",
        "Say what you saw somebody do well on the same day.",
    ),
    C.INFORMATION: (
        "Pass on what you heard on the same day, and say what you do not know.",
        "Tell the why of a change before the what.",
        "Bring bad news first, and yourself.",
    ),
    C.DIRECTION: (
        "Say every week which one thing matters most, and why now.",
        "Connect each larger task to somebody outside who is better off.",
        "Say what the team stops doing.",
    ),
    C.ACCOUNTABILITY: (
        "Open each talk with what you promised last time.",
        "Name a broken promise the first time, in private and in one sentence.",
        "Renegotiate early: before the day, not after it.",
    ),
}


def behaviours(competency: str) -> tuple[str, str, str]:
    """Return three behaviours of a competency. Raises KeyError for an unknown one."""
    return BEHAVIOURS[competency]

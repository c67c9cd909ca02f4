"""What are both sides asked at a check-in? The same things every time, so that one can see what changes."""

from dataclasses import dataclass

from training.trials.models import Signature


@dataclass(frozen=True)
class Question:
    """One question; `hint` stands below it."""

    key: str
    text: str
    hint: str = ""


_CANDIDATE = (
    Question("work", "What did you do these weeks that only somebody who leads does?", "One or two situations are enough."),
    Question("hard", "What was harder than you thought?", "Say it early: support can still change."),
    Question("missing", "What were you promised and did not get?", "Time, your mentor, an answer. Nothing is an answer too."),
    Question(
        "sure",
        "How sure are you today that you want to do this?",
        "Either answer is a good one. Looking back tells nobody anything.",
    ),
)
_SPONSOR = (
    Question("seen", "What have you seen that works?", "What they did, in which situation, and what came of it."),
    Question("risk", "What worries you?", "Nothing here may be news at the decision."),
    Question("owed", "What do you owe them, and by when do they get it?", "You answer for the support, not they."),
    Question("sure", "If today were the last day: what would you say, and why?"),
)


def questions_for(role: str) -> tuple[Question, ...]:
    """Return the questions for one side (Signature.Role.CANDIDATE or SPONSOR)."""
    return _CANDIDATE if role == Signature.Role.CANDIDATE else _SPONSOR

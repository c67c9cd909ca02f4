"""What are both sides asked at a check-in? Nearly the same every time, so that one can see what changes."""

from dataclasses import dataclass

from training.presets.models import PresetVersion
from training.trials.models import Signature


@dataclass(frozen=True)
class Question:
    """One question; `hint` stands below it."""

    key: str
    text: str
    hint: str = ""


_CANDIDATE = (
    Question("work", "What did you do in these weeks that only somebody who leads does?", "One or two situations are enough."),
    Question("hard", "What was harder than you thought?", "Say it early: support can still change."),
    Question("missing", "What were you promised and did not get?", "Time, your mentor, a reply. “Nothing” is an answer, too."),
    Question(
        "sure",
        "How sure are you today that you want to do this?",
        "Either answer is a good one, and next time it may be another one.",
    ),
)
_SPONSOR = (
    Question("seen", "What have you seen that works?", "What they did, in which situation, and what came of it."),
    Question("risk", "What worries you?", "Nothing here may be news at the decision."),
    Question("owed", "What do you owe them, and by when do they get it?", "You answer for the support, not they."),
    Question("sure", "If today were the last day: what would you say, and why?"),
)


_FIRST = {
    Signature.Role.CANDIDATE: (
        Question("work", "What is different from what you thought it would be?", "One or two situations are enough."),
        Question(
            "hard",
            "What have you taken back into your own hands, and why?",
            "Everybody does. It tells what is still to hand over.",
        ),
        *_CANDIDATE[2:],
    ),
    Signature.Role.SPONSOR: (
        Question("seen", "What have you seen them begin to do?", "What they did, in which situation, and what came of it."),
        Question("risk", "What makes these weeks harder than they need to be, and what of it is ours?"),
        *_SPONSOR[2:],
    ),
}
_LAST = {
    Signature.Role.CANDIDATE: (
        *_CANDIDATE[:3],
        Question(
            "sure", "What would you choose today? And what would have to change for the other to be right?", _CANDIDATE[3].hint
        ),
    ),
    Signature.Role.SPONSOR: (
        *_SPONSOR[:3],
        Question("sure", "What will you say at the decision, and what have they not heard from you yet?", "Nothing may be news."),
    ),
}
FORMS = {
    PresetVersion.CheckInForm.FIRST.value: _FIRST,
    PresetVersion.CheckInForm.USUAL.value: {Signature.Role.CANDIDATE: _CANDIDATE, Signature.Role.SPONSOR: _SPONSOR},
    PresetVersion.CheckInForm.LAST.value: _LAST,
}


def questions_for(role: str, form: str = "usual") -> tuple[Question, ...]:
    """Return the questions for one side (Signature.Role.CANDIDATE or SPONSOR) in a form (a key of FORMS); the keys are the same in each."""
    return FORMS[form][Signature.Role(role)]

"""What is asked after the start and after a confirmation? The company's part comes first."""

from training.trials.models import Signature
from training.trials.questions import Question

REVIEW = {
    Signature.Role.CANDIDATE: (
        Question(
            "caused",
            "What made it harder that was not you, but the organisation?",
            "Support that did not come, a team that was moved, goals that changed.",
        ),
        Question("works", "What works, and by what do you notice it?"),
        Question("next", "What should be different in three months, and who does something about it?"),
    ),
    Signature.Role.SPONSOR: (
        Question(
            "caused",
            "What made it harder that the organisation caused, and what of that is yours?",
            "Look at what was promised and not delivered, before you look at the person.",
        ),
        Question("works", "What have you seen that works?"),
        Question("next", "What do you change, and by when?"),
    ),
}
TALK = (
    Question("keeps", "What keeps you here, in this work?"),
    Question("leaves", "What would make you look around, or go back to engineering?", "Both are said without consequence."),
    Question("change", "What do the two of us change until the next time?"),
)
LOOK_BACK = (
    ("again", "Knowing what I know, I would choose this again"),
    ("face", "I could go back to engineering without losing face"),
)

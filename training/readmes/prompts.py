"""Which questions does a README answer, and which a card? And how long may they be?"""

from collections.abc import Mapping
from dataclasses import dataclass

MOST_WORDS, MOST_CARD_WORDS = 500, 150


@dataclass(frozen=True)
class Prompt:
    """A question: the key it is stored under, the heading it is shown with, and what helps to answer it."""

    key: str
    title: str
    hint: str


README = (
    Prompt("work", "What I am here for", "What your job is, as you understand it, and what it is not."),
    Prompt("hours", "When I work", "Your hours and your zone. When you answer, not when others may ask."),
    Prompt("reach", "How to reach me", "For a question, for something urgent, for something hard to say."),
    Prompt("expect", "What I expect", "Three things at most, so plain that nobody has to guess."),
    Prompt("offer", "What you can expect of me", "What you can be reminded of when you forget it."),
    Prompt("feedback", "How I give feedback, and take it", "How soon, in which form; how somebody tells you that you are wrong."),
    Prompt("quirks", "My quirks", "What is easily misread in you, and what it really means."),
)
CARD = (
    Prompt("good", "I do my best work when", "Hours, quiet, pairing, a clear brief: whatever it is."),
    Prompt("reach", "Reach me by", "And how fast I answer."),
    Prompt("feedback", "Tell me that I am wrong by", "At once or later, aloud or written, alone or in the round."),
    Prompt("please", "Please do not", "What costs me a day."),
)


def word_count(words: Mapping[str, str]) -> int:
    """Return how many words all answers have together."""
    return sum(len(text.split()) for text in words.values())


def answered(prompts: tuple[Prompt, ...], words: Mapping[str, str]) -> list[tuple[Prompt, str]]:
    """Return the prompts that have an answer, with it."""
    return [(prompt, words[prompt.key]) for prompt in prompts if words.get(prompt.key, "").strip()]

"""Which questions does a quiz ask, and how many were right? Each attempt asks others of the pool, the same ones after a reload."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any


@dataclass(frozen=True)
class Question:
    """One question; `place` is where it stands in the pool, `right` the place of the right option."""

    place: int
    text: str
    options: tuple[str, ...]
    right: int
    why: str = ""


@dataclass(frozen=True)
class Quiz:
    """A pool of questions of which `ask` are asked; passed with `pass_percent` (1 to 100) in at most `attempts` (0: any number)."""

    questions: tuple[Question, ...]
    ask: int
    pass_percent: int
    attempts: int

    def asked(self, *, seed: str) -> list[Question]:
        """Return the questions of one attempt; the seed names the learner, the module and the number of the attempt."""
        return Random(seed).sample(self.questions, self.ask)  # noqa: S311  (which question comes is no secret)

    def percent(self, asked: Sequence[Question], answers: Sequence[int | None]) -> int:
        """Return how many percent were right, rounded down."""
        right = sum(answer == question.right for question, answer in zip(asked, answers, strict=True))
        return 100 * right // len(asked)


def quiz_of(facts: Mapping[str, Any]) -> Quiz:
    """Return the quiz that a module holds (checked by texts.quiz_faults)."""
    questions = tuple(
        Question(place, one["text"], tuple(one["options"]), one["right"], one.get("why", ""))
        for place, one in enumerate(facts["questions"])
    )
    return Quiz(questions, facts.get("ask", len(questions)), facts.get("pass_percent", 80), facts.get("attempts", 0))

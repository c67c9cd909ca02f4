"""How do people at Kestrel Freight answer when they are asked about somebody who leads?"""

from collections.abc import Iterable
from datetime import datetime
from random import Random

from training.evaluations import actions
from training.evaluations.models import Evaluation, EvaluationCycle, EvaluationInvitation, EvaluationQuestion

USUAL = {"coaching": 3.4, "clarity": 3.3, "trust": 3.9, "decisions": 3.5, "delegation": 3.1, "care": 4.0, "growth": 3.2}
LENA = {
    "coaching": 4.3,
    "clarity": 2.9,
    "trust": 4.6,
    "decisions": 3.5,
    "delegation": 3.3,
    "care": 4.6,
    "growth": 4.0,
    "again": 4.4,
}
SELF = {"coaching": 3.4, "clarity": 4.6, "trust": 4.0, "decisions": 3.6, "delegation": 4.4, "care": 3.9, "growth": 3.0}
COMMENTS = (
    ("trust", "Bad news can be told early. That is rarer than it sounds.", ""),
    ("care", "Somebody asks how the week was and waits for the answer.", ""),
    ("coaching", "The questions. They annoy me for an hour and help for a month.", ""),
    ("delegation", "Whole problems are handed over, which I like.", "Say which decisions are really mine."),
    ("clarity", "", "Two things cannot both be first. Pick one by Monday."),
    ("clarity", "The open door.", "Say what good enough is before we begin, not at the end."),
    ("decisions", "", "Decide sooner about small things; we can undo them."),
    ("information", "", "We hear of plans for next quarter from other teams."),
    ("growth", "The talk about where I want to go. Please keep the next one, too.", ""),
    ("", "Nothing has to change before spring.", ""),
)


def hold(evaluation: Evaluation | None, *, at: datetime) -> None:
    """Let an evaluation that was planned for earlier be opened, answered by everybody asked, and released at a moment."""
    assert evaluation is not None
    cycle = actions.open_cycle(evaluation.cycle, on=evaluation.cycle.opens_on, at=at)
    answer(asked_in(cycle), Random(evaluation.pk), USUAL)  # noqa: S311  (a demo)
    release(cycle, at=at)


def asked_in(cycle: EvaluationCycle) -> list[EvaluationInvitation]:
    """Return whom a cycle asks about whom."""
    rows = EvaluationInvitation.objects.filter(evaluation__cycle=cycle).order_by("pk")
    return list(rows.select_related("evaluation__cycle__questionnaire", "evaluation__manager"))


def answer(asked: Iterable[EvaluationInvitation], random: Random, around: dict[str, float]) -> None:
    """Let people answer: values around what is given for a theme, comments in turn."""
    for number, invitation in enumerate(asked):
        questions = list(invitation.evaluation.cycle.questionnaire.questions.all())
        is_self = invitation.group == EvaluationInvitation.Group.SELF
        scaled = [one for one in questions if one.kind == EvaluationQuestion.Kind.SCALE and (one.is_for_self or not is_self)]
        spread = 1.4 if number % 5 == 0 else 0.6
        means = SELF if is_self else around
        values = {one.pk: min(5, max(1, round(random.gauss(means.get(one.theme, 3.6), spread)))) for one in scaled}
        theme, stay, change = COMMENTS[number] if number < len(COMMENTS) else ("", "", "")
        words = [one.pk for one in questions if one.kind == EvaluationQuestion.Kind.OPEN]
        said = {} if is_self else {pk: (text, theme) for pk, text in zip(words, (stay, change), strict=False) if text}
        actions.send_ballot(invitation, values=values, words=said)


def release(cycle: EvaluationCycle, *, at: datetime) -> None:
    """Close a cycle and release it on a day after its last one."""
    actions.close_cycle(cycle, on=at.date(), at=at)
    actions.release_cycle(cycle, on=at.date())

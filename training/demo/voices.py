"""What did those who are led say at Kestrel Freight? A season that is over, an evaluation that is open, and the steps after a report."""

from datetime import date, timedelta
from random import Random

from training.demo.answers import LENA, USUAL, answer, asked_in, release
from training.demo.stage import DAY, Stage, moment
from training.evaluations import actions, clock
from training.evaluations.models import Evaluation, EvaluationCycle
from training.trials.evaluation import keep_evaluations_in_step

SEASON = timedelta(days=60)  # ago: when the last one opened
TO_THE_TEAM = (
    "Thank you for saying it. You feel safe to bring me bad news, and I want it to stay like that. You also say that you do not know what "
    "comes first when everything is urgent. You are right: I change my mind in the hallway. On Thursday we take half an hour for it."
)
GOAL = "Every Monday by ten I write down the one thing that comes first this week, and what can wait. When it changes, I say so in writing."


def fill_evaluations(stage: Stage) -> None:
    """Let a season pass, Lena take her report to her team, and Ines's first weeks be looked at."""
    lena = _season(stage)
    _after_the_report(stage, lena)
    _open_trials(stage)
    _first_weeks_of_ines(stage)
    keep_evaluations_in_step(on=stage.today, at=moment(stage.today))
    clock.sweep(on=stage.today, at=moment(stage.today))


def _season(stage: Stage) -> Evaluation:
    begun = stage.today - SEASON
    cycle = actions.plan_cycle(title=f"How leadership lands, {begun:%B %Y}", opens_on=begun, by=None, at=moment(begun))
    cycle = actions.open_cycle(cycle, on=begun, at=moment(begun))
    random, asked = Random(11), asked_in(cycle)  # noqa: S311  (a demo)
    answer([one for one in asked if one.evaluation.manager == stage.people["Lena Okafor"]], random, LENA)
    others = [one for one in asked if one.evaluation.manager != stage.people["Lena Okafor"] and random.random() < 0.75]
    answer(others, random, USUAL)
    release(cycle, at=moment(cycle.closes_on + DAY))
    return cycle.evaluations.get(manager=stage.people["Lena Okafor"])


def _after_the_report(stage: Stage, evaluation: Evaluation) -> None:
    """Four weeks ago Lena chose her goal; since three days her team is asked about it."""
    evaluation = Evaluation.objects.select_related("cycle", "manager").get(pk=evaluation.pk)
    goal_on = stage.today - timedelta(days=31)
    steps = (
        ("read", 44, "", None),
        ("coach", 41, "", stage.people["Greta Holm"]),
        ("share", 36, TO_THE_TEAM, None),
        ("goal", 31, GOAL, None),
    )
    for kind, ago, words, coach in steps:
        day = stage.today - timedelta(days=ago)
        actions.take_step(evaluation, kind=kind, words=words, with_whom=coach, on=day, at=moment(day))
    asked_on = goal_on + timedelta(weeks=4)
    actions.plan_follow_ups(on=asked_on, at=moment(asked_on))
    for cycle in EvaluationCycle.objects.filter(season__startswith="goal-"):
        actions.open_cycle(cycle, on=asked_on, at=moment(asked_on))


def _open_trials(stage: Stage) -> None:
    """What the trials under way planned for earlier opened on its day."""
    waiting = EvaluationCycle.objects.filter(status="planned", opens_on__lt=stage.today, evaluations__trial__status="running")
    for cycle in waiting:
        actions.open_cycle(cycle, on=cycle.opens_on, at=moment(cycle.opens_on))


def _first_weeks_of_ines(stage: Stage) -> None:
    begun: date = stage.today - timedelta(days=2)
    cycle = actions.plan_cycle(
        title="Ines's first weeks",
        opens_on=begun,
        managers=[stage.people["Ines Duarte"]],
        minimum_days=30,
        by=None,
        at=moment(begun),
    )
    cycle = actions.open_cycle(cycle, on=begun, at=moment(begun))
    early = [one for one in asked_in(cycle) if one.person_id in (stage.people["Priya Nair"].pk, stage.people["Mei Chen"].pk)]
    answer(early, Random(3), USUAL)  # noqa: S311  (a demo)

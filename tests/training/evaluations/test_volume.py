"""Two thousand managers, twenty thousand ballots: one release, within ten minutes."""

import resource
import time
from datetime import timedelta

import pytest

from tests.soak import cases
from tests.training.evaluations.office import Office, answer_everything
from training.evaluations import actions
from training.evaluations.models import EvaluationAnswer, EvaluationResult, SealedBallot

GOAL = 600  # seconds


def company(managers: int) -> Office:
    """Every manager leads the next eight managers, as long as there are any, and six to ten people who lead nobody."""
    office = Office()
    names = [f"m{number}" for number in range(managers)]
    office.add(*names)
    for number, name in enumerate(names):
        below = names[8 * number + 1 : 8 * number + 9]
        people = [f"{name}-{one}" for one in range(10 - min(4, len(below)) if number % 7 else 2)]
        office.add(*people)
        office.lead(name, [*people, *below])
    return office


@pytest.mark.soak
@pytest.mark.django_db
@pytest.mark.timeout(3600)
def test_a_large_company_is_released_in_one_run():
    managers = cases(2000, quick=25)
    office = company(managers)
    began = time.monotonic()
    cycle = office.opened()
    opened = time.monotonic() - began
    ballots = answer_everything(cycle)
    actions.close_cycle(cycle, on=cycle.closes_on + timedelta(days=1), at=office.at)
    began = time.monotonic()
    assert actions.release_cycle(cycle, on=cycle.closes_on + timedelta(days=1))
    took = time.monotonic() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"\n{managers} managers, {ballots} ballots, {EvaluationAnswer.objects.count()} answers kept, "
        f"{EvaluationResult.objects.count()} results: opened in {opened:.1f} s, released in {took:.1f} s, {memory} MB at most"
    )
    assert not SealedBallot.objects.exists()
    assert EvaluationResult.objects.filter(scope="manager").count() == cycle.evaluations.count()
    assert took < GOAL

"""Two processes decide about one trial at the same moment: one outcome, and a clear page for who was slower."""

import json
import os
import time
from subprocess import PIPE

import pytest

from tests.soak import cases

STATE = """
from training.trials.models import Trial, Return, Verdict
from people.history.models import Record
answer = {
    trial.pk: [
        trial.status,
        trial.verdicts.count(),
        Return.objects.filter(trial=trial).count(),
        Record.objects.filter(subject="training.trial", subject_id=trial.pk, verb__in=("confirmed", "returning")).count(),
    ]
    for trial in Trial.objects.all()
}
"""


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_two_sides_decide_at_once(build_house):
    number = cases(1000, quick=6)
    house = build_house()
    prepare = f"from tests.training.trials.racer import prepare\nprepare({number})"
    plan = [json.loads(line) for line in house.run(prepare).splitlines()]
    racers = [house.start("-m", "tests.training.trials.racer", stdin=PIPE, stdout=PIPE) for _ in range(2)]
    answers, began = {}, time.monotonic()
    for story in plan:
        for racer, side in zip(racers, story["sides"], strict=True):
            racer.stdin.write(json.dumps([story["trial"], side]).encode() + b"\n")
            racer.stdin.flush()
        answers[story["trial"]] = sorted(int(racer.stdout.readline()) for racer in racers)
    took = time.monotonic() - began
    for racer in racers:
        racer.communicate(timeout=30)
    states = {int(pk): state for pk, state in house.ask(STATE).items()}
    slower = sum(409 in found for found in answers.values())
    vendor = "PostgreSQL" if os.environ.get("DATABASE_URL") else "SQLite"
    print(f"\n{number} decisions from two processes on {vendor} in {took:.1f} s: {slower} times the slower one got the page 409")
    for index, story in enumerate(plan):
        status, verdicts, returns, ends = states[story["trial"]]
        found, kind = answers[story["trial"]], index % 3
        assert set(found) <= {302, 409}, (story, found)
        if kind == 0:
            assert (status, returns, ends) == ("returning", 1, 1), (story, status)
        elif kind == 1:
            assert (status, verdicts, found) == ("running", 1, [302, 409]), (story, status, verdicts, found)
        else:
            assert (status, verdicts, ends) == ("confirmed", 2, 1), (story, status, verdicts)

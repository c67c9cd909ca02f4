"""Releases that are killed, in a process of its own: `main([statement, ...])`.

Makes a closed cycle for each number, with fifteen sealed ballots about three managers. A process of its own begins the release and is
killed (SIGKILL) right before that statement of its database connection; 0 is after the commit, before the key is destroyed. Prints how
the cycle was found then, and how it is after two more runs (JSON lines); the first line is how many statements a whole release has.
"""

import json
import os
import signal
import sys
from datetime import timedelta

import pytest  # noqa: F401  (its presence says that this is a test: static files as they lie)
from django.db import connection, connections

from tests.training.evaluations.office import Office
from training.evaluations import actions, ballots, release
from training.evaluations.models import (
    EvaluationAnswer,
    EvaluationComment,
    EvaluationCycle,
    EvaluationResult,
    SealedBallot,
)


def main(points: list[int]) -> None:
    office = Office()
    office.add("top")
    for name in ("lena", "rui", "greta"):
        office.team(name, 5, above="top")
    statements, whole = Counting(-1), closed_cycle(office)
    with connection.execute_wrapper(statements):
        release_one(whole)
    say({"statements": statements.seen})
    for point in points:
        cycle = closed_cycle(office)
        ending = release_and_die(cycle, point)
        say({"point": point, "killed": os.WIFSIGNALED(ending) and os.WTERMSIG(ending) == signal.SIGKILL, **state(cycle)})
        for _ in range(2):
            release_one(cycle)
            actions.destroy_spent_keys()
            say({"point": point, **state(cycle)})


def closed_cycle(office: Office) -> EvaluationCycle:
    cycle = office.opened("lena", "rui", "greta")
    for name in ("lena", "rui", "greta"):
        office.all_say(cycle, name, (4, 4, 5, 4, 5), words="Go on.")
    return actions.close_cycle(cycle, on=cycle.closes_on + timedelta(days=1), at=office.at)


def release_one(cycle: EvaluationCycle) -> None:
    actions.release_cycle(cycle, on=cycle.closes_on + timedelta(days=1))


class Counting:
    """Counts the statements of a connection, and kills its own process before the given one."""

    def __init__(self, last: int) -> None:
        self.seen, self.last = 0, last

    def __call__(self, execute, sql, params, many, context):
        self.seen += 1
        if self.seen == self.last:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)


def release_and_die(cycle: EvaluationCycle, point: int) -> int:
    """Let a child process release a cycle until it is killed; return how it ended."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        if point == 0:
            release.destroy_key = lambda name: os.kill(os.getpid(), signal.SIGKILL)
        with connection.execute_wrapper(Counting(point)):
            release_one(cycle)
        os._exit(0)
    return os.waitpid(child, 0)[1]


def say(what: dict) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def state(cycle: EvaluationCycle) -> dict:
    cycle.refresh_from_db()
    return {
        "status": cycle.status,
        "ballots": SealedBallot.objects.filter(cycle=cycle).count(),
        "answers": EvaluationAnswer.objects.filter(evaluation__cycle=cycle).count(),
        "comments": EvaluationComment.objects.filter(evaluation__cycle=cycle).count(),
        "results": EvaluationResult.objects.filter(cycle=cycle).count(),
        "held": cycle.evaluations.exclude(held_on=None).count(),
        "key": ballots.has_key(cycle.key_name),
    }

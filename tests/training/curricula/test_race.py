"""Fifty people want twelve seats, from two processes at once: exactly twelve, the others wait in the order of asking. Twenty times over."""

import json
import statistics
import time
from subprocess import PIPE

import pytest

from tests.soak import cases

PLACES = """
from training.curricula.models import Seat
rows = Seat.objects.filter(session={session}).order_by("number")
answer = list(rows.values_list("number", "state", "enrolment__employee__user__username"))
"""


def send(racers: list, session: int, names: list[str], *, back: bool) -> set[int]:
    """Let each process send for every second person, both at full speed; return the answers."""
    for index, name in enumerate(names):
        racers[index % 2].stdin.write(json.dumps([session, name, back]).encode() + b"\n")
    for racer in racers:
        racer.stdin.flush()
    return {json.loads(racers[index % 2].stdout.readline()) for index in range(len(names))}


def race(house, racers: list, session: int, names: list[str], seats: int) -> float:
    """Let everybody ask, and half of those seated give theirs back; return the seconds that asking took."""
    begun = time.perf_counter()
    assert send(racers, session, names, back=False) == {302}
    took = time.perf_counter() - begun
    places = house.ask(PLACES.format(session=session))
    assert [number for number, *_ in places] == list(range(1, len(names) + 1)), "each asked once, no number is given twice"
    assert [state for _, state, _ in places] == ["taken"] * seats + ["waiting"] * (len(names) - seats)
    seated = [name for _, state, name in places if state == "taken"]
    line = [name for _, state, name in places if state == "waiting"]
    back = seated[: seats // 2]
    assert send(racers, session, back, back=True) == {302}
    after = {name: state for _, state, name in house.ask(PLACES.format(session=session))}
    assert sum(state == "taken" for state in after.values()) == seats
    assert [name for name in line if after[name] == "taken"] == line[: len(back)], "whoever waited first moved up first"
    return took


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_fifty_people_and_twelve_seats(build_house):
    people, seats, rounds = cases(50, quick=16), cases(12, quick=4), cases(20, quick=1)
    house = build_house()
    plan = house.run(f"from tests.training.curricula.racer import prepare\nprepare({people}, {seats}, {rounds})")
    sessions, names = json.loads(plan).values()
    racers = [house.start("-m", "tests.training.curricula.racer", stdin=PIPE, stdout=PIPE) for _ in range(2)]
    assert {racer.stdout.readline() for racer in racers} == {b"ready\n"}
    times = [race(house, racers, session, names, seats) for session in sessions]
    for racer in racers:
        racer.communicate(timeout=30)
    engine = "PostgreSQL" if house.env.get("DATABASE_URL") else "SQLite"
    took = f"{statistics.median(times):.2f} s in the middle, {max(times):.2f} s at most"
    print(f"\n{people} people, {seats} seats, {rounds} races from two processes on {engine}: each right, {took}")

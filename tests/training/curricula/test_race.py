"""Fifty people want twelve seats, from two processes at once: exactly twelve, the others wait in the order of asking."""

import json
from subprocess import PIPE

import pytest

from tests.soak import cases

PLACES = """
from training.curricula.models import Seat
answer = list(Seat.objects.order_by("number").values_list("number", "state", "asked_at", "enrolment__employee__user__username"))
answer = [[number, state, at.isoformat(), name] for number, state, at, name in answer]
"""


def send(racers: list, session: int, names: list[str], *, back: bool) -> list[int]:
    """Let each process send for every second person, both at full speed; return the answers."""
    for index, name in enumerate(names):
        racers[index % 2].stdin.write(json.dumps([session, name, back]).encode() + b"\n")
    for racer in racers:
        racer.stdin.flush()
    return [int(racers[index % 2].stdout.readline()) for index in range(len(names))]


@pytest.mark.soak
@pytest.mark.timeout(900)
def test_fifty_people_and_twelve_seats(build_house):
    people, seats = cases(50, quick=16), cases(12, quick=4)
    house = build_house()
    plan = json.loads(house.run(f"from tests.training.curricula.racer import prepare\nprepare({people}, {seats})"))
    racers = [house.start("-m", "tests.training.curricula.racer", stdin=PIPE, stdout=PIPE) for _ in range(2)]
    session, names = plan["session"], plan["people"]
    assert set(send(racers, session, names, back=False)) == {302}
    places = house.ask(PLACES)
    assert [number for number, *_ in places] == list(range(1, people + 1)), "each asked once, no number is given twice"
    assert [state for _, state, *_ in places] == ["taken"] * seats + ["waiting"] * (people - seats)
    seated = [name for _, state, _, name in places if state == "taken"]
    line = [name for _, state, _, name in places if state == "waiting"]
    back = seated[: seats // 2]
    assert set(send(racers, session, back, back=True)) == {302}
    for racer in racers:
        racer.communicate(timeout=30)
    after = {name: state for _, state, _, name in house.ask(PLACES)}
    assert sum(state == "taken" for state in after.values()) == seats
    assert [name for name in line if after[name] == "taken"] == line[: len(back)], "whoever waited first moved up first"

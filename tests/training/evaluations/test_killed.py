"""The release, killed at any point: either sealed or released, never both, never twice."""

import json
from random import Random

import pytest

from tests.soak import IS_SOAK, cases

BALLOTS = 15
SEALED = {"status": "closed", "ballots": BALLOTS, "answers": 0, "comments": 0, "results": 0, "held": 0, "key": True}
RELEASED = {"status": "released", "ballots": 0, "answers": BALLOTS * 17, "comments": BALLOTS, "results": 4, "held": 3}
LAST = 15  # statements of a release, the last of them within its transaction


@pytest.mark.soak
@pytest.mark.timeout(1200)
def test_a_release_killed_anywhere_is_either_sealed_or_done(build_house):
    number = cases(20, quick=3)
    points = [0, *(Random().randint(1, LAST) for _ in range(number - 1))] if IS_SOAK else [0, 4, 11]
    said = build_house().run(f"from tests.training.evaluations.killed import main\nmain({points})")
    first, *found = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    ends = []
    for point, (after, again, twice) in zip(points, zip(*[iter(found)] * 3, strict=True), strict=True):
        assert {after.pop("point"), again.pop("point"), twice.pop("point")} == {point}
        if after.pop("killed"):
            assert after in (SEALED, RELEASED | {"key": True}), f"killed before statement {point}"
        else:
            assert point > first["statements"]
        assert again == twice == RELEASED | {"key": False}, f"killed before statement {point}"
        ends.append(after["status"])
    assert ends[0] == "released", "after the commit it is done, and only the key was left to destroy"
    assert "closed" in ends
    print(
        f"\nkilled at {points} of {first['statements']} statements: {ends.count('closed')} sealed, {ends.count('released')} released"
    )

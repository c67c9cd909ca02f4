"""A company in which trials have begun, ended and gone on as chance has it."""

from collections.abc import Callable
from datetime import date
from random import Random

import pytest

from people.employees.models import Employee
from people.tracks.actions import import_ladder, publish_version
from people.tracks.models import LadderVersion
from tests import crowd
from tests.factories import TeamFactory
from tests.training.scene import ladder, moment

TODAY = date(2026, 3, 2)


@pytest.fixture
def version(db: None) -> LadderVersion:
    found, _ = import_ladder(ladder(), ranks_are_grades=True, by=None, at=moment(date(2022, 1, 3)))
    return publish_version(found, by=None, at=moment(date(2022, 1, 3)))


@pytest.fixture
def tried(version, lena) -> Callable[..., list[Employee]]:
    """Return a function that lets so many people have begun a trial."""
    level, team = version.level_set.get(key="em-3"), TeamFactory()

    def let_try(many: int, *, seed: int = 1, on: date = TODAY) -> list[Employee]:
        start = Employee.objects.count()
        people = crowd.add_people(many, start=start, level=None, team=None, prefix=f"Tried{seed}-")
        crowd.add_first_trials(people, sponsor=lena, level=level, team=team, random=Random(seed), on=on)
        return people

    return let_try

"""What the stories of evaluations begin with."""

import pytest

from tests.training.evaluations.office import Office


@pytest.fixture
def office(db: None) -> Office:
    """Somebody on top, and nobody else yet."""
    made = Office()
    made.add("top")
    return made

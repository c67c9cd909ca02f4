"""The house as the walkers find it: empty, with a clock that the story moves."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
import time_machine

from tests.journeys.walker import Walker


class Days:
    """The story's calendar."""

    def __init__(self) -> None:
        self.traveller: time_machine.travel | None = None

    def go_to(self, day: date, hour: int = 9) -> None:
        """Let it be a day, in the morning."""
        self.stop()
        moment = datetime.combine(day, time(hour), ZoneInfo("Europe/Berlin"))
        self.traveller = time_machine.travel(moment, tick=True)
        self.traveller.start()

    def stop(self) -> None:
        """Return to today."""
        if self.traveller is not None:
            self.traveller.stop()
            self.traveller = None


@pytest.fixture
def days() -> Iterator[Days]:
    found = Days()
    yield found
    found.stop()


@pytest.fixture
def sign_in(settings) -> Callable[[str], Walker]:
    """Return a function that signs somebody in through the page for it."""
    settings.SECOND_FACTOR_REQUIRED = False

    def enter(login: str) -> Walker:
        walker = Walker().open("/accounts/login/")
        walker.press("Sign in", login=login, password=PASSWORD)
        assert walker.heading() == "Today", walker.text
        return walker

    return enter


PASSWORD = "a long way to go and back"

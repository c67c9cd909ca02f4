"""On which stage do the demo's stories take place?"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from people.accounts.models import User
from people.employees.models import Employee, Team
from people.tracks.models import Level

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stage:
    """The company as far as it is there: people and levels by name or key, HR's account, and the day on which the demo is seen."""

    people: dict[str, Employee]
    levels: dict[str, Level]
    teams: dict[str, Team]
    today: date

    def user(self, name: str) -> User:
        """Return somebody's account."""
        user = self.people[name].user
        assert user is not None
        return user


def moment(day: date, hour: int = 9) -> datetime:
    """Return a moment of a day."""
    return datetime.combine(day, time(hour, 30), UTC)

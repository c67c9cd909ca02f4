"""Which days belong to a quarter?"""

import re
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Quarter:
    """A quarter of a calendar year; `number` 1 to 4."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"Q{self.number} {self.year}"

    @property
    def key(self) -> str:
        """Return how it is written in an address, as "2026-Q4"."""
        return f"{self.year}-Q{self.number}"

    @property
    def first_day(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last_day(self) -> date:
        return self.next.first_day - timedelta(days=1)

    @property
    def next(self) -> "Quarter":
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def previous(self) -> "Quarter":
        return Quarter(self.year - (self.number == 1), (self.number - 2) % 4 + 1)


def quarter_of(day: date) -> Quarter:
    """Return the quarter a day belongs to."""
    return Quarter(day.year, (day.month + 2) // 3)


def read_quarter(key: str, *, today: date) -> Quarter:
    """Return the quarter written as "2026-Q4"; what cannot be read, or is far away, is the quarter of today."""
    match = re.fullmatch(r"(\d{4})-Q([1-4])", key)
    found = Quarter(int(match[1]), int(match[2])) if match else None
    return found if found and abs(found.year - today.year) <= 50 else quarter_of(today)

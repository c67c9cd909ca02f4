"""How is a number in an address read, where it may be anything that somebody typed, and how is it written?"""

from functools import cache

from django.urls import reverse

STAND_IN = 7_777_777  # a number that no address has of its own
LONGEST = 18  # digits: more than any database gives


def number_in(words: str | None) -> int:
    """Return the primary key that words name; 0, which no row has, when they name none."""
    return int(words) if words and words.isdecimal() and len(words) <= LONGEST else 0


def numbered(name: str, number: int) -> str:
    """Return the address of a page with one number in it, as `reverse` does, but fit for every row of a list."""
    before, after = _around(name)
    return f"{before}{number}{after}"


@cache
def _around(name: str) -> tuple[str, str]:
    before, _, after = reverse(name, args=[STAND_IN]).partition(str(STAND_IN))
    return before, after

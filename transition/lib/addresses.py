"""How is a number in an address read? It may be anything that somebody typed."""

LONGEST = 18  # digits: more than any database gives


def number_in(words: str | None) -> int:
    """Return the primary key that words name; 0, which no row has, when they name none."""
    return int(words) if words and words.isdecimal() and len(words) <= LONGEST else 0

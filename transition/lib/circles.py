"""Who stands above themself? Circles in a tree that is given as who stands right above whom."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import TypeVar

One = TypeVar("One", bound=Hashable)


def circles(above: Mapping[One, One | None], starts: Iterable[One]) -> Iterator[list[One]]:
    """Yield each circle that is met on the ways up from `starts`, once, as those who stand in it from the bottom up."""
    walked: set[One] = set()
    for start in starts:
        way: list[One] = []
        current: One | None = start
        while current is not None and current not in walked:
            walked.add(current)
            way.append(current)
            current = above.get(current)
        if current is not None and current in way:
            yield way[way.index(current) :]

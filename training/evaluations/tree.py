"""Which groups of a tree may be published, so that no smaller one can be computed from them?

Published groups are nested or apart. What can be computed from them by adding and subtracting is therefore exactly what is left of each
when the largest published groups inside it are taken away, and sums of such rests. So it is enough that every rest is empty or as large
as the threshold (complementary suppression, in the special case of a hierarchy: Cox 1980; Fischetti & Salazar-Gonzalez 2000).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Key = tuple[str, Any]  # what it is, and which: ("manager", 17)


@dataclass
class Group:
    """A group: how many answered in it, or which groups it consists of."""

    key: Key
    n: int = 0
    children: list["Group"] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many answered in it and in everything below."""
        return self.n + sum(child.size for child in self.children)


def published(groups: list[Group], *, threshold: int) -> dict[Key, str]:
    """Return for every group of some trees whether it is "shown", "too_few" or "protected" (hidden for the sake of a smaller one).

    From the leaves up: a group is shown from `threshold` answers on. When the rest of a shown parent would be smaller, the smallest
    shown groups inside it are hidden too, one by one, until it is not.
    """
    states: dict[Key, str] = {}
    for group in groups:
        _decide(group, threshold, states)
    return states


def _decide(group: Group, threshold: int, states: dict[Key, str]) -> tuple[int, list[tuple[int, Group]]]:
    """Decide about a group and everything below; return its size, and the largest shown groups in it with their sizes."""
    size = group.n
    found: list[tuple[int, Group]] = []
    for child in group.children:
        child_size, shown = _decide(child, threshold, states)
        size += child_size
        found += shown
    if size < threshold:  # then nothing inside it is large enough either
        states[group.key] = "too_few"
        return size, []
    while found and 0 < size - sum(part for part, _ in found) < threshold:
        smallest = min(found, key=lambda pair: (pair[0], str(pair[1].key)))
        found.remove(smallest)
        states[smallest[1].key] = "protected"
        found += _inside(smallest[1], states)
    states[group.key] = "shown"
    return size, [(size, group)]


def _inside(group: Group, states: Mapping[Key, str]) -> list[tuple[int, Group]]:
    """Return the largest shown groups strictly inside a group, with their sizes."""
    found = []
    for child in group.children:
        found += [(child.size, child)] if states.get(child.key) == "shown" else _inside(child, states)
    return found

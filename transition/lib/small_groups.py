"""Which groups of people may be shown, so that nothing about a few of them can be computed? The one rule for every count and average.

A group below the threshold is hidden. That alone protects nobody: what is hidden can be what is left when the groups shown are added up
or taken away from each other, also from those shown on an earlier day. So more is hidden (complementary suppression):
whatever would let linear algebra find a group below the threshold. People who were always in the same groups cannot be told apart:
they are one atom. A group can be computed exactly when its indicator lies in the row space of the groups shown, that is, when it is
orthogonal to their null space; one random vector of the null space over a large prime field tells (Schwartz-Zippel, false alarm 1 in 2**61).
Source of the rule: Willenborg and de Waal, Elements of Statistical Disclosure Control (2001), on linked tables.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from random import Random

THRESHOLD = 5  # people; 0 is shown: that there is nobody says nothing about anybody
_PRIME = 2**61 - 1
_MOST_FOR_UNIONS = 250  # atoms; unions of three and four are tried up to that many, singles and pairs always


@dataclass(frozen=True)
class Group:
    """People of whom a number is to be shown; `people` are ids. What has more `weight` is shown first."""

    key: str
    people: frozenset[int]
    weight: int = 0


def hidden(groups: Sequence[Group], *, shown_before: Sequence[Collection[int]] = (), threshold: int = THRESHOLD) -> set[str]:
    """Return the keys of the groups that must not be shown; `shown_before` are the people of every group shown on earlier days.

    The heaviest and largest are taken first, and each is shown unless it lets a group below the threshold be computed.
    """
    atoms = _atoms([*(group.people for group in groups), *(frozenset(people) for people in shown_before)])
    shown = _echelon({}, (atoms.row(people) for people in shown_before))
    found = set()
    for group in sorted(groups, key=lambda group: (-group.weight, -len(group.people), group.key)):
        if not group.people:
            continue
        with_it = _echelon(shown, [atoms.row(group.people)])
        if len(group.people) < threshold or _is_computable(with_it, atoms.sizes, threshold):
            found.add(group.key)
        else:
            shown = with_it
    return found


@dataclass(frozen=True)
class _Atoms:
    """People who are in the same groups, numbered; `sizes` says how many they are."""

    of: Mapping[int, int]
    sizes: Sequence[int]

    def row(self, people: Iterable[int]) -> frozenset[int]:
        return frozenset(self.of[one] for one in people)


def _atoms(groups: Iterable[Collection[int]]) -> _Atoms:
    memberships: dict[int, list[int]] = defaultdict(list)
    for number, people in enumerate(groups):
        for one in people:
            memberships[one].append(number)
    numbers: dict[tuple[int, ...], int] = {}
    of = {one: numbers.setdefault(tuple(places), len(numbers)) for one, places in memberships.items()}
    sizes = [0] * len(numbers)
    for atom in of.values():
        sizes[atom] += 1
    return _Atoms(of, sizes)


_Rows = dict[int, dict[int, int]]  # pivot -> row, its coefficient at the pivot 1; a row holds no pivot of an earlier one


def _echelon(begun: _Rows, rows: Iterable[frozenset[int]]) -> _Rows:
    """Return `begun` and the rows in echelon form modulo the prime."""
    done = dict(begun)
    for row in rows:
        left = dict.fromkeys(row, 1)
        for pivot, other in done.items():
            if factor := left.get(pivot):
                for atom, value in other.items():
                    rest = (left.get(atom, 0) - factor * value) % _PRIME
                    if rest:
                        left[atom] = rest
                    else:
                        left.pop(atom, None)
        if left:
            pivot = min(left)
            inverse = pow(left[pivot], -1, _PRIME)
            done[pivot] = {atom: value * inverse % _PRIME for atom, value in left.items()}
    return done


def _is_computable(rows: _Rows, sizes: Sequence[int], threshold: int) -> bool:
    """Return whether a group below the threshold can be computed from the rows: whether it is orthogonal to a random null vector."""
    random = Random(len(rows))  # noqa: S311  (any vector of the null space will do)
    null = [random.randrange(1, _PRIME) for _ in sizes]
    for pivot, row in reversed(rows.items()):
        null[pivot] = -sum(value * null[atom] for atom, value in row.items() if atom != pivot) % _PRIME
    small = [atom for atom, size in enumerate(sizes) if size < threshold]
    return any(null[atom] == 0 for atom in small) or _do_cancel(small, null, sizes, threshold)


def _do_cancel(small: Sequence[int], null: Sequence[int], sizes: Sequence[int], threshold: int) -> bool:
    """Return whether the parts of the null vector of two to four atoms, together below the threshold, cancel out."""
    by_value: dict[int, list[int]] = defaultdict(list)
    for atom in small:
        by_value[null[atom]].append(atom)
    rests = ((one, by_value.get(-null[one] % _PRIME, ())) for one in small)
    if any(sizes[one] + sizes[other] < threshold for one, others in rests for other in others if one != other):
        return True
    few = [atom for atom in small if sizes[atom] <= threshold - 3]
    if len(few) > _MOST_FOR_UNIONS:
        return False
    sums: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for one, other in combinations(few, 2):
        if sizes[one] + sizes[other] < threshold - 1:
            sums[(null[one] + null[other]) % _PRIME].append((one, other))
    for value, pairs in sums.items():
        rest = -value % _PRIME
        others = [(atom,) for atom in by_value.get(rest, ())] + list(sums.get(rest, ()))
        if any(_is_union(pair + other, sizes, threshold) for pair in pairs for other in others):
            return True
    return False


def _is_union(atoms: tuple[int, ...], sizes: Sequence[int], threshold: int) -> bool:
    return len(set(atoms)) == len(atoms) and sum(sizes[atom] for atom in atoms) < threshold

"""Can anybody compute a group below the threshold from what is shown? Attacked by exact linear algebra."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from random import Random

import pytest

from tests.soak import cases
from transition.lib.small_groups import THRESHOLD, Group, hidden

People = frozenset[int]


def computable(shown: Sequence[People], threshold: int = THRESHOLD) -> list[People]:
    """Return every group below the threshold whose sum follows from the sums of the groups shown: the attack, by exact fractions.

    The attacker knows who is in which group shown, and looks for a combination of the groups that leaves only a few people.
    """
    everybody = sorted(frozenset().union(*shown)) if shown else []
    signature = {one: tuple(one in group for group in shown) for one in everybody}
    atoms: dict[tuple[bool, ...], set[int]] = {}
    for one, places in signature.items():
        atoms.setdefault(places, set()).add(one)
    names, people = list(atoms), list(atoms.values())
    basis = reduced([[Fraction(name[row]) for name in names] for row in range(len(shown))])
    free = [column for column in range(len(names)) if column not in basis]
    # A sum follows exactly when its indicator is orthogonal to the null space: when the parts of its atoms in a basis of it cancel out.
    parts = {
        number: tuple(-basis[number][column] if number in basis else Fraction(number == column) for column in free)
        for number, found in enumerate(people)
        if len(found) < threshold
    }
    return [
        frozenset().union(*(people[number] for number in union))
        for union in cancelling(parts, threshold - 1)
        if sum(len(people[number]) for number in union) < threshold
    ]


Part = tuple[Fraction, ...]


def cancelling(parts: dict[int, Part], most: int) -> set[tuple[int, ...]]:
    """Return every choice of at most `most` (4 or fewer) parts that add up to nothing: each half of it is looked up by its other half."""
    halves: dict[Part, list[tuple[int, ...]]] = {}
    for many in (1, 2):
        for union in combinations(sorted(parts), many):
            total = tuple(map(sum, zip(*(parts[number] for number in union), strict=True)))
            halves.setdefault(total, []).append(union)
    nothing = next((tuple(Fraction(0) for _ in part) for part in parts.values()), ())
    found = set(halves.get(nothing, []))
    for total, unions in halves.items():
        for other in halves.get(tuple(-value for value in total), []):
            found |= {tuple(sorted({*one, *other})) for one in unions if not set(one) & set(other)}
    return {union for union in found if len(union) <= most}


def reduced(rows: list[list[Fraction]]) -> dict[int, list[Fraction]]:
    """Return the reduced row echelon form: pivot column -> row."""
    basis: dict[int, list[Fraction]] = {}
    for row in rows:
        rest = remainder(basis, row)
        pivot = next((column for column, value in enumerate(rest) if value), None)
        if pivot is None:
            continue
        rest = [value / rest[pivot] for value in rest]
        for column, other in basis.items():
            basis[column] = [value - other[pivot] * mine for value, mine in zip(other, rest, strict=True)]
        basis[pivot] = rest
    return basis


def remainder(basis: dict[int, list[Fraction]], row: list[Fraction]) -> list[Fraction]:
    for column, other in basis.items():
        if row[column]:
            factor = row[column]
            row = [value - factor * its for value, its in zip(row, other, strict=True)]
    return row


def company(random: Random) -> list[list[Group]]:
    """Return the groups of a small company on three days: height by side, each side, all, between which people come, go and move."""
    places = {one: (random.randint(1, 3), random.choice("ab")) for one in range(random.randint(15, 60))}
    days = []
    for _ in range(3):
        groups: dict[str, set[int]] = {}
        for one, (height, side) in places.items():
            for key in (f"{height}:{side}", f":{side}", f"{height}:", ":"):
                groups.setdefault(key, set()).add(one)
        days.append([Group(key, frozenset(found)) for key, found in sorted(groups.items())])
        for one in list(places):
            chance = random.random()
            if chance < 0.04:
                del places[one]
            elif chance < 0.15:
                places[one] = (random.randint(1, 3), random.choice("ab"))
        for new in range(random.randint(0, 3)):
            places[1000 * len(days) + new] = (1, "a")
    return days


def shown_on_all(days: list[list[Group]], *, with_history: bool = True) -> list[People]:
    shown: list[People] = []
    for groups in days:
        hide = hidden(groups, shown_before=shown if with_history else ())
        shown += [group.people for group in groups if group.key not in hide]
    return shown


@pytest.mark.soak
def test_no_small_group_can_be_computed_from_any_day_or_from_all_of_them_together():
    random = Random(11)
    published = every = 0
    for _ in range(cases(2000, quick=12)):
        days = company(random)
        shown = shown_on_all(days)
        assert computable(shown) == []
        published += len(shown)
        every += sum(len(groups) for groups in days)
    assert published > every / 4, "hiding everything would be safe too, and of no use"


def test_the_attack_cuts_where_only_small_groups_are_hidden_and_where_history_is_forgotten():
    random = Random(12)
    companies = [company(random) for _ in range(8)]
    naive = [[group.people for group in days[0] if len(group.people) >= THRESHOLD] for days in companies]
    assert sum(bool(computable(shown)) for shown in naive) > 2
    forgetful = [shown_on_all(days, with_history=False) for days in companies]
    assert sum(bool(computable(shown)) for shown in forgetful) > 4


def test_one_small_part_takes_one_more_with_it_and_the_whole_stays():
    parts = {"a": range(3), "b": range(10, 17), "c": range(20, 40)}
    groups = [Group(key, frozenset(people)) for key, people in parts.items()]
    whole = Group("all", frozenset().union(*(group.people for group in groups)), weight=1)
    assert hidden([*groups, whole]) == {"a", "b"}
    assert hidden(groups) == {"a"}, "without a whole there is nothing to take away from"


def test_one_newcomer_hides_the_group_until_enough_have_changed():
    before = frozenset(range(10))
    assert hidden([Group("a", before)], shown_before=[before]) == set()
    assert hidden([Group("a", before | {10})], shown_before=[before]) == {"a"}
    assert hidden([Group("a", before | set(range(10, 15)))], shown_before=[before]) == set()
    assert hidden([Group("a", (before - {0}) | {10})], shown_before=[before]) == set(), "one came, one went: neither can be told"


def test_nobody_is_no_small_group():
    assert hidden([Group("a", frozenset()), Group("b", frozenset(range(4))), Group("c", frozenset(range(5)))]) == {"b"}


def test_a_small_group_of_people_with_different_pasts_is_found_too():
    """Two atoms, each safe alone, but their sum is not: {1, 2} were apart before, and are what two totals differ by now."""
    first, second = frozenset({1, *range(10, 20)}), frozenset({2, *range(20, 30)})
    everybody = frozenset({1, 2, *range(10, 30)})
    old = frozenset(range(10, 30))
    assert computable([first, second, everybody, old])
    assert hidden([Group("old", old)], shown_before=[first, second, everybody]) == {"old"}

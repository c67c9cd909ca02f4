"""Y1: an attacker who adds and subtracts everything that is published finds no group below the threshold."""

from datetime import date
from fractions import Fraction
from itertools import combinations
from random import Random

import pytest

from people.employees.models import Employee
from tests.soak import cases
from tests.training.evaluations.office import FIRST_DAY, moment
from training.evaluations import release
from training.evaluations.actions import publish_shipped
from training.evaluations.models import Evaluation, EvaluationCycle, EvaluationResult
from training.evaluations.queries import questionnaire_in_use
from training.evaluations.tree import Group, published

Vector = tuple[int, ...]


def rank(rows: list[Vector]) -> int:
    """Return the rank of a matrix, exactly."""
    matrix = [[Fraction(cell) for cell in row] for row in rows]
    found = 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((index for index in range(found, len(matrix)) if matrix[index][column]), None)
        if pivot is None:
            continue
        matrix[found], matrix[pivot] = matrix[pivot], matrix[found]
        for index in range(found + 1, len(matrix)):
            factor = matrix[index][column] / matrix[found][column]
            if factor:
                matrix[index] = [one - factor * other for one, other in zip(matrix[index], matrix[found], strict=True)]
        found += 1
    return found


def recovered(groups: list[set[int]], sizes: dict[int, int], threshold: int) -> list[set[int]]:
    """Return every union of teams with 1 to threshold - 1 answers whose sum follows from the sums of the groups.

    Teams without answers add nothing, so a union that matters has at most threshold - 1 teams, each below the threshold: all are tried.
    """
    teams = sorted(team for team, size in sizes.items() if size)
    rows = [tuple(int(team in group) for team in teams) for group in groups]
    rows = [row for row in rows if any(row)]
    known = rank(rows)
    small = [team for team in teams if sizes[team] < threshold]
    found = []
    for many in range(1, threshold):
        for union in combinations(small, many):
            if 0 < sum(sizes[team] for team in union) < threshold:
                vector = tuple(int(team in union) for team in teams)
                if rank([*rows, vector]) == known:
                    found.append(set(union))
    return found


def grow(random: Random, depth: int, teams: list[int], threshold: int) -> Group:
    """Return a random tree; `teams` collects its leaves."""
    children = []
    for _ in range(random.randint(2, 5)):
        if depth > 1 and random.random() < 0.5:
            children.append(grow(random, depth - 1, teams, threshold))
        else:
            teams.append(len(teams))
            children.append(Group(("team", teams[-1]), n=random.choice((0, 1, 2, 3, 4, 5, 6, 8, 12))))
    return Group(("unit", random.random()), children=children)


def teams_of(group: Group) -> dict[int, int]:
    if group.key[0] == "team":
        return {group.key[1]: group.n}
    return {team: n for child in group.children for team, n in teams_of(child).items()}


def everything(group: Group) -> list[Group]:
    return [group, *(one for child in group.children for one in everything(child))]


@pytest.mark.soak
def test_no_small_group_follows_from_what_is_published():
    random, naive_leaks, shown, all_groups = Random(8), 0, 0, 0
    number = cases(1000, quick=40)
    for _ in range(number):
        threshold = random.choice((3, 5))
        root = grow(random, 3, [], threshold)
        sizes, states = teams_of(root), published([root], threshold=threshold)
        groups = everything(root)
        assert {group.key for group in groups} == set(states)
        assert all(group.size >= threshold for group in groups if states[group.key] == "shown")
        visible = [set(teams_of(group)) for group in groups if states[group.key] == "shown"]
        assert recovered(visible, sizes, threshold) == []
        naive_leaks += bool(recovered([set(teams_of(group)) for group in groups if group.size >= threshold], sizes, threshold))
        shown, all_groups = shown + len(visible), all_groups + sum(group.size >= threshold for group in groups)
    assert naive_leaks > number / 10, "the attack finds what a plain threshold gives away"
    assert shown > 0.7 * all_groups, "most of what is large enough is still shown"
    print(
        f"\n{number} trees: a plain threshold leaks in {naive_leaks}, ours in 0; {shown / all_groups:.0%} of the large groups are shown"
    )


def test_the_smallest_sibling_is_hidden_too_up_the_tree():
    teams = [Group(("team", 0), n=2), Group(("team", 1), n=5), Group(("team", 2), n=8)]
    states = published([Group(("unit", 0), children=teams)], threshold=3)
    assert states == {("unit", 0): "shown", ("team", 0): "too_few", ("team", 1): "protected", ("team", 2): "shown"}
    small = Group(("unit", 1), children=[Group(("team", 3), n=1), Group(("team", 4), n=1)])
    other = Group(("unit", 2), children=[Group(("team", 5), n=4), Group(("team", 6), n=4)])
    states = published([Group(("unit", 0), children=[small, other])], threshold=3)
    assert (states["unit", 0], states["unit", 1]) == ("shown", "too_few")
    assert states["unit", 2] == "protected", "the only sibling of a hidden unit"
    assert "protected" in (states["team", 5], states["team", 6]), "and a team of it: both together would give the unit away"


def test_two_small_teams_hide_each_other_when_they_are_enough_together():
    teams = [Group(("team", 0), n=2), Group(("team", 1), n=2), Group(("team", 2), n=5)]
    states = published([Group(("unit", 0), children=teams)], threshold=3)
    assert states["team", 2] == "shown"


@pytest.mark.soak
@pytest.mark.django_db
def test_no_small_group_follows_from_the_results_of_random_companies():
    """The same attack on real results: pools, departments, names, and questions that some left out."""
    publish_shipped(at=moment(FIRST_DAY))
    questionnaire = questionnaire_in_use("leading")
    questions = list(questionnaire.questions.all())
    random, attacked = Random(5), 0
    for number in range(cases(1000, quick=10)):
        cycle = EvaluationCycle.objects.create(
            title="Any", questionnaire=questionnaire, kind="developmental", status="closed", season=f"any-{number}",
            opens_on=date(2026, 3, 3), closes_on=date(2026, 3, 17), scores_from=random.choice((3, 5)), comments_from=8,
        )  # fmt: skip
        heard = company(cycle, random, questions)
        rows = release._results(cycle, heard, questions)
        for theme in questionnaire.themes:
            attacked += attack(rows, heard, theme["key"], questions, cycle.scores_from)
    assert attacked > cases(1000, quick=10)


def company(cycle, random: Random, questions) -> list[release.Heard]:
    """Return a company of managers in three layers, each with some answers about them."""
    count = random.randint(6, 16)
    people = Employee.objects.bulk_create(Employee(last_name=f"M{number}") for number in range(count))
    found = []
    for number, person in enumerate(people):
        above = people[random.randrange(number)] if number else None
        below = random.choice(("withhold", "withhold", "pool", "attributed", "talk"))
        evaluation = Evaluation(pk=cycle.pk * 1000 + number, cycle=cycle, manager=person, above=above, below=below)
        heard = release.Heard(evaluation)
        voices = heard.groups["report"]
        voices.ballots = random.choice((0, 1, 2, 2, 3, 4, 5, 6, 9))
        for question in questions:
            if question.theme:
                kept = [random.randint(1, 5) for _ in range(voices.ballots) if random.random() < 0.9]
                voices.values[question.pk] = kept
        found.append(heard)
    return found


def attack(rows: list[EvaluationResult], heard: list[release.Heard], theme: str, questions, threshold: int) -> int:
    """Attack each question of a theme as if it were published by itself; return how many groups were published."""
    members = {(one.evaluation.manager_id): one for one in heard}
    below: dict[int | None, list[int]] = {}
    for one in heard:
        below.setdefault(one.evaluation.above_id, []).append(one.evaluation.manager_id)

    def under(head: int | None) -> set[int]:
        direct = below.get(head, [])
        return {manager for one in direct for manager in (one, *under(one))}

    asked = [question.pk for question in questions if question.theme == theme]
    is_named = {pk for pk, one in members.items() if release.is_attributed(one.evaluation.cycle, one)}
    counted = {pk for pk, one in members.items() if all(one.groups["report"].values[question] for question in asked)} - is_named
    groups = []
    for row in rows:
        cell = next(one["reports"] for one in row.content["themes"] if one["key"] == theme)
        if cell["status"] == "shown":
            everyone = {
                "manager": {row.head_id},
                "pool": {pk for pk in below.get(row.head_id, []) if members[pk].evaluation.below == "pool"},
                "department": under(row.head_id),
                "company": set(members),
            }[row.scope]
            groups.append(everyone & counted)
    for question in asked:
        sizes = {pk: len(members[pk].groups["report"].values[question]) for pk in counted}
        assert recovered(groups, sizes, threshold) == []
    return len(groups)

"""Who is found, and is everybody shown alike however they were asked for?"""

from datetime import date

import pytest
from django.urls import reverse

from people.directory import queries
from people.directory.rows import shown
from people.employees.models import Employee
from people.tracks.models import Placement
from tests.factories import EmployeeFactory, ReportingLineFactory, TeamFactory
from transition.lib.addresses import address_of

DAY = date(2026, 3, 2)


@pytest.fixture
def company(db):
    """Three with a word in name, title or team each, one who is to be an engineer, and one who was."""
    team = TeamFactory(name="Söhne & Co.")
    people = {name: EmployeeFactory(first_name=name, last_name="Lind") for name in ("Ada", "Ben", "Cem", "Dora", "Engin")}
    places = [("Ada", "Engineer", None), ("Ben", "100% Engineer_2", team), ("Cem", "", team)]
    for name, title, where in places:
        Placement.objects.create(employee=people[name], title=title, team=where, started_on=date(2025, 1, 1))
    Placement.objects.create(employee=people["Dora"], title="Engineer", started_on=date(2026, 5, 1))
    Placement.objects.create(employee=people["Engin"], title="Engineer", kind="earlier", started_on=date(2020, 1, 1))
    ReportingLineFactory(employee=people["Ben"], manager=people["Ada"])
    return people


@pytest.mark.parametrize("few", [0, 300])
@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("engineer", {"Ada", "Ben"}),
        ("engin", {"Ada", "Ben", "Engin"}),
        ("ENGINEER söhne", {"Ben"}),
        ("co. lind", {"Ben", "Cem"}),
        ("0% r_2", {"Ben"}),
        ("\\", set()),
        ("_ %", {"Ben"}),
        (" \x00 ", {"Ada", "Ben", "Cem", "Dora", "Engin"}),
    ],
)
def test_a_word_that_many_have_finds_whom_a_rare_one_would(company, monkeypatch, few, words, names):
    many = {number: queries.Prepared(queries._having_each, **ask.kinds) for number, ask in queries._asked_having.items()}
    monkeypatch.setattr(queries, "FEW", few)
    monkeypatch.setattr(queries, "_asked_having", many)
    found = queries.found(Employee.objects.all(), queries.words_in(words), on=DAY)
    assert {one.first_name for one in found} == names
    assert {row["first_name"] for row in queries.listed(found, on=DAY)} == names


def test_a_row_says_what_an_instance_says(company):
    rows = shown(list(queries.listed(Employee.objects.order_by("first_name"), on=DAY)))
    assert [(row["name"], row["title"], row["team"], row["manager"]) for row in rows] == [
        ("Ada Lind", "Engineer", "", ""),
        ("Ben Lind", "100% Engineer_2", "Söhne & Co.", "Ada Lind"),
        ("Cem Lind", "", "Söhne & Co.", ""),
        ("Dora Lind", "", "", ""),
        ("Engin Lind", "", "", ""),
    ]
    for row in rows:
        one = Employee.objects.get(pk=row["pk"])
        assert (row["name"], row["initials"]) == (one.name, one.initials)
        assert row["url"] == reverse("directory:person", args=[one.pk])


def test_an_address_is_what_reverse_says():
    assert address_of("curricula:module", "a-course", "m1") == reverse("curricula:module", args=["a-course", "m1"])
    assert address_of("directory:move", 12) == reverse("directory:move", args=[12])


def test_who_does_not_fit_on_a_page_is_on_the_next(company, sam, signed_in):
    for number in range(70):
        EmployeeFactory(first_name=f"Fay{number:02}", last_name="Quill")
    browser = signed_in(sam)
    for query, many in (("", 76), ("?q=quill", 70), ("?q=fay+quill", 70), ("?q=fay0", 10)):
        page = browser.get(reverse("directory:people") + query)
        assert page.context["matches"] == many
        names = [row["name"] for row in page.context["page"].items]
        while after := page.context["page"].after:
            page = browser.get(reverse("directory:people") + f"{query or '?'}&after={after}")
            names += [row["name"] for row in page.context["page"].items]
        assert len(set(names)) == len(names) == many

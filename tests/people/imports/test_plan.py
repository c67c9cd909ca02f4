"""What would a file change, where is each fault, and is it carried out whole or not at all?"""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from people.employees.actions import change_manager, record_leaving
from people.employees.models import Employee, ReportingLine, Team
from people.employees.queries import lines_on, manager_of
from people.history.models import Record
from people.imports.actions import carry_out
from people.imports.mapping import faults_of, guess, remember
from people.imports.models import ColumnMapping
from people.imports.plan import Known, plan_import
from people.imports.reader import Unreadable, read_table
from people.tracks.actions import place_employee
from people.tracks.models import Placement
from people.tracks.queries import place_of
from tests.factories import EmployeeFactory, ReportingLineFactory
from tests.soak import cases
from transition.lib.csv import lines as csv_lines
from transition.lib.faults import Conflict

DAY = date(2026, 3, 2)
HEADING = "employee_id,first_name,last_name,email,hired_on,left_on,title,team,location,manager\n"
COMPANY = HEADING + (
    "1,Lena,Okafor,lena@kestrel.example,2020-01-06,,Head of Routing,Routing,Lisbon,\n"
    "2,Ines,Duarte,ines@kestrel.example,2022-03-01,,Engineer,Routing,Lisbon,1\n"
    "3,Otto,Lind,otto@kestrel.example,2024-09-02,,Engineer,Routing,Malmö,ines@kestrel.example\n"
    "4,Sam,Mensah,sam@kestrel.example,2021-05-03,,Designer,Maps,Accra,Lena Okafor\n"
)


def planned(text, *, names=None, history=None, on=DAY):
    table = read_table(text.encode())
    past = read_table(history.encode(), name="history.csv") if history else None
    return plan_import(table, guess(table.columns), names=names, history=past, on=on)


def bring_in(text, **options):
    plan = planned(text, **options)
    assert not plan.faults, [str(fault) for fault in plan.faults]
    return carry_out(plan, by=None, at=timezone.now())


def counts(plan):
    return len(plan.added), len(plan.changed), plan.unchanged


def called(name):
    return Employee.objects.get(first_name=name)


def everything():
    """Every row that an import can write."""
    models = (Employee, Team, Placement, ReportingLine, Record, ColumnMapping)
    return [list(model.objects.order_by("pk").values()) for model in models]


# --- Which column is which ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("columns", "fields"),
    [
        (
            "employee_id,first_name,last_name,email,hired_on,left_on,title,team,location,manager",
            "employee_id,first_name,last_name,email,hired_on,left_on,title,team,location,manager",
        ),
        (
            "Employee No.,Given Name,Surname,Work E-mail,Start Date,Exit Date,Job Title,Department,Office,Reports To",
            "employee_id,first_name,last_name,email,hired_on,left_on,title,team,location,manager",
        ),
        (
            "Personalnummer,Vorname,Nachname,E-Mail,Eintritt,Austritt,Funktion,Abteilung,Standort,Vorgesetzter",
            "employee_id,first_name,last_name,email,hired_on,left_on,title,team,location,manager",
        ),
        (
            "Personalnr.,Vorname,Nachname,E-Mail-Adresse,Eintrittsdatum,Austrittsdatum,Titel,Bereich,Ort,Führungskraft",
            "employee_id,first_name,last_name,email,hired_on,left_on,title,team,location,manager",
        ),
        (
            "Matricule,Prénom,Nom,Courriel,Date d'embauche,Date de départ,Poste,Équipe,Lieu,Responsable",
            "employee_id,first_name,last_name,email,hired_on,left_on,title,team,location,manager",
        ),
        ("id,Full Name,salary,phone", "employee_id,name,,"),
        ("id,employee_id,name,last_name", ",employee_id,,last_name"),
    ],
)
def test_columns_are_guessed_by_their_names(db, columns, fields):
    columns = columns.split(",")
    wanted = {column: field for column, field in zip(columns, fields.split(","), strict=True) if field}
    assert guess(columns) == wanted


def test_what_a_column_meant_is_remembered_even_that_it_meant_nothing(db):
    assert guess(["Kürzel", "Name", "Team"]) == {"Name": "name", "Team": "team"}
    remember({"Kürzel": "employee_id", "Name": "name", "Team": ""})
    assert guess(["KÜRZEL", "name", "Team"]) == {"KÜRZEL": "employee_id", "name": "name"}


def test_two_columns_remembered_for_one_field_are_not_guessed_both(db):
    remember({"id": "employee_id", "badge": "employee_id"})
    assert guess(["badge", "id", "name"]) == {"badge": "employee_id", "name": "name"}


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ({"who": "name", "id": "employee_id"}, "There is no column 'who'. There are: id, name."),
        ({"name": "nom", "id": "employee_id"}, "There is no field 'nom'. There are: employee_id,"),
        ({"name": "employee_id", "id": "employee_id"}, "Two columns are mapped to employee_id."),
        ({"id": "employee_id"}, "No column is mapped to last_name or name."),
        ({"name": "name"}, "No column is mapped to employee_id or email: nothing says who is who."),
    ],
)
def test_a_mapping_that_cannot_work_is_refused_in_words(mapping, words):
    assert any(fault.startswith(words) for fault in faults_of(mapping, ["id", "name"]))


# --- What changes ------------------------------------------------------------------------------------------------------


def test_a_company_comes_in_with_managers_by_number_address_and_name(db):
    assert counts(bring_in(COMPANY)) == (4, 0, 0)
    managers = {one.first_name: str(manager_of(one, on=DAY)) for one in Employee.objects.all()}
    assert managers == {"Lena": "None", "Ines": "Lena Okafor", "Otto": "Ines Duarte", "Sam": "Lena Okafor"}
    otto = called("Otto")
    assert (otto.number, otto.email, otto.hired_on, otto.location) == ("3", "otto@kestrel.example", date(2024, 9, 2), "Malmö")
    assert (place_of(otto, on=DAY).title, str(place_of(otto, on=DAY).team)) == ("Engineer", "Routing")
    assert list(otto.lines.values_list("started_on", "ended_on")) == [(date(2024, 9, 2), None)]


def test_the_same_file_again_changes_nothing(db):
    bring_in(COMPANY)
    before = everything()
    assert counts(bring_in(COMPANY)) == (0, 0, 4)
    assert everything() == before


def test_the_plan_says_what_was_and_what_will_be_and_the_rest_is_left_alone(db):
    bring_in(COMPANY)
    changed = COMPANY.replace("Engineer,Routing,Malmö,ines@kestrel.example", "Staff Engineer,Maps,Malmö,4").replace(
        "Accra", "Tema"
    )
    plan = planned(changed + "5,Marco,Bianchi,marco@kestrel.example,,,,,,1\n")
    assert counts(plan) == (1, 2, 2)
    assert [(person.row, str(person), person.changes) for person in plan.changed] == [
        (4, "Otto Lind", [("title", "Engineer", "Staff Engineer"), ("team", "Routing", "Maps"), ("manager", "Ines Duarte", "Sam Mensah")]),
        (5, "Sam Mensah", [("location", "Accra", "Tema")]),
    ]  # fmt: skip
    carry_out(plan, by=None, at=timezone.now())
    otto = called("Otto")
    yesterday = DAY - timedelta(days=1)
    assert (place_of(otto, on=yesterday).title, place_of(otto, on=DAY).title) == ("Engineer", "Staff Engineer")
    assert (str(manager_of(otto, on=yesterday)), str(manager_of(otto, on=DAY))) == ("Ines Duarte", "Sam Mensah")
    assert set(Record.objects.filter(employee=otto).values_list("verb", flat=True)) == {"imported", "placed", "changed manager"}
    assert counts(bring_in(changed)) == (0, 0, 4)


def test_a_blank_cell_says_nothing(db):
    bring_in(COMPANY)
    assert counts(bring_in(HEADING + "2,,Duarte,,,,,,,\n")) == (0, 0, 1)
    ines = called("Ines")
    assert (ines.email, ines.location, place_of(ines, on=DAY).title) == ("ines@kestrel.example", "Lisbon", "Engineer")


def test_somebody_known_by_address_gets_the_number_of_the_file(db, ines):
    assert counts(bring_in(f"id,name,email\n77,Ines Duarte,{ines.email.upper()}\n")) == (0, 1, 0)
    ines.refresh_from_db()
    assert ines.number == "77"


def test_codes_become_names(db):
    plan = planned("id,name,title\n1,Ines Duarte,E1\n2,Otto Lind,E9\n", names={"title": {"E1": "Engineer"}})
    assert plan.added[0].title == "Engineer"
    assert [str(fault) for fault in plan.faults] == ["row 3, column title: The file of names has no name for “E9”."]


def test_a_manager_whose_number_is_their_login_name_is_one_person(db):
    EmployeeFactory(first_name="Lena", last_name="Okafor", email="", number="1001", login_name="1001")
    bring_in("id,name,manager\n7,Ines Duarte,1001\n")
    assert str(manager_of(called("Ines"), on=DAY)) == "Lena Okafor"


def test_a_team_is_found_whatever_its_case_in_any_alphabet(db):
    bring_in("id,name,team\n1,Ines Duarte,Übersee\n")
    bring_in("id,name,team\n2,Otto Lind,Übersee\n3,Sam Mensah,ÜBERSEE\n")
    assert Team.objects.count() == 1
    assert Placement.objects.filter(team__name="Übersee").count() == 3


def test_a_tree_can_be_turned_upside_down(db):
    bring_in("id,name,manager\n1,Lena Okafor,9\n2,Ines Duarte,1\n3,Otto Lind,2\n9,Hana Sato,\n")
    assert counts(bring_in("id,name,manager\n1,Lena Okafor,2\n2,Ines Duarte,3\n3,Otto Lind,9\n")) == (0, 3, 0)
    assert [str(manager_of(called(name), on=DAY)) for name in ("Lena", "Ines", "Otto")] == [
        "Ines Duarte",
        "Otto Lind",
        "Hana Sato",
    ]


def test_the_tree_turns_even_where_people_who_are_not_in_the_file_stand_between(db):
    bring_in("id,name,manager\n1,Lena Okafor,9\n2,Ines Duarte,1\n3,Otto Lind,2\n9,Hana Sato,\n")
    assert counts(bring_in("id,name,manager\n1,Lena Okafor,3\n2,Ines Duarte,9\n")) == (0, 2, 0)
    assert [str(manager_of(called(name), on=DAY)) for name in ("Lena", "Ines", "Otto")] == [
        "Otto Lind",
        "Hana Sato",
        "Ines Duarte",
    ]


def test_somebody_hired_later_comes_once(db):
    later = COMPANY + "5,Marco,Bianchi,marco@kestrel.example,2026-06-01,,Engineer,Maps,Turin,4\n"
    bring_in(later)
    marco = called("Marco")
    assert list(marco.placements.values_list("started_on", flat=True)) == [date(2026, 6, 1)]
    assert list(marco.lines.values_list("started_on", flat=True)) == [date(2026, 6, 1)]
    before = everything()
    assert counts(bring_in(later)) == (0, 0, 5)
    assert everything() == before
    assert counts(bring_in(later.replace("Engineer,Maps,Turin,4", "Mentor,Maps,Turin,1"))) == (0, 1, 4)
    assert list(marco.placements.values_list("title", "started_on")) == [("Mentor", date(2026, 6, 1))]
    assert str(manager_of(marco, on=date(2026, 6, 1))) == "Lena Okafor"


# --- Leavers -----------------------------------------------------------------------------------------------------------

INES_LEFT = COMPANY.replace("2022-03-01,,", "2022-03-01,2026-02-27,")


def test_the_reports_of_a_leaver_are_listed_and_keep_their_line(db):
    bring_in(COMPANY)
    plan = bring_in(INES_LEFT)
    assert counts(plan) == (0, 1, 3)
    assert plan.orphans == ["Otto Lind"]
    assert called("Ines").left_on == date(2026, 2, 27)
    assert manager_of(called("Otto"), on=DAY) == called("Ines")
    assert manager_of(called("Ines"), on=DAY) is None
    again = bring_in(INES_LEFT)
    assert (counts(again), again.orphans) == ((0, 0, 4), ["Otto Lind"])


def test_reports_of_a_leaver_are_listed_when_all_are_new_or_only_the_leaver_is_in_the_file(db):
    plan = bring_in(INES_LEFT)
    assert (counts(plan), plan.orphans) == ((4, 0, 0), ["Otto Lind"])
    assert manager_of(called("Otto"), on=DAY) == called("Ines")
    assert counts(bring_in(INES_LEFT)) == (0, 0, 4)
    plan = bring_in(HEADING + "4,Sam,Mensah,,,,,,,3\n3,Otto,Lind,,,2026-03-01,,,,\n")
    assert plan.orphans == []
    bring_in(COMPANY.replace("3,Otto", "6,Olga").replace("otto@", "olga@") + "7,Marco,Bianchi,,,,,,,olga@kestrel.example\n")
    assert bring_in(HEADING + "6,Olga,Lind,,,2026-03-02,,,,\n").orphans == ["Marco Bianchi"]


def test_somebody_new_below_a_leaver_of_before_is_listed(db, lena):
    record_leaving(lena, left_on=DAY, by=None, at=timezone.now())
    plan = bring_in(f"id,name,manager\n7,Ines Duarte,{lena.email}\n")
    assert plan.orphans == ["Ines Duarte"]


def test_nobody_is_moved_below_somebody_who_left(db):
    bring_in(COMPANY)
    plan = bring_in(INES_LEFT.replace("Accra,Lena Okafor", "Accra,2"))
    assert counts(plan) == (0, 1, 3)
    assert [str(warning) for warning in plan.warnings] == [
        "row 5, column manager: Ines Duarte no longer works here: Sam Mensah stays where they are."
    ]
    assert str(manager_of(called("Sam"), on=DAY)) == "Lena Okafor"


def test_a_leaver_takes_nothing_new_and_is_not_moved(db):
    bring_in(INES_LEFT)
    plan = bring_in(COMPANY.replace("Engineer,Routing,Lisbon,1", "Head,Maps,Porto,4"))
    assert counts(plan) == (0, 1, 3)
    assert [person.changes for person in plan.changed] == [[("location", "Lisbon", "Porto")]]
    assert [str(warning) for warning in plan.warnings] == [
        "row 3, column left_on: Ines Duarte left on 2026-02-27: title, team and manager stay as they are."
    ]


def test_a_leaving_that_was_put_off_opens_the_place_again_until_then(db):
    bring_in(INES_LEFT)
    later = COMPANY.replace("2022-03-01,,", "2022-03-01,2026-04-30,")
    assert counts(bring_in(later)) == (0, 1, 3)
    ines = called("Ines")
    assert place_of(ines, on=DAY).ended_on == date(2026, 4, 30)
    assert ines.lines.get(started_on=DAY).ended_on == date(2026, 4, 30)
    assert counts(bring_in(later)) == (0, 0, 4)


def test_first_and_last_day_can_be_corrected_together(db):
    bring_in(INES_LEFT)
    bring_in(INES_LEFT.replace("2022-03-01,2026-02-27", "2026-02-28,2026-03-01"))
    assert (called("Ines").hired_on, called("Ines").left_on) == (date(2026, 2, 28), date(2026, 3, 1))


# --- Earlier places ----------------------------------------------------------------------------------------------------

PAST = "employee_id,start_date,end_date,title,team\n"


def places_of(name):
    rows = called(name).placements.order_by("started_on")
    return [(row.title, row.kind, f"{row.started_on}", row.ended_on and f"{row.ended_on}") for row in rows]


def test_history_stands_before_the_place_of_today_and_before_the_hire_date_it_is_kept_with_a_warning(db):
    plan = bring_in(COMPANY, history=PAST + "2,2019-01-01,2019-12-31,Trainee,Maps\n2,2022-03-01,2023-12-31,Tester,Maps\n")
    assert [str(warning) for warning in plan.warnings] == [
        "history.csv, row 2, column start_date: Before Ines Duarte was hired: kept as earlier employment."
    ]
    assert places_of("Ines") == [
        ("Trainee", "earlier", "2019-01-01", "2020-01-01"),
        ("Tester", "regular", "2022-03-01", "2024-01-01"),
        ("Engineer", "regular", "2024-01-01", None),
    ]


def test_history_that_comes_later_makes_room_in_the_place_that_was_dated_back(db):
    bring_in(COMPANY)
    past = PAST + "2,2022-05-01,2023-12-31,Tester,Maps\n2,2024-03-01,2024-12-31,Analyst,Maps\n"
    plan = bring_in(COMPANY, history=past)
    assert (counts(plan), len(plan.stints)) == ((0, 0, 4), 2)
    assert places_of("Ines") == [
        ("Tester", "regular", "2022-05-01", "2024-01-01"),
        ("Analyst", "regular", "2024-03-01", "2025-01-01"),
        ("Engineer", "regular", "2025-01-01", None),
    ]
    again = bring_in(COMPANY, history=past)
    assert (counts(again), again.changes_nothing) == ((0, 0, 4), True)


def test_history_reaches_people_who_are_known_and_not_in_the_file(db):
    bring_in(COMPANY)
    bring_in(HEADING + "4,Sam,Mensah,,,,,,,\n", history=PAST + "2,2022-03-01,2023-12-31,Tester,Maps\n")
    assert places_of("Ines")[0] == ("Tester", "regular", "2022-03-01", "2024-01-01")


PAST_FAULTS = [
    ("9,2020-01-01,2020-12-31,Tester,Maps\n", "row 2, column employee_id: Nobody has the number “9”."),
    ("2,soon,2020-12-31,Tester,Maps\n", "row 2, column start_date: “soon” is not a day. Write it as 2024-03-31."),
    ("2,2020-01-01,later,Tester,Maps\n", "row 2, column end_date: “later” is not a day. Write it as 2024-03-31."),
    ("2,2020-01-01,2019-12-31,Tester,Maps\n", "row 2, column end_date: It ends before it starts."),
    ("2,2022-05-01,2026-03-02,Tester,Maps\n", "row 2, column end_date: It is not over on 2026-03-02."),
    (
        "2,2023-01-01,2023-12-31,Tester,Maps\n2,2023-12-31,2024-01-31,Analyst,Maps\n",
        "row 3, column start_date: It overlaps row 2.",
    ),
    (f"2,2023-01-01,2023-12-31,{'x' * 301},Maps\n", "row 2, column title: This is longer than 300 characters."),
    (f"2,2023-01-01,2023-12-31,Tester,{'x' * 121}\n", "row 2, column team: This is longer than 120 characters."),
    ("4,2025-01-01,2025-12-31,Tester,Maps\n", "row 2, column start_date: Sam Mensah has a place on these days already."),
]


@pytest.mark.parametrize(("rows", "words"), PAST_FAULTS)
def test_a_fault_of_the_history_is_said_with_its_place_and_nothing_is_written(db, rows, words):
    bring_in(COMPANY)
    place_employee(called("Sam"), title="Artist", on=date(2025, 6, 1), by=None, at=timezone.now())
    before = everything()
    plan = planned(COMPANY.replace("Designer", "Artist"), history=PAST + rows)
    assert [str(fault) for fault in plan.faults] == [f"history.csv, {words}"]
    with pytest.raises(ValidationError):
        carry_out(plan, by=None, at=timezone.now())
    assert everything() == before


def test_a_history_without_its_columns_is_refused(db):
    plan = planned(COMPANY, history="who,since\n2,2020-01-01\n")
    assert [str(fault) for fault in plan.faults] == [
        "history.csv, row 1: The history has no column for employee_id, started_on, ended_on."
    ]


# --- Faults ------------------------------------------------------------------------------------------------------------

FAULTS = {
    "a circle": ("1,Lena,Okafor,,,,,,,3\n", "row 2, column manager: A circle: "),
    "a circle in the file": ("7,A,B,,,,,,,8\n8,C,D,,,,,,,7\n", "row 2, column manager: A circle: A B -> C D -> A B."),
    "their own manager": ("2,Ines,Duarte,,,,,,,2\n", "row 2, column manager: Nobody reports to themself."),
    "an unknown manager": ("2,Ines,Duarte,,,,,,,Nobody Here\n", "row 2, column manager: Nobody is known as “Nobody Here”."),
    "an ambiguous manager": (
        "7,Sam,Mensah,,,,,,,\n8,A,B,,,,,,,sam mensah\n",
        "row 3, column manager: 2 people are called “sam mensah”: give the number or the address.",
    ),
    "one number twice": ("7,A,B,,,,,,,\n7,C,D,,,,,,,\n", "row 3, column employee_id: “7” stands in row 2 already."),
    "one address twice": ("7,A,B,a@x.example,,,,,,\n8,C,D,A@X.example,,,,,,\n", "row 3, column email: “a@x.example” stands in row 2"),
    "one person twice": (
        "2,Ines,Duarte,,,,,,,\n,Ines,Duarte,ines@kestrel.example,,,,,,\n",
        "row 3, column employee_id: This is Ines Duarte, as in row 2.",
    ),
    "two people in one row": ("2,Ines,Duarte,sam@kestrel.example,,,,,,\n", "row 2, column employee_id: Number and address belong to"),
    "an address of another": ("77,Ines,Duarte,ines@kestrel.example,,,,,,\n", "row 2, column email: Ines Duarte has this address and"),
    "nobody": (",Ines,Duarte,,,,,,,\n", "row 2, column employee_id: Neither a number nor an address: nothing says who this is."),
    "no name": ("7,Ines,,,,,,,,\n", "row 2, column last_name: A name is missing."),
    "no address": ("7,A,B,a@@b,,,,,,\n", "row 2, column email: “a@@b” is not an e-mail address."),
    "no day": ("7,A,B,,31/31/2024,,,,,\n", "row 2, column hired_on: “31/31/2024” is not a day. Write it as 2024-03-31."),
    "two days": ("7,A,B,,04/03/2024,,,,,\n", "row 2, column hired_on: 04/03/2024 could be day first or month first."),
    "gone before": ("7,A,B,,2024-03-31,2024-03-30,,,,\n", "row 2, column left_on: They cannot leave before they were hired."),
    "gone before what is known": ("2,Ines,Duarte,,,2022-02-28,,,,\n", "row 2, column left_on: They cannot leave before they were"),
    "a long name": (f"7,A,{'x' * 121},,,,,,,\n", "row 2, column last_name: This is longer than 120 characters."),
    "a long number": (f"{'7' * 61},A,B,,,,,,,\n", "row 2, column employee_id: This is longer than 60 characters."),
    "a long login name": (f"7,A,B,{'x' * 151},,,,,,\n", "row 2, column email: This is longer than 150 characters."),
    "a long title": (f"7,A,B,,,,{'x' * 301},,,\n", "row 2, column title: This is longer than 300 characters."),
    "a long team": (f"7,A,B,,,,,{'x' * 121},,\n", "row 2, column team: This is longer than 120 characters."),
    "1 MB": (f"7,A,B,,,,{'x' * 1024 * 1024},,,\n", "row 2, column title: This is longer than 300 characters."),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "words"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_said_with_row_and_column_and_nothing_is_written(db, rows, words):
    bring_in(COMPANY)
    before = everything()
    plan = planned(HEADING + rows + "99,Good,Person,,,,,,,\n")
    assert any(str(fault).startswith(words) for fault in plan.faults), [str(fault) for fault in plan.faults]
    with pytest.raises(ValidationError) as caught:
        carry_out(plan, by=None, at=timezone.now())
    assert any(reason.startswith(words) for reason in caught.value.messages)
    assert everything() == before


def test_only_the_first_200_faults_are_listed(db):
    assert len(planned(HEADING + "".join(f"{n},A,,,,,,,,\n" for n in range(1000))).faults) == 200


def test_a_change_that_was_planned_stops_the_import_with_the_row(db):
    bring_in(COMPANY)
    change_manager(called("Ines"), manager=called("Sam"), on=date(2026, 5, 1), by=None, at=timezone.now())
    before = everything()
    plan = planned(COMPANY.replace("Accra,Lena Okafor", "Accra,2"))
    with pytest.raises(ValidationError, match="row 5: Ines Duarte reports to Sam Mensah, directly or over others, on 1 May 2026"):
        carry_out(plan, by=None, at=timezone.now())
    assert everything() == before


def test_of_two_equal_plans_only_the_first_is_carried_out(db):
    first, second = planned(COMPANY), planned(COMPANY)
    carry_out(first, by=None, at=timezone.now())
    before = everything()
    with pytest.raises(Conflict, match="somebody was faster"):
        carry_out(second, by=None, at=timezone.now())
    assert everything() == before


# --- The command -------------------------------------------------------------------------------------------------------

REFUSED = [
    (b"", "people.csv: The file is empty."),
    (b"\x89PNG\r\n\x1a\n", "people.csv: This is a picture, not a CSV."),
    (b"id,name\n1,In\x00es\n", "people.csv, row 2, column name: There are characters that cannot be stored."),
    (b'id,name\n1,"Ines\n', "people.csv, row 2, column name: The quotes do not match"),
    (b"id,name,ID\n1,Ines,2\n", "people.csv, row 1, column ID: This heading stands twice."),
    (b"id,salary\n1,9\n", "No column is mapped to last_name or name."),
    (b"id,name,manager\n1,Ines,1\n", "row 2, column manager: Nobody reports to themself."),
]


@pytest.mark.parametrize(("content", "words"), REFUSED)
def test_the_command_refuses_with_exit_code_1_and_writes_nothing(db, tmp_path, content, words):
    (tmp_path / "people.csv").write_bytes(content)
    with pytest.raises(CommandError) as caught:
        call_command("import_people", str(tmp_path / "people.csv"))
    assert caught.value.returncode == 1
    assert str(caught.value).startswith("Nothing was imported.\n" + words)
    assert everything() == [[]] * 6


def test_the_command_maps_lists_orphans_and_remembers(db, tmp_path, capsys):
    file = tmp_path / "people.csv"
    file.write_text("Kürzel;Wer;Chef;bis\nLO;Lena Okafor;;2026-02-27\nID;Ines Duarte;LO;\n")
    with pytest.raises(CommandError, match=r"Written as THEIRS=OURS, not as Wer\."):
        call_command("import_people", str(file), "--map", "Wer")
    with pytest.raises(CommandError, match="There is no column 'job'"):
        call_command("import_people", str(file), "--map", "Wer=name", "Kürzel=employee_id", "--names", f"job={file}")
    with pytest.raises(CommandError, match=r"nowhere.csv: No such file or directory"):
        call_command("import_people", str(tmp_path / "nowhere.csv"))
    pairs = ("Kürzel=employee_id", "Wer=name", "Chef=manager", "bis=left_on")
    call_command("import_people", str(file), "--map", *pairs, "--on", str(DAY))
    assert (
        capsys.readouterr().out == "2 added, 0 changed, 0 left alone, 0 earlier places\nThese need a new manager: Ines Duarte\n"
    )
    call_command("import_people", str(file), "--on", str(DAY))
    assert "0 added, 0 changed, 2 left alone" in capsys.readouterr().out


# --- Out and in again --------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("otto")
def test_the_directory_goes_out_and_comes_in_and_nothing_changes(hana, ines, sam, signed_in):
    today = timezone.localdate()
    team = Team.objects.create(name="=Übersee; “Nord”, Süd")
    odd = EmployeeFactory(first_name="'Anna-Maria'", last_name="-O'Neill", number="007", location="+1st floor", hired_on=None)
    login = EmployeeFactory(first_name="Kim", last_name="Park", user=None, email="", login_name="KPARK")
    EmployeeFactory(first_name="Li", last_name="Wei", user=None, email="", number="@8", login_name="8")
    ReportingLineFactory(employee=odd, manager=login)
    ReportingLineFactory(employee=sam, manager=odd)
    place_employee(odd, title="x" * 300, team=team, on=date(2025, 1, 1), by=None, at=timezone.now())
    place_employee(sam, title='\'=Head of "Routes"\nand maps', on=date(2025, 1, 1), by=None, at=timezone.now())
    content = signed_in(ines).get("/people/csv/").getvalue()
    before = everything()
    table = read_table(content)
    assert len(table.rows) == 8
    plan = plan_import(table, guess(table.columns), on=today)
    assert [str(fault) for fault in plan.faults] == []
    assert [person.changes for person in plan.changed] == []
    assert counts(plan) == (0, 0, 8)
    carry_out(plan, by=None, at=timezone.now())
    assert everything()[:-1] == before[:-1]  # but for the meaning of the columns


# --- Whatever a file says ----------------------------------------------------------------------------------------------

numbers = st.sampled_from(["1", "2", "3", "4", "5", "6", "7", ""])
addresses = st.sampled_from(["", "a@x.example", "A@X.EXAMPLE", "b@x.example", "KPARK", "Ünal", "ünal", "a@@x"])
days = st.sampled_from(
    ["", "", "2020-01-06", "2024-02-29", "2026-03-01", "2026-03-02", "2026-06-01", "2027-01-01", "31.12.2025", "x"]
)
words = st.sampled_from(["", "Engineer", "ENGINEER", "Übersee", "übersee", "ΟΔΟΣ", "οδοσ", "=1", "x" * 130])
bosses = st.sampled_from(["", "", "1", "2", "3", "4", "5", "a@x.example", "Ines Duarte", "KPARK", "nobody"])
first_names, last_names = st.sampled_from(["Ines", "Otto", ""]), st.sampled_from(["Duarte", "Lind", "X", ""])
people = st.tuples(numbers, first_names, last_names, addresses, days, days, words, words, words, bosses)
fine_days = st.sampled_from(["", "2020-01-06", "2024-02-29", "2026-03-02", "2026-06-01"])
late_days = st.sampled_from(["", "", "", "2026-03-01", "2026-03-02", "2026-03-03", "2026-06-01", "2027-01-01"])
short = st.sampled_from(["", "Engineer", "ENGINEER", "Übersee", "übersee"])


@st.composite
def companies(draw, faulty):
    """A file of people: `faulty` ones say anything, the others are mostly fine, so that they are carried out."""
    if faulty:
        rows = draw(st.lists(people, min_size=1, max_size=6))
    else:
        who = draw(st.lists(st.sampled_from("1234567"), min_size=1, max_size=6, unique=True))
        tails = [(draw(fine_days), draw(late_days), draw(short), draw(short), draw(short), draw(bosses_of(one))) for one in who]
        rows = [(one, f"N{one}", "Lind", "", *tail) for one, tail in zip(who, tails, strict=True)]
    return "".join(csv_lines([HEADING.strip().split(","), *rows]))


def bosses_of(one):
    return st.sampled_from(["", "", *(other for other in "12345" if other != one)])


pasts = st.lists(st.tuples(numbers, days, days, words, words), min_size=1, max_size=4).map(
    lambda rows: "".join(csv_lines([PAST.strip().split(","), *rows]))
)


def check_faults(plan):
    for fault in [*plan.faults, *plan.warnings]:
        assert fault.row
        assert fault.column
        assert fault.reason.endswith(".")


@pytest.mark.soak
@settings(max_examples=cases(50_000, quick=150), deadline=None)
@given(companies(faulty=True) | companies(faulty=False), st.none() | pasts, st.binary(max_size=30), st.integers(0, 400))
def test_no_file_crashes_the_plan_and_every_fault_has_a_place(text, past, noise, where):
    content = text.encode()
    if where % 4 == 0:
        content = content[:where] + noise + content[where:]
    try:
        table = read_table(content)
        history = read_table(past.encode(), name="history.csv") if past else None
    except Unreadable as unreadable:
        plan = None
        reasons = [fault.reason for fault in unreadable.faults]
    else:
        mapping = {column: column for column in table.columns if column in HEADING.strip().split(",")}
        plan = None
        reasons = faults_of(mapping, table.columns)
        if not reasons:
            plan = plan_import(table, mapping, history=history, on=DAY, known=Known())
    if plan is None:
        assert all(reasons)
        assert reasons
    else:
        check_faults(plan)
        assert len(plan.added) + len({fault.row for fault in plan.faults}) >= len(table.rows) or len(plan.faults) >= 200


def refusals_of(plan):
    try:
        carry_out(plan, by=None, at=timezone.now())
    except ValidationError as refused:
        return refused.messages
    return []


class AnyCompany(TestCase):
    """Whatever files say, one after the other: all or nothing, the same again changes nothing, no circle on any day."""

    @pytest.mark.soak
    @settings(max_examples=cases(50, quick=5), deadline=None)
    @given(
        st.lists(
            st.tuples(companies(faulty=True) | companies(faulty=False) | companies(faulty=False), st.none() | pasts), max_size=4
        )
    )
    def test_all_or_nothing_and_again_nothing(self, files):
        for text, past in files:
            before = everything()
            try:
                plan = planned(text, history=past)
            except Unreadable:
                continue
            check_faults(plan)
            if refusals := refusals_of(plan):
                assert plan.faults or all(reason.startswith("row ") for reason in refusals)
                assert everything() == before
                continue
            again = planned(text, history=past)
            assert (again.faults, [person.changes for person in again.changed], again.added, again.stints) == ([], [], [], [])
            check_days()


def check_days():
    for day in (date(2019, 6, 1), date(2022, 1, 1), DAY, date(2026, 7, 1), date(2028, 1, 1)):
        lines = list(lines_on(ReportingLine.objects.all(), day).values_list("employee", "manager"))
        above = dict(lines)
        assert len(above) == len(lines)
        for start in above:
            seen, current = set(), start
            while current in above:
                assert current not in seen, "a circle"
                seen.add(current)
                current = above[current]
    for employee in Employee.objects.all():
        places = list(employee.placements.order_by("started_on"))
        for one, other in pairwise(places):
            assert one.ended_on, "two places on one day"
            assert one.ended_on <= other.started_on, "two places on one day"

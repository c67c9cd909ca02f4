"""Does a company that nobody here invented come in whole: 107 people of Oracle's sample schema, with their history?"""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from people.employees.models import Employee, ReportingLine, Team
from people.history.models import Record
from people.imports.models import ColumnMapping
from people.tracks.models import Placement
from people.tracks.queries import place_of

DAY = date(2026, 3, 2)


@pytest.fixture
def oracle(db, shared_data, capsys):
    """Return a function that imports the company as its HR would, and gives what was said."""
    folder = shared_data / "org-oracle-hr"

    def bring_in(*options):
        names = (f"job_id={folder / 'jobs.csv'}", f"department_id={folder / 'departments.csv'}")
        history = ("--history", str(folder / "job_history.csv"))
        call_command("import_people", str(folder / "employees.csv"), "--names", *names, *history, "--on", str(DAY), *options)
        return capsys.readouterr()

    return bring_in


def test_all_107_come_in_with_names_for_jobs_and_departments(oracle):
    said = oracle()
    assert said.out == "107 added, 0 changed, 0 left alone, 10 earlier places\n"
    assert Employee.objects.count() == 107
    assert ReportingLine.objects.filter(ended_on=None).count() == 106  # all but the president
    assert set(ReportingLine.objects.values_list("manager__last_name", flat=True)) >= {"King", "Yang", "Garcia", "Gruenberg"}
    assert Record.objects.filter(verb="imported").count() == 107
    assert ColumnMapping.objects.get(column="job_id").field == "title"
    assert ColumnMapping.objects.get(column="salary").field == ""
    assert not Team.objects.filter(name__in=["90", "60"]).exists()
    neena = Employee.objects.get(number="101")
    assert (neena.name, neena.hired_on, neena.email, neena.login_name) == ("Neena Yang", date(2015, 9, 21), "", "NYANG")
    place = place_of(neena, on=DAY)
    assert (place.title, place.team.name) == ("Administration Vice President", "Executive")


def test_an_address_without_at_is_a_login_name_and_earlier_places_are_kept_both_with_a_warning(oracle):
    warnings = oracle().err.splitlines()
    assert len(warnings) == 111
    assert "warning: row 3, column email: “NYANG” has no @: it becomes a login name." in warnings
    assert (
        "warning: job_history.csv, row 4, column start_date: Before Neena Yang was hired: kept as earlier employment." in warnings
    )
    assert sum("kept as earlier employment" in warning for warning in warnings) == 4


def test_the_history_stands_before_todays_place(oracle):
    oracle()
    rows = Placement.objects.filter(employee__number="176").values_list("title", "kind", "started_on", "ended_on")
    assert list(rows) == [
        ("Sales Representative", "regular", date(2016, 3, 24), date(2017, 1, 1)),
        ("Sales Manager", "regular", date(2017, 1, 1), date(2018, 1, 1)),
        ("Sales Representative", "regular", date(2018, 1, 1), None),
    ]
    rows = Placement.objects.filter(employee__number="101").values_list("title", "kind", "started_on", "ended_on")
    assert list(rows) == [
        ("Public Accountant", "earlier", date(2007, 9, 21), date(2011, 10, 28)),
        ("Accounting Manager", "earlier", date(2011, 10, 28), date(2015, 3, 16)),
        ("Administration Vice President", "regular", date(2015, 9, 21), None),
    ]


def test_the_same_files_again_leave_all_107_alone(oracle):
    oracle()
    before = list(Placement.objects.order_by("pk").values()), list(ReportingLine.objects.order_by("pk").values())
    records = Record.objects.count()
    assert oracle().out == "0 added, 0 changed, 107 left alone, 0 earlier places\n"
    assert (list(Placement.objects.order_by("pk").values()), list(ReportingLine.objects.order_by("pk").values())) == before
    assert Record.objects.count() == records


def test_a_dry_run_says_it_all_and_writes_nothing(oracle):
    said = oracle("--dry-run")
    assert "107 added, 0 changed, 0 left alone, 10 earlier places" in said.out
    assert "This was a dry run: nothing was written." in said.out
    assert not Employee.objects.exists()
    assert not Team.objects.exists()
    assert not ColumnMapping.objects.exists()


def test_without_the_names_the_codes_stay_and_the_history_can_come_later(db, shared_data, oracle, capsys):
    folder = shared_data / "org-oracle-hr"
    call_command("import_people", str(folder / "employees.csv"), "--on", str(DAY))
    assert place_of(Employee.objects.get(number="176"), on=DAY).title == "SA_REP"
    capsys.readouterr()
    said = oracle()
    assert said.out == "0 added, 107 changed, 0 left alone, 10 earlier places\n"
    rows = Placement.objects.filter(employee__number="176").values_list("title", "started_on", "ended_on")
    assert list(rows) == [
        ("Sales Representative", date(2016, 3, 24), date(2017, 1, 1)),
        ("Sales Manager", date(2017, 1, 1), date(2018, 1, 1)),
        ("SA_REP", date(2018, 1, 1), DAY),
        ("Sales Representative", DAY, None),
    ]
    assert oracle().out == "0 added, 0 changed, 107 left alone, 0 earlier places\n"


def test_one_code_without_a_name_stops_all_107(db, shared_data, tmp_path):
    folder = shared_data / "org-oracle-hr"
    (tmp_path / "jobs.csv").write_text((folder / "jobs.csv").read_text().replace("AD_PRES,President", "AD_BOSS,President"))
    with pytest.raises(CommandError, match=r"row 2, column job_id: The file of names has no name for “AD_PRES”\."):
        call_command("import_people", str(folder / "employees.csv"), "--names", f"job_id={tmp_path / 'jobs.csv'}")
    assert not Employee.objects.exists()

"""How much does an import bear: 10,000 people in time and memory, and a kill at any moment?"""

import io
import json
import os
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import contextmanager

import psycopg2
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.employees.models import Employee
from people.history.models import Record
from people.tracks.models import Placement
from tests.soak import IS_SOAK, cases

HEADING = "employee_id,first_name,last_name,email,hired_on,title,team,location,manager\n"
TABLES = ("people_employee", "people_placement", "people_reportingline", "people_record", "people_team", "people_columnmapping")
MANAGE = [sys.executable, str(settings.BASE_DIR / "manage.py")]
# A small process between, so that the figures are those of the import and not of the process that runs the tests.
MEASURE = """
import json, resource, subprocess, sys, time
start = time.monotonic()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(json.dumps([time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024]))
"""


def company(size, *, title="Engineer", span=8):
    """A CSV of `size` people, `span` to a manager."""
    rows = [
        f"E{n},Robin,Person{n},p{n}@kestrel.example,2020-01-0{n % 9 + 1},{title} {n % 20},Team {n % 30},City {n % 15},"
        + (f"E{n // span}" if n else "")
        for n in range(size)
    ]
    return HEADING + "\n".join(rows) + "\n"


@contextmanager
def own_database(folder):
    """Give the environment of a program that works on an empty database of its own kind, and a function that counts its rows.

    On SQLite that is a file with the schema of the tests, on PostgreSQL the database of the tests itself.
    """
    env = {**os.environ, "VAR_DIR": str(folder), "SECRET_KEY": "of a test", "OUTBOX_NUDGE": "0", "PYTHONUNBUFFERED": "1"}
    if connection.vendor == "sqlite":
        path = folder / "transition.sqlite3"
        connection.ensure_connection()
        with sqlite3.connect(path) as file:
            connection.connection.backup(file)
        reader = sqlite3.connect(path)
    else:
        database = connection.settings_dict
        place = f"{database['USER']}:{database['PASSWORD']}@{database['HOST']}:{database['PORT']}/{database['NAME']}"
        env |= {"DATABASE_URL": f"postgres://{place}", "FIELD_KEYS": "of a test"}
        reader = psycopg2.connect(env["DATABASE_URL"])
        reader.autocommit = True

    def count():
        cursor = reader.cursor()
        if connection.vendor == "postgresql":  # a killed client's session may still be ending
            while others(cursor):
                time.sleep(0.02)
        return [count_of(cursor, table) for table in TABLES]

    yield env, count
    reader.close()


def others(cursor):
    cursor.execute(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid NOT IN (pg_backend_pid(), %s)",
        [connection.connection.info.backend_pid if connection.connection else 0],
    )
    return cursor.fetchone()[0]


def count_of(cursor, table):
    cursor.execute(f"SELECT count(*) FROM {table}")
    return cursor.fetchone()[0]


def test_the_queries_do_not_grow_with_the_rows_but_for_batches(db, tmp_path):
    file = tmp_path / "people.csv"

    def queries(size, **more):
        file.write_text(company(size, **more))
        with CaptureQueriesContext(connection) as captured:
            call_command("import_people", str(file), stdout=io.StringIO())
        return len(captured)

    few, many, again, moved = queries(100), queries(1100), queries(1100), queries(1100, title="Developer")
    assert Employee.objects.count() == 1100
    assert Placement.objects.filter(title__startswith="Developer", ended_on=None).count() == 1100
    assert moved < 1100 / 10
    led = queries(1100, title="Developer", span=9)
    assert Record.objects.filter(verb="changed manager").count() > 1000
    assert led < 1100 / 5  # and three are told of each
    assert many - few < 1000 / 10  # four tables in batches: SQLite takes 999 values at once
    assert again <= few  # what is known is compared in memory


@pytest.mark.soak
@pytest.mark.skipif(not IS_SOAK, reason="timed: part of make soak")
@pytest.mark.django_db(transaction=True)
def test_10_000_people_come_in_within_60_seconds_and_300_mb(tmp_path):
    first, second, third = (tmp_path / f"{name}.csv" for name in ("first", "second", "third"))
    first.write_text(company(10_000))
    second.write_text(company(10_000, title="Developer"))
    third.write_text(company(10_000, title="Developer", span=9))
    with own_database(tmp_path) as (env, count):
        for words, file in (
            ("new", first),
            ("known and the same", first),
            ("known, each with another title", second),
            ("known, each with another manager", third),
        ):
            command = [sys.executable, "-c", MEASURE, *MANAGE, "import_people", str(file)]
            done = subprocess.run(command, env=env, check=True, capture_output=True, text=True)
            seconds, megabytes = json.loads(done.stdout)
            print(f"\n10,000 people, {words} ({connection.vendor}): {seconds:.1f} s, {megabytes:.0f} MB")
            assert count()[0] == 10_000
            assert seconds <= 60
            assert megabytes <= 300


def batch(number, size, *, known=0):
    """A file of `size` new people, and another manager for each of the `known` ones of batch 0."""
    new = company(size).replace("E", f"E{number}-").replace(f"E{number}-ngineer", "Engineer")
    new = new.replace(",p", f",p{number}-").replace("Team ", f"Team {number}-")
    return new + "".join(f"E0-{n},Robin,Person{n},,,,,,E{number}-0\n" for n in range(known))


@contextmanager
def begun(env, file):
    """Give an import at the moment at which it begins to write, and see it end."""
    with subprocess.Popen([*MANAGE, "import_people", str(file)], env=env, stdout=subprocess.PIPE, text=True) as process:
        assert "added" in process.stdout.readline()
        yield process


@pytest.mark.soak
@pytest.mark.django_db(transaction=True)
def test_an_import_that_is_killed_has_written_nothing_or_everything(tmp_path):
    size, known, kills = cases(500, quick=60), cases(60, quick=12), cases(20, quick=2)
    file = tmp_path / "people.csv"
    seed = random.randrange(10**9)
    chance = random.Random(seed)
    written = 0
    file.write_text(batch(0, known))
    call_command("import_people", str(file), stdout=io.StringIO())
    with own_database(tmp_path) as (env, count):
        file.write_text(batch(1, size, known=known))
        with begun(env, file) as process:
            started = time.monotonic()
        window = time.monotonic() - started
        assert process.returncode == 0
        before = count()
        assert before[:4] == [size + known, size + known, size + 2 * known - 2, size + 2 * known]
        for number in range(2, kills + 2):
            file.write_text(batch(number, size, known=known))
            more = [size, size, size - 1, size + known, 30, 0]  # a second manager on one day replaces the first
            whole = [sum(pair) for pair in zip(before, more, strict=True)]
            with begun(env, file) as process:
                time.sleep((number - 2 + chance.random()) / kills * window)  # somewhere in each part of it
                process.kill()
            found = count()
            assert found in (before, whole), f"half an import (seed {seed}, kill {number})"
            written += found == whole
            before = found
        with begun(env, file) as process:
            pass
        assert process.returncode == 0
        assert count() == whole
    print(f"\n{number - 1} kills within {window:.2f} s ({connection.vendor}): {written} written whole, the others not at all")

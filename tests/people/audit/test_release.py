"""Do page, picture and file show the same, over all days, and can nobody be computed from them?"""

import csv
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from people.audit import actions, queries
from people.audit.census import Place, count
from people.audit.models import AuditRelease
from people.employees.models import Employee
from people.tracks.actions import import_ladder, publish_version
from people.tracks.models import LadderVersion, Placement
from tests.factories import EmployeeFactory
from tests.lib.test_small_groups import computable
from tests.soak import IS_SOAK
from tests.training.scene import ladder
from transition.lib.faults import Conflict
from transition.lib.small_groups import THRESHOLD

FIRST, QUARTER = date(2025, 1, 6), timedelta(days=91)
NAMES = {"Individual contributors": "ic", "Managers": "management"}
Standing = dict[int, tuple[int, str]]  # id -> height, side


def moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


@pytest.fixture
def version(db) -> LadderVersion:
    """A ladder of two sides and four heights."""
    found, _ = import_ladder(ladder(), ranks_are_grades=True, by=None, at=moment(FIRST))
    return publish_version(found, by=None, at=moment(FIRST))


def settle(version: LadderVersion, many: int, random: Random, *, on: date) -> Standing:
    """Let people stand somewhere from a day on; return where."""
    people = Employee.objects.bulk_create(Employee(last_name=f"P{n}", hired_on=on) for n in range(many))
    places = {one.pk: (random.choice((1, 2, 2, 3, 3, 4)), random.choice(("ic", "ic", "management"))) for one in people}
    Placement.objects.bulk_create(row(version, one, place, on) for one, place in places.items())
    return places


def row(version: LadderVersion, one: int, place: tuple[int, str], on: date) -> Placement:
    levels = {level.key: level for level in version.level_set.all()}
    height, side = place
    return Placement(employee_id=one, level=levels[f"{'ic' if side == 'ic' else 'em'}-{height}"], started_on=on)


def go_on(version: LadderVersion, standing: Standing, random: Random, *, on: date) -> Standing:
    """Let some leave, some move, some come."""
    later = dict(standing)
    for one, (height, side) in standing.items():
        chance = random.random()
        if chance < 0.12:
            Placement.objects.filter(employee=one, ended_on=None).update(ended_on=on)
            del later[one]
        if 0.06 < chance < 0.12:
            other = "management" if side == "ic" else "ic"
            later[one] = (min(4, height + 1), side) if chance < 0.1 else (height, other)
            row(version, one, later[one], on).save()
    return later | settle(version, random.randint(0, 4), random, on=on)


def exported(client: Client, on: date) -> list[dict[str, str]]:
    """Return the lines of the file of a release."""
    answer = client.get(f"/audit/figures.csv?on={on}")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def cells(client: Client, on: date) -> list[str]:
    """Return what stands in the tables of a release's page."""
    page = client.get(f"/audit/?on={on}").content.decode()
    return [re.sub(r"<[^>]+>", " ", cell).split() for cell in re.findall(r"<td data-num>(.*?)</td>", page)]


def members(standings: dict[date, Standing], line: dict[str, str]) -> frozenset[int]:
    """Return who is meant by a line of a file: what the attacker knows from the directory of that day."""
    standing = standings[date.fromisoformat(line["counted on"])]
    side = NAMES[line["side"]]
    wanted = {side} if line["height"] == "all" else {(int(line["height"]), side)}
    return frozenset(one for one, place in standing.items() if place in wanted or place[1] in wanted)


@pytest.fixture
def years(version, otto, signed_in) -> Callable[[int], tuple[dict[date, Standing], Client]]:
    """Return a function that lets a company live through five releases by chance."""

    def live(seed: int) -> tuple[dict[date, Standing], Client]:
        random, on = Random(seed), FIRST
        standings = {on: settle(version, 70, random, on=on)}
        for number in range(5):
            if number:
                standing = go_on(version, standings[on], random, on=on + QUARTER)
                on += QUARTER
                standings[on] = standing
            actions.draw_release(on=on, by=None, at=moment(on))
        return standings, signed_in(otto)

    return live


@pytest.mark.soak
def test_nobody_can_be_computed_from_pages_files_and_all_days_together(years):
    standings, client = years(1)
    shown, carried, this_day = [], 0, 0
    for on in standings:
        for line in exported(client, on):
            if line["people"] in ("hidden", "") or (line["height"] == "all" and line["name"] != "all"):
                continue
            group = members(standings, line)
            assert len(group) == int(line["people"]), (on, line)
            assert not 0 < len(group) < THRESHOLD, (on, line)
            carried += line["counted on"] != str(on)
            this_day += len(group) > 0 and line["counted on"] == str(on)
            shown += [group] if group else []
    assert this_day > 6, "something is shown"
    assert carried, "and where it may not be shown anew, the earlier number stays with its day"
    kept = {frozenset(people) for one in AuditRelease.objects.all() for people in one.people.values()}
    assert set(shown) <= kept, "later releases are compared with everything that was shown"
    assert computable(list(kept)) == [], "with those who moved up or across as well"


def test_page_picture_and_file_say_the_same(years):
    standings, client = years(2)
    for on in standings:
        lines = exported(client, on)
        page = client.get(f"/audit/?on={on}").content.decode()
        told = [" ".join(cell) for cell in cells(client, on)]
        per_height = [told[start : start + 10] for start in range(0, 40, 10)]  # five cells a side, two sides, four heights
        by_height = [line for line in lines if line["height"] != "all"]
        for number, line in enumerate(by_height):
            people, _, months, *_ = per_height[number // 2][number % 2 * 5 :][:5]
            assert people.split(" ")[0] == line["people"], (on, line)
            assert months == (line["months on level"] or "none")
        drawn = re.findall(r"<rect[^>]*/><text[^>]*>([^<]+)</text>", page)
        labels = [re.match(r"hidden|\d+", one)[0] for one in drawn]
        assert sorted(labels) == sorted(line["people"] for line in by_height if line["people"] != "0")


def test_time_on_a_level_and_moves_are_counted_over_titles_versions_and_tracks():
    def place(height: int, kind: str, start: date, end: date | None, *, level: str = "", ladder: int = 1) -> Place:
        return Place(1, ladder, level or f"{kind}-{height}", height, kind, start, end)

    on = date(2026, 1, 1)
    long_ago, half_a_year = date(2023, 1, 1), date(2025, 7, 1)
    same_level = [place(3, "ic", long_ago, date(2024, 1, 1)), place(3, "ic", date(2024, 1, 1), None)]
    found = count(same_level, on=on)[1]
    assert round(found.months) == 36, "another title or team, or a new version of the ladder, is no new level"
    assert not found.rose
    up = count([place(3, "ic", long_ago, half_a_year), place(4, "ic", half_a_year, None)], on=on)[1]
    assert (up.rose, up.crossed, round(up.months)) == (True, False, 6)
    across = count([place(3, "ic", long_ago, half_a_year), place(3, "management", half_a_year, None)], on=on)[1]
    assert (across.rose, across.crossed) == (False, True)
    long_since = [place(3, "ic", long_ago, date(2024, 6, 1)), place(4, "ic", date(2024, 6, 1), None)]
    assert not count(long_since, on=on)[1].rose
    assert count([place(3, "ic", long_ago, half_a_year)], on=on) == {}, "who stands nowhere any more is not counted"
    assert count([place(3, "unspecified", long_ago, None)], on=on) == {}
    away = [place(3, "ic", long_ago, date(2024, 1, 1)), place(3, "ic", half_a_year, None)]
    assert round(count(away, on=on)[1].months) == 6, "a gap ends the time on a level"


def test_numbers_are_drawn_seldom_and_not_for_a_handful(version, hana):
    random = Random(3)
    settle(version, 19, random, on=FIRST)
    with pytest.raises(ValidationError, match="Fewer than 20 people"):
        actions.draw_release(on=FIRST, by=hana.user, at=moment(FIRST))
    actions.run(on=FIRST, at=moment(FIRST))
    assert not AuditRelease.objects.exists()
    settle(version, 10, random, on=FIRST)
    for day in range(0, 200, 10):
        actions.run(on=FIRST + timedelta(days=day), at=moment(FIRST + timedelta(days=day)))
    assert [one.on for one in AuditRelease.objects.order_by("on")] == [FIRST, FIRST + timedelta(days=190)]
    with pytest.raises(Conflict):
        actions.draw_release(on=FIRST + timedelta(days=199), by=hana.user, at=moment(FIRST))
    assert queries.release_of("2025-01-06").on == FIRST
    assert queries.release_of("nonsense").on == FIRST + timedelta(days=190)


@pytest.mark.soak
def test_the_page_asks_no_more_at_ten_thousand_people(version, otto, signed_in):
    client, random, asked = signed_in(otto), Random(4), {}
    for many in (100, 10_000 if IS_SOAK else 400):
        on = FIRST + QUARTER * len(asked)
        settle(version, many, random, on=on)
        actions.draw_release(on=on, by=None, at=moment(on))
        with CaptureQueriesContext(connection) as captured:
            page = client.get("/audit/")
        asked[many] = len(captured)
        assert len(page.content) < 100_000
    assert len(set(asked.values())) == 1
    assert 3 < max(asked.values()) <= 12


def test_somebody_without_a_place_sees_an_empty_audit(db, signed_in):
    page = signed_in(EmployeeFactory()).get("/audit/").content.decode()
    assert "not counted yet" in page
    assert "Nothing stands" in page

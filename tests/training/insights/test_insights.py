"""Are the numbers those of the trials, reckoned anew from the rows one by one, and does everybody see the same and no more?"""

import csv
import re
from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction
from statistics import median

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from people.employees.models import Employee
from tests.lib.test_small_groups import computable
from tests.lib.test_survival import handed_on
from tests.soak import IS_SOAK
from tests.training.insights.conftest import TODAY
from tests.training.scene import moment
from training.insights import actions, queries
from training.insights.census import MONTH, Course, known_by
from training.insights.curves import MONTHS, charts_of
from training.insights.models import InsightRelease
from training.insights.sheet import CHARTS, STILL, WORDS
from training.leavers.models import LeaverReview
from training.trials.models import Contract, Trial
from transition.lib.faults import Conflict
from transition.lib.small_groups import THRESHOLD
from transition.lib.survival import Watched

QUARTER = timedelta(days=91)


@pytest.fixture(autouse=True)
def one_factor(settings) -> None:
    """HR signs in without a second factor here."""
    settings.SECOND_FACTOR_REQUIRED = False


def exported(client: Client, on: date) -> tuple[dict[tuple[str, str], dict[str, str]], list[dict[str, str]]]:
    """Return the file of a release: the tables by table and group, and the points of the curves."""
    text = b"".join(client.get(f"/insights/figures.csv?on={on}").streaming_content).decode("utf-8-sig")
    lines = text.splitlines()
    cut = next(number for number, line in enumerate(lines) if line.startswith("curve,"))
    table = {(row["table"], row["group"]): row for row in csv.DictReader(lines[: cut - 1])}
    return table, list(csv.DictReader(lines[cut:]))


def draw(on: date) -> InsightRelease:
    return actions.draw_release(on=on, by=None, at=moment(on))


# --- Another way to the same numbers ------------------------------------------------------------------------------------


def told(trial: Trial, on: date) -> dict[str, date]:
    """Return what happened to one person by a day, each with its day, from the rows alone."""
    back = trial.way_back.on if hasattr(trial, "way_back") else None
    days = {"confirmed": trial.confirmed_on, "returned": back, "left": trial.candidate.left_on}
    return {name: day for name, day in days.items() if day is not None and day <= on}


def reckoned(on: date) -> dict[tuple[str, str], dict[int, float]]:
    """Return who is meant by each line of the file, with the months that count for them: one trial after the other, by hand."""
    found: dict[tuple[str, str], dict[int, float]] = defaultdict(dict)
    year = timedelta(days=365)
    for trial in Trial.objects.all():
        begun = trial.contract.starts_on
        if begun > on or (trial.candidate.left_on and trial.candidate.left_on <= begun):
            continue
        then, one = told(trial, on), trial.candidate_id

        def note(table: str, group: str, day: date | None = None, one: int = one, begun: date = begun) -> None:
            found[table, group][one] = (day - begun).days / MONTH if day else 0.0

        note("road", "Began a trial")
        note(str(begun.year), "Began")
        if not {"returned", "left"} & set(then):
            note("road", "Confirmed: of them, leading now") if "confirmed" in then else note("road", "Under way", on)
        for name, day in then.items():
            note("road", WORDS[name], day)
            note(str(begun.year), {"left": "Left"}.get(name, WORDS[name]))
            if name != "left" and day + year <= on:
                words = {"confirmed": "Confirmed at least a year ago", "returned": "Went back at least a year ago"}[name]
                note("a year later", words)
                if "left" not in then or then["left"] > day + year:
                    note("a year later", f"{words}: still here a year after it")
        if "returned" in then:
            note(
                "road", "Went back: " + ("after a confirmation" if "confirmed" in then else "during the trial"), then["returned"]
            )
            before, after = trial.snapshot.band_middle, trial.way_back.band_middle
            band = "No band to compare" if before is None else "Pay band as it was kept" if before == after else "Pay band higher"
            note("after a return", band)
            note("after a return", "Level as high as it was kept")
        if "left" in then:
            when = (
                "after they went back" if "returned" in then else "while leading" if "confirmed" in then else "during the trial"
            )
            note("road", f"Left the company: {when}", then["left"])
            review = LeaverReview.objects.filter(employee=trial.candidate, written_on__lte=on).first()
            if review is None:
                note("who left", "No review yet")
            elif review.is_regretted:
                note("who left", "The company would rather have kept them", then["left"])
            else:
                note("who left", "Not regretted")
    return found


def delivered(on: date) -> dict[str, list[int]]:
    """Return for each kind of support how often it was due and came, and to how many something did not come: day by day."""
    found: dict[str, list[int]] = {"Mentor": [0, 0, 0], "Protected time": [0, 0, 0]}
    for trial in Trial.objects.all():
        if trial.contract.starts_on > on or (trial.candidate.left_on and trial.candidate.left_on <= trial.contract.starts_on):
            continue
        ended = min([on, trial.ends_on + timedelta(days=1), *told(trial, on).values()])
        for promise in trial.promises.all():
            due, day = 0, promise.due_on
            while day < ended:
                due, day = due + 1, day + timedelta(weeks=promise.every_weeks)
            came = min(due, promise.deliveries.filter(on__lte=on).count())
            sums = found[promise.get_kind_display()]
            found[promise.get_kind_display()] = [sums[0] + due, sums[1] + came, sums[2] + (came < due)]
    return found


def test_every_number_is_what_one_counts_trial_by_trial(tried, hana, signed_in):
    tried(320)
    draw(TODAY)
    table, _ = exported(signed_in(hana), TODAY)
    by_hand, seen = reckoned(TODAY), 0
    for (name, group), row in table.items():
        if name == "support" or row["people"] == "hidden":
            continue
        who = by_hand.get((name, group), {})
        assert int(row["people"]) == len(who), (name, group)
        if row["months"]:
            assert int(row["months"]) == round(median(who.values())), (name, group)
            seen += 1
    assert seen >= 5
    assert sum(row["people"] not in ("hidden", "0") for (name, _), row in table.items() if name == "who left") == 3
    hidden = {key for key, row in table.items() if row["people"] == "hidden"}
    assert {key for key in hidden if len(by_hand[key]) >= THRESHOLD} != hidden, "what is hidden is hidden for being small"
    for kind, (due, came, owed) in delivered(TODAY).items():
        assert [int(table["support", kind][name]) for name in ("due", "delivered")] == [due, came]
        assert int(table["support", f"{kind}: something did not come"]["people"]) == owed


def watched(causes: tuple[str, ...], on: date) -> list[Watched]:
    """Return the first of some causes for everybody who began, from the rows alone."""
    people = []
    for trial in Trial.objects.all():
        begun = trial.contract.starts_on
        if begun <= on and not (trial.candidate.left_on and trial.candidate.left_on <= begun):
            then = [(day, name) for name, day in told(trial, on).items() if name in causes]
            day, cause = min(then, key=lambda one: (one[0], causes.index(one[1]))) if then else (on, None)
            people.append(Watched((day - begun).days, cause))
    return people


def test_every_point_of_a_curve_is_what_another_way_gives(tried, hana, signed_in):
    tried(300, seed=2)
    draw(TODAY)
    _, points = exported(signed_in(hana), TODAY)
    seen = 0
    for key, causes in (("ends", ("confirmed", "returned", "left")), ("leading", ("returned", "left"))):
        people = watched(causes, TODAY)
        exact = handed_on(people)
        for point in (point for point in points if point["curve"] == CHARTS[key]):
            days = int(point["month"]) * MONTH
            at_risk = sum(one.time >= days for one in people)
            assert at_risk >= THRESHOLD
            assert point["at risk"] in ("hidden", str(at_risk))
            by_then = {
                cause: sum(part for (time, name), part in exact.items() if time <= days and name == cause) for cause in causes
            }
            shares = {WORDS[cause]: share for cause, share in by_then.items()} | {STILL[key]: 1 - sum(by_then.values())}
            if point["share %"] != "hidden":
                assert abs(int(point["share %"]) - 100 * shares[point["of whom"]]) <= Fraction(1, 2), point
                seen += 1
    assert seen > 20


# --- Small groups ------------------------------------------------------------------------------------------------------


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(20) if IS_SOAK else [3])
def test_nobody_can_be_computed_from_tables_curves_and_all_days_together(tried, hana, signed_in, seed):
    tried(70, seed=seed)
    client, shown, anew = signed_in(hana), [], 0
    days = [TODAY - QUARTER * n for n in (3, 2, 1, 0)]
    for on in days:
        draw(on)
        table, points = exported(client, on)
        for (name, group), row in table.items():
            if row["people"] not in ("hidden", "0", "") and name != "support":
                who = frozenset(reckoned(date.fromisoformat(row["counted on"]))[name, group])
                assert len(who) == int(row["people"]) >= THRESHOLD, (on, name, group)
                shown.append(who)
                anew += row["counted on"] == str(on)
        assert all(point["at risk"] == "hidden" or int(point["at risk"]) >= THRESHOLD for point in points)
        assert {point["share %"] for point in points} != {"hidden"}
    assert anew > 20
    kept = {frozenset(people) for one in InsightRelease.objects.all() for people in one.people.values()}
    assert set(shown) <= kept, "later releases are compared with everything that was shown"
    assert computable(sorted(kept, key=len)) == []


def test_the_points_shown_of_a_curve_lie_five_people_apart(tried):
    tried(90, seed=4)
    release = draw(TODAY)
    courses = queries.courses_until(TODAY)
    for chart in charts_of(courses, on=TODAY):
        for cause, found in release.charts[chart.key]["curves"].items():
            before = 0
            for month in (month for month in MONTHS if str(month) in found):
                many = sum(one.cause == cause and one.time <= month * MONTH for one in chart.subjects.values())
                assert many == before or many - before >= THRESHOLD, (chart.key, cause, month)
                before = many


def test_a_chart_stays_with_its_day_until_a_later_one_shows_as_much(tried):
    tried(60, seed=5)
    first = draw(TODAY - QUARTER)
    assert first.charts
    tried(2, seed=6)
    second = draw(TODAY)
    for key, chart in second.charts.items():
        assert chart["on"] in (str(TODAY), str(TODAY - QUARTER))
        if chart["on"] != str(TODAY):
            assert chart == first.charts[key]
            assert not [name for name in second.people if name.startswith(f"{key}/")], "of this day nothing was shown"


def test_few_trials_have_no_numbers_then_no_curves(tried, hana, signed_in):
    client = signed_in(hana)
    assert "Nothing is counted yet" in client.get("/insights/").content.decode()
    tried(4)
    assert client.post("/insights/draw/").status_code == 400
    with pytest.raises(ValidationError, match="Fewer than 5"):
        draw(TODAY)
    tried(20, seed=7)
    assert draw(TODAY).charts == {}
    page = client.get("/insights/").content.decode()
    assert "Curves stand here from 30 people on" in page
    assert '<svg class="chart"' not in page


# --- One day, one set of numbers ------------------------------------------------------------------------------------------


def test_the_clock_counts_twice_a_year_and_nobody_more_often_than_each_quarter(tried):
    tried(40)
    assert [actions.run(on=TODAY + timedelta(days=days), at=moment(TODAY)) for days in (0, 0, 100, 181, 182, 183)] == [
        1,
        0,
        0,
        0,
        1,
        0,
    ]
    with pytest.raises(Conflict, match="younger than ninety days"):
        draw(TODAY + timedelta(days=182 + 89))


def test_page_pictures_and_file_say_the_same(tried, hana, signed_in):
    tried(100, seed=8)
    draw(TODAY)
    client = signed_in(hana)
    table, points = exported(client, TODAY)
    page = client.get("/insights/").content.decode()
    first = page[page.index('aria-label="How it went, as a table"') :].split("</table>")[0]
    cells = [re.sub(r"<[^>]+>", " ", row).split() for row in re.findall(r"</th>\s*(.*?)</tr>", first, re.DOTALL)][1:]
    assert [cell[0] for cell in cells] == [row["people"] for (name, _), row in table.items() if name == "road"]
    for title in CHARTS.values():
        shown = [point for point in points if point["curve"] == title and point["of whom"] in WORDS.values()]
        drawn = page[page.index(f'-title">{title}</title>') :].split("</svg>")[0]
        dots = len(re.findall(r"<circle|<rect class=\"c-fill-ink\"", drawn))
        assert dots == sum(point["share %"] != "hidden" for point in shown)
        for word in WORDS.values():
            last = [point["share %"] for point in shown if point["of whom"] == word and point["share %"] != "hidden"]
            assert not last or f">{word} {last[-1]} %<" in drawn


def test_a_day_knows_nothing_of_later_days():
    day = date(2025, 1, 1)
    course = Course(1, day, confirmed_on=day + QUARTER, returned_on=day + 2 * QUARTER, left_on=day + 3 * QUARTER)
    assert known_by(course, day + QUARTER) == Course(1, day, confirmed_on=day + QUARTER)
    assert known_by(course, day) == Course(1, day)


def test_who_tried_twice_counts_once_and_who_left_before_the_first_day_not_at_all(tried, lena):
    people = tried(40, seed=9)
    again = Trial.objects.filter(candidate=people[0]).get()
    again_on = TODAY - timedelta(days=3)
    earlier = again.contract
    again.pk, again.status = None, Trial.Status.RUNNING
    Trial.objects.filter(candidate=people[0]).update(status=Trial.Status.RETURNED)
    again.save()
    Contract.objects.create(
        trial=again, title="M", target_level=earlier.target_level, team=earlier.team, manager=lena, starts_on=again_on,
        ends_on=TODAY, success_criteria="It works.",
    )  # fmt: skip
    Employee.objects.filter(pk=people[1].pk).update(left_on=Trial.objects.get(candidate=people[1]).contract.starts_on)
    Trial.objects.filter(candidate=people[2]).update(status=Trial.Status.CANCELLED)
    Trial.objects.filter(candidate=people[3]).update(announced_at=None)
    courses = {course.person: course for course in queries.courses_until(TODAY)}
    assert len(courses) == 37
    assert courses[people[0].pk].tried_again
    assert courses[people[0].pk].began_on == earlier.starts_on

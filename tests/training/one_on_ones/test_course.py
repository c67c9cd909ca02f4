"""How a pair's 1:1s go: counted from days and ticks, seen by the two; who leads the manager sees held and missed."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.urls import reverse

from tests.training.scene import moment
from training.feedback.actions import give_feedback
from training.one_on_ones import actions, queries
from training.one_on_ones.bank import templates
from training.one_on_ones.course import course_of, longest_gap
from training.one_on_ones.models import Series
from training.one_on_ones.picture import timeline_of

FIRST = date(2026, 2, 3)
WEEK = timedelta(days=7)


@pytest.fixture
def series(scene) -> Series:
    facts = {"first_on": FIRST, "at_time": time(10), "time_zone": "Europe/Berlin", "by": scene.lena.user}
    return actions.open_series(manager=scene.lena, employee=scene.ines, at=moment(FIRST - timedelta(days=1)), **facts)


def live(scene, series: Series, story: str) -> None:
    """Let a week pass for each letter: h held, v moved and held, m missed, l left out by Lena, i by Ines, n nobody said."""
    for number, letter in enumerate(story):
        at = moment(FIRST + number * WEEK, 12)
        meeting = series.meetings.get(planned_on=FIRST + number * WEEK)
        if letter == "v":
            meeting = actions.move_meeting(
                meeting, starts_at=at + timedelta(hours=1), by=scene.ines.user, at=moment(at.date(), 6)
            )
            at += timedelta(hours=2)
        if letter in "hv":
            actions.log_meeting(meeting, by=scene.lena.user, at=at)
        elif letter == "m":
            actions.miss_meeting(meeting, by=scene.lena.user, at=at)
        elif letter in "li":
            by = scene.lena if letter == "l" else scene.ines
            actions.skip_meeting(meeting, by=by.user, at=moment(at.date(), 6))
        actions.plan_all(at=at)


def after(weeks: int):
    return moment(FIRST + weeks * WEEK - timedelta(days=1))


def test_what_the_rhythm_gave_is_counted_by_what_became_of_it(scene, series):
    live(scene, series, "hvmlhnhh")
    how = course_of(series, at=after(8))
    assert (how.held, how.moved, how.missed, how.left_out, how.unsaid, how.planned) == (5, 1, 1, 1, 1, 7)
    assert how.steadiness == "patchy", "5 of 7"
    assert (how.longest_gap, how.is_gap_long) == (21, True), "second week to fifth; twice a week is fourteen days"


@pytest.mark.parametrize(("story", "word"), [("hhhm", "steady"), ("hhm", "patchy"), ("hm", "patchy"), ("hmm", "rare"), ("", "")])
def test_three_quarters_are_steady_and_less_than_half_is_rare(scene, series, story, word):
    live(scene, series, story)
    assert course_of(series, at=after(len(story) + 1)).steadiness == word


def test_a_gap_lasts_until_today():
    days = [date(2026, 1, 1), date(2026, 1, 8)]
    assert longest_gap(days, until=date(2026, 1, 31)) == 23
    assert longest_gap([], until=date(2026, 1, 31)) is None


def test_who_brings_the_items_is_said_from_three_on(scene, series):
    for text, by in (("One", scene.lena), ("Two", scene.lena)):
        actions.add_agenda_item(series, text=text, by=by, at=moment(FIRST, 7))
    assert course_of(series, at=moment(FIRST, 8)).share_of_employee is None
    actions.add_agenda_item(series, text="Three", by=scene.lena, at=moment(FIRST, 7))
    how = course_of(series, at=moment(FIRST, 8))
    assert (how.share_of_employee, how.is_one_sided, how.patterns) == (0, True, ("one_sided",))
    for text in ("Four", "Five", "Six"):
        actions.add_agenda_item(series, text=text, by=scene.ines, at=moment(FIRST, 7))
    how = course_of(series, at=moment(FIRST, 8))
    assert (how.share_of_employee, how.is_one_sided, how.patterns) == (50, False, ())
    assert course_of(series, at=moment(FIRST + 9 * WEEK)).items == 0, "eight weeks later they count no more"


def test_follow_through_asks_whether_the_day_was_kept(scene, series):
    for owner, due, closed in (
        (scene.lena, 3, 2),
        (scene.lena, 3, 5),
        (scene.lena, 3, None),
        (scene.ines, 4, 4),
        (scene.ines, 40, None),  # not due yet
    ):
        made = actions.promise(series, text="It", owner=owner, due_on=FIRST + timedelta(days=due), at=moment(FIRST))
        if closed:
            actions.close_action_item(made, state="done", at=moment(FIRST + timedelta(days=closed)))
    lena, ines = course_of(series, at=moment(FIRST + timedelta(days=10))).kept
    assert (lena.in_time, lena.later, lena.still_open, lena.due) == (1, 1, 1, 3)
    assert (ines.in_time, ines.due) == (1, 1)
    assert course_of(series, at=moment(FIRST + timedelta(days=17))).long_overdue == 0
    assert course_of(series, at=moment(FIRST + timedelta(days=18))).long_overdue == 1


def test_a_talk_about_career_is_one_that_was_said_to_be_or_came_from_its_template(scene, series):
    live(scene, series, "hh")
    assert course_of(series, at=after(2)).career_on is None
    actions.add_template(series, templates()["career"], by=scene.ines, at=after(2))
    discussed = list(series.agenda.values_list("pk", flat=True)[:1])
    third = queries.next_meeting(series, at=after(2))
    actions.log_meeting(third, discussed=discussed, by=scene.lena.user, at=third.starts_at)
    assert course_of(series, at=after(3)).career_on == third.planned_on
    assert not course_of(series, at=moment(third.planned_on + timedelta(days=35))).is_career_long_ago
    assert course_of(series, at=moment(third.planned_on + timedelta(days=36))).is_career_long_ago
    fourth = queries.next_meeting(series, at=after(3))
    actions.log_meeting(fourth, is_career_talk=True, by=scene.lena.user, at=fourth.starts_at)
    assert course_of(series, at=after(4)).career_on == fourth.planned_on


def test_feedback_counts_in_both_directions(scene, series):
    live(scene, series, "h")
    assert course_of(series, at=after(2)).feedback_on is None
    said = {"situation": "Monday", "behaviour": "Asked", "impact": "Calm", "ask": "Again"}
    give_feedback(scene.lena, giver=scene.ines, at=after(2), **said)
    how = course_of(series, at=after(2) + timedelta(days=1))
    assert (how.feedback_on, how.is_feedback_long_ago) == (after(2).date(), False)
    assert course_of(series, at=after(2) + timedelta(days=31)).is_feedback_long_ago


def test_four_talks_without_a_promise_feedback_or_career_may_be_reports(scene, series):
    live(scene, series, "hhh")
    assert "status" not in course_of(series, at=after(3)).patterns
    fourth = queries.next_meeting(series, at=after(3))
    actions.log_meeting(fourth, by=scene.lena.user, at=fourth.starts_at)
    assert "status" in course_of(series, at=after(4)).patterns
    actions.promise(series, text="Ask", owner=scene.lena, made_in=fourth, at=fourth.starts_at)
    assert "status" not in course_of(series, at=after(4)).patterns


@pytest.mark.parametrize(("story", "is_seen"), [("hll", True), ("hlhl", False), ("hil", False), ("hllh", False)])
def test_called_off_twice_in_a_row_by_the_manager(scene, series, story, is_seen):
    live(scene, series, story)
    assert ("called_off" in course_of(series, at=after(len(story) + 1)).patterns) is is_seen


def test_the_hint_is_for_the_manager_alone_and_no_word_is_read(scene, series, signed_in):
    live(scene, series, "hll")
    meeting = series.meetings.first()
    actions.save_shared_notes(meeting, text="canarynotes", version=0)
    address = reverse("one_on_ones:course", args=[series.pk])
    with time_machine.travel(after(4)):
        lena, ines = (signed_in(one).get(address).content.decode() for one in (scene.lena, scene.ines))
    assert "You left out the last two" in lena
    assert "You left out the last two" not in ines
    assert "quiet hint" not in ines
    assert "canarynotes" not in lena + ines
    assert "1 of 3 planned" in lena
    assert signed_in(scene.dora).get(address).status_code == 404


def test_who_leads_the_manager_sees_held_and_missed_only(scene, series, signed_in):
    live(scene, series, "hhm")
    actions.add_agenda_item(series, text="canaryitem", by=scene.ines, at=after(4))
    address = reverse("one_on_ones:below")
    with time_machine.travel(after(4)):
        page = signed_in(scene.dora).get(address)
        [row] = page.context["page"].items
        assert (row.manager, row.employee, row.held, row.missed) == (scene.lena, scene.ines, 2, 1)
        assert "canaryitem" not in page.content.decode()
        assert address in signed_in(scene.dora).get(reverse("one_on_ones:mine")).content.decode()
        for one in (scene.lena, scene.ines, scene.marco):
            assert not signed_in(one).get(address).context["page"].items
            assert address not in signed_in(one).get(reverse("one_on_ones:mine")).content.decode()


def test_the_picture_says_what_the_numbers_say(scene, series):
    live(scene, series, "hvmmmhl")
    how = course_of(series, at=after(7))
    drawn = timeline_of(how, on=after(7).date())
    assert [mark.kind for mark in drawn.marks] == ["held", "moved", "missed", "missed", "missed", "held", "left out"]
    assert sorted(mark.x for mark in drawn.marks) == [mark.x for mark in drawn.marks]
    assert [gap.days for gap in drawn.gaps] == [28]
    assert drawn.words == "In half a year: 2 held, 1 moved, 3 missed, 1 left out. 1 long gap."

"""1:1s: the rhythm, what is carried, and who reads what."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

import pytest
import time_machine
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse

from people.employees.actions import record_leaving
from people.notifications.models import InboxMessage
from tests.training.scene import moment
from training.one_on_ones import actions, queries
from training.one_on_ones.models import Meeting, PrivateNote, Series
from training.one_on_ones.permissions import visible_meetings, visible_series
from training.one_on_ones.rhythm import days_from, moment_of
from transition.lib.faults import Conflict

TUESDAY = date(2026, 2, 10)


@pytest.fixture
def series(scene) -> Series:
    facts = {"first_on": TUESDAY, "at_time": time(10), "time_zone": "Europe/Berlin", "by": scene.lena.user}
    return actions.open_series(manager=scene.lena, employee=scene.ines, at=moment(TUESDAY - timedelta(days=1)), **facts)


def test_a_weekly_rhythm_keeps_its_weekday():
    assert list(islice(days_from(TUESDAY, "weekly", after=date(2026, 3, 1)), 2)) == [date(2026, 3, 3), date(2026, 3, 10)]


def test_a_monthly_rhythm_keeps_week_and_weekday_and_takes_the_last_one_for_a_fifth():
    assert list(islice(days_from(date(2026, 1, 30), "monthly"), 3)) == [date(2026, 1, 30), date(2026, 2, 27), date(2026, 3, 27)]


def test_a_meeting_stays_at_its_hour_when_the_clocks_change():
    before, after = (
        moment_of(date(2026, 3, 28), time(10), "Europe/Berlin"),
        moment_of(date(2026, 3, 30), time(10), "Europe/Berlin"),
    )
    assert (before.astimezone(UTC).hour, after.astimezone(UTC).hour) == (9, 8)


def test_the_next_meeting_is_made_by_itself_also_after_a_week_without_a_worker(series):
    first = series.meetings.get()
    assert first.starts_at == datetime(2026, 2, 10, 9, tzinfo=UTC)
    later = moment(TUESDAY + timedelta(days=9))
    assert actions.plan_all(at=later) == 2, "the one that passed meanwhile, and the next one"
    assert actions.plan_all(at=later) == 0
    assert queries.next_meeting(series, at=later).planned_on == TUESDAY + timedelta(days=14)


def test_what_is_open_is_carried_over_a_missed_a_moved_and_a_skipped_meeting(scene, series):
    item = actions.add_agenda_item(series, text="Who decides about the freeze?", by=scene.ines, at=moment(TUESDAY, 7))
    at = moment(TUESDAY, 12)
    actions.miss_meeting(series.meetings.get(), by=scene.lena.user, at=at)
    second = queries.next_meeting(series, at=at)
    actions.move_meeting(second, starts_at=second.starts_at + timedelta(days=1), by=scene.ines.user, at=at)
    actions.skip_meeting(second, by=scene.lena.user, at=at + timedelta(days=8))
    third = queries.next_meeting(series, at=at + timedelta(days=9))
    promised = actions.promise(series, text="Ask Petra", owner=scene.lena, due_on=TUESDAY, at=at)
    early = third.starts_at - timedelta(hours=1)  # they met earlier, and this is what they promised each other there
    fresh = actions.promise(series, text="Draw the map", owner=scene.ines, made_in=third, at=early)
    actions.log_meeting(third, by=scene.lena.user, at=third.starts_at)
    [carried] = queries.open_agenda(series.agenda.all())
    assert (carried.pk, carried.carried) == (item.pk, 3)
    assert {one.pk: one.carried for one in queries.open_promises(series.action_items.all())} == {promised.pk: 1, fresh.pk: 0}
    actions.close_action_item(fresh, state="done", at=third.starts_at)
    fourth = queries.next_meeting(series, at=third.starts_at + timedelta(minutes=1))
    actions.log_meeting(fourth, discussed=[item.pk], by=scene.lena.user, at=fourth.starts_at)
    item.refresh_from_db()
    assert (item.state, item.discussed_in) == ("discussed", fourth)
    actions.close_action_item(promised, state="done", at=at)
    with pytest.raises(Conflict, match="done already"):
        actions.close_action_item(promised, state="dropped", at=at)


def test_a_meeting_is_logged_once(scene, series):
    meeting = series.meetings.get()
    actions.log_meeting(meeting, by=scene.lena.user, at=meeting.starts_at)
    with pytest.raises(Conflict, match="logged already"):
        actions.log_meeting(meeting, by=scene.ines.user, at=meeting.starts_at)


def test_tomorrows_meeting_can_be_logged_also_where_it_is_a_day_earlier(scene, series):
    meeting = series.meetings.get()
    with pytest.raises(ValidationError, match="days away"):
        actions.log_meeting(meeting, by=scene.lena.user, at=meeting.starts_at - timedelta(days=2, minutes=1))
    actions.log_meeting(meeting, by=scene.lena.user, at=meeting.starts_at - timedelta(days=1, hours=20))
    meeting.refresh_from_db()
    assert meeting.status == Meeting.Status.HELD


def test_what_was_logged_or_left_out_before_its_hour_stands_among_what_was_said(scene, series, signed_in):
    first = series.meetings.get()
    early = first.starts_at - timedelta(hours=20)
    actions.save_shared_notes(first, text="The freeze is settled.", version=0)
    actions.log_meeting(first, by=scene.lena.user, at=early)
    second = queries.next_meeting(series, at=first.starts_at)
    actions.skip_meeting(second, by=scene.lena.user, at=early)
    with time_machine.travel(early, tick=False):
        page = signed_in(scene.lena).get(reverse("one_on_ones:series", args=[series.pk])).context["page"]
    assert [meeting.pk for meeting in page.items] == [second.pk, first.pk], "and not the one that is still planned"


def test_nothing_is_promised_for_a_day_that_is_over(scene, series):
    for due_on in (TUESDAY - timedelta(days=1), date(TUESDAY.year - 1, 12, 31)):
        with pytest.raises(ValidationError, match="still to come"):
            actions.promise(series, text="Ask Petra", owner=scene.lena, due_on=due_on, at=moment(TUESDAY, 12))
    assert actions.promise(series, text="Ask Petra", owner=scene.lena, due_on=TUESDAY, at=moment(TUESDAY, 12)).due_on == TUESDAY


def test_another_rhythm_takes_the_prepared_meeting_along(scene, series):
    meeting = series.meetings.get()
    actions.save_shared_notes(meeting, text="Prepared.", version=0)
    facts = {"cadence": "fortnightly", "at_time": time(15), "minutes": 45, "time_zone": "Europe/Lisbon"}
    at = moment(TUESDAY - timedelta(days=1))
    actions.change_rhythm(series, first_on=date(2026, 2, 12), **facts, by=scene.ines.user, at=at)
    moved = series.meetings.get()
    assert (moved.pk, moved.planned_on, moved.shared_notes) == (meeting.pk, date(2026, 2, 12), "Prepared.")


def test_who_wrote_later_loses_nothing_and_overwrites_nothing(series):
    meeting = series.meetings.get()
    actions.save_shared_notes(meeting, text="Lena's words.", version=0)
    with pytest.raises(ValidationError, match="bring both together"):
        actions.save_shared_notes(meeting, text="Ines's words.", version=0)
    meeting.refresh_from_db()
    assert meeting.shared_notes == "Lena's words."


def test_a_private_note_is_read_by_its_author_alone_with_an_old_key_too(scene, series, settings):
    meeting = series.meetings.get()
    settings.FIELD_KEYS = ["the first key"]
    actions.write_private_note(meeting, author=scene.lena, text="Wait five seconds.", at=moment(TUESDAY))
    settings.FIELD_KEYS = ["the second key", "the first key"]
    assert actions.read_private_note(meeting, author=scene.lena) == "Wait five seconds."
    assert actions.encrypt_notes_anew() == 1
    settings.FIELD_KEYS = ["the second key"]
    assert actions.read_private_note(meeting, author=scene.lena) == "Wait five seconds."
    assert actions.read_private_note(meeting, author=scene.ines) == ""
    assert b"five seconds" not in bytes(PrivateNote.objects.get().content)
    stolen = PrivateNote.objects.get()
    stolen.author = scene.ines
    stolen.save()
    with pytest.raises(ValueError, match="no key"):
        actions.read_private_note(meeting, author=scene.ines)


def test_a_new_manager_inherits_nothing_and_the_pair_keeps_what_was_said(scene, series):
    actions.end_series(series, on=TUESDAY, by=None, at=moment(TUESDAY))
    new = actions.open_series(
        manager=scene.dora, employee=scene.ines, first_on=TUESDAY, at_time=time(9), by=None, at=moment(TUESDAY, 6)
    )
    assert set(visible_series(scene.dora.user)) == {new}
    assert set(visible_series(scene.ines.user)) == {series, new}
    assert not visible_meetings(scene.hana.user).exists(), "HR sees no meeting of others"


def test_a_series_is_refused_with_oneself_and_with_odd_times(scene):
    facts = {"first_on": TUESDAY, "at_time": time(10), "by": None, "at": moment(TUESDAY)}
    with pytest.raises(ValidationError, match="takes two"):
        actions.open_series(manager=scene.lena, employee=scene.lena, **facts)
    with pytest.raises(ValidationError, match="15 and 120"):
        actions.open_series(manager=scene.lena, employee=scene.ines, minutes=5, **facts)
    with pytest.raises(ValidationError, match="time zone"):
        actions.open_series(manager=scene.lena, employee=scene.ines, time_zone="Mars/North", **facts)


def test_who_did_not_move_it_or_leave_it_out_is_told(scene, series):
    at, first = moment(TUESDAY - timedelta(days=2)), series.meetings.get()
    actions.move_meeting(first, starts_at=first.starts_at + timedelta(hours=5), by=scene.ines.user, at=at)
    actions.skip_meeting(first, by=scene.lena.user, at=at + timedelta(hours=1))
    told = InboxMessage.objects.filter(subject__startswith="The 1:1").order_by("pk").values_list("recipient", "subject")
    assert list(told) == [
        (scene.lena.pk, "The 1:1 with Ines Duarte is on Tue 10 Feb, 15:00 now"),
        (scene.ines.pk, "The 1:1 with Lena Okafor on Tue 10 Feb, 15:00 is left out"),
    ]
    rhythm = {"cadence": series.cadence, "minutes": 45, "time_zone": series.time_zone, "first_on": series.first_on}
    actions.change_rhythm(series, **rhythm, at_time=series.at_time, by=scene.lena.user, at=at + timedelta(hours=2))
    assert told.all().count() == 2, "the next one takes place when it did"
    actions.change_rhythm(series, **rhythm, at_time=time(16), by=scene.lena.user, at=at + timedelta(hours=3))
    assert InboxMessage.objects.latest("pk").subject == "The 1:1 with Lena Okafor is on Tue 17 Feb, 16:00 now"
    missed = queries.next_meeting(series, at=at)
    actions.miss_meeting(missed, by=scene.lena.user, at=missed.starts_at + timedelta(days=1))
    assert told.all().count() == 3, "of what is over nobody is told"


def test_who_meets_already_begins_nothing_anew(scene, series, signed_in):
    answer = signed_in(scene.lena).get(reverse("one_on_ones:begin", args=[scene.ines.pk]))
    assert answer.url == reverse("one_on_ones:series", args=[series.pk])
    form = signed_in(scene.lena).get(reverse("one_on_ones:begin", args=[scene.pia.pk])).context["form"]
    assert form["time_zone"].value() == (scene.lena.time_zone or settings.TIME_ZONE), "an hour is the hour of who types it"


def test_hr_sees_no_pair_of_which_one_has_left(scene, series, signed_in, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    with time_machine.travel(moment(TUESDAY), tick=False):
        page = reverse("one_on_ones:rhythms")
        assert [one.pk for one in signed_in(scene.hana).get(page).context["page"].items] == [series.pk]
        record_leaving(scene.ines, left_on=TUESDAY, by=None, at=moment(TUESDAY))
        assert signed_in(scene.hana).get(page).context["page"].items == []

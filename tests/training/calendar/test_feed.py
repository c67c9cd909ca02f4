"""The secret address: shown once, void when its owner says so, and silent about everything but times."""

import logging
import re
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.employees.actions import record_leaving
from people.history.models import Record
from tests import crowd
from tests.training.calendar.reading import days, seen
from tests.training.scene import moment
from training.calendar import actions, queries
from training.calendar.models import CalendarFeed
from training.calendar.views import PER_HOUR
from training.curricula.actions import complete_module
from training.one_on_ones import actions as talks
from training.one_on_ones.models import Meeting, Series
from training.trials.models import CheckIn
from transition.lib.masking import MaskSecrets, mask


@pytest.fixture
def day_40(scene):
    """Ines's trial runs for forty days; what asks for the time gets this day."""
    trial = scene.under_way(day=41)
    with time_machine.travel(scene.at, tick=False):
        yield trial


def address(person, scene) -> str:
    token = actions.make_feed(person, by=person.user, at=scene.at, on=scene.today)
    return reverse("calendar:feed", args=[token])


def test_the_feed_holds_talks_check_ins_and_modules_and_says_nothing_else(scene, day_40, client):
    series = Series.objects.get(manager=scene.ines, employee=scene.otto)
    talks.add_agenda_item(series, text="canary agenda", by=scene.ines, at=scene.at)
    meeting = series.meetings.order_by("starts_at").last()
    talks.save_shared_notes(meeting, text="canary shared", version=meeting.notes_version)
    talks.write_private_note(meeting, author=scene.ines, text="canary private", at=scene.at)
    answer = client.get(address(scene.ines, scene))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    text = answer.content.decode()
    planned = Meeting.objects.filter(series__manager=scene.ines, status="planned", starts_at__gte=scene.at)
    assert {one.starts_at for one in planned} <= set(seen(text, scene.at, scene.at + timedelta(days=40)))
    assert days(text, "Check-in due") == set(CheckIn.objects.filter(held_on=None).values_list("due_on", flat=True))
    assert len(days(text, "Module due")) == scene.programme.modules.count()
    assert {line for line in text.split("\r\n") if line.startswith("SUMMARY:")} == {
        "SUMMARY:1:1", "SUMMARY:Check-in due", "SUMMARY:Module due",
    }  # fmt: skip
    for word in (
        "canary",
        "DESCRIPTION",
        "ATTENDEE",
        "ORGANIZER",
        *(one.last_name for one in (scene.ines, scene.otto, scene.lena)),
    ):
        assert word not in text, word


def test_what_is_done_or_not_theirs_is_not_in_it(scene, day_40, client):
    enrolment = scene.ines.enrolments.get()
    for module in enrolment.programme.modules.all():
        complete_module(enrolment, module, by=scene.ines.user, at=scene.at)
    assert not days(client.get(address(scene.ines, scene)).content, "Module due")
    marco = client.get(address(scene.marco, scene)).content
    assert not days(marco, "Check-in due"), "a mentor answers none"
    assert not seen(marco, scene.at, scene.at + timedelta(days=30))


def test_only_the_hash_is_kept_and_the_address_is_shown_once(scene, day_40, signed_in):
    ines = signed_in(scene.ines)
    page = ines.post(reverse("calendar:make"))
    [token] = set(re.findall(r"transition_ics_[\w-]{43}", page.content.decode()))
    assert page.headers["Cache-Control"] == "private, no-store"
    assert token not in ines.get(reverse("calendar:calendar")).content.decode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM training_calendarfeed")
        assert token not in str(cursor.fetchall())
    assert token not in str(list(Record.objects.values_list("verb", "details")))
    assert Client().get(reverse("calendar:feed", args=[token])).status_code == 200
    assert Client().get(reverse("calendar:feed", args=[CalendarFeed.objects.get().token_hash])).status_code == 404


def test_a_new_address_voids_the_old_one_and_the_owner_can_void_both(scene, day_40, signed_in, client):
    old = address(scene.ines, scene)
    new = address(scene.ines, scene)
    assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)
    signed_in(scene.otto).post(reverse("calendar:revoke"))
    assert client.get(new).status_code == 200, "Otto voids his own, of which there is none"
    signed_in(scene.ines).post(reverse("calendar:revoke"))
    assert client.get(new).status_code == 404
    assert not CalendarFeed.objects.exists()


def test_an_unchanged_calendar_is_not_sent_twice(scene, day_40, client):
    where = address(scene.ines, scene)
    first = client.get(where)
    again = client.get(where, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    for answer in (first, again):
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert answer.headers["Cache-Control"] == "private, no-store"
    series = Series.objects.filter(manager=scene.ines).first()
    meeting = talks.queries.next_meeting(series, at=scene.at)
    talks.move_meeting(meeting, starts_at=meeting.starts_at + timedelta(hours=1), by=scene.ines.user, at=scene.at)
    changed = client.get(where, headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200
    assert changed.headers["ETag"] != first.headers["ETag"]


def test_it_dies_with_the_account_with_time_and_with_neglect(scene, day_40, client):
    where = address(scene.ines, scene)
    feed = CalendarFeed.objects.get()

    def answers(on: date) -> bool:
        return queries.usable(CalendarFeed.objects.all(), on=on).exists()

    assert queries.void_on(feed) == scene.today + timedelta(days=180)
    assert answers(scene.today + timedelta(days=179))
    assert not answers(scene.today + timedelta(days=180)), "nobody asked for it"
    actions.note_use(feed, on=scene.today + timedelta(days=300))
    assert answers(scene.today + timedelta(days=364))
    assert not answers(scene.today + timedelta(days=365)), "a year is enough"
    scene.ines.user.is_active = False
    scene.ines.user.save()
    assert client.get(where).status_code == 404
    scene.ines.user.is_active = True
    scene.ines.user.save()
    assert client.get(where).status_code == 200
    record_leaving(scene.ines, left_on=scene.today, by=None, at=scene.at)
    assert client.get(where).status_code == 404


def test_whoever_asks_too_often_waits(scene, day_40, client):
    where = address(scene.ines, scene)
    assert {client.get(where).status_code for _ in range(PER_HOUR)} == {200}
    refused = client.get(where)
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "3600")
    with time_machine.travel(scene.at + timedelta(hours=1), tick=False):
        assert client.get(where).status_code == 200


def test_a_feed_of_thirty_series_asks_no_more_than_one_of_one(scene, day_40, client):
    where = address(scene.ines, scene)
    client.get(where)

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(where).status_code == 200
        return len(captured)

    few = cost()
    people = crowd.add_people(30, start=0, level=None, team=None)
    crowd.add_series(scene.ines, people, at=scene.at)
    assert Series.objects.filter(manager=scene.ines).count() > 30
    assert cost() == few <= 12


def test_each_event_is_a_download_for_those_who_see_it(scene, day_40, signed_in):
    meeting = Meeting.objects.filter(series__manager=scene.ines, starts_at__gte=scene.at).first()
    check_in, module = day_40.check_ins.last(), scene.programme.modules.first()
    ines = signed_in(scene.ines)
    answer = ines.get(reverse("calendar:meeting", args=[meeting.pk]))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="one-on-one.ics"'
    assert seen(answer.content, scene.at, scene.at + timedelta(days=30)) == {meeting.starts_at: True}
    found = ines.get(reverse("calendar:check_in", args=[check_in.pk])).content
    assert days(found, "Check-in due") == {check_in.due_on}
    assert len(days(ines.get(reverse("calendar:module", args=[module.pk])).content, "Module due")) == 1
    links = set(re.findall(r"/calendar/[a-z-]+/\d+\.ics", ines.get(reverse("calendar:calendar")).content.decode()))
    assert {reverse("calendar:meeting", args=[meeting.pk]), reverse("calendar:check_in", args=[check_in.pk])} <= links
    assert all(ines.get(link).status_code == 200 for link in links)
    assert signed_in(scene.dora).get(reverse("calendar:meeting", args=[meeting.pk])).status_code == 404


def test_a_series_that_ended_keeps_its_past_and_promises_nothing(scene, day_40, client):
    series = Series.objects.get(manager=scene.ines, employee=scene.otto)
    before = seen(client.get(address(scene.otto, scene)).content, moment(scene.first_day), scene.at + timedelta(days=90))
    assert any(when > scene.at for when in before)
    past = {when for when in before if when < scene.at}
    talks.end_series(series, on=scene.today, by=None, at=scene.at)
    after = seen(client.get(address(scene.otto, scene)).content, moment(scene.first_day), scene.at + timedelta(days=90))
    assert past <= set(after)
    assert not [when for when in after if when > scene.at and when not in _of_others(scene)]


def _of_others(scene) -> set:
    rows = Meeting.objects.filter(series__employee=scene.otto, series__ended_on=None)
    return {one.starts_at for one in rows}


def test_no_log_holds_a_secret_address(caplog):
    line = "GET /calendar/feed/transition_ics_abcdefghijklmnop-_123.ics 500"
    assert mask(line) == "GET /calendar/feed/transition_ics_....ics 500"
    assert mask("/accounts/invitation/abcdefgh1234/") == "/accounts/invitation/.../"
    record = logging.LogRecord("x", logging.ERROR, "", 0, "%s broke", ("/calendar/feed/transition_ics_abcdefghij.ics",), None)
    assert MaskSecrets().filter(record)
    assert record.getMessage() == "/calendar/feed/transition_ics_....ics broke"

"""Do the same moments come out of the feed as stand on the pages, over both clock changes of a year, whatever a series lives through?"""

import re
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile
from random import Random

import pytest
import time_machine
from django.urls import reverse

from tests.lib.test_ics import ZONES
from tests.soak import cases
from tests.training.calendar.reading import note, seen
from tests.training.scene import moment
from training.calendar import queries
from training.one_on_ones import actions
from training.one_on_ones.models import AgendaItem, Meeting, Series
from training.one_on_ones.queries import next_meeting
from training.one_on_ones.rhythm import days_from, moment_of
from transition.lib.ics import calendar_text

SITE = "https://transition.example"
FIRST = date(2026, 1, 6)


def text_of(person, at: datetime) -> str:
    return calendar_text(queries.events_of(person.user, person, site=SITE, on=at.date(), at=at))


@pytest.mark.django_db
@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(
    "rhythm",
    [
        ("weekly", date(2026, 1, 4), time(2, 15)),  # Sundays, in the hour that the clocks skip or double in many zones
        ("weekly", date(2026, 1, 3), time(23, 30)),
        ("weekly", date(2026, 1, 4), time(0, 30)),  # Santiago skips midnight
        ("fortnightly", date(2026, 1, 7), time(10)),
        ("monthly", date(2026, 1, 29), time(16, 45)),  # the fifth Thursday, so the last one
        ("monthly", date(2026, 1, 12), time(9)),
    ],
)
def test_a_rhythm_is_read_back_as_it_was_meant(lena, ines, zone, rhythm):
    cadence, first_on, at_time = rhythm
    at = moment(date(2026, 1, 2))
    facts = {"first_on": first_on, "at_time": at_time, "time_zone": zone, "cadence": cadence}
    actions.open_series(manager=lena, employee=ines, by=None, at=at, **facts)
    end = at + timedelta(days=370)
    meant = takewhile(lambda day: day < date(2027, 2, 1), days_from(first_on, cadence))
    moments = {start for day in meant if (start := moment_of(day, at_time, zone)) < end}
    assert set(seen(text_of(ines, at), at, end)) == moments
    assert len(moments) >= 12


@pytest.mark.django_db
def test_moved_left_out_and_missed_ones_are_instances_of_their_rule(lena, ines):
    at = moment(FIRST, 6)
    series = actions.open_series(
        manager=lena, employee=ines, first_on=FIRST, at_time=time(10), time_zone="Europe/Berlin", by=None, at=at
    )
    by = lena.user
    first = series.meetings.get()
    actions.move_meeting(first, starts_at=datetime(2026, 1, 8, 15, tzinfo=UTC), by=by, at=at)
    assert min(seen(text_of(ines, at), at, at + timedelta(days=5))) == datetime(2026, 1, 8, 15, tzinfo=UTC)
    actions.log_meeting(first, by=by, at=datetime(2026, 1, 8, 16, tzinfo=UTC))
    second = next_meeting(series, at=moment(date(2026, 1, 9)))
    actions.skip_meeting(second, by=by, at=moment(date(2026, 1, 9)))
    third = next_meeting(series, at=moment(date(2026, 1, 14)))
    actions.miss_meeting(third, by=by, at=moment(date(2026, 1, 20), 12))
    text = text_of(ines, moment(date(2026, 1, 21)))
    assert text.count("BEGIN:VEVENT") == 4
    assert text.count("RRULE") == 1
    assert re.findall(r"RECURRENCE-ID;TZID=Europe/Berlin:(\d+)", text) == ["20260106", "20260113", "20260120"]
    assert seen(text, at, moment(date(2026, 2, 4))) == {
        datetime(2026, 1, 8, 15, tzinfo=UTC): True,
        datetime(2026, 1, 13, 9, tzinfo=UTC): False,
        datetime(2026, 1, 20, 9, tzinfo=UTC): False,
        datetime(2026, 1, 27, 9, tzinfo=UTC): True,
        datetime(2026, 2, 3, 9, tzinfo=UTC): True,
    }


@pytest.mark.django_db
def test_before_a_meeting_that_was_moved_far_ahead_there_is_no_other(lena, ines):
    at = moment(FIRST, 6)
    series = actions.open_series(manager=lena, employee=ines, first_on=FIRST, at_time=time(10), time_zone="UTC", by=None, at=at)
    actions.move_meeting(series.meetings.get(), starts_at=datetime(2026, 1, 22, 9, tzinfo=UTC), by=lena.user, at=at)
    assert sorted(seen(text_of(ines, at), at, at + timedelta(days=22))) == [
        datetime(2026, 1, 22, 9, tzinfo=UTC),
        datetime(2026, 1, 27, 10, tzinfo=UTC),
    ]


@pytest.mark.django_db
def test_a_day_left_out_ahead_stays_cancelled_when_the_series_ended_long_before_it(lena, ines):
    at = moment(FIRST, 6)
    series = actions.open_series(manager=lena, employee=ines, first_on=FIRST, at_time=time(10), time_zone="UTC", by=None, at=at)
    far = datetime(2026, 3, 20, 9, tzinfo=UTC)
    actions.move_meeting(series.meetings.get(), starts_at=far, by=lena.user, at=at)
    Meeting.objects.update(planned_on=far.date())
    actions.skip_meeting(series.meetings.first(), by=lena.user, at=at)
    actions.end_series(series, on=FIRST, by=lena.user, at=at)
    later = far + timedelta(days=2)
    assert seen(text_of(ines, later), far - timedelta(days=1), later) == {far: False}


# --- Random lives ------------------------------------------------------------------------------------------------------


class Life:
    """A pair whose 1:1s live through a year of everything; says what its pages say."""

    def __init__(self, number: int, managers: list, employee, sign_in) -> None:
        self.random, self.managers, self.employee, self.sign_in = Random(number), managers, employee, sign_in
        self.at = moment(date(2026, 1, 5), 7) + timedelta(days=self.random.randrange(300))
        self.said: dict[int, str] = {}  # what is to be talked about, and has not been
        self.series = self.begin()

    def begin(self) -> Series:
        self.managers.reverse()
        return actions.open_series(
            manager=self.managers[0], employee=self.employee, by=None, at=self.at, **self.rhythm(self.at.date())
        )

    def rhythm(self, day: date) -> dict:
        hour = time(self.random.choice((0, 2, 8, 10, 15, 23)), self.random.choice((0, 15, 30)))
        return {
            "cadence": self.random.choice(Series.Cadence.values),
            "first_on": day + timedelta(days=self.random.randrange(1, 12)),
            "at_time": hour,
            "minutes": self.random.choice((30, 45)),
            "time_zone": self.random.choice(ZONES),
        }

    def step(self) -> None:
        self.at += timedelta(days=self.random.choice((0, 1, 2, 5, 9)), hours=self.random.randrange(1, 20))
        if self.random.random() < 0.9:  # else no worker ran meanwhile
            actions.plan_all(at=self.at)
        self.series.refresh_from_db()
        planned = list(self.series.meetings.filter(status=Meeting.Status.PLANNED))
        past = [one for one in planned if one.starts_at < self.at]
        ahead = [one for one in planned if one.starts_at >= self.at]
        by = self.managers[0].user
        what = self.random.random()
        if what < 0.2:
            item = actions.add_agenda_item(self.series, text=f"Item {len(self.said)}", by=self.employee, at=self.at)
            self.said[item.pk] = item.text
        elif past and what < 0.6:
            talked = self.random.sample(list(self.said), k=len(self.said) // 2)
            actions.log_meeting(past[0], discussed=talked, by=by, at=self.at)
            for key in talked:
                del self.said[key]
        elif past and what < 0.7:
            actions.miss_meeting(past[0], by=by, at=self.at)
        elif ahead and what < 0.8:
            actions.move_meeting(ahead[0], starts_at=self.at + timedelta(hours=self.random.randrange(1, 400)), by=by, at=self.at)
        elif ahead and what < 0.88:
            actions.skip_meeting(ahead[0], by=by, at=self.at)
        elif what < 0.95:
            actions.change_rhythm(self.series, **self.rhythm(self.at.date()), by=by, at=self.at)
        elif what > 0.97:
            actions.end_series(self.series, on=self.at.date(), by=by, at=self.at)
            self.said = {}
            self.series = self.begin()
        actions.plan_all(at=self.at)

    def on_the_pages(self) -> dict[datetime, bool]:
        """What the pages of all their series say, of the last weeks and of the next meeting, and the rhythm of what comes after it."""
        found: dict[datetime, bool] = {}
        with time_machine.travel(self.at, tick=False):
            client = self.sign_in(self.employee)
            for series in Series.objects.filter(employee=self.employee):
                page = client.get(reverse("one_on_ones:series", args=[series.pk])).content.decode()
                rows = re.findall(r'<time datetime="([^"]+)">.*?<a class="link"[^>]*>([^<]+)</a>', page, re.DOTALL)
                for when, word in rows:
                    note(found, datetime.fromisoformat(when).astimezone(UTC), word not in ("Missed", "Skipped"))
            page = client.get(reverse("calendar:calendar"))
            for one in page.context["talks"]:
                note(found, one.starts_at, True)
        for when in self.expected():
            note(found, when, True)
        for when in self.called_off_ahead():
            note(found, when, False)
        return found

    def called_off_ahead(self) -> list[datetime]:
        """What was left out before its time stands on no list yet; its own page says it."""
        rows = Meeting.objects.filter(series__employee=self.employee, starts_at__gte=self.at, series__ended_on=None)
        return [one.starts_at for one in rows.exclude(status=Meeting.Status.PLANNED)]

    def expected(self) -> set[datetime]:
        """What the rhythm gives after the last meeting that was made."""
        series = Series.objects.get(pk=self.series.pk)
        last = max(series.meetings.values_list("planned_on", flat=True))
        following = next_meeting(series, at=self.at)
        days = takewhile(
            lambda day: day < self.at.date() + timedelta(days=200), days_from(series.first_on, series.cadence, after=last)
        )
        moments = {moment_of(day, series.at_time, series.time_zone) for day in days}
        return {one for one in moments if one > following.starts_at and one < self.at + timedelta(days=180)}


@pytest.mark.soak
@pytest.mark.django_db
def test_random_lives_of_a_series_are_the_same_in_the_feed_and_on_the_pages(signed_in, lena, marco, ines):
    for number in range(cases(500, quick=3)):
        life = Life(number, [lena, marco], ines, signed_in)
        for _ in range(10):
            for _ in range(3):
                life.step()
            start, end = life.at - timedelta(days=40), life.at + timedelta(days=180)
            feed = seen(text_of(ines, life.at), start, end)
            pages = {when: happens for when, happens in life.on_the_pages().items() if start <= when < end}
            shown = {when: happens for when, happens in feed.items() if happens or when in pages}
            assert shown == pages, (number, life.at)
            found = AgendaItem.objects.filter(series=life.series, state="open")
            assert {one.pk: one.text for one in found} == life.said, (number, life.at)
        Series.objects.all().delete()

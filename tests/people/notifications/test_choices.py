"""Is each person told in the way, and at the hour, they chose?"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import IntegrityError

from people.notifications.actions import choose, deliver_due
from people.notifications.models import Channel, Delivery, InboxMessage, NotificationChoice
from people.notifications.timing import mail_moment, next_hour
from tests.people.notifications.conftest import NOON

State = Delivery.State
EVENING = NOON + timedelta(hours=10)  # 22:00 in Berlin
MORNING = NOON + timedelta(hours=19)  # 07:00 in Berlin, when the night is over


def mail_to(person):
    return Delivery.objects.get(recipient=person, channel=Channel.MAIL)


def in_berlin(text):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Berlin")).astimezone(UTC)


# --- Not by mail -------------------------------------------------------------------------------------------------------


def test_what_somebody_does_not_want_by_mail_stays_in_the_inbox(tell, ines, lena):
    choose(ines, muted=["tests.told"])
    tell(ines, lena)
    deliver_due(at=NOON)
    assert [one.to for one in mail.outbox] == [[lena.email]]
    assert InboxMessage.objects.filter(recipient=ines).exists()


def test_a_choice_counts_for_mail_that_is_still_waiting(tell, ines):
    tell(ines, at=EVENING)
    choose(ines, muted=["tests.told"])
    deliver_due(at=MORNING)
    assert mail_to(ines).state == State.CANCELLED
    assert mail.outbox == []


def test_urgent_mail_cannot_be_switched_off_and_waits_for_nothing(register, tell, ines):
    register("tests.urgent", is_urgent=True)
    choose(ines, muted=["tests.urgent"], wants_digest=True)
    tell(ines, kind="tests.urgent", at=EVENING)
    deliver_due(at=EVENING)
    assert len(mail.outbox) == 1


# --- Quiet hours -------------------------------------------------------------------------------------------------------


def test_mail_of_the_evening_waits_for_the_morning_while_the_inbox_has_it(tell, ines):
    tell(ines, at=EVENING)
    assert InboxMessage.objects.filter(recipient=ines, at=EVENING).exists()
    deliver_due(at=MORNING - timedelta(seconds=1))
    assert mail.outbox == []
    deliver_due(at=MORNING)
    assert len(mail.outbox) == 1


def test_mail_that_was_held_up_until_the_night_waits_for_the_morning_too(tell, ines):
    tell(ines, at=NOON)  # and no worker ran until the evening
    deliver_due(at=EVENING)
    assert mail.outbox == []
    assert (mail_to(ines).state, mail_to(ines).available_at, mail_to(ines).attempts) == (State.PENDING, MORNING, 0)
    deliver_due(at=MORNING)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("quiet", "told_at", "mailed_at"),
    [
        ((20, 7), "2026-03-04 19:59", "2026-03-04 19:59"),
        ((20, 7), "2026-03-04 20:00", "2026-03-05 07:00"),
        ((20, 7), "2026-03-05 06:59", "2026-03-05 07:00"),
        ((20, 7), "2026-03-05 07:00", "2026-03-05 07:00"),
        ((0, 8), "2026-03-04 00:00", "2026-03-04 08:00"),
        ((0, 8), "2026-03-04 08:00", "2026-03-04 08:00"),
        ((12, 13), "2026-03-04 12:30", "2026-03-04 13:00"),
        ((5, 5), "2026-03-04 05:30", "2026-03-04 05:30"),  # the same hour twice: never quiet
        ((20, 7), "2026-03-28 23:00", "2026-03-29 07:00"),  # the night that has no two o'clock
        ((22, 2), "2026-03-29 00:30", "2026-03-29 03:00"),  # quiet until a minute that does not exist
        ((22, 3), "2026-10-25 02:30", "2026-10-25 03:00"),  # the night that has two o'clock twice
        ((20, 7), "2026-12-31 23:00", "2027-01-01 07:00"),
        ((20, 7), "2028-02-28 23:00", "2028-02-29 07:00"),
    ],
)
def test_quiet_hours(quiet, told_at, mailed_at):
    choice = NotificationChoice(quiet_from=quiet[0], quiet_until=quiet[1])
    assert mail_moment(in_berlin(told_at), choice, ZoneInfo("Europe/Berlin")) == in_berlin(mailed_at)


def test_the_quiet_hours_are_those_of_where_somebody_lives(tell, ines, lena, marco):
    for person, zone in ((ines, "America/New_York"), (lena, "Asia/Kathmandu"), (marco, "")):
        person.time_zone = zone
        person.save(update_fields=["time_zone"])
    at = datetime(2026, 3, 4, 17, tzinfo=UTC)  # 12:00 in New York, 22:45 in Kathmandu, 18:00 in Berlin
    tell(ines, lena, marco, at=at)
    assert mail_to(ines).available_at == mail_to(marco).available_at == at
    assert mail_to(lena).available_at == datetime(2026, 3, 5, 1, 15, tzinfo=UTC)  # 07:00 there


# --- The daily mail ----------------------------------------------------------------------------------------------------


def test_the_daily_mail_has_everything_of_a_day_in_one(tell, ines, lena):
    choose(ines, wants_digest=True, digest_hour=16)
    for key in ("one", "two", "three"):
        tell(ines, lena, key=key)
    deliver_due(at=NOON + timedelta(hours=4) - timedelta(seconds=1))
    assert [one.to for one in mail.outbox] == [[lena.email]] * 3
    mail.outbox.clear()
    deliver_due(at=NOON + timedelta(hours=4))
    (daily,) = mail.outbox
    assert daily.subject == "3 things to know"
    assert [f"- News {key}" in daily.body for key in ("one", "two", "three")] == [True] * 3
    assert mail_to_all(ines) == {State.SENT}
    deliver_due(at=NOON + timedelta(days=2))
    assert len(mail.outbox) == 1


def mail_to_all(person):
    return set(Delivery.objects.filter(recipient=person, channel=Channel.MAIL).values_list("state", flat=True))


def test_the_daily_mail_is_one_also_when_it_is_longer_than_a_batch(tell, ines, lena, settings):
    settings.OUTBOX_BATCH = 2
    for person in (ines, lena):
        choose(person, wants_digest=True, digest_hour=16)
    for number in range(5):
        tell(ines, lena, key=f"k{number}")
    deliver_due(at=NOON + timedelta(hours=4))
    assert sorted(one.to for one in mail.outbox) == sorted([[ines.email], [lena.email]])
    assert {one.subject for one in mail.outbox} == {"5 things to know"}


def test_a_day_with_one_message_has_its_subject(tell, ines):
    choose(ines, wants_digest=True, digest_hour=16)
    tell(ines, key="alone")
    deliver_due(at=NOON + timedelta(hours=4))
    assert mail.outbox[0].subject == "News alone"


def test_a_daily_mail_that_was_refused_comes_again_whole(tell, ines, by_courier):
    choose(ines, wants_digest=True, digest_hour=16)
    for key in ("one", "two"):
        tell(ines, key=key)

    def fail(written):
        raise ConnectionResetError

    by_courier(fail)
    deliver_due(at=NOON + timedelta(hours=4))
    sent = []
    by_courier(sent.append)
    deliver_due(at=NOON + timedelta(hours=5))
    assert [one.subject for one in sent] == ["2 things to know"]


@pytest.mark.parametrize(
    ("zone", "at", "hour", "expected"),
    [
        ("Europe/Berlin", "2026-03-29T00:30+00:00", 2, "2026-03-29T01:00+00:00"),  # 02:00 is skipped: 03:00
        ("Europe/Berlin", "2026-03-29T01:30+00:00", 2, "2026-03-30T00:00+00:00"),
        ("Europe/Berlin", "2026-10-25T00:00+00:00", 2, "2026-10-25T00:00+00:00"),  # the first of two
        ("Europe/Berlin", "2026-10-25T00:30+00:00", 2, "2026-10-26T01:00+00:00"),  # the second is not another one
        ("Europe/Berlin", "2026-10-24T07:00+00:00", 9, "2026-10-24T07:00+00:00"),
        ("Europe/Berlin", "2026-10-24T07:01+00:00", 9, "2026-10-25T08:00+00:00"),  # 25 hours later
        ("America/New_York", "2026-03-08T06:00+00:00", 2, "2026-03-08T07:00+00:00"),
        ("America/New_York", "2026-11-01T05:30+00:00", 1, "2026-11-02T06:00+00:00"),
        ("Australia/Lord_Howe", "2026-10-03T15:00+00:00", 2, "2026-10-03T15:30+00:00"),  # half an hour is skipped: 02:30
        ("Australia/Lord_Howe", "2026-04-04T14:00+00:00", 1, "2026-04-04T14:00+00:00"),
        ("Asia/Kathmandu", "2026-06-01T03:00+00:00", 9, "2026-06-01T03:15+00:00"),
        ("Pacific/Apia", "2011-12-29T22:00+00:00", 9, "2011-12-30T10:00+00:00"),  # the 30th was skipped
        ("Europe/Berlin", "2028-02-28T09:00+00:00", 9, "2028-02-29T08:00+00:00"),
        ("Europe/Berlin", "2026-12-31T09:00+00:00", 9, "2027-01-01T08:00+00:00"),
    ],
)
def test_the_next_hour_of_a_day_on_which_the_clock_changes(zone, at, hour, expected):
    assert next_hour(datetime.fromisoformat(at), hour, ZoneInfo(zone)) == datetime.fromisoformat(expected)


def test_what_came_too_late_is_a_line_of_the_next_daily_mail(tell, ines):
    tell(ines, key="stale", expires_at=NOON + timedelta(hours=1))
    tell(ines, key="fresh", expires_at=NOON + timedelta(days=9))
    deliver_due(at=NOON + timedelta(hours=2))  # nothing ran for two hours
    assert [one.subject for one in mail.outbox] == ["News fresh"]
    mail.outbox.clear()
    deliver_due(at=NOON + timedelta(hours=21))  # 09:00 of the next day
    (late,) = mail.outbox
    assert "- News stale" in late.body
    assert mail_to_all(ines) == {State.SENT}


# --- The page ----------------------------------------------------------------------------------------------------------

FORM = {"wants_digest": "1", "digest_hour": "16", "quiet_from": "21", "quiet_until": "6"}


def test_everybody_chooses_for_themself(told, ines, sam, signed_in):
    signed_in(ines).post("/notifications/choices/", FORM | {"wanted": []})
    choice = NotificationChoice.objects.get()
    assert choice.employee == ines
    assert (choice.wants_digest, choice.digest_hour, choice.quiet_from, choice.quiet_until) == (True, 16, 21, 6)
    assert "tests.told" in choice.muted
    assert "accounts.invited" not in choice.muted  # urgent: not offered


def test_the_page_shows_what_was_chosen(told, ines, signed_in):
    choose(ines, wants_digest=True, digest_hour=16, muted=["tests.told"])
    page = signed_in(ines).get("/notifications/choices/")
    form = page.context["form"]
    assert (form.initial["digest_hour"], form.initial["wants_digest"]) == (16, "1")
    assert "tests.told" not in form.initial["wanted"]
    assert "employees.manager_changed" in form.initial["wanted"]
    groups = dict(form.fields["wanted"].choices)
    assert ("tests.told", "Tests.Told") in groups["Tests"]
    assert len(groups) > 5, "by what they are about, not one long list"
    assert {"audit.found", "leavers.review"}.isdisjoint(form.offered), "only HR is ever told these"


@pytest.mark.parametrize(
    "wrong", [{"digest_hour": "24"}, {"quiet_from": "-1"}, {"quiet_until": ""}, {"wanted": ["tests.no_such"]}]
)
def test_what_makes_no_sense_is_refused(told, ines, signed_in, wrong):
    response = signed_in(ines).post("/notifications/choices/", FORM | wrong)
    assert response.status_code == 200
    assert response.context["form"].errors
    assert not NotificationChoice.objects.exists()


def test_the_database_refuses_an_hour_that_no_day_has(ines):
    with pytest.raises(IntegrityError):
        choose(ines, digest_hour=24)

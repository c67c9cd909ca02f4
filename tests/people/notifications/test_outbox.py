"""Is everybody told, once, whatever happens on the way?"""

import smtplib
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from people.accounts.actions import close_account, invite, revoke_invitation
from people.employees.actions import change_manager
from people.history.models import Record
from people.notifications import actions
from people.notifications.actions import Due, claim, deliver_due, plan, store_as_sent
from people.notifications.kinds import Kind, Message
from people.notifications.kinds import register as register_kind
from people.notifications.models import Channel, Delivery, DeliveryAttempt, InboxMessage, Notice, NotificationChoice
from people.notifications.queries import sent_mail, undelivered
from tests.factories import EmployeeFactory
from tests.people.notifications.conftest import NOON

State = Delivery.State
LATER = NOON + timedelta(minutes=10)  # every lease has run out


def mails_of(person):
    return Delivery.objects.filter(recipient=person, channel=Channel.MAIL)


def states():
    return sorted(Delivery.objects.filter(channel=Channel.MAIL).values_list("state", flat=True))


def refuse(written):
    raise smtplib.SMTPRecipientsRefused({written.to[0]: (451, b"not now")})


class WorkerDies(BaseException):
    """What a kill -9 looks like from inside: nothing after it runs."""


@pytest.fixture
def team(ines, lena, marco):
    return [ines, lena, marco]


# --- Telling -----------------------------------------------------------------------------------------------------------


def test_telling_is_written_with_the_change_itself(ines, marco):
    with transaction.atomic():
        change_manager(ines, manager=marco, on=date(2026, 3, 2), by=None, at=NOON)
        told = Notice.objects.get(kind="employees.manager_changed").deliveries
        assert told.filter(channel=Channel.INBOX, state=State.SENT).count() == 3
        assert told.filter(channel=Channel.MAIL, state=State.PENDING).count() == 3


def test_a_change_that_fails_tells_nobody(ines, marco):
    def change_and_fail():
        with transaction.atomic():
            change_manager(ines, manager=marco, on=date(2026, 3, 2), by=None, at=NOON)
            assert Notice.objects.exists()
            raise ConnectionError

    with pytest.raises(ConnectionError):
        change_and_fail()
    assert not Notice.objects.exists()
    assert not Delivery.objects.exists()
    assert not InboxMessage.objects.exists()


def test_the_same_key_again_tells_nobody_again(tell, ines, lena):
    tell(ines, key="once")
    tell(ines, lena, key="once", at=LATER)
    assert Notice.objects.get(key="once").occurred_at == NOON
    assert set(Delivery.objects.values_list("recipient", "channel")) == {(ines.pk, "inbox"), (ines.pk, "mail")}


def test_somebody_named_twice_is_told_once(tell, ines):
    assert len(tell(ines, ines)) == 2


def test_a_delivery_stands_once_for_each_person_and_channel(tell, ines):
    first = tell(ines)[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.create(notice=first.notice, recipient=ines, channel=first.channel, available_at=NOON)


def test_an_unknown_kind_is_refused(ines):
    with pytest.raises(KeyError):
        actions.notify("tests.nobody_registered_this", to=[ines], key="k", at=NOON)
    assert not Notice.objects.exists()


def test_two_kinds_with_one_name_are_refused(told):
    with pytest.raises(ValueError, match=r"tests\.told"):
        register_kind("Tests", Kind("tests.told", "Another", lambda notice, person: Message("Other")))


def test_a_person_without_an_address_has_only_the_inbox(tell, ines):
    ines.email = ""
    assert [one.channel for one in tell(ines)] == [Channel.INBOX]


# --- Who is no longer here ---------------------------------------------------------------------------------------------


def test_a_closed_account_is_told_nothing(tell, ines, lena):
    close_account(ines.user, by=None, at=NOON)
    tell(ines, lena)
    assert set(Delivery.objects.values_list("recipient", flat=True)) == {lena.pk}
    assert set(InboxMessage.objects.values_list("recipient", flat=True)) == {lena.pk}


def test_a_leaver_is_told_nothing_from_their_last_local_day_on(tell, ines):
    ines.left_on, ines.time_zone = date(2026, 3, 5), "Asia/Tokyo"
    assert len(tell(ines, key="the evening before", at=NOON)) == 2  # 20:00 of the 4th in Tokyo
    assert tell(ines, key="the first day", at=NOON + timedelta(hours=5)) == []  # 01:00 of the 5th


def test_an_account_closed_on_the_way_gets_no_mail(tell, ines):
    tell(ines)
    close_account(ines.user, by=None, at=NOON)
    deliver_due(at=NOON)
    assert mails_of(ines).get().state == State.CANCELLED
    assert mail.outbox == []


def test_somebody_without_an_account_gets_their_invitation(hana):
    newcomer = EmployeeFactory(user=None, email="new@kestrel.example")
    now = timezone.now()
    invite(newcomer, by=hana.user, at=now)
    deliver_due(at=now)
    assert mails_of(newcomer).get().state == State.SENT
    assert mail.outbox[0].to == ["new@kestrel.example"]


def test_what_is_no_longer_wanted_is_cancelled(hana):
    newcomer = EmployeeFactory(user=None, email="new@kestrel.example")
    now = timezone.now()
    invitation, _ = invite(newcomer, by=hana.user, at=now)
    revoke_invitation(invitation, by=hana.user, at=now)
    deliver_due(at=now)
    assert mails_of(newcomer).get().state == State.CANCELLED
    assert mail.outbox == []


def test_an_address_taken_away_on_the_way_is_not_called_sent(tell, ines):
    tell(ines)
    ines.email = ""
    ines.save(update_fields=["email"])
    deliver_due(at=NOON)
    assert mails_of(ines).get().state == State.CANCELLED


# --- Leases ------------------------------------------------------------------------------------------------------------


def test_what_one_worker_has_leased_no_other_gets(tell, ines, lena, settings):
    tell(ines, lena)
    mine = claim(at=NOON, size=1)
    others = claim(at=NOON, size=10)
    assert len(mine) == len(others) == 1
    assert mine[0].pk != others[0].pk
    assert claim(at=NOON + timedelta(seconds=settings.OUTBOX_LEASE - 1), size=10) == []


def test_a_lease_that_ran_out_is_anybodys_again(tell, ines, settings):
    tell(ines)
    before = claim(at=NOON, size=10)
    after = claim(at=NOON + timedelta(seconds=settings.OUTBOX_LEASE + 1), size=10)
    assert [one.pk for one in after] == [one.pk for one in before]
    assert after[0].lease_token != before[0].lease_token


def test_what_is_due_later_is_not_leased(tell, ines):
    tell(ines, at=NOON + timedelta(hours=1))
    assert claim(at=NOON, size=10) == []


def test_a_late_worker_cannot_settle_what_another_has_taken_over(tell, ines, by_courier):
    tell(ines)
    by_courier(lambda written: claim(at=LATER, size=10))  # so slow that somebody else takes it
    deliver_due(at=NOON)
    delivery = mails_of(ines).get()
    assert delivery.state == State.LEASED
    assert delivery.lease_until > LATER
    assert delivery.sent_at is None


def test_a_late_worker_sends_nothing_more_of_what_another_has_taken_over(tell, ines, lena, by_courier):
    tell(ines, lena)
    sent = []

    def take(written):
        sent.append(written)
        claim(at=LATER, size=10)

    by_courier(take)
    deliver_due(at=NOON)
    assert len(sent) == 1
    assert sorted(DeliveryAttempt.objects.values_list("number", flat=True)) == [1]


def test_a_try_is_written_before_the_mail_leaves(tell, ines, by_courier):
    tell(ines)
    seen = []
    by_courier(lambda written: seen.extend(DeliveryAttempt.objects.values_list("number", "outcome")))
    deliver_due(at=NOON)
    assert seen == [(1, "unknown")]
    assert list(DeliveryAttempt.objects.values_list("number", "outcome")) == [(1, "ok")]


# --- The inbox ---------------------------------------------------------------------------------------------------------


def dues(*people, at=NOON):
    return [Due(key=f"due:{person.pk}", recipient=person, about=None, at=at) for person in people]


def test_the_inbox_has_it_at_once_and_once(tell, ines):
    tell(ines)
    for moment in (NOON, LATER, LATER):
        deliver_due(at=moment)
    message = InboxMessage.objects.get(recipient=ines)
    assert (message.subject, message.body, message.link, message.at) == ("News k", "More.", "/people/", NOON)


def test_the_inbox_has_what_was_planned_once_however_often_it_is_delivered(told, ines, lena):
    plan("tests.told", dues(ines, lena), at=NOON)
    claim(at=NOON, size=10)  # a worker that died before it did anything
    for moment in (LATER, LATER, LATER + timedelta(hours=1)):
        deliver_due(at=moment)
    assert sorted(InboxMessage.objects.values_list("recipient", flat=True)) == sorted([ines.pk, lena.pk])


def test_two_workers_with_one_planned_message_write_it_once(register, ines):
    others = []

    def still_wanted(notice, person):
        if not others:
            others.append(1)
            others[0] = deliver_due(at=LATER)  # another worker takes it over and brings it, right now
        return True

    register(still_wanted=still_wanted, channels=(Channel.INBOX,))
    plan("tests.told", dues(ines), at=NOON)
    deliver_due(at=NOON)
    assert others == [1]
    assert InboxMessage.objects.filter(recipient=ines).count() == 1


def test_what_was_planned_for_somebody_who_is_gone_is_cancelled(told, ines):
    close_account(ines.user, by=None, at=NOON)
    plan("tests.told", dues(ines), at=NOON)
    deliver_due(at=NOON)
    assert set(Delivery.objects.values_list("state", flat=True)) == {State.CANCELLED}
    assert not InboxMessage.objects.exists()


# --- Trying again ------------------------------------------------------------------------------------------------------


def test_each_try_waits_as_long_as_the_table_says_and_then_it_is_dead(tell, ines, by_courier, settings):
    assert settings.OUTBOX_BACKOFF == [30, 120, 600, 1800, 7200, 21600, 43200, 86400]
    NotificationChoice.objects.create(employee=ines, quiet_from=0, quiet_until=0)
    tell(ines)
    by_courier(refuse)
    moment = NOON
    for number, seconds in enumerate(settings.OUTBOX_BACKOFF, start=1):
        assert deliver_due(at=moment) == 1
        delivery = mails_of(ines).get()
        assert (delivery.state, delivery.attempts) == (State.PENDING, number)
        assert 0.8 * seconds <= (delivery.available_at - moment).total_seconds() <= 1.2 * seconds + 5
        assert deliver_due(at=delivery.available_at - timedelta(seconds=1)) == 0
        moment = delivery.available_at
    deliver_due(at=moment)
    delivery = mails_of(ines).get()
    assert (delivery.state, delivery.attempts) == (State.DEAD, 9)
    assert list(delivery.tries.order_by("number").values_list("outcome", "code")) == [("transient", "451")] * 9


def test_what_was_refused_once_arrives_the_second_time(tell, ines, by_courier):
    tell(ines)
    by_courier(refuse)
    deliver_due(at=NOON)
    sent = []
    by_courier(sent.append)
    deliver_due(at=LATER)
    assert len(sent) == 1
    delivery = mails_of(ines).get()
    assert (delivery.state, delivery.fault) == (State.SENT, "")
    assert LATER <= delivery.sent_at < LATER + timedelta(seconds=10)
    assert sent_mail(Delivery.objects.all()).get() == delivery


def test_a_message_that_cannot_be_written_keeps_no_other_back(register, tell, ines, lena, marco):
    def text(notice, person):
        if person == lena:
            raise LookupError("what she wrote in private")
        return Message("Fine")

    register("tests.broken", text=text)
    plan("tests.broken", dues(ines, lena, marco), at=NOON)
    deliver_due(at=NOON)
    assert set(InboxMessage.objects.values_list("recipient", flat=True)) == {ines.pk, marco.pk}
    assert sorted(one.to for one in mail.outbox) == sorted([[ines.email], [marco.email]])
    hers = Delivery.objects.filter(recipient=lena)
    assert {(one.state, one.attempts, one.fault) for one in hers} == {
        (State.PENDING, 1, "LookupError while it was written")  # not what the error says
    }
    for hours in range(1, 200, 12):
        deliver_due(at=NOON + timedelta(hours=hours))
    assert {one.state for one in hers.all()} == {State.DEAD}


def test_a_mail_that_ends_the_worker_each_time_goes_last_and_dies_in_the_end(tell, team, by_courier, settings):
    for person in team:
        tell(person, key=person.first_name)
    sent = []

    def take(written):
        if written.subject == "News Ines":
            raise WorkerDies
        sent.append(written.subject)

    by_courier(take)
    tries = len(settings.OUTBOX_BACKOFF) + 1
    for number in range(tries):
        with pytest.raises(WorkerDies):
            deliver_due(at=NOON + number * timedelta(minutes=3))
        if number == 1:  # the first time it went first
            assert sorted(sent) == ["News Lena", "News Marco"]
    deliver_due(at=NOON + tries * timedelta(minutes=3))
    delivery = mails_of(team[0]).get()
    assert (delivery.state, delivery.attempts, delivery.fault) == (State.DEAD, tries, "The worker died each time it was sent.")
    assert len(sent) == 2


def test_workers_that_die_use_up_no_tries_of_mails_that_were_not_begun(tell, ines, lena, by_courier, settings):
    tell(ines, key="first")
    tell(lena, key="second")
    for number in range(20):
        claim(at=NOON + number * timedelta(minutes=3), size=10)
    by_courier(refuse)
    moment = NOON + timedelta(hours=1)
    deliver_due(at=moment)
    assert {(one.state, one.attempts) for one in (mails_of(ines).get(), mails_of(lena).get())} == {(State.PENDING, 1)}


def test_a_turn_ends_in_time_and_what_is_left_goes_back_untouched(tell, ines, by_courier, settings):
    for number in range(6):
        tell(ines, key=f"k{number}")
    settings.OUTBOX_TURN = 0
    sent = []
    by_courier(sent.append)
    deliver_due(at=NOON)
    assert states() == [State.PENDING] * 6
    assert set(mails_of(ines).values_list("attempts", "lease_token")) == {(0, None)}
    settings.OUTBOX_TURN = 10
    deliver_due(at=NOON)
    assert len(sent) == 6


def test_more_than_a_batch_goes_in_one_turn(tell, ines, settings):
    settings.OUTBOX_BATCH = 3
    for number in range(10):
        tell(ines, key=f"k{number}")
    assert deliver_due(at=NOON) == 10
    assert states() == [State.SENT] * 10
    assert deliver_due(at=LATER) == 0


# --- What administrators see and do ------------------------------------------------------------------------------------


@pytest.fixture
def dead(tell, ines, by_courier):
    """A mail to Ines that was refused for good."""
    tell(ines)

    def refuse_for_good(written):
        raise smtplib.SMTPRecipientsRefused({written.to[0]: (550, b"nobody here")})

    by_courier(refuse_for_good)
    deliver_due(at=NOON)
    return undelivered(Delivery.objects.all()).get()


@pytest.fixture
def hana_browses(hana, signed_in, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    return signed_in(hana)


def test_what_is_dead_stands_where_administrators_see_it(dead, hana_browses, ines, signed_in):
    page = hana_browses.get("/notifications/undelivered/").content.decode()
    assert "Ines Duarte" in page
    assert "SMTPRecipientsRefused" in page
    assert "News k" not in page  # to whom and why, not what
    assert signed_in(ines).get("/notifications/undelivered/").status_code == 403


def test_a_dead_delivery_can_be_tried_again(dead, hana, hana_browses, by_courier):
    sent = []
    by_courier(sent.append)
    response = hana_browses.post("/notifications/undelivered/", {"delivery": dead.pk, "retry": "1"})
    assert response.status_code == 302
    dead.refresh_from_db()
    assert (dead.state, dead.attempts, dead.fault) == (State.PENDING, 0, "")
    NotificationChoice.objects.create(employee=dead.recipient, quiet_from=0, quiet_until=0)
    deliver_due(at=timezone.now() + timedelta(seconds=1))
    dead.refresh_from_db()
    assert dead.state == State.SENT
    assert len(sent) == 1
    assert Record.objects.filter(verb="tried again", by=hana.user).count() == 1


def test_a_dead_delivery_can_be_let_rest(dead, hana, hana_browses):
    hana_browses.post("/notifications/undelivered/", {"delivery": dead.pk, "rest": "1"})
    dead.refresh_from_db()
    assert dead.state == State.DEAD
    assert not undelivered(Delivery.objects.all()).exists()
    assert "Nothing failed" in hana_browses.get("/notifications/undelivered/").content.decode()
    assert Record.objects.filter(verb="let rest", by=hana.user).count() == 1


def test_only_what_is_dead_can_be_tried_again(tell, ines, hana_browses):
    delivery = tell(ines)[1]
    response = hana_browses.post("/notifications/undelivered/", {"delivery": delivery.pk, "retry": "1"})
    assert response.status_code == 404


def test_mail_of_a_past_that_is_filled_in_is_not_sent(tell, ines):
    tell(ines, key="past", at=NOON - timedelta(days=30))
    tell(ines, key="today")
    assert store_as_sent(before=NOON) == 1
    deliver_due(at=NOON)
    assert [one.subject for one in mail.outbox] == ["News today"]


# --- Reading -----------------------------------------------------------------------------------------------------------


def test_each_reads_their_own_inbox(tell, ines, sam, signed_in):
    tell(ines, key="for Ines")
    message = InboxMessage.objects.get(recipient=ines)
    assert "News for Ines" in signed_in(ines).get("/notifications/").content.decode()
    assert "News for Ines" not in signed_in(sam).get("/notifications/").content.decode()
    assert signed_in(sam).post(f"/notifications/{message.pk}/open/").status_code == 404
    message.refresh_from_db()
    assert message.read_at is None


def test_opening_a_message_marks_it_read_and_leads_to_what_it_is_about(tell, ines, signed_in):
    tell(ines, key="a")
    tell(ines, key="b")
    message = InboxMessage.objects.get(subject="News a")
    response = signed_in(ines).post(f"/notifications/{message.pk}/open/")
    assert response.headers["Location"] == "/people/"
    assert list(InboxMessage.objects.filter(read_at=None).values_list("subject", flat=True)) == ["News b"]
    signed_in(ines).post("/notifications/read-all/")
    assert not InboxMessage.objects.filter(read_at=None).exists()


@pytest.mark.parametrize("count", [1, 30])
def test_the_inbox_asks_the_database_equally_often_for_any_number(tell, ines, signed_in, django_assert_num_queries, count):
    for number in range(count):
        tell(ines, key=f"k{number}")
    browser = signed_in(ines)
    browser.get("/notifications/")
    with django_assert_num_queries(4):
        browser.get("/notifications/")

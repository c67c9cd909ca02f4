"""What does a mail look like, and what does the answer of a mail server mean?"""

import socket
import ssl
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from time import monotonic

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from people.notifications.actions import choose, deliver_due
from people.notifications.kinds import Message
from people.notifications.mail import classify
from people.notifications.mail_folder import folder
from people.notifications.models import Channel, ChannelOutage, Delivery
from people.notifications.queries import outbox_faults
from tests.mail_server import DROP, HANG, Scripted, Sink
from tests.people.notifications.conftest import NOON

State = Delivery.State
LATER = NOON + timedelta(minutes=20)


def mail_to(person):
    return Delivery.objects.get(recipient=person, channel=Channel.MAIL)


# --- What it looks like ------------------------------------------------------------------------------------------------


def test_a_mail_has_text_and_html_and_says_where_it_comes_from(tell, ines, by_smtp):
    tell(ines)
    with Sink() as sink:
        by_smtp(sink)
        deliver_due(at=NOON)
    (written,) = sink.mails
    assert (written["Subject"], written["To"]) == ("News k", ines.email)
    assert written["Auto-Submitted"] == "auto-generated"
    assert written["Message-ID"] == f"<d{mail_to(ines).pk}@127.0.0.1>"
    assert written.get_content_type() == "multipart/alternative"
    text, html = written.get_body(["plain"]).get_content(), written.get_body(["html"]).get_content()
    for part in (text, html):
        assert "More." in part
        assert "http://127.0.0.1:8000/people/" in part
        assert "http://127.0.0.1:8000/notifications/choices/" in part
    assert "<html lang=" in html
    assert "<" not in text


def test_a_mail_keeps_its_message_id_however_often_it_is_sent(tell, ines, by_courier):
    tell(ines)
    seen = []

    def lose_the_answer(written):
        seen.append(written.message()["Message-ID"])
        if len(seen) < 3:
            raise TimeoutError

    by_courier(lose_the_answer)
    for minutes in (0, 5, 10):
        deliver_due(at=NOON + timedelta(minutes=minutes))
    assert len(seen) == 3
    assert len(set(seen)) == 1


def test_each_mail_has_a_message_id_of_its_own(tell, ines, lena):
    tell(ines, lena)
    deliver_due(at=NOON)
    assert len({one.message()["Message-ID"] for one in mail.outbox}) == 2


def test_a_daily_mail_keeps_its_message_id_when_it_is_sent_again(tell, ines, by_courier):
    choose(ines, wants_digest=True, digest_hour=16)
    for key in ("one", "two"):
        tell(ines, key=key)
    seen = []

    def die_after_sending(written):
        seen.append((written.message()["Message-ID"], written.subject))
        if len(seen) == 1:
            raise KeyboardInterrupt

    by_courier(die_after_sending)
    with pytest.raises(KeyboardInterrupt):
        deliver_due(at=NOON + timedelta(hours=4))
    deliver_due(at=NOON + timedelta(hours=5))
    assert seen[0] == seen[1]
    assert len(seen) == 2


def test_what_people_write_is_text_in_the_mail(register, tell, ines):
    register("tests.bold", text=lambda notice, person: Message("<b>Hi</b> & bye", "<script>alert(1)</script> 5 > 3"))
    tell(ines, kind="tests.bold")
    deliver_due(at=NOON)
    html = mail.outbox[0].alternatives[0].content
    assert "&lt;script&gt;" in html
    assert "<script" not in html
    assert "<b>Hi" not in html
    assert "<script>alert(1)</script> 5 > 3" in mail.outbox[0].body  # plain text needs no escaping
    assert mail.outbox[0].subject == "<b>Hi</b> & bye"


@pytest.mark.parametrize("line_break", ["\r\n", "\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\r\n\r\n", "\n "])
def test_a_line_break_in_a_subject_makes_no_header(register, tell, ines, by_smtp, line_break):
    register("tests.evil", text=lambda notice, person: Message(f"Hello{line_break}Bcc: evil@example.com", "x"))
    tell(ines, kind="tests.evil")
    with Sink() as sink:
        by_smtp(sink)
        deliver_due(at=NOON)
    (written,) = sink.mails
    assert written["Bcc"] is None
    assert written["Subject"] == "Hello Bcc: evil@example.com"
    assert written.get_body(["plain"]).get_content().split()[0] == "x"


@pytest.mark.parametrize("address", ["ines@kestrel.example\nBcc: evil@example.com", "ines@kestrel.example\r\nDATA"])
def test_a_line_break_in_an_address_never_leaves_the_house(tell, ines, by_smtp, address):
    with pytest.raises(ValidationError):
        validate_email(address)  # no form takes it; and if it stood in the database:
    ines.email = address
    ines.save(update_fields=["email"])
    tell(ines)
    with Sink() as sink:
        by_smtp(sink)
        deliver_due(at=NOON)
    assert sink.mails == []
    assert (mail_to(ines).state, mail_to(ines).attempts) == (State.DEAD, 1)


def test_names_and_words_of_all_scripts_arrive(register, tell, ines, by_smtp):
    register("tests.words", text=lambda notice, person: Message("Grüße, 佐藤さん", "Ładnie 😀"))
    tell(ines, kind="tests.words")
    with Sink() as sink:
        by_smtp(sink)
        deliver_due(at=NOON)
    assert sink.mails[0]["Subject"] == "Grüße, 佐藤さん"
    assert "Ładnie 😀" in sink.mails[0].get_body(["plain"]).get_content()


def test_without_a_mail_server_mail_goes_into_a_folder(tell, ines, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    settings.EMAIL_BACKEND = "people.notifications.mail_folder.EmailBackend"
    tell(ines, key="a")
    tell(ines, key="b")
    deliver_due(at=NOON)
    mails = [message_from_bytes(file.read_bytes(), policy=default) for file in sorted(folder().glob("*.eml"))]
    assert [one["Subject"] for one in mails] == ["News a", "News b"]


# --- What the answer means ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"greeting": "421 too many"}, "421"),
        ({"MAIL": "421 going down"}, "421"),
        ({"RCPT": "421 going down"}, "421"),
        ({"RCPT": "450 mailbox busy"}, "450"),
        ({"RCPT": "451 try later"}, "451"),
        ({"RCPT": "452 full"}, "452"),
        ({"DATA": "451 try later"}, "451"),
        ({"body": "451 try later"}, "451"),
        ({"body": "421 going down"}, "421"),
        ({"greeting": DROP}, "connection"),
        ({"RCPT": DROP}, "connection"),
        ({"body": DROP}, "connection"),  # taken or not? sent again, with the same Message-ID
    ],
)
def test_what_may_pass_is_tried_again(tell, ines, by_smtp, answers, code):
    tell(ines)
    with Scripted(**answers) as server:
        by_smtp(server)
        deliver_due(at=NOON)
    delivery = mail_to(ines)
    assert (delivery.state, delivery.attempts) == (State.PENDING, 1)
    assert delivery.available_at > NOON
    assert list(delivery.tries.values_list("outcome", "code")) == [("transient", code)]
    with Sink() as server:
        by_smtp(server)
        deliver_due(at=LATER)
    assert mail_to(ines).state == State.SENT
    assert len(server.mails) == 1


def test_a_server_that_is_not_there_is_tried_again(tell, ines, by_smtp):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, and nobody listens
        by_smtp(taken.getsockname()[1])
        tell(ines)
        deliver_due(at=NOON)
    assert (mail_to(ines).state, mail_to(ines).attempts) == (State.PENDING, 1)
    assert "ConnectionRefusedError" in mail_to(ines).fault


@pytest.mark.parametrize("verb", ["greeting", "EHLO", "RCPT", "body"])
def test_a_server_that_hangs_is_left_after_the_timeout(tell, ines, by_smtp, settings, verb):
    tell(ines)
    with Scripted(**{verb: HANG}) as server:
        by_smtp(server)
        settings.EMAIL_TIMEOUT = 0.3
        start = monotonic()
        deliver_due(at=NOON)
        assert monotonic() - start < 2
    assert (mail_to(ines).state, mail_to(ines).attempts) == (State.PENDING, 1)
    assert mail_to(ines).tries.get().outcome == "transient"


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"RCPT": "550 nobody here"}, "550"),
        ({"RCPT": "553 what a name"}, "553"),
        ({"DATA": "554 no"}, "554"),
        ({"body": "552 too big"}, "552"),
    ],
)
def test_what_is_refused_for_good_is_dead_at_once(tell, ines, by_smtp, answers, code):
    tell(ines)
    with Scripted(**answers) as server:
        by_smtp(server)
        deliver_due(at=NOON)
    delivery = mail_to(ines)
    assert (delivery.state, delivery.attempts) == (State.DEAD, 1)
    assert list(delivery.tries.values_list("outcome", "code")) == [("permanent", code)]


def test_one_refused_address_keeps_no_other_back(tell, ines, lena, marco, by_smtp):
    tell(ines, lena, marco)
    with Sink(lambda verb, address: "550 nobody here" if address == lena.email else None) as sink:
        by_smtp(sink)
        deliver_due(at=NOON)
    assert {one["To"] for one in sink.mails} == {ines.email, marco.email}
    assert [mail_to(one).state for one in (ines, lena, marco)] == [State.SENT, State.DEAD, State.SENT]


@pytest.mark.parametrize(
    "answers",
    [
        {"EHLO": "250-hello\r\n250 AUTH PLAIN", "AUTH": "535 wrong password"},
        {"EHLO": "250-hello\r\n250 AUTH PLAIN", "AUTH": "534 too weak"},
        {"EHLO": "250 hello"},  # it does not let us sign in at all
        {"greeting": "554 we do not talk to you"},
    ],
)
def test_a_server_that_does_not_let_us_in_is_an_outage_of_the_channel(tell, lena, by_smtp, settings, answers):
    for key in ("a", "b", "c"):
        tell(lena, key=key)
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "transition", "old"
    with Scripted(**answers) as server:
        by_smtp(server)
        deliver_due(at=NOON)
        assert server.seen["greeting"] == 1  # it is asked once, not for each mail
        deliver_due(at=NOON + timedelta(seconds=settings.OUTBOX_OUTAGE - 10))
        assert server.seen["greeting"] == 1
        deliver_due(at=NOON + timedelta(seconds=settings.OUTBOX_OUTAGE + 10))
        assert server.seen["greeting"] == 2
    waiting = Delivery.objects.filter(channel=Channel.MAIL)
    assert set(waiting.values_list("state", "attempts", "lease_token")) == {(State.PENDING, 0, None)}  # no try is used up
    assert ChannelOutage.objects.get().reason
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    with Sink() as sink:
        by_smtp(sink)
        deliver_due(at=LATER)
    assert len(sink.mails) == 3


def test_an_outage_of_mail_does_not_hold_up_the_inbox(tell, ines):
    ChannelOutage.objects.create(channel=Channel.MAIL, until=LATER, reason="535")
    delivery = tell(ines)[0]
    Delivery.objects.filter(pk=delivery.pk).update(state=State.PENDING, sent_at=None)
    delivery.inbox_message.delete()
    assert deliver_due(at=NOON) == 1
    delivery.refresh_from_db()
    assert delivery.state == State.SENT


def test_an_outage_of_mail_is_seen_by_those_who_watch(tell, ines):
    tell(ines)
    ChannelOutage.objects.create(channel=Channel.MAIL, until=LATER + timedelta(days=1), reason="535")
    assert "a delivery has been due for more than 10 minutes" in outbox_faults(LATER)


def test_broken_tls_is_an_outage():
    assert classify(ssl.SSLCertVerificationError("self-signed")).is_outage
    assert not classify(TimeoutError("read")).is_outage

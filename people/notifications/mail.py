"""How does a mail leave, and what does the server's answer mean?"""

import logging
import smtplib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.urls import reverse

from people.notifications import kinds
from people.notifications.models import Delivery, DeliveryAttempt

log = logging.getLogger(__name__)
Outcome = DeliveryAttempt.Outcome
SIGN_IN_REFUSED = (530, 534, 535, 538)


@dataclass(frozen=True)
class Result:
    """What became of one mail. `is_outage`: the whole channel is down, and the try does not count."""

    outcome: str
    code: str = ""
    words: str = ""
    is_outage: bool = False


class Courier:
    """One connection to the mail server for many mails; opened again when it breaks."""

    def __init__(self) -> None:
        self.connection: Any = get_connection()
        self.outage = ""

    def __enter__(self) -> "Courier":
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        self._close()

    @property
    def is_out(self) -> bool:
        return bool(self.outage)

    def send(self, parcel: Sequence[Delivery]) -> Result:
        """Send one mail for a parcel (one delivery, or all of somebody's digest)."""
        try:
            written = compose(parcel)
        except Exception as fault:
            log.exception("delivery %s cannot be written", parcel[0].pk)
            return broken_text(fault)
        try:
            self.connection.open()
            self.connection.send_messages([written])
        except Exception as fault:
            self._close()
            result = classify(fault)
            if result.is_outage:
                self.outage = result.words
            return result
        return Result(Outcome.OK)

    def _close(self) -> None:
        try:
            self.connection.close()
        except (OSError, smtplib.SMTPException):
            self.connection.connection = None


def broken_text(fault: Exception) -> Result:
    """Return what it means when a message cannot be written: it is tried again, as code is mended. Its words stay out of the answer."""
    return Result(Outcome.TRANSIENT, "text", f"{type(fault).__name__} while it was written")


def classify(fault: Exception) -> Result:
    """Return what an exception of sending means: try again, give up, or the whole channel is down.

    4xx answers, timeouts and lost connections are tried again; a 5xx for the recipient is for good; a 5xx as greeting, a refused
    sign-in or broken TLS is an outage of the channel (RFC 5321 section 4.2.1).
    """
    words = f"{type(fault).__name__}: {fault}"[:200]
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        code = max((answer[0] for answer in fault.recipients.values()), default=450)
    elif isinstance(fault, smtplib.SMTPResponseException):
        code = fault.smtp_code
    elif isinstance(fault, ssl.SSLError | smtplib.SMTPNotSupportedError):
        return Result(Outcome.TRANSIENT, "tls", words, is_outage=True)
    elif isinstance(fault, ValueError):  # Django refuses a header or address that cannot be written
        return Result(Outcome.PERMANENT, "refused", words)
    else:
        return Result(Outcome.TRANSIENT, "connection", words)
    if code in SIGN_IN_REFUSED or (code >= 500 and isinstance(fault, smtplib.SMTPConnectError | smtplib.SMTPHeloError)):
        return Result(Outcome.TRANSIENT, str(code), words, is_outage=True)
    return Result(Outcome.PERMANENT if 500 <= code < 600 else Outcome.TRANSIENT, str(code), words)


def compose(parcel: Sequence[Delivery]) -> EmailMultiAlternatives:
    """Return the mail for a parcel: text and HTML, and a Message-ID that stays the same however often it is sent."""
    first = parcel[0]
    messages = [kinds.kind_named(delivery.notice.kind).text(delivery.notice, delivery.recipient) for delivery in parcel]
    subject = messages[0].subject if len(parcel) == 1 else f"{len(parcel)} things to know"
    context = {
        "recipient": first.recipient,
        "messages": messages,
        "is_digest": first.in_digest,
        "site": settings.SITE_URL,
        "choices": settings.SITE_URL + reverse("notifications:choices"),
    }
    mail = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=render_to_string("people/notifications/mail.txt", context),
        to=[first.recipient.email],
        headers={"Message-ID": f"<d{first.pk}@{urlsplit(settings.SITE_URL).hostname}>", "Auto-Submitted": "auto-generated"},
    )
    mail.attach_alternative(render_to_string("people/notifications/mail.html", context), "text/html")
    return mail

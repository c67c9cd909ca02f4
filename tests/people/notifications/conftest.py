"""Kinds of message, moments and mail servers for stories about telling people."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from people.notifications import kinds
from people.notifications.actions import notify
from people.notifications.kinds import Kind, Message
from people.notifications.models import Delivery

NOON = datetime(2026, 3, 4, 11, tzinfo=UTC)  # a Wednesday, 12:00 in Berlin


@pytest.fixture
def register(monkeypatch):
    """Return a function that registers a kind of message for one test."""

    def add(name="tests.told", *, text=None, **how) -> Kind:
        kind = Kind(
            name, name.title(), text or (lambda notice, person: Message(f"News {notice.key}", "More.", "/people/")), **how
        )
        monkeypatch.setitem(kinds._KINDS, name, kind)
        monkeypatch.setitem(kinds._HEADINGS, name, "Tests")
        return kind

    return add


@pytest.fixture
def told(register):
    """An ordinary kind of message: inbox and mail, waits for quiet hours."""
    return register()


@pytest.fixture
def tell(told):
    """Return a function that tells people something, at noon if nothing else is said, and returns the deliveries."""

    def say(*people, key="k", at=NOON, kind="tests.told", **more) -> list[Delivery]:
        with transaction.atomic():
            notice = notify(kind, to=people, key=key, at=at, **more)
        return list(notice.deliveries.order_by("pk"))

    return say


@pytest.fixture
def by_smtp(settings):
    """Return a function that lets mail go to a server on this machine."""

    def to(server) -> None:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server if isinstance(server, int) else server.port
        settings.EMAIL_TIMEOUT = 2

    return to


@pytest.fixture
def by_courier(settings, monkeypatch):
    """Return a function that lets every mail go through a function instead of a mail server."""

    def to(take) -> None:
        monkeypatch.setattr(FunctionBackend, "take", staticmethod(take), raising=False)
        settings.EMAIL_BACKEND = f"{__name__}.FunctionBackend"

    return to


class FunctionBackend:
    """A mail backend that hands each mail to a function."""

    def __init__(self, **options: object) -> None:
        pass

    def open(self) -> None:
        pass

    def close(self) -> None:
        pass

    def send_messages(self, mails) -> int:
        for mail in mails:
            self.take(mail)
        return len(mails)

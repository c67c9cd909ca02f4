"""Where does mail go when no mail server is set? Into files under VAR_DIR/mail, one a message."""

import time
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


def folder() -> Path:
    """Return the folder of the mails, made when it is not there."""
    path = settings.VAR_DIR / "mail"
    path.mkdir(parents=True, exist_ok=True)
    return path


class EmailBackend(BaseEmailBackend):
    """Writes each message to a file named by its moment, newest last."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            (folder() / f"{time.time_ns()}.eml").write_bytes(message.message().as_bytes())
        return len(email_messages)

"""What must never stand in a log? Addresses that are secrets themselves."""

import logging
import re

_SECRET = re.compile(r"(transition_[a-z]+_|/invitation/)[\w-]{8,}")


def mask(text: str) -> str:
    """Return a text in which tokens and invitations are cut short."""
    return _SECRET.sub(r"\1...", text)


class MaskSecrets(logging.Filter):
    """Cut secrets out of every line before it is written, whoever writes it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return True always: the line is written, without its secrets."""
        message = record.getMessage()
        if (masked := mask(message)) != message:
            record.msg, record.args = masked, ()
        return True

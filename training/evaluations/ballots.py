"""How is an answer sealed while a cycle is open? With a key that lies in a file outside the database, and dies with the release.

The key (256 random bits) is kept in EVALUATION_KEYS_DIR, mode 0600: a directory that all hosts share and no backup takes. Two keys are
derived from it (RFC 5869 in spirit, HMAC-SHA-256): one finds a ballot from its invitation, the other encrypts (AES-256-GCM). Every ballot
is padded to one size, so that its length says nothing; its lookup is authenticated with it, so that no two can be swapped.
"""

import hashlib
import hmac
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ValidationError

SIZE = 12 * 1024  # bytes of every ballot before encryption: what was sent, and a draft
NONCE = 12  # bytes, NIST SP 800-38D


class KeyLost(Exception):  # noqa: N818  (it reads as what happened)
    """The key of a cycle is not where it should be: without it no ballot can be opened, by anybody."""


def create_key(name: str) -> None:
    """Make the key of a cycle; it is on the disk before this returns. Raises FileExistsError when there is one."""
    folder = _folder()
    with os.fdopen(os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(os.urandom(32))
        file.flush()
        os.fsync(file.fileno())
    _sync(folder)


def has_key(name: str) -> bool:
    """Return whether the key of a cycle is there."""
    return bool(name) and (_folder() / name).is_file()


def destroy_key(name: str) -> bool:
    """Overwrite and delete a key, for good; returns whether it was there. Twice does no harm."""
    path = _folder() / name
    with suppress(FileNotFoundError):
        with path.open("r+b") as file:
            file.write(bytes(32))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
        _sync(path.parent)
        return True
    return False


def _folder() -> Path:
    folder = Path(settings.EVALUATION_KEYS_DIR)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


class BallotBox:
    """Seals and opens the ballots of one cycle."""

    def __init__(self, key_name: str) -> None:
        """Read the key. Raises KeyLost when it is not there."""
        try:
            key = (_folder() / key_name).read_bytes()
        except (FileNotFoundError, IsADirectoryError) as fault:
            raise KeyLost(key_name) from fault
        if len(key) != 32:
            raise KeyLost(key_name)
        self._finding = hmac.digest(key, b"find", hashlib.sha256)
        self._sealing = AESGCM(hmac.digest(key, b"seal", hashlib.sha256))

    def lookup(self, invitation: int) -> str:
        """Return where the ballot of an invitation (its primary key) lies: 64 hexadecimal digits."""
        return hmac.new(self._finding, str(invitation).encode(), hashlib.sha256).hexdigest()

    def seal(self, lookup: str, content: dict[str, Any]) -> bytes:
        """Return a content as a ballot of the one size. Raises ValidationError when it is longer than that."""
        text = json.dumps(content, ensure_ascii=False).encode()
        if len(text) > SIZE:
            raise ValidationError("This is longer than a ballot can hold. Shorten your own words a little.")
        nonce = os.urandom(NONCE)
        return nonce + self._sealing.encrypt(nonce, text.ljust(SIZE), lookup.encode())

    def open(self, lookup: str, ballot: bytes) -> dict[str, Any]:
        """Return what was sealed. Raises ValueError when the ballot is another one's, or was tampered with."""
        try:
            return json.loads(self._sealing.decrypt(ballot[:NONCE], ballot[NONCE:], lookup.encode()))
        except InvalidTag as fault:
            raise ValueError("this ballot is not what was sealed") from fault

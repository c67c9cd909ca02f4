"""How is text kept that only its author may read? Authenticated encryption (AES-256-GCM) with keys that can change."""

import hashlib
import os
from collections.abc import Callable, Iterable
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE = 12  # bytes, NIST SP 800-38D
VERSION = b"1"


def encrypt(text: str, *, context: str) -> bytes:
    """Encrypt `text` with the newest key; it can be read back only with the same `context` (what it is and whose)."""
    return encrypt_bytes(text.encode(), context=context)


def decrypt(content: bytes, *, context: str) -> str:
    """Read back what `encrypt` made, with whichever key made it. Raises ValueError when no key or another context fits."""
    return decrypt_bytes(content, context=context).decode()


def encrypt_bytes(content: bytes, *, context: str) -> bytes:
    """Encrypt bytes as `encrypt` does text."""
    nonce = os.urandom(NONCE)
    return VERSION + nonce + AESGCM(_keys()[0]).encrypt(nonce, content, context.encode())


def decrypt_bytes(content: bytes, *, context: str) -> bytes:
    """Read back what `encrypt_bytes` made. Raises ValueError when no key or another context fits."""
    for key in _keys():
        try:
            return AESGCM(key).decrypt(content[1 : 1 + NONCE], content[1 + NONCE :], context.encode())
        except InvalidTag:
            continue
    raise ValueError("no key of FIELD_KEYS reads this")


def is_current(content: bytes, *, context: str) -> bool:
    """Return whether the newest key made `content`; otherwise it wants to be encrypted again."""
    try:
        AESGCM(_keys()[0]).decrypt(content[1 : 1 + NONCE], content[1 + NONCE :], context.encode())
    except InvalidTag:
        return False
    return True


def encrypt_anew(rows: Iterable[Any], context_of: Callable[[Any], str]) -> int:
    """Encrypt the `content` of rows that an older key made with the newest one; returns how many. Nobody reads what it says."""
    done = 0
    for row in rows:
        content, context = bytes(row.content), context_of(row)
        if not is_current(content, context=context):
            row.content = encrypt_bytes(decrypt_bytes(content, context=context), context=context)
            row.save(update_fields=["content"])
            done += 1
    return done


def _keys() -> list[bytes]:
    return [hashlib.sha256(key.strip().encode()).digest() for key in settings.FIELD_KEYS]

"""How do two changes of one shared thing wait for each other?"""

import zlib

from django.db import connection


def lock(name: str) -> None:
    """Hold the lock `name` until the transaction ends. SQLite needs none: its writing transactions follow each other."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [zlib.crc32(name.encode())])

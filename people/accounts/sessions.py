"""Which session is it? Asked by every page, so the query is written only once; all else is Django's."""

from datetime import datetime

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.models import Session
from django.utils import timezone

from transition.lib.prepared import Prepared

_session = Prepared(
    lambda key, at: Session.objects.filter(session_key=key, expire_date__gt=at),
    key=str, at=datetime,
)  # fmt: skip


class SessionStore(DatabaseSessions):
    """Django's sessions in the database."""

    def _get_session_from_db(self) -> Session | None:
        found = _session.first(key=self.session_key or "", at=timezone.now())
        if found is None:
            self._session_key = None
        return found

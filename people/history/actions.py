"""What can happen to history? It grows."""

from datetime import datetime
from typing import Any

from django.db import models

from people.history.models import Record


def record(
    subject: models.Model,
    verb: str,
    *,
    by: Any,
    at: datetime,
    employee: Any = None,
    **details: Any,
) -> Record:
    """Write down that `verb` was done to `subject`, by a User or (None) the clock; `details` must be JSON values."""
    return Record.objects.create(
        at=at,
        by=by,
        verb=verb,
        subject=subject._meta.label_lower,
        subject_id=subject.pk,
        employee=employee,
        details=details,
    )

"""What can happen to history? It grows."""

from collections.abc import Callable, Iterable
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


def record_all(
    subjects: Iterable[Any], verb: str, *, by: Any, at: datetime, details: Callable[[Any], dict[str, Any]]
) -> list[Record]:
    """Write down that `verb` was done to each of many, which belong to an `employee` or are one; `details` gives JSON values for each."""
    rows = [
        Record(
            at=at,
            by=by,
            verb=verb,
            subject=subject._meta.label_lower,
            subject_id=subject.pk,
            employee_id=getattr(subject, "employee_id", subject.pk),
            details=details(subject),
        )
        for subject in subjects
    ]
    return Record.objects.bulk_create(rows, batch_size=500)

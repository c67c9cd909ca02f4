"""How are dated rows written? Closed and re-created, never overwritten.

A dated row has `started_on` and `ended_on` and counts in [started_on, ended_on); `ended_on` null means open.
"""

from datetime import date
from typing import TypeVar

from django.db import models
from django.db.models import Q

Row = TypeVar("Row", bound=models.Model)


def counting_on(on: date, prefix: str = "") -> Q:
    """Return the condition that a dated row counts on a day; `prefix` is the path to it, as "lines__"."""
    return Q(**{f"{prefix}started_on__lte": on}) & (Q(**{f"{prefix}ended_on": None}) | Q(**{f"{prefix}ended_on__gt": on}))


def insert_row(rows: "models.QuerySet[Row]", row: Row) -> Row:
    """Insert `row` (unsaved, with `started_on`) among the `rows` of one person and return it saved.

    The row that counts on that day is closed there, or replaced when it starts on the same day; the new one lasts as long as the
    closed one did, or until the next one starts: what was planned for later stays planned.
    """
    on: date = row.started_on  # type: ignore[attr-defined]
    current = rows.filter(counting_on(on)).first()
    if current is None:
        following = rows.filter(started_on__gt=on).order_by("started_on").first()
        row.ended_on = following.started_on if following else None  # type: ignore[attr-defined]
    else:
        row.ended_on = current.ended_on  # type: ignore[attr-defined]
        if current.started_on == on:  # type: ignore[attr-defined]
            current.delete()
        else:
            current.ended_on = on  # type: ignore[attr-defined]
            current.save(update_fields=["ended_on"])
    row.save()
    return row


def end_rows(rows: "models.QuerySet[Row]", on: date) -> None:
    """Let no row of `rows` count from `on`: those under way are closed, those still to come are taken back."""
    rows.filter(started_on__gte=on).delete()
    for row in rows.filter(counting_on(on)):
        row.ended_on = on  # type: ignore[attr-defined]
        row.save(update_fields=["ended_on"])

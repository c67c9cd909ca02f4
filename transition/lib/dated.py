"""How are dated rows written? Closed and re-created, never overwritten.

A dated row has `started_on` and `ended_on` and counts in [started_on, ended_on); `ended_on` null means open.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any, TypeVar

from django.db import models
from django.db.models import Q

Row = TypeVar("Row", bound=models.Model)


def counting_on(on: date, prefix: str = "") -> Q:
    """Return the condition that a dated row counts on a day; `prefix` is the path to it, as "lines__"."""
    return Q(**{f"{prefix}started_on__lte": on}) & (Q(**{f"{prefix}ended_on": None}) | Q(**{f"{prefix}ended_on__gt": on}))


def counts(row: Any, on: date) -> bool:
    """Does a dated row count on a day?"""
    return row.started_on <= on and (row.ended_on is None or row.ended_on > on)


def insert_row(rows: "models.QuerySet[Row]", row: Row) -> Row:
    """Insert `row` (unsaved, with `started_on`) among the `rows` of one person and return it saved.

    The row that counts on that day is closed there, or replaced when it starts on the same day; the new one lasts as long as the
    closed one did, or until the next one starts: what was planned for later stays planned. A row that says what the one right before
    it says makes that one last longer instead.
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
    before = rows.filter(ended_on=on).first()
    if before is not None and _says(before) == _says(row):
        before.ended_on = row.ended_on  # type: ignore[attr-defined]
        before.save(update_fields=["ended_on"])
        return before
    row.save()
    return row


def _says(row: models.Model) -> dict[str, object]:
    fields = (field.attname for field in row._meta.concrete_fields if not field.primary_key)
    return {name: getattr(row, name) for name in fields if name not in ("started_on", "ended_on")}


def insert_rows(rows: "models.QuerySet[Row]", new: Iterable[Row], *, owner: str) -> list[Row]:
    """Insert many rows as `insert_row` does each (none made longer), one for each value of the field `owner`, in a few queries."""
    wanted = {getattr(row, f"{owner}_id"): row for row in new}
    closed: dict[date, list[Any]] = defaultdict(list)
    replaced: list[Any] = []
    for batch in batched(wanted):
        before: dict[Any, list[Any]] = defaultdict(list)
        for row in rows.filter(**{f"{owner}__in": batch}).order_by("started_on"):
            before[getattr(row, f"{owner}_id")].append(row)
        for key in batch:
            new_row: Any = wanted[key]
            on = new_row.started_on
            current = next((row for row in before[key] if counts(row, on)), None)
            if current is None:
                new_row.ended_on = min((row.started_on for row in before[key] if row.started_on > on), default=None)
                continue
            new_row.ended_on = current.ended_on
            if current.started_on == on:
                replaced.append(current.pk)
            else:
                closed[on].append(current.pk)
    for batch in batched(replaced):
        rows.filter(pk__in=batch).delete()
    for on, keys in closed.items():
        for batch in batched(keys):
            rows.filter(pk__in=batch).update(ended_on=on)
    return rows.model._default_manager.bulk_create(wanted.values(), batch_size=500)


def batched(things: Iterable[Any], size: int = 500) -> Iterator[list[Any]]:
    """Yield the things in lists of at most `size`."""
    left = iter(things)
    while batch := list(islice(left, size)):
        yield batch


def end_rows(rows: "models.QuerySet[Row]", on: date) -> None:
    """Let no row of `rows` count from `on`: those under way are closed, those still to come are taken back."""
    rows.filter(started_on__gte=on).delete()
    for row in rows.filter(counting_on(on)):
        row.ended_on = on  # type: ignore[attr-defined]
        row.save(update_fields=["ended_on"])


def resume_rows(rows: "models.QuerySet[Row]", *, ended_on: date, until: date | None) -> None:
    """Let the one of the `rows` of one person that ended on a day last until another (None: open), or until the next one begins."""
    row: Any = rows.filter(ended_on=ended_on).first()
    if row is not None:
        following = rows.filter(started_on__gte=ended_on).order_by("started_on").first()
        row.ended_on = min((day for day in (until, getattr(following, "started_on", None)) if day), default=None)
        row.save(update_fields=["ended_on"])

"""How is a long list cut into pages? By where one stopped, so that page 200 costs what page 1 costs."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import models
from django.db.models import Q

Item = TypeVar("Item")  # a model, or a dict of what `order` names and more


@dataclass(frozen=True)
class Page(Generic[Item]):
    """A stretch of a list; `before` and `after` are cursors for the neighbouring pages, empty at the ends."""

    items: list[Item]
    before: str
    after: str


def page_of(
    rows: "models.QuerySet[Any, Item]", *, order: Sequence[str], size: int = 50, before: str = "", after: str = ""
) -> Page[Item]:
    """Return the page of `rows` after (or before) a cursor; a cursor that cannot be read counts as none.

    `order` names fields (not null, the last one unique), each with an optional "-".
    """
    back = bool(before) and not after
    cursor = _read(before if back else after, len(order))
    effective = [_flip(name) for name in order] if back else list(order)
    if cursor:
        try:
            rows = rows.filter(_beyond(effective, cursor))
            items = list(rows.order_by(*effective)[: size + 1])
        except (ValueError, TypeError):
            items, cursor = list(rows.none()), None
    if not cursor:
        back = False
        items = list(rows.order_by(*order)[: size + 1])
    more = len(items) > size
    items = items[:size]
    if back:
        items.reverse()
    has_before = more if back else bool(cursor)
    return _page(items, order, has_before=has_before, has_after=back or more)


def first_page_of(items: list[Item], *, order: Sequence[str], size: int = 50) -> Page[Item]:
    """Return the first page of a list of which the first `size` rows, and one more, are known already."""
    return _page(items[:size], order, has_before=False, has_after=len(items) > size)


def _page(items: list[Item], order: Sequence[str], *, has_before: bool, has_after: bool) -> Page[Item]:
    if not items:
        return Page([], "", "")
    return Page(items, _write(items[0], order) if has_before else "", _write(items[-1], order) if has_after else "")


def _flip(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _beyond(order: Sequence[str], cursor: list[Any]) -> Q:
    condition, equal = Q(pk__in=[]), Q()
    for name, value in zip(order, cursor, strict=True):
        field = name.lstrip("-")
        condition |= equal & Q(**{f"{field}__{'lt' if name.startswith('-') else 'gt'}": value})
        equal &= Q(**{field: value})
    return condition


def _write(item: Any, order: Sequence[str]) -> str:
    values: list[Any] = []
    for name in order:
        value: Any = item
        for part in name.lstrip("-").split("__"):
            value = value[part] if isinstance(value, dict) else getattr(value, part)
        values.append(value if isinstance(value, int | str) else value.isoformat())
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def _read(text: str, length: int) -> list[Any] | None:
    if not text or len(text) > 1000:
        return None
    try:
        values = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (binascii.Error, ValueError):
        return None
    if not isinstance(values, list) or len(values) != length or not all(isinstance(value, int | str) for value in values):
        return None
    return values if all(abs(value) < 2**63 if isinstance(value, int) else "\x00" not in value for value in values) else None

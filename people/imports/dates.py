"""Which day is written in a cell?"""

import re
from collections.abc import Iterable
from datetime import date, datetime

ORDERS = {"day first": ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y"), "month first": ("%m/%d/%Y", "%m.%d.%Y", "%m-%d-%Y")}
PLAIN = ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%d-%b-%Y", "%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%d-%b-%y")


def order_of(cells: Iterable[str]) -> str | None:
    """Return "day first" or "month first" when the column can only be read that way (a dot means day first), else None."""
    numeric = [_day_part(cell) for cell in cells if re.fullmatch(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}", _day_part(cell))]
    if any("." in cell for cell in numeric):
        return "day first"
    possible = [name for name, formats in ORDERS.items() if all(_parsed(cell, formats) for cell in numeric)]
    return possible[0] if len(possible) == 1 else None


def read_day(cell: str, *, order: str | None) -> date:
    """Return the day in a cell. Raises ValueError in words when there is none, or when it could be two."""
    cell = _day_part(cell)
    if found := _parsed(cell, PLAIN + ORDERS.get(order or "", ())):
        if not 1900 <= found.year <= 2200:
            raise ValueError(f"{found.year} cannot be the year.")
        return found
    if order is None and any(_parsed(cell, formats) for formats in ORDERS.values()):
        raise ValueError(f"{cell} could be day first or month first. Write it as 2024-03-31.")
    raise ValueError(f"“{cell[:40]}” is not a day. Write it as 2024-03-31.")


def _day_part(cell: str) -> str:
    return re.split(r"[T ](?=\d{1,2}:\d{2})", cell.strip())[0]


def _parsed(cell: str, formats: Iterable[str]) -> date | None:
    for style in formats:
        try:
            return datetime.strptime(cell, style).date()  # noqa: DTZ007  (a day has no zone)
        except ValueError:
            continue
    return None

"""How are tables written for spreadsheets?"""

import csv
from collections.abc import Iterable, Iterator, Sequence

from django.http import StreamingHttpResponse

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\x00")


def safe_cell(value: object) -> str:
    """Return a cell that a spreadsheet reads as text: what would start a formula gets a leading apostrophe (OWASP CSV injection)."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


class _Line:
    def write(self, line: str) -> str:
        return line


def lines(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yield the rows as lines of CSV with escaped formulas."""
    writer = csv.writer(_Line())
    for row in rows:
        yield writer.writerow([safe_cell(cell) for cell in row])


def download(name: str, rows: Iterable[Sequence[object]]) -> StreamingHttpResponse:
    """Return rows as a CSV file called `name`, UTF-8 with a byte order mark, so that every spreadsheet reads the letters."""

    def stream() -> Iterator[str]:
        yield "\ufeff"
        yield from lines(rows)

    return StreamingHttpResponse(
        stream(), content_type="text/csv; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )

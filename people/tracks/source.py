"""What did somebody send: a ladder document, or a spreadsheet? Both are read into the same document."""

from collections.abc import Mapping

from people.tracks.book_reader import Reading, ask_kinds, read_book
from people.tracks.document import Unreadable, read
from people.tracks.sheets import is_book, read_sheets


def read_source(content: bytes, name: str, *, answers: Mapping[str, str] | None = None) -> Reading:
    """Return what a file says as a ladder document (JSON, YAML, workbook, zip of CSV, CSV); what it does not say stands under questions.

    Its faults are never raised: each has a place, a path of the document or a cell of a sheet.
    """
    try:
        if is_book(content, name):
            return read_book(read_sheets(content, name), answers=answers, name=name)
        reading = Reading(read(content))
    except Unreadable as unreadable:
        return Reading(faults=unreadable.faults)
    ask_kinds(reading, dict(answers or {}))
    return reading

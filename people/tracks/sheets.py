"""How do bytes become sheets of text, and sheets bytes? A workbook (.xlsx), a zip of CSV files, or one CSV file.

A book is a dictionary: name of a sheet -> rows of cells, all of them text. What a spreadsheet cannot hold as it is (control characters,
more than 30,000 letters) stands on the sheet `texts`, as JSON in pieces, and the cell names it as text:1.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Any

from people.tracks.document import LARGEST_BYTES, Fault, Unreadable
from transition.lib.csv import lines, plain_cell

Sheet = list[list[str]]
Book = dict[str, Sheet]

LONGEST_CELL = 30_000
LARGEST_BOOK = 20 * 1024 * 1024  # bytes once unpacked
MOST_SHEETS, MOST_ROWS, MOST_COLUMNS = 100, 20_000, 500
TEXTS = "texts"

_ODD = re.compile(r"^\s+$|[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_|^text:\d+$")
_WHOLE = re.compile(r"0|-?[1-9]\d{0,14}")


def is_book(content: bytes, name: str) -> bool:
    """Return whether a file looks like a spreadsheet: a zip of any kind, or something called .csv or .tsv."""
    return content[:4] == b"PK\x03\x04" or name.lower().endswith((".csv", ".tsv", ".xlsx", ".zip"))


def read_sheets(content: bytes, name: str) -> Book:
    """Return the sheets of a file. Raises Unreadable, with a place, when it is no spreadsheet, too large, or holds what text cannot."""
    if len(content) > LARGEST_BYTES:
        raise Unreadable(Fault(name, "The file is larger than 5 MB."))
    if content[:4] != b"PK\x03\x04":
        if name.lower().endswith((".xlsx", ".zip")):
            raise Unreadable(Fault(name, "This is no zip file, as a workbook is one, too."))
        return _put_back({PurePosixPath(name).stem[:80] or "sheet": _from_csv(content, name)})
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
            if sum(info.file_size for info in members) > LARGEST_BOOK or len(members) > 10 * MOST_SHEETS:
                raise Unreadable(Fault(name, "Unpacked, this file is larger than 20 MB."))
            if "[Content_Types].xml" in archive.namelist():
                return _put_back(_from_workbook(archive, content, name))
            return _put_back(_from_zip(archive, members))
    except Unreadable:
        raise
    except Exception as fault:  # a broken archive breaks the libraries in many ways, and all of them mean this
        raise Unreadable(Fault(name, f"This file cannot be unpacked: {str(fault)[:120] or type(fault).__name__}.")) from fault


def _from_zip(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> Book:
    book: Book = {}
    for info in members:
        path = PurePosixPath(info.filename)
        if path.suffix.lower() not in (".csv", ".tsv") or "__MACOSX" in path.parts or path.name.startswith("."):
            continue
        if path.stem in book:
            raise Unreadable(Fault(info.filename[:120], "There are two files of this name."))
        with archive.open(info) as file:
            content = file.read(LARGEST_BOOK + 1)
        book[path.stem] = _from_csv(content, path.name)
    if not book:
        raise Unreadable(Fault("the zip file", "There is no CSV file in it."))
    if len(book) > MOST_SHEETS:
        raise Unreadable(Fault("the zip file", f"There are more than {MOST_SHEETS} files in it."))
    return book


def _from_csv(content: bytes, name: str) -> Sheet:
    if len(content) > LARGEST_BOOK:
        raise Unreadable(Fault(name, "Unpacked, this file is larger than 20 MB."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Unreadable(Fault(name, f"The file is not UTF-8 text (byte {fault.start}).")) from fault
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    rows: Sheet = []
    csv.field_size_limit(LARGEST_BOOK)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in reader:
            rows.append([plain_cell(cell) for cell in row])  # one by one: the line of a fault is the reader's
    except csv.Error as fault:
        raise Unreadable(Fault(f"{name}, line {reader.line_num}", f"This is not CSV: {fault}.")) from fault
    return _measured(rows, name)


def _measured(rows: Sheet, name: str) -> Sheet:
    """Return the rows without empty ends. Raises Unreadable for a sheet that is too large."""
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    if len(rows) > MOST_ROWS:
        raise Unreadable(Fault(name, f"This sheet has more than {MOST_ROWS:,} rows."))
    for number, row in enumerate(rows, start=1):
        while row and not row[-1]:
            row.pop()
        if len(row) > MOST_COLUMNS:
            raise Unreadable(Fault(f"{name}, row {number}", f"This row has more than {MOST_COLUMNS} cells."))
    return rows


def _from_workbook(archive: zipfile.ZipFile, content: bytes, name: str) -> Book:
    for info in archive.infolist():
        if info.filename.endswith((".xml", ".rels")) and b"<!" in archive.read(info)[:2000].replace(b"<!--", b""):
            raise Unreadable(Fault(name, "This workbook declares entities of its own: it is not read."))
    import openpyxl  # noqa: PLC0415  (five megabytes of every worker, for what few people do)

    workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    try:
        if len(workbook.worksheets) > MOST_SHEETS:
            raise Unreadable(Fault(name, f"There are more than {MOST_SHEETS} sheets in it."))
        book: Book = {}
        for sheet in workbook.worksheets:
            sheet.reset_dimensions()
            rows: Sheet = []
            for row in sheet.iter_rows(values_only=True):
                rows.append([_text(value) for value in row])
                if len(rows) > MOST_ROWS + 1000:
                    raise Unreadable(Fault(sheet.title, f"This sheet has more than {MOST_ROWS:,} rows."))
            book[sheet.title] = _measured(rows, sheet.title)
        return book
    finally:
        workbook.close()


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\r\n", "\n")


# --- Writing -----------------------------------------------------------------------------------------------------------


def write_zip(book: Book) -> bytes:
    """Return a zip with one CSV file a sheet (UTF-8 with a byte order mark); what would start a formula is escaped."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in _put_away(book).items():
            info = zipfile.ZipInfo(f"{name}.csv", date_time=(1980, 1, 1, 0, 0, 0))  # the same ladder is the same file
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, "\ufeff" + "".join(lines(rows)))
    return content.getvalue()


def write_workbook(book: Book) -> bytes:
    """Return a workbook (.xlsx) with one sheet a list; no cell is a formula."""
    import openpyxl  # noqa: PLC0415  (see above)

    workbook = openpyxl.Workbook(write_only=True)
    names: set[str] = set()
    for name, rows in _put_away(book).items():
        sheet = workbook.create_sheet(_sheet_name(name, names))
        for row in rows:
            sheet.append([_cell(openpyxl.cell.WriteOnlyCell, sheet, text) for text in row])
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def _sheet_name(name: str, taken: set[str]) -> str:
    stem = re.sub(r"[\[\]:*?/\\']", "-", name)[:31] or "sheet"
    number = 1
    found = stem
    while found.lower() in taken:
        number += 1
        found = f"{stem[:27]}-{number}"
    taken.add(found.lower())
    return found


def _cell(make: Callable[..., Any], sheet: object, text: str) -> object:
    if not text:
        return None
    if _WHOLE.fullmatch(text):
        return int(text)
    cell = make(sheet, value=text)
    cell.data_type = "s"  # "=1+1" is text
    return cell


def _put_away(book: Book) -> Book:
    """Move what a cell cannot hold to the sheet of texts."""
    texts: Sheet = [["name", "part", "text"]]
    found = {name: [[_put(cell, texts) for cell in row] for row in rows] for name, rows in book.items()}
    return found | ({TEXTS: texts} if len(texts) > 1 else {})


def _put(cell: str, texts: Sheet) -> str:
    if len(cell) <= LONGEST_CELL and not _ODD.search(cell):
        return cell
    name = f"text:{len({row[0] for row in texts})}"
    packed = json.dumps(cell).replace("_x", "\\u005fx")
    texts += [[name, str(part), f"[{piece}]"] for part, piece in enumerate(_pieces(packed), start=1)]
    return name


def _pieces(text: str) -> Iterator[str]:
    for start in range(0, len(text), LONGEST_CELL):
        yield text[start : start + LONGEST_CELL]


def _put_back(book: Book) -> Book:
    """Put the texts back where their cells name them. Raises Unreadable, with the cell, for one that is broken."""
    rows = book.get(TEXTS)
    if not rows or [cell.strip().lower() for cell in rows[0]] != ["name", "part", "text"]:
        return book
    pieces: dict[str, str] = {}
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != 3 or row[2][:1] != "[" or row[2][-1:] != "]":
            raise Unreadable(Fault(f"{TEXTS}!C{number}", "This is no piece of a text."))
        pieces[row[0]] = pieces.get(row[0], "") + row[2][1:-1]
    texts = {}
    for name, packed in pieces.items():
        try:
            texts[name] = str(json.loads(packed))
        except ValueError as fault:
            raise Unreadable(Fault(f"{TEXTS}, {name}", "The pieces of this text do not fit together.")) from fault
    return {name: [[texts.get(cell, cell) for cell in row] for row in found] for name, found in book.items() if name != TEXTS}

"""Which rows are in these bytes? Any delimiter, quoting and usual encoding; what cannot be read is said with its row and column."""

import codecs
import csv
import io
import itertools
from collections.abc import Callable
from dataclasses import dataclass

from transition.lib.csv import plain_cell

LARGEST_BYTES = 20 * 1024 * 1024
LARGEST_CELL = 1024 * 1024
MOST_ROWS, MOST_COLUMNS = 50_000, 200
DELIMITERS = ",;\t|"
ARCHIVES = {
    b"PK\x03\x04": "This is a workbook or a zip, not a CSV. Save the sheet as CSV first.",
    b"%PDF": "This is a PDF, not a CSV.",
    b"\x1f\x8b": "This is a compressed file. Unpack it first.",
    b"\xd0\xcf\x11\xe0": "This is an old workbook, not a CSV. Save the sheet as CSV first.",
    b"\x89PNG": "This is a picture, not a CSV.",
}
OTHERS = {"{": "This is JSON, not a CSV.", "[": "This is JSON, not a CSV.", "<": "This is a web page or XML, not a CSV."}
NO_TEXT = "There is a NUL byte: this is not a text file."

csv.field_size_limit(LARGEST_BYTES)  # a cell over LARGEST_CELL is found below, where its column is known


@dataclass(frozen=True)
class Fault:
    """What is wrong, and where: the row as a spreadsheet counts (1 is the heading; 0: the file) and the column's heading."""

    row: int
    column: str
    reason: str
    file: str = ""

    def __str__(self) -> str:
        place = [self.file] if self.file else []
        place += [f"row {self.row}"] if self.row else []
        place += [f"column {self.column}"] if self.column else []
        return f"{', '.join(place)}: {self.reason}" if place else self.reason


class Unreadable(Exception):  # noqa: N818  (it reads as what it is)
    """The file is not a table; `faults` says why."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = list(faults)


Refuse = Callable[..., Unreadable]


@dataclass(frozen=True)
class Table:
    """A heading and its rows, each with its number."""

    columns: list[str]
    rows: list[tuple[int, list[str]]]
    name: str = ""

    def records(self) -> list[tuple[int, dict[str, str]]]:
        """Return each row as (number, heading -> cell)."""
        return [(number, dict(zip(self.columns, cells, strict=True))) for number, cells in self.rows]


def read_table(content: bytes, *, name: str = "") -> Table:
    """Return the table in `content` (CSV, at most 20 MiB, 50,000 rows, 200 columns, 1 MiB a cell). Raises Unreadable."""

    def refuse(reason: str, row: int = 0, column: str = "") -> Unreadable:
        return Unreadable(Fault(row, column, reason, name))

    if len(content) > LARGEST_BYTES:
        raise refuse("The file is larger than 20 MB.")
    for start, reason in ARCHIVES.items():
        if content.startswith(start):
            raise refuse(reason)
    text = _decode(content, refuse)
    if not text.strip():
        raise refuse("The file is empty.")
    if (first := text.lstrip()[0]) in OTHERS:
        raise refuse(OTHERS[first])
    return _parse(text, name, refuse)


def _decode(content: bytes, refuse: Refuse) -> str:
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError as fault:
                raise refuse("The text breaks off.", content[: fault.start].count(b"\n") + 1) from fault
    if b"\x00" in content:
        for encoding, zeros in (("utf-16-le", content[1:200:2]), ("utf-16-be", content[0:200:2])):
            if zeros and zeros.count(0) > len(zeros) * 0.6:
                try:
                    return content.decode(encoding)
                except UnicodeDecodeError:
                    break
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if b"\x00" in content:
        raise refuse(NO_TEXT, content[: content.index(b"\x00")].count(b"\n") + 1)
    if _looks_japanese(content):
        return content.decode("shift_jis")
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _looks_japanese(content: bytes) -> bool:
    try:
        text = content.decode("shift_jis")
    except UnicodeDecodeError:
        return False
    foreign = [letter for letter in text if ord(letter) > 127]
    # "Jäger" has one alone
    are_beside = any(_is_japanese(one) and _is_japanese(other) for one, other in itertools.pairwise(text))
    return are_beside and sum(map(_is_japanese, foreign)) > len(foreign) * 0.8


def _is_japanese(letter: str) -> bool:
    return "\u3040" <= letter <= "\u30ff" or "\u4e00" <= letter <= "\u9fff"


def _parse(text: str, name: str, refuse: Refuse) -> Table:
    delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    columns: list[str] = []
    rows: list[tuple[int, list[str]]] = []
    faults: list[Fault] = []
    number = lines = 0
    try:
        for number, cells in enumerate(reader, start=1):
            lines = reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if not columns:
                columns = _heading(cells, number, name)
                continue
            if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
                faults.append(Fault(number, "", f"{len(cells)} cells, and the heading has {len(columns)}.", name))
            for column, cell in zip(columns, cells, strict=False):
                if len(cell) > LARGEST_CELL:
                    faults.append(Fault(number, column, "A cell is larger than 1 MB.", name))
                elif "\x00" in cell:
                    faults.append(Fault(number, column, "There are characters that cannot be stored.", name))
            rows.append((number, [plain_cell(cell.strip()) for cell in (cells + [""] * len(columns))[: len(columns)]]))
            if len(rows) > MOST_ROWS:
                raise refuse(f"More than {MOST_ROWS:,} rows.", number)
    except csv.Error as fault:
        index = _torn_cell(text, delimiter, lines)
        column = columns[index] if index < len(columns) else str(index + 1)
        raise refuse(f"The quotes do not match ({fault}).", number + 1, column) from fault
    if faults:
        raise Unreadable(*faults[:100])
    if not columns or not rows:
        raise refuse("There is a heading at the most, and no row.")
    return Table(columns, rows, name)


def _torn_cell(text: str, delimiter: str, lines: int) -> int:
    """Return which cell has the quotes that do not match, in the record after the first `lines` lines."""
    index, state = 0, "start"
    for letter in itertools.chain.from_iterable(itertools.islice(io.StringIO(text, newline=""), lines, None)):
        if state == "quoted":
            state = "closed" if letter == '"' else "quoted"
        elif letter == delimiter:
            index, state = index + 1, "start"
        elif letter == '"' and state in ("start", "closed"):
            state = "quoted"
        elif state == "closed":
            break
        else:
            state = "plain"
    return index


def _heading(cells: list[str], number: int, name: str) -> list[str]:
    while cells and not cells[-1].strip():
        cells.pop()
    columns = [cell.strip() for cell in cells]
    if len(columns) > MOST_COLUMNS:
        raise Unreadable(Fault(number, "", f"{len(columns)} columns; at most {MOST_COLUMNS} can be read.", name))
    for index, column in enumerate(columns):
        if not column:
            raise Unreadable(Fault(number, "", f"Column {index + 1} has no heading.", name))
        if "\x00" in column:
            raise Unreadable(Fault(number, str(index + 1), NO_TEXT, name))
        if column.lower() in (other.lower() for other in columns[:index]):
            raise Unreadable(Fault(number, column[:80], "This heading stands twice.", name))
        if len(column) > 200:
            raise Unreadable(Fault(number, column[:80], "This cannot be a heading.", name))
    return columns


def _delimiter(text: str) -> str:
    """Return the delimiter that cuts the first lines into the most, and equally many, cells."""
    lines = [line for line in text[:50_000].splitlines()[:20] if line.strip()]

    def rating(delimiter: str) -> tuple[float, int]:
        try:
            counts = [len(cells) for cells in csv.reader(lines, delimiter=delimiter)]
        except csv.Error:
            return 0, 0
        usual = max(set(counts), key=counts.count)
        return (counts.count(usual) / len(counts) if usual > 1 else 0), usual

    return max(DELIMITERS, key=rating)

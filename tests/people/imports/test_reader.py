"""Which rows are in these bytes, and where is what cannot be read?"""

import csv
import io
import json
import zipfile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from people.imports.dates import order_of, read_day
from people.imports.reader import DELIMITERS, LARGEST_BYTES, LARGEST_CELL, MOST_COLUMNS, MOST_ROWS, Unreadable, read_table
from tests.soak import cases

PEOPLE = [["employee_id", "last_name", "note"], ["1", "Müller", 'says "hi"'], ["2", "Žižek", "one, two; three|four\tfive\nsix"]]


def written(rows, *, delimiter=",", quoting=csv.QUOTE_MINIMAL, end="\r\n"):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator=end).writerows(rows)
    return text.getvalue()


def faults_in(content):
    with pytest.raises(Unreadable) as caught:
        read_table(content)
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", DELIMITERS)
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
def test_a_table_is_the_same_in_every_delimiter_quoting_and_encoding(encoding, delimiter, quoting):
    table = read_table(written(PEOPLE, delimiter=delimiter, quoting=quoting).encode(encoding))
    assert [table.columns, *(cells for _, cells in table.rows)] == PEOPLE


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_end_of_line_is_understood(end):
    table = read_table(written([["id", "name"], ["1", "Ines Duarte"], ["2", "Otto Lind"]], end=end).encode())
    assert table.rows == [(2, ["1", "Ines Duarte"]), (3, ["2", "Otto Lind"])]


@pytest.mark.parametrize("name", ["Mia Jäger", "Zoë Schäfer", "Aino Kääriäinen"])
def test_western_names_with_few_accents_are_not_taken_for_japanese(name):
    assert read_table(f"id,name\n1,{name}\n".encode("cp1252")).rows == [(2, ["1", name])]


def test_japanese_text_is_read_as_shift_jis():
    assert read_table("id,名前\n1,山田太郎\n".encode("shift_jis")).rows == [(2, ["1", "山田太郎"])]


def test_rows_are_counted_as_a_spreadsheet_counts_them():
    table = read_table(b'\nid,name\n1,"two\nlines"\n,\n\n2,Otto\n')
    assert table.rows == [(3, ["1", "two\nlines"]), (6, ["2", "Otto"])]


def test_a_short_row_has_empty_cells_and_empty_cells_beyond_the_heading_do_no_harm():
    assert read_table(b"id,name,team,,\n1,Ines\n2,Otto,Freight,,\n").rows == [
        (2, ["1", "Ines", ""]),
        (3, ["2", "Otto", "Freight"]),
    ]


def test_a_cell_that_was_protected_from_spreadsheets_is_read_as_it_was():
    table = read_table(b"id,name,team\n1,'=Ines,'t Hooft\n2,''+1,O'Neill\n")
    assert [cells for _, cells in table.rows] == [["1", "=Ines", "'t Hooft"], ["2", "'+1", "O'Neill"]]


def archive(*names):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        for name in names:
            file.writestr(name, "id,name\n1,Ines\n")
    return content.getvalue()


WORKBOOK = archive("[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml")
NO_TABLES = [
    ("PNG", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01", "This is a picture, not a CSV."),
    ("zip", archive("people.csv"), "This is a workbook or a zip, not a CSV. Save the sheet as CSV first."),
    (
        "xlsx",
        archive("[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"),
        "This is a workbook or a zip, not a CSV. Save the sheet as CSV first.",
    ),
    ("gzip", b"\x1f\x8b\x08\x00abc", "This is a compressed file. Unpack it first."),
    ("PDF", b"%PDF-1.7\n", "This is a PDF, not a CSV."),
    ("JSON object", b'{"employees": [{"id": 1, "name": "Ines"}]}', "This is JSON, not a CSV."),
    ("JSON list", json.dumps([{"id": 1, "name": "Ines"}], indent=1).encode("utf-8-sig"), "This is JSON, not a CSV."),
    ("XML", b'<?xml version="1.0"?>\n<people/>', "This is a web page or XML, not a CSV."),
    ("executable", b"\x7fELF\x02\x01\x01\x00\x00\xff\xfe", "row 1: There is a NUL byte: this is not a text file."),
    ("NUL in the heading", b"id,na\x00me\n1,Ines\n", "row 1, column 2: There is a NUL byte: this is not a text file."),
    ("NUL in a cell", b"id,name\n1,Ines\n2,O\x00tto\n", "row 3, column name: There are characters that cannot be stored."),
    ("empty", b"", "The file is empty."),
    ("spaces", b" \n\r\n\t\n", "The file is empty."),
    ("BOM alone", b"\xef\xbb\xbf", "The file is empty."),
    ("heading alone", b"id,name\n,\n", "There is a heading at the most, and no row."),
    ("heading twice", b"id,name,Name \n1,Ines,Otto\n", "row 1, column Name: This heading stands twice."),
    ("heading left out", b"id,,name\n1,2,Ines\n", "row 1: Column 2 has no heading."),
    ("a long heading", b"id," + b"n" * 201 + b"\n1,Ines\n", f"row 1, column {'n' * 80}: This cannot be a heading."),
    ("too many cells", b"id,name\n1,Ines\n2,Otto,Lind\n", "row 3: 3 cells, and the heading has 2."),
    ("quote left open", b'id,name,team\n1,Ines,A\n2,"Otto,A\n3,Lena,B\n', "row 3, column name: The quotes do not match"),
    ("text after a quote", b'id,name,team\n1,Ines,"A"\n2,Otto,"A"b\n', "row 3, column team: The quotes do not match"),
    ("quote left open in the heading", b'id,"name\n1,Ines\n', "row 1, column 2: The quotes do not match"),
    ("1 MB cell", b"id,name\n1," + b"x" * (LARGEST_CELL + 1) + b"\n", "row 2, column name: A cell is larger than 1 MB."),
    (
        "5,000 columns",
        ",".join(f"c{n}" for n in range(5000)).encode() + b"\n" + b"," * 4999 + b"x\n",
        "row 1: 5000 columns; at most",
    ),
    ("UTF-16 cut off", "id,name\n1,Ines".encode("utf-16") + b"\x00", "row 2: The text breaks off."),
    ("UTF-8 cut off", b"\xef\xbb\xbfid,name\n1,In\xc3", "row 2: The text breaks off."),
]


@pytest.mark.parametrize(("content", "words"), [case[1:] for case in NO_TABLES], ids=[case[0] for case in NO_TABLES])
def test_what_is_no_table_is_refused_in_words_with_its_place(content, words):
    assert any(fault.startswith(words) for fault in faults_in(content)), faults_in(content)


def test_every_fault_of_a_file_is_said_at_once():
    assert faults_in(b"id,name\n1,Ines,x\n2,Otto\n3,Lena,y\n") == [
        "row 2: 3 cells, and the heading has 2.",
        "row 4: 3 cells, and the heading has 2.",
    ]


def test_a_file_may_be_large_but_not_larger():
    assert faults_in(b"x" * (LARGEST_BYTES + 1)) == ["The file is larger than 20 MB."]
    heading = b"id\n"
    assert len(read_table(heading + b"1\n" * MOST_ROWS).rows) == MOST_ROWS
    assert faults_in(heading + b"1\n" * (MOST_ROWS + 1)) == [f"row {MOST_ROWS + 2}: More than 50,000 rows."]
    wide = [f"c{n}" for n in range(MOST_COLUMNS)]
    assert len(read_table(written([wide, wide]).encode()).columns) == MOST_COLUMNS


@pytest.mark.parametrize(
    ("column", "cell", "day"),
    [
        ([], "2024-03-31", "2024-03-31"),
        ([], "2024-03-31 00:00:00", "2024-03-31"),
        ([], "31-Mar-2024", "2024-03-31"),
        ([], "March 31, 2024", "2024-03-31"),
        (["31/03/2024"], "04/03/2024", "2024-03-04"),
        (["03/31/2024"], "04/03/2024", "2024-04-03"),
        (["04.03.2024"], "04.03.2024", "2024-03-04"),
    ],
)
def test_a_day_is_read_in_the_order_of_its_column(column, cell, day):
    assert read_day(cell, order=order_of([*column, cell])).isoformat() == day


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("04/03/2024", "could be day first or month first"),
        ("2024-02-30", "is not a day"),
        ("45292", "is not a day"),
        ("soon", "is not a day"),
        ("", "is not a day"),
        ("0204-02-03", "204 cannot be the year"),
    ],
)
def test_what_is_no_day_is_refused_in_words(cell, words):
    with pytest.raises(ValueError, match=words):
        read_day(cell, order=order_of([cell]))


def check(content):
    """Read it; whatever comes out is a table that fits its heading, or faults with a place and words."""
    try:
        table = read_table(content, name="people.csv")
    except Unreadable as unreadable:
        faults = unreadable.faults
    else:
        faults = []
        check_table(table)
    assert all(fault.file == "people.csv" and fault.row >= 0 and fault.reason.endswith(".") for fault in faults)


def check_table(table):
    assert table.rows
    assert all(len(cells) == len(table.columns) for _, cells in table.rows)
    assert [number for number, _ in table.rows] == sorted({number for number, _ in table.rows})
    assert not any("\x00" in cell for _, cells in table.rows for cell in cells)


signs = st.text(alphabet=st.sampled_from("ab1ü'\"=,;\t|\r\n \x00\u2028名"), max_size=60)


@pytest.mark.soak
@settings(max_examples=cases(50_000, quick=300), deadline=None)
@given(st.binary(max_size=200) | signs.map(str.encode) | signs.map(lambda text: text.encode("utf-16")))
@example(b"\xff\xfe\x00")
@example(b'"')
def test_no_bytes_crash_the_reader(content):
    check(content)


texts = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12).map(str.strip)


@pytest.mark.soak
@settings(max_examples=cases(50_000, quick=100), deadline=None)
@given(
    st.lists(st.tuples(texts, texts), min_size=1, max_size=6), st.sampled_from(DELIMITERS), st.sampled_from(["utf-8", "utf-16"])
)
def test_what_was_written_is_read(rows, delimiter, encoding):
    rows = [(str(number), *cells) for number, cells in enumerate(rows)]
    table = read_table(written([("a", "b", "c"), *rows], delimiter=delimiter, quoting=csv.QUOTE_ALL).encode(encoding))
    plain = [[cell[1:] if cell[:1] == "'" and cell.lstrip("'")[:1] in tuple("=+-@") else cell for cell in row] for row in rows]
    assert [cells for _, cells in table.rows] == [[cell.strip() for cell in row] for row in plain]

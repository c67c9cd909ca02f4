"""How do sheets become a ladder document? Every fault with its sheet and cell, and what the source does not say as a question.

The sheets are those of `book`, by name and column, in any order; titles and codes of levels do as well as keys. A single sheet without any
of these names is a matrix of its own: the quick start.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from people.tracks.book import FIELDS, LONG, NUMBERS, STANDS_FOR, TRUTHS, WHOLE, one_line, read_words, renamed, usual_order
from people.tracks.document import OPTIONAL_LISTS, Document, Fault, check
from people.tracks.sheets import Book, Sheet
from transition.lib.addresses import free_key

SHEET_NAMES = {"competencies": "dimensions", "relations": "equivalences", "scale_steps": "steps"}
LABELS = {"parent", "dimension", "competency", "title", "area", "category", "group", "key", "level", "skill", "expectation"}
OWN_LABELS = ["parent", "dimension", "title"]  # as `book` writes them: whatever follows is a level, even one called "title"
PARENTS = {"parent", "area", "category", "group"}
YES, NO = {"true", "yes", "y", "1", "x"}, {"false", "no", "n", "0"}
LAYOUTS = {"columns": "Levels stand across the top", "rows": "Levels stand down the side"}

Cells = dict[tuple[str, str], tuple[str, str]]  # (level, competency) -> (text, place)


@dataclass(frozen=True)
class Question:
    """Something the source does not say: a name for the answer, words, choices (none: free text), and what is likely."""

    name: str
    words: str
    choices: tuple[tuple[str, str], ...] = ()
    guess: str = ""


@dataclass
class Reading:
    """What was read from a book: the document, its faults, each with its sheet and cell, and what has to be asked."""

    document: Document = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)  # path of the document, as "levels[3].title" -> "levels!F5"


def read_book(book: Book, *, answers: Mapping[str, str] | None = None, name: str = "") -> Reading:
    """Return what the sheets say as a document, with every fault by sheet and cell, and the questions that are open.

    `answers` are those given so far (name of a question -> answer); `name` is the file's, from which a title is guessed.
    """
    given = dict(answers or {})
    sheets = {_sheet_key(title): (title, rows) for title, rows in book.items() if rows}
    reading = Reading()
    if not sheets:
        reading.faults.append(Fault(name or "the file", "There is nothing in it."))
        return reading
    lists = {key: found for key, found in sheets.items() if key in FIELDS or key == "framework"}
    others = [found for key, found in sheets.items() if key not in lists]
    if not lists and len(others) == 1:
        _read_lone(reading, *others[0], given, name)
    else:
        _read_lists(reading, lists, others, given, name)
    ask_kinds(reading, given)
    if not reading.faults:
        reading.faults = [_with_place(fault, reading.places) for fault in check(reading.document)]
    return reading


def _sheet_key(title: str) -> str:
    key = re.sub(r"[\s-]+", "_", title.strip().lower())
    return SHEET_NAMES.get(key, key)


def _letter(index: int) -> str:
    """Return the name of a column: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _at(sheet: str, row: int, column: int) -> str:
    return f"{sheet}!{_letter(column)}{row}"


def _with_place(fault: Fault, places: Mapping[str, str]) -> Fault:
    """Return a fault of the document with the cell it comes from; the nearest one above where it has none of its own."""
    path = fault.path
    while path:
        if path in places:
            return Fault(places[path], fault.reason)
        path = re.sub(r"(\.[^.\[\]]*|\[\d+\]|[^.\[\]]+)$", "", path)
    return Fault(fault.path or "the workbook", fault.reason)


def _read_lists(
    reading: Reading, lists: dict[str, tuple[str, Sheet]], others: list[tuple[str, Sheet]], given: dict[str, str], name: str
) -> None:
    document: Document = {"format": "ladder-import/1"}
    reading.document = document
    document["framework"] = _read_framework(reading, lists, given, name)
    for part in ("families", "ranks", "tracks", "levels", "scales", "dimensions"):
        if part in lists:
            document[part] = _read_list(reading, part, *lists[part])
    if "scales" in document or "steps" in lists:
        _read_steps(reading, document, lists)
    _fill_gaps(document)
    cells = _read_matrices(reading, document, others)
    rows = _read_list(reading, "expectations", *lists["expectations"]) if "expectations" in lists else []
    _join(reading, document, cells, rows)
    _scales_of_cells(document)
    for part in ("equivalences", "transitions", "pay_bands", "rules", "documents"):
        if part in lists:
            found = _read_list(reading, part, *lists[part])
            document[part] = found if part != "rules" else [renamed(thing, "text", "text_md") for thing in found]
    reading.document = {key: document[key] for key in ("format", "framework", *_IN_ORDER) if key in document}


_IN_ORDER = ("families", "ranks", "tracks", "levels", "scales", "dimensions", "expectations", *OPTIONAL_LISTS[3:])


def _read_framework(reading: Reading, lists: dict[str, tuple[str, Sheet]], given: dict[str, str], name: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    title, rows = lists.get("framework", ("framework", []))
    reading.places["framework"] = _at(title, 1, 0)
    for number, row in enumerate(rows[1:], start=2):
        key, value = (cell.strip() for cell in [*row, "", ""][:2])
        raw = [*row, "", ""][1]
        if not key or not value:
            continue
        reading.places[f"framework.{key}"] = _at(title, number, 1)
        if key == "more":
            found |= _read_more(reading, raw, _at(title, number, 1))
        elif key == "cumulative":
            _put_truth(reading, found, key, value, _at(title, number, 1))
        elif key.startswith("source."):
            found.setdefault("source", {})[key.removeprefix("source.")] = raw
        else:
            found[key] = raw
    if "title" not in found:
        guess = _title_from(name)
        found["title"] = given.get("title") or guess
        reading.questions.append(Question("title", "What is the ladder called?", guess=found["title"]))
    if "key" not in found:
        found["key"] = free_key(given.get("key") or found["title"], (), otherwise="ladder")
    return found


def _title_from(name: str) -> str:
    stem = re.sub(r"\.(csv|tsv|xlsx|zip)$", "", name.rpartition("/")[2], flags=re.IGNORECASE)
    return " ".join(re.sub(r"[-_]+", " ", stem).split()).capitalize() or "Ladder"


def _read_more(reading: Reading, text: str, place: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        reading.faults.append(Fault(place, 'This column holds a JSON object, as {"extra": {}}.'))
        return {}
    return found


def _put_truth(reading: Reading, thing: dict[str, Any], name: str, text: str, place: str) -> None:
    word = text.strip().lower()
    if word in YES | NO:
        thing[name] = word in YES
    else:
        reading.faults.append(Fault(place, f"{text!r:.60} is neither yes nor no."))


def _read_list(reading: Reading, part: str, title: str, rows: Sheet) -> list[dict[str, Any]]:
    columns = [re.sub(r"[\s-]+", "_", cell.strip().lower()) for cell in rows[0]]
    known = {*FIELDS[part], "more"}
    for index, column in enumerate(columns):
        if column and column not in known:
            reading.faults.append(
                Fault(_at(title, 1, index), f"Unknown column {column!r:.60}. Known: {', '.join(FIELDS[part])}.")
            )
        if column and column in columns[:index]:
            reading.faults.append(Fault(_at(title, 1, index), f"The column {column!r:.60} stands twice."))
    reading.places[part] = _at(title, 1, 0)
    things: list[dict[str, Any]] = []
    for number, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        path = f"{part}[{len(things)}]"
        reading.places[path] = _at(title, number, 0)
        thing: dict[str, Any] = {}
        for index, cell in enumerate(row):
            column = columns[index] if index < len(columns) else ""
            if not column and cell.strip():
                reading.faults.append(Fault(_at(title, number, index), "This column has no name in the first row."))
            if not column or not cell.strip() or column not in known:
                continue
            name = STANDS_FOR.get(column, column)
            place = reading.places[f"{path}.{name}"] = _at(title, number, index)
            if column == "more":
                thing |= _read_more(reading, cell, place)
            elif column in NUMBERS:
                _put_number(reading, thing, name, cell, place)
            elif column in TRUTHS:
                _put_truth(reading, thing, name, cell, place)
            else:
                thing[name] = cell if column in LONG else cell.strip()
        things.append(thing)
    return things


def _put_number(reading: Reading, thing: dict[str, Any], name: str, text: str, place: str) -> None:
    word = text.strip()
    if re.fullmatch(r"-?\d{1,15}", word):
        thing[name] = int(word)
    elif re.fullmatch(r"-?\d{1,300}([.,]\d{1,30})?([eE][+-]?\d{1,3})?", word):
        number = float(word.replace(",", "."))
        thing[name] = number
    else:
        reading.faults.append(Fault(place, f"{text!r:.60} is not a number."))


def _read_steps(reading: Reading, document: Document, lists: dict[str, tuple[str, Sheet]]) -> None:
    scales = {scale.get("key", ""): scale for scale in document.setdefault("scales", [])}
    for scale in document["scales"]:
        scale["steps"] = []
    if "steps" not in lists:
        return
    title = lists["steps"][0]
    for index, step in enumerate(_read_list(reading, "steps", *lists["steps"])):
        key = step.pop("scale", "")
        if key not in scales:
            place = reading.places.get(f"steps[{index}].scale", reading.places.get(f"steps[{index}]", title))
            reading.faults.append(Fault(place, f"There is no {key!r:.60} among the scales."))
            continue
        path = f"scales[{document['scales'].index(scales[key])}].steps[{len(scales[key]['steps'])}]"
        reading.places |= {
            found.replace(f"steps[{index}]", path, 1): place
            for found, place in reading.places.items()
            if found.startswith(f"steps[{index}]")
        }
        scales[key]["steps"].append(step)


def _fill_gaps(document: Document) -> None:
    """Make what other sheets name and no sheet lists: tracks, and ranks as high as they come."""
    levels = document.setdefault("levels", [])
    if "tracks" not in document:
        keys = dict.fromkeys(level["track"] for level in levels if level.get("track"))
        document["tracks"] = [{"key": key, "title": key.replace("-", " ").capitalize(), "kind": "unspecified"} for key in keys]
    for track in document["tracks"]:
        track.setdefault("kind", "unspecified")
    if "ranks" not in document and any("rank" in level for level in levels):
        lowest: dict[str, float] = {}
        for level in levels:
            if "rank" in level:
                order = float(level["rank"]) if re.fullmatch(r"\d{1,4}", level["rank"]) else level.get("order", 0)
                lowest[level["rank"]] = min(lowest.get(level["rank"], order), order)
        document["ranks"] = [
            {"key": key, "order": int(order) if float(order).is_integer() else order} for key, order in lowest.items()
        ]


def ask_kinds(reading: Reading, given: Mapping[str, str]) -> None:
    """Ask what kind the tracks are that the source does not tell; what was answered is put in."""
    kinds = (("ic", "Individual contributor"), ("management", "Management"), ("hybrid", "Both at once"), ("shared", "Shared"))
    for track in reading.document.get("tracks", []):
        if track.get("kind") == "unspecified" and "key" in track:
            question = f"kind:{track['key']}"
            is_lead = re.search(r"manag|lead|director", track.get("title", "").lower()) is not None
            reading.questions.append(
                Question(
                    question,
                    f"What kind of track is {track.get('title', track['key'])}?",
                    kinds,
                    given.get(question) or ("management" if is_lead else "ic"),
                )
            )
            if given.get(question) in dict(kinds):
                track["kind"] = given[question]


@dataclass
class _Axis:
    """What the heads of columns or rows may name: keys, codes and titles; a key wins."""

    things: list[dict[str, Any]]
    by_name: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for part in ("title", "code", "key"):
            for thing in self.things:
                if isinstance(thing.get(part), str) and isinstance(thing.get("key"), str) and thing[part].strip():
                    self.by_name[one_line(thing[part]).lower()] = thing["key"]

    def find(self, text: str) -> str | None:
        return self.by_name.get(one_line(text).lower())

    def add(self, title: str, parent: str = "") -> str:
        """Add a competency, under a parent that is added, too, when there is none of that name; return its key."""
        above = (self.find(parent) or self.add(parent)) if parent else None
        key = free_key(title, set(self.by_name.values()), otherwise="competency")
        self.things.append({"key": key, "title": title, "order": len(self.things) + 1} | ({"parent": above} if above else {}))
        self.by_name[one_line(title).lower()] = key
        return key


@dataclass
class _Grid:
    """One matrix sheet, and what its heads may name; competencies that no sheet lists are made when `makes`."""

    reading: Reading
    title: str
    rows: Sheet
    levels: _Axis
    competencies: _Axis
    cells: Cells
    makes: bool

    def fault(self, row: int, column: int, reason: str) -> None:
        self.reading.faults.append(Fault(_at(self.title, row, column), reason))

    def put(self, level: str, competency: str, row: int, column: int) -> None:
        text = self.rows[row - 1][column]
        if not text.strip():
            return
        if (level, competency) in self.cells:
            self.fault(row, column, f"This was said in {self.cells[level, competency][1]} already.")
        else:
            self.cells[level, competency] = (text, _at(self.title, row, column))

    def competency(self, name: str, *, title: str = "", parent: str = "") -> str | None:
        """Return the key of a competency by any of its names, made where that is allowed."""
        if name == WHOLE:
            return WHOLE
        found = self.competencies.find(name)
        return self.competencies.add(title or name, parent) if found is None and name and self.makes else found


def _read_matrices(reading: Reading, document: Document, sheets: list[tuple[str, Sheet]]) -> Cells:
    levels = _Axis(document["levels"])
    makes = "dimensions" not in document
    competencies = _Axis(document.setdefault("dimensions", []))
    cells: Cells = {}
    for title, rows in sheets:
        grid = _Grid(reading, title, rows, levels, competencies, cells, makes)
        across = sum(levels.find(cell) is not None for cell in rows[0])
        down = sum(levels.find(row[0]) is not None for row in rows[1:] if row)
        if not across and not down and (len(rows) > 1 or len(rows[0]) > 3):
            grid.fault(1, 0, "This sheet is no list that is known, and no matrix: it names no level of the sheet levels.")
        elif _heads_of(grid)[:3] != OWN_LABELS and (down > across or _heads_of(grid)[0] == "level"):
            _read_levels_down(grid)
        else:
            _read_levels_across(grid)
    return cells


def _read_levels_across(grid: _Grid) -> None:
    heads = _heads_of(grid)
    labels = [0, 1, 2] if heads[:3] == OWN_LABELS else _leading_labels(grid, heads)
    columns = _heads(grid, grid.levels.find, "level", without=labels)
    for number, row in enumerate(grid.rows[1:], start=2):
        said = {heads[index] or "title": row[index].strip() for index in labels if index < len(row) and row[index].strip()}
        name = next((said[head] for head in ("dimension", "key", "competency", "skill", "title") if head in said), "")
        name = name or next((label for head, label in said.items() if head not in PARENTS), "")
        parent = next((label for head, label in said.items() if head in PARENTS), "")
        written = [index for index, cell in enumerate(row) if cell.strip() and index not in labels]
        key = grid.competency(name, title=said.get("title", ""), parent=parent)
        if key is None and (name or written):
            words = (
                f"There is no competency {name!r:.60} on the sheet dimensions."
                if name
                else "This row does not say which competency it is."
            )
            grid.fault(number, labels[-1] if labels else 0, words)
        elif key:
            _put_row(grid, number, written, lambda index, key=key: (columns.get(index), key), "level")  # type: ignore[misc]


def _heads_of(grid: _Grid) -> list[str]:
    return [re.sub(r"[\s-]+", "_", cell.strip().lower()) for cell in grid.rows[0]]


def _leading_labels(grid: _Grid, heads: list[str]) -> list[int]:
    """Return the columns before the first level: what they say names the competency."""
    first = next((index for index, head in enumerate(heads) if index and head not in LABELS), len(heads))
    if grid.levels.find(grid.rows[0][0]) and heads[0] not in LABELS:
        first = 0
    return list(range(first))


def _read_levels_down(grid: _Grid) -> None:
    columns = _heads(grid, grid.competency, "competency", without=[0])
    for number, row in enumerate(grid.rows[1:], start=2):
        written = [index for index, cell in enumerate(row) if cell.strip() and index]
        level = grid.levels.find(row[0]) if row else None
        if level is None and row and (row[0].strip() or written):
            grid.fault(number, 0, f"There is no level {row[0]!r:.60} on the sheet levels.")
        elif level:
            _put_row(grid, number, written, lambda index, level=level: (level, columns.get(index)), "competency")  # type: ignore[misc]


def _heads(grid: _Grid, find: Callable[[str], str | None], what: str, *, without: list[int]) -> dict[int, str]:
    """Return what the columns of the first row are; a head that names nothing, or what another one names, is a fault."""
    columns: dict[int, str] = {}
    for index, head in enumerate(grid.rows[0]):
        if index in without or not head.strip():
            continue
        key = find(head)
        if key is None:
            grid.fault(1, index, f"There is no {what} {head!r:.60} on the sheet {'levels' if what == 'level' else 'dimensions'}.")
        elif key in columns.values():
            grid.fault(1, index, f"The {what} {head!r:.60} stands twice.")
        else:
            columns[index] = key
    return columns


def _put_row(grid: _Grid, row: int, written: list[int], where: Callable[[int], tuple[str | None, str | None]], what: str) -> None:
    for index in written:
        level, competency = where(index)
        if level and competency:
            grid.put(level, competency, row, index)
        elif index >= len(grid.rows[0]) or not grid.rows[0][index].strip():
            grid.fault(row, index, f"This column has no {what} in the first row.")


def _join(reading: Reading, document: Document, cells: Cells, rows: list[dict[str, Any]]) -> None:
    """Write the expectations: as the sheet of that name orders them, then what only the matrices have."""
    found: list[dict[str, Any]] = []
    left = dict(cells)
    row_places = {path: place for path, place in reading.places.items() if path.startswith("expectations[")}
    for path in row_places:
        del reading.places[path]
    for index, row in enumerate(rows):
        place = (row.get("level", ""), row.get("dimension", WHOLE))
        competency = {"dimension": row["dimension"]} if row.get("dimension", WHOLE) != WHOLE else {}
        if "state" not in row and "text" not in row:
            if place in left:
                text, where = left.pop(place)
                beside = {key: value for key, value in row.items() if key not in ("level", "dimension")}
                found.append({"level": place[0], **competency, **read_words(text), **beside})
                reading.places[f"expectations[{len(found) - 1}]"] = where
            continue
        words = read_words(row["text"]) if "text" in row else {}
        beside = {key: value for key, value in row.items() if key not in ("text", "dimension")}
        found.append({"state": "written", **competency, **words, **beside})
        reading.places |= {
            path.replace(f"expectations[{index}]", f"expectations[{len(found) - 1}]", 1): where
            for path, where in row_places.items()
            if path == f"expectations[{index}]" or path.startswith(f"expectations[{index}].")
        }
    keyed = {
        **document,
        "tracks": [one for one in document["tracks"] if "key" in one],
        "dimensions": [one for one in document["dimensions"] if "key" in one],
    }
    keyed["levels"] = [one for one in document["levels"] if "key" in one and "track" in one]
    for level, competency_key in [*usual_order(keyed, set(left)), *left]:
        if (level, competency_key) in left:
            text, where = left.pop((level, competency_key))
            competency = {"dimension": competency_key} if competency_key != WHOLE else {}
            found.append({"level": level, **competency, **read_words(text)})
            reading.places[f"expectations[{len(found) - 1}]"] = where
    document["expectations"] = found


def _scales_of_cells(document: Document) -> None:
    """Make the scales that competencies name and no sheet lists, with the steps their cells name, in that order."""
    if "scales" in document:
        return
    wanted: dict[str, list[str]] = {one["scale"]: [] for one in document["dimensions"] if "scale" in one}
    of = {one["key"]: one["scale"] for one in document["dimensions"] if "scale" in one and "key" in one}
    for cell in document["expectations"]:
        steps = wanted.get(of.get(cell.get("dimension", ""), ""))
        if steps is not None and cell.get("scale_step") and cell["scale_step"] not in steps:
            steps.append(cell["scale_step"])
    if wanted:
        document["scales"] = [
            {"key": key, "steps": [{"key": step, "order": order} for order, step in enumerate(steps, start=1)]}
            for key, steps in wanted.items()
        ]


# --- The quick start ---------------------------------------------------------------------------------------------------


def _read_lone(reading: Reading, title: str, rows: Sheet, given: dict[str, str], name: str) -> None:
    """Read a single matrix: its levels become one track, whose kind, title and direction are asked."""
    guess = _title_from(title if title.lower() not in ("sheet1", "sheet", "tabelle1") else name)
    layout = given.get("layout") if given.get("layout") in LAYOUTS else _likely_layout(rows)
    ladder = (given.get("title") or guess)[:300]
    track_title = (given.get("track") or ladder)[:300]
    reading.questions += [
        Question("title", "What is the ladder called?", guess=ladder),
        Question("track", "What is the track called?", guess=track_title),
        Question("layout", "Where do the levels stand?", tuple(LAYOUTS.items()), layout or ""),
    ]
    head = rows[0]
    has_parents = layout == "columns" and len(head) > 2 and head[0].strip().lower() in PARENTS
    start = 2 if has_parents else 1
    grid = rows if layout == "columns" else _turned(rows)
    levels: list[dict[str, Any]] = []
    columns: dict[int, str] = {}
    turn: Callable[[int, int], str] = (
        (lambda row, column: _at(title, row, column))
        if layout == "columns"
        else (lambda row, column: _at(title, column + 1, row - 1))
    )
    for index, cell in enumerate(grid[0]):
        if index < start or not cell.strip():
            continue
        columns[index] = free_key(cell, {one["key"] for one in levels}, otherwise="level")
        reading.places[f"levels[{len(levels)}]"] = turn(1, index)
        levels.append({"key": columns[index], "track": "track", "order": len(levels) + 1, "title": one_line(cell)})
    reading.document = {
        "format": "ladder-import/1",
        "framework": {"key": free_key(given.get("key") or ladder, (), otherwise="ladder"), "title": ladder},
        "tracks": [{"key": "track", "title": track_title, "kind": "unspecified"}],
        "levels": levels,
        "dimensions": [],
        "expectations": [],
    }
    reading.places |= {"framework": _at(title, 1, 0), "tracks": _at(title, 1, 0), "levels": _at(title, 1, 1)}
    if not levels:
        reading.faults.append(Fault(_at(title, 1, 1), "No level stands in the first row: nothing can be read from this sheet."))
        return
    _read_lone_cells(reading, grid, columns, start, turn)


def _likely_layout(rows: Sheet) -> str:
    """Guess where the levels stand: a first cell that says so decides, else the shorter side."""
    corner = rows[0][0].strip().lower() if rows[0] else ""
    if corner in ("level", "levels", "role", "grade"):
        return "rows"
    if corner in LABELS or corner in ("competencies", "skills"):
        return "columns"
    return "columns" if len(rows[0]) - 1 <= max(1, len(rows) - 1) else "rows"


def _turned(rows: Sheet) -> Sheet:
    width = max(len(row) for row in rows)
    return [[row[index] if index < len(row) else "" for row in rows] for index in range(width)]


def _read_lone_cells(reading: Reading, grid: Sheet, columns: dict[int, str], start: int, turn: Callable[[int, int], str]) -> None:
    expectations = reading.document["expectations"]
    competencies = _Axis(reading.document["dimensions"])
    heading = ""
    for number, row in enumerate(grid[1:], start=2):
        name = one_line(row[start - 1]) if len(row) >= start else ""
        parent = one_line(row[0]) if start == 2 and row else ""
        written = {index: cell for index, cell in enumerate(row) if index in columns and cell.strip()}
        loose = next((index for index, cell in enumerate(row) if index >= start and index not in columns and cell.strip()), None)
        if loose is not None:
            reading.faults.append(Fault(turn(number, loose), "This stands under no level: the first row is empty here."))
        if not name and written:
            reading.faults.append(Fault(turn(number, start - 1), "This row does not say which competency it is."))
        if not name:
            continue
        if not written and start == 1:
            heading = name
            continue
        key = competencies.add(name, parent or heading)
        reading.places[f"dimensions[{len(competencies.things) - 1}]"] = turn(number, start - 1)
        for index, cell in written.items():
            reading.places[f"expectations[{len(expectations)}]"] = turn(number, index)
            expectations.append({"level": columns[index], "dimension": key, **read_words(cell)})

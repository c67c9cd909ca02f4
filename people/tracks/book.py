"""How does a ladder document become sheets? Without loss: what has no column of its own stands under `more`.

One sheet a list, and one matrix a track: competencies down and levels across, or the other way round; a cell is written as
`notation` says. The sheet `expectations` holds what no matrix has, and the order where it is not that of the matrices.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from people.tracks.document import Document
from people.tracks.notation import MARKS, cell_text, read_cell
from people.tracks.sheets import Book, Sheet

FIELDS = {  # sheet -> columns; a column is the document's field, or stands for another one
    "families": ("key", "title", "parent", "summary"),
    "ranks": ("key", "order", "title"),
    "tracks": ("key", "title", "kind", "family", "cumulative", "summary"),
    "levels": ("key", "track", "order", "rank", "code", "title", "kind", "career_level", "summary"),
    "scales": ("key", "title", "cumulative"),
    "steps": ("scale", "key", "order", "title", "description", "points"),
    "dimensions": ("key", "parent", "family", "order", "title", "scale", "inherits_from", "description"),
    "expectations": ("level", "track", "all", "dimension", "scale_step", "state", "text"),
    "equivalences": ("a", "b", "relation", "scope_dimension", "note"),
    "transitions": ("from_level", "from_track", "to_level", "kind", "minimum_months", "requirements"),
    "pay_bands": ("level", "family", "currency", "period", "min", "mid", "max", "location", "factor", "valid_from"),
    "rules": ("kind", "text"),
    "documents": ("title", "path", "media_type", "text"),
}
STANDS_FOR = {"summary": "summary_md", "description": "description_md", "note": "note_md", "requirements": "requirements_md"}
NUMBERS = {"order", "points", "minimum_months"}
TRUTHS = {"cumulative", "career_level", "all"}
LONG = {"text", *STANDS_FOR}  # texts that are kept to the letter; others lose the spaces around them
WHOLE = "*"  # in the column of competencies: what stands besides all of them


def book_of(document: Document, *, levels_as: str = "columns") -> Book:
    """Return the sheets of a document (checked); `levels_as` is "columns" or "rows" of the matrices."""
    book: Book = {"framework": _framework_rows(document["framework"])}
    for name in ("families", "ranks", "tracks", "levels", "scales"):
        if name in document:
            things = [{key: value for key, value in thing.items() if key != "steps"} for thing in document[name]]
            book[name] = _rows(name, things)
    steps = [{"scale": scale["key"], **step} for scale in document.get("scales", []) for step in scale["steps"]]
    if steps:
        book["steps"] = _rows("steps", steps)
    book["dimensions"] = _rows("dimensions", document["dimensions"])
    placed, rest = _placed(document)
    for track in document["tracks"]:
        levels = [level["key"] for level in document["levels"] if level["track"] == track["key"]]
        book[f"matrix-{track['key']}"] = _matrix(levels, document["dimensions"], placed, levels_as)
    if rest:
        book["expectations"] = rest
    for name in ("equivalences", "transitions", "pay_bands", "rules", "documents"):
        if name in document:
            things = document[name] if name != "rules" else [renamed(thing, "text_md", "text") for thing in document[name]]
            book[name] = _rows(name, things)
    return book


def renamed(thing: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    """Return a thing with one field called otherwise."""
    return {(new if key == old else key): value for key, value in thing.items()}


def _framework_rows(framework: dict[str, Any]) -> Sheet:
    rows, more = [["field", "value"]], {}
    for key, value in framework.items():
        if (
            key == "source"
            and isinstance(value, dict)
            and value
            and all(_is_text(one) and _is_word(name) for name, one in value.items())
        ):
            rows += [[f"source.{name}", one] for name, one in value.items()]
        elif key == "cumulative":
            rows.append([key, json.dumps(value)])
        elif _is_text(value):
            rows.append([key, value])
        else:
            more[key] = value
    return rows + ([["more", _json(more)]] if more else [])


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and value.strip() != ""


def _is_word(name: str) -> bool:
    return re.fullmatch(r"[a-z_]+", name) is not None


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _rows(sheet: str, things: list[dict[str, Any]]) -> Sheet:
    """Return a list as rows; a field without a column, or which its cell would not give back, stands under `more`."""
    columns = FIELDS[sheet]
    rows, has_more = [], False
    for thing in things:
        cells, more = [], dict(thing)
        for column in columns:
            name = STANDS_FOR.get(column, column)
            text = _cell(column, more[name]) if name in more else None
            if text is not None:
                del more[name]
            cells.append(text or "")
        has_more = has_more or bool(more)
        rows.append([*cells, _json(more) if more else ""])
    if has_more:
        return [[*columns, "more"], *rows]
    return [list(columns), *(row[:-1] for row in rows)]


def _cell(column: str, value: Any) -> str | None:
    """Return a value as the text of its cell, or None when it would not come back."""
    if column in NUMBERS:
        return json.dumps(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
    if column in TRUTHS:
        return json.dumps(value) if isinstance(value, bool) else None
    return value if _is_text(value) and (column in LONG or value == value.strip()) else None


def _placed(document: Document) -> tuple[dict[tuple[str, str], str], Sheet]:
    """Return the cells of the matrices by level and competency, and the rows of the sheet `expectations` (none when it says nothing)."""
    cells: dict[tuple[str, str], str] = {}
    things, order, is_plain = [], [], True
    for thing in document["expectations"]:
        place = (thing.get("level", ""), thing.get("dimension", WHOLE))
        beside = {
            key: value
            for key, value in thing.items()
            if key not in ("level", "dimension", "state", "scale_step", "summary_md", "items")
        }
        if place[0] and place not in cells and "track" not in beside and "all" not in beside:
            cells[place], more = _told(thing)
            things.append({"level": place[0], "dimension": place[1], **beside, **more})
            is_plain = is_plain and not beside and not more
            order.append(place)
        else:
            text, more = _told({key: value for key, value in thing.items() if key != "scale_step"})
            whose = {key: thing[key] for key in ("level", "track", "all", "dimension", "scale_step") if key in thing}
            extra = {"extra": thing["extra"]} if "extra" in thing else {}
            things.append(
                {**whose, "state": thing["state"], **({"text": text} if text != MARKS[thing["state"]] else {}), **extra, **more}
            )
            is_plain = False
    if is_plain and order == usual_order(document, set(order)):
        return cells, []
    return cells, _rows("expectations", things)


def usual_order(document: Document, places: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return places as they are read from the matrices: track by track, level by level, competency by competency."""
    competencies = [WHOLE, *(one["key"] for one in document["dimensions"])]
    levels = [level["key"] for track in document["tracks"] for level in document["levels"] if level["track"] == track["key"]]
    return [(level, one) for level in levels for one in competencies if (level, one) in places]


def _told(thing: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return an expectation's words as a cell, and what the cell would not give back."""
    words: dict[str, Any] = {key: thing[key] for key in ("state", "scale_step", "summary_md", "items") if key in thing}
    more: dict[str, Any] = {}
    for name in ("", "summary_md", "items", "scale_step"):
        if name in words:
            more[name] = words.pop(name)
        text = cell_text(words)
        if read_words(text) == words and (text.strip() or not text):  # what looks empty is read as nothing
            return text, more
    return MARKS[thing["state"]], more


def read_words(text: str) -> dict[str, Any]:
    """Return what a cell of a matrix says; empty lines at its ends are no part of it."""
    return read_cell(text.strip("\n").rstrip(" "))


def _matrix(levels: list[str], competencies: list[dict[str, Any]], cells: Mapping[tuple[str, str], str], levels_as: str) -> Sheet:
    has_whole = any((level, WHOLE) in cells for level in levels)
    rows = [["", WHOLE, "Besides all competencies"]] if has_whole else []
    rows += [[one.get("parent", ""), one["key"], one_line(one["title"])] for one in competencies]
    if levels_as == "rows":
        return [["level", *(row[1] for row in rows)]] + [
            [level, *(cells.get((level, row[1]), "") for row in rows)] for level in levels
        ]
    return [["parent", "dimension", "title", *levels]] + [
        [*row, *(cells.get((level, row[1]), "") for level in levels)] for row in rows
    ]


def one_line(title: str) -> str:
    """Return a title without line breaks and doubled spaces."""
    return " ".join(title.split())

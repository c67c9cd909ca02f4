"""How is a cell of the matrix written as text, and read again?

    [step]                  the step of the competency's scale
    Words in Markdown       the summary
    - Ships small changes   a criterion; indented by two spaces it belongs to the line above
      {Working knowledge}   its proficiency; {id: x} its id, {url: x} a link
    - signal: ...           so are example, note and not (an anti-pattern); "*" instead of "-" has no kind

A first line of =, n/a, (blank) or TODO says a state instead. What does not come back as it was (`cell_text` says so) belongs elsewhere.
"""

import re
from typing import Any

Cell = dict[str, Any]

MARKS = {"same_as_previous": "=", "not_applicable": "n/a", "blank": "(blank)", "todo": "TODO", "written": "(written)"}
MEANT = {mark.lower(): state for state, mark in MARKS.items()} | {
    "same": "same_as_previous",
    "as before": "same_as_previous",
    "as the level before": "same_as_previous",
    "same as previous": "same_as_previous",
    "same as above": "same_as_previous",
    '"': "same_as_previous",
    "″": "same_as_previous",
    "na": "not_applicable",
    "not applicable": "not_applicable",
    "-": "blank",
    "\u2013": "blank",
    "\u2014": "blank",
    "blank": "blank",
    "tbd": "todo",
    "tbc": "todo",
}
WORDS = {"signal": "signal", "example": "example", "note": "note", "anti_pattern": "not"}
KINDS = {word: kind for kind, word in WORDS.items()} | {"anti-pattern": "anti_pattern"}

_ITEM = re.compile(r"^( *)([-*•\u2013]) (.*)$", re.DOTALL)
_STEP = re.compile(r"^\[([^\[\]\n]+)\]$")
_MARK = re.compile(r"^\{(?:(id|url): )?([^{}]+)\}$")
_NAMED = re.compile(rf"^({'|'.join(KINDS)}): ", re.IGNORECASE)


def cell_text(cell: Cell) -> str:
    """Return the state, step, summary and items of an expectation (as in the document) as text."""
    lines = []
    has_words = any(cell.get(name) for name in ("scale_step", "summary_md", "items"))
    if cell["state"] != "written" or not has_words:
        lines.append(MARKS[cell["state"]])
    if cell.get("scale_step"):
        lines.append(f"[{cell['scale_step']}]")
    if cell.get("summary_md"):
        lines.append(cell["summary_md"])
    depths: list[int] = []
    for item in cell.get("items") or []:
        depth = depths[item["parent"]] + 1 if "parent" in item else 0
        depths.append(depth)
        lines += _item_lines(item, "  " * depth)
    return "\n".join(lines)


def _item_lines(item: dict[str, Any], indent: str) -> list[str]:
    kind = item.get("kind")
    first, *more = item["text"].split("\n")
    if kind in WORDS:
        start = f"- {WORDS[kind]}: "
    else:
        start = "- " if kind == "criterion" else "* "
        first = f"\\{first}" if _NAMED.match(first) or first.startswith("\\") else first
    lines = [f"{indent}{start}{first}", *(f"{indent}  {line}" for line in more)]
    if "proficiency" in item:
        lines.append(f"{indent}  {{{item['proficiency']}}}")
    if "id" in item:
        lines.append(f"{indent}  {{id: {item['id']}}}")
    return lines + [f"{indent}  {{url: {url}}}" for url in item.get("urls", ())]


def read_cell(text: str) -> Cell:
    """Return what a cell's text says: state, and scale_step, summary_md and items where it has them. No text is refused."""
    lines = text.split("\n")
    cell: Cell = {"state": "written"}
    if (word := lines[0].strip().lower()) in MEANT and (len(lines) == 1 or word in map(str.lower, MARKS.values())):
        cell["state"] = MEANT[word]
        lines = lines[1:]
    if lines and (step := _STEP.match(lines[0].strip())):
        cell["scale_step"] = step[1]
        lines = lines[1:]
    start = next((index for index, line in enumerate(lines) if _ITEM.match(line)), len(lines))
    if summary := "\n".join(lines[:start]):
        cell["summary_md"] = summary
    if items := _read_items(lines[start:]):
        cell["items"] = items
    return cell


def _read_items(lines: list[str]) -> list[dict[str, Any]]:
    found: list[tuple[int, str, list[str]]] = []
    for line in lines:
        if bullet := _ITEM.match(line):
            found.append((len(bullet[1]), bullet[2], [bullet[3]]))
        else:
            found[-1][2].append(line)
    items: list[dict[str, Any]] = []
    open_items: list[tuple[int, int]] = []  # (indent, index) of the items that a deeper one may belong to
    for index, (indent, mark, words) in enumerate(found):
        while open_items and open_items[-1][0] >= indent:
            open_items.pop()
        item = _read_item(words, " " * (indent + 2), "" if mark == "*" else "criterion")
        if open_items:
            item["parent"] = open_items[-1][1]
        open_items.append((indent, index))
        items.append(item)
    return items


def _read_item(words: list[str], indent: str, kind: str) -> dict[str, Any]:
    first, *more = words
    lines = [line.removeprefix(indent) for line in more]
    marks: dict[str, Any] = {}
    while lines and (mark := _MARK.match(lines[-1].strip())) and (mark[1] == "url" or (mark[1] or "proficiency") not in marks):
        if mark[1] == "url":
            marks["urls"] = [mark[2], *marks.get("urls", [])]
        else:
            marks[mark[1] or "proficiency"] = mark[2]
        lines.pop()
    if named := _NAMED.match(first):
        kind, first = KINDS[named[1].lower()], first[named.end() :]
    else:
        first = first.removeprefix("\\")
    item: dict[str, Any] = {"text": "\n".join([first, *lines])}
    return item | ({"kind": kind} if kind else {}) | marks

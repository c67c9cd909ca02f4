"""What does a draft say that the version in force does not? In words that can be read before publishing."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from people.tracks.document import Document
from people.tracks.notation import cell_text

MIXED = 0.6  # of 1: two texts that have less in common cannot be read as one
LONGEST = 1500  # characters of a text that are compared word by word; a longer one is shown shortened
NAMES = {
    "title": "Title",
    "code": "Code",
    "summary_md": "Summary",
    "description_md": "Description",
    "kind": "Kind",
    "track": "Track",
    "parent": "Stands under",
    "family": "Family",
    "order": "Order",
    "rank": "Rank",
    "scale": "Scale",
    "height": "Height",
    "weight": "Weight",
    "alt_titles": "Other titles",
    "cumulative": "Each level includes those below",
    "career_level": "Is a career level",
    "inherits_from": "Inherits from",
}
PARTS = {
    "tracks": "Tracks",
    "levels": "Levels",
    "dimensions": "Competencies",
    "expectations": "Expectations",
    "rest": "Everything else",
}


@dataclass(frozen=True)
class Change:
    """One thing that is new, gone or different; `spans` are pieces of text with what became of them ("kept", "gone", "new")."""

    part: str
    what: str
    sort: str  # "new", "gone" or "changed"
    field: str = ""
    spans: tuple[tuple[str, str], ...] = ()


def difference_of(before: Document, after: Document) -> list[Change]:
    """Return every change from one document (its levels may have a "height") to another, part by part, in the order of the one after."""
    found = [
        *_framework(before["framework"], after["framework"]),
        *_things("tracks", before, after),
        *_things("levels", before, after),
        *_things("dimensions", before, after),
        *_cells(before, after),
    ]
    others = ("families", "ranks", "scales", "equivalences", "transitions", "pay_bands", "rules", "documents")
    found += [
        Change("rest", name.replace("_", " ").capitalize(), "changed")
        for name in others
        if before.get(name, []) != after.get(name, [])
    ]
    return found


def counts(changes: Iterable[Change]) -> list[tuple[str, int]]:
    """Return how many changes there are in each part that has any."""
    parts = [change.part for change in changes]
    return [(title, parts.count(part)) for part, title in PARTS.items() if part in parts]


def _framework(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Change]:
    for field in ("title", "summary_md"):
        if before.get(field, "") != after.get(field, ""):
            yield Change("rest", "The ladder", "changed", NAMES[field], words(before.get(field, ""), after.get(field, "")))


def _things(part: str, before: Document, after: Document) -> Iterator[Change]:
    old, new = ({thing["key"]: thing for thing in document[part]} for document in (before, after))
    for key, thing in new.items():
        if key not in old:
            yield Change(part, _name(thing), "new")
            continue
        for field in [*thing, *(field for field in old[key] if field not in thing)]:
            if old[key].get(field) != thing.get(field):
                spans = words(_text(old[key].get(field)), _text(thing.get(field)))
                yield Change(part, _name(old[key]), "changed", NAMES.get(field, field), spans)
    for key, thing in old.items():
        if key not in new:
            yield Change(part, _name(thing), "gone")


def _name(thing: dict[str, Any]) -> str:
    return f"{thing.get('code', '')} {thing['title']}".strip()


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _cells(before: Document, after: Document) -> Iterator[Change]:
    names = {
        part: {thing["key"]: _name(thing) for document in (before, after) for thing in document[part]}
        for part in ("levels", "tracks", "dimensions")
    }
    gone = {thing["key"] for thing in before["levels"]} - {thing["key"] for thing in after["levels"]}
    gone |= {thing["key"] for thing in before["dimensions"]} - {thing["key"] for thing in after["dimensions"]}
    old, new = _by_place(before), _by_place(after)
    for place, text in new.items():
        if place not in old:
            yield Change("expectations", _place(place, names), "new", spans=(("new", _short(text)),))
        elif old[place] != text:
            yield Change("expectations", _place(place, names), "changed", spans=words(old[place], text))
    for place, text in old.items():
        if place not in new and not gone.intersection(place):  # what belonged to a level that goes, goes with it
            yield Change("expectations", _place(place, names), "gone", spans=(("gone", _short(text)),))


def _by_place(document: Document) -> dict[tuple[str, str, str, str], str]:
    """Return the text of each cell by level, track, competency and (where it defines one) step; doubles are joined."""
    found: dict[tuple[str, str, str, str], str] = {}
    for cell in document["expectations"]:
        step = "" if "level" in cell else cell.get("scale_step", "")
        place = (cell.get("level", ""), cell.get("track", ""), cell.get("dimension", ""), step)
        text = cell_text(cell)
        found[place] = f"{found[place]}\n{text}" if place in found else text
    return found


def _place(place: tuple[str, str, str, str], names: dict[str, dict[str, str]]) -> str:
    level, track, competency, step = place
    whose = names["levels"].get(level) or names["tracks"].get(track) or (f"step {step}" if step else "everyone")
    return f"{names['dimensions'][competency]}, {whose}" if competency else whose


def words(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """Return the pieces of two texts, compared word by word: kept, gone and new.

    Long texts are shortened first; where little is kept, the one stands whole below the other.
    """
    old, new = (re.findall(r"\s+|\S+", _short(text)) for text in (before, after))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if before and after and matcher.ratio() < MIXED:
        return (("gone", _short(before)), ("kept", "\n"), ("new", _short(after)))
    spans: list[tuple[str, str]] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            spans.append(("kept", "".join(old[a:b])))
            continue
        spans += [("gone", "".join(old[a:b]))] if b > a else []
        spans += [("new", "".join(new[c:d]))] if d > c else []
    return tuple(spans)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"

"""How does one text differ from another, so that a person can read it? Line by line, with a little of what stayed around it."""

from dataclasses import dataclass
from difflib import SequenceMatcher

AROUND = 2  # lines that stayed, shown on either side of a change


@dataclass(frozen=True)
class Stretch:
    """Lines of one kind: "same", "gone", "new", or "more" (lines that stayed, left out: `lines` is empty, `count` says how many)."""

    kind: str
    lines: tuple[str, ...]
    count: int


def difference(before: str, after: str) -> list[Stretch]:
    """Return what became of a text, in order; an empty list when nothing changed."""
    old, new = before.splitlines(), after.splitlines()
    found: list[Stretch] = []
    for what, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            found += _kept(old[start:end], is_first=start == 0, is_last=end == len(old) and new_end == len(new))
            continue
        found += [_stretch(kind, lines) for kind, lines in (("gone", old[start:end]), ("new", new[new_start:new_end])) if lines]
    return found if any(stretch.kind in ("gone", "new") for stretch in found) else []


def _stretch(kind: str, lines: list[str]) -> Stretch:
    return Stretch(kind, tuple(lines), len(lines))


def _kept(lines: list[str], *, is_first: bool, is_last: bool) -> list[Stretch]:
    """Show the lines next to a change; say how many are left out between."""
    before, after = (0 if is_first else AROUND), (0 if is_last else AROUND)
    if len(lines) <= before + after + 1:
        return [_stretch("same", lines)] if lines else []
    left_out = Stretch("more", (), len(lines) - before - after)
    parts = [_stretch("same", lines[:before]), left_out, _stretch("same", lines[len(lines) - after :] if after else [])]
    return [part for part in parts if part.count]

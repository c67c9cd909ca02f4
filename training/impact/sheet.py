"""What goes on the one page for a skip-level, and on the three pages of a review? Laid out by counting lines; pure.

A page has LINES lines of WIDTH characters: measured on A4 and on US Letter as the print stylesheet sets it. What does not fit stays
in the portfolio and is counted, never cut in the middle.
"""

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, field

from training.impact.models import ImpactEntry, Postmortem

WIDTH = 88  # characters a line of body text holds
LINES = 52  # lines a page holds beside its margins; measured: Chromium breaks to a further page from 61 on
HEAD, SECTION = 5, 3  # lines of the title, and of a heading with its space


@dataclass(frozen=True)
class Item:
    """One line of the sheet in bold, and what stands below it."""

    title: str
    lines: tuple[str, ...] = ()

    @property
    def height(self) -> int:
        """Return how many lines it takes on paper, the space after it included."""
        return sum(len(textwrap.wrap(line, WIDTH)) or 1 for line in (self.title, *self.lines)) + 1


@dataclass
class Section:
    """A heading, paragraphs below it, and items."""

    title: str
    words: str = ""
    items: list[Item] = field(default_factory=list)

    @property
    def height(self) -> int:
        """Return how many lines it takes on paper."""
        paragraphs = [line for line in self.words.splitlines() if line.strip()]
        return SECTION + sum(len(textwrap.wrap(line, WIDTH)) + 1 for line in paragraphs) + sum(i.height for i in self.items)


@dataclass
class Sheet:
    """What is printed: title, the line below it, sections; `left_out` items did not fit."""

    title: str
    period: str
    pages: int
    sections: list[Section]
    left_out: int = 0

    @property
    def height(self) -> int:
        """Return how many lines it takes on paper."""
        return HEAD + sum(section.height for section in self.sections)


def item_of(entry: ImpactEntry) -> Item:
    """Return an entry in terms of the business: what it is worth first, then how it was measured and who did it."""
    facts = [entry.what]
    if entry.before or entry.after:
        facts.append(f"Before: {entry.before or 'not measured'}. After: {entry.after or 'not measured yet'}")
    named = {"For": entry.initiative.goal if entry.initiative else "", "Thanks to": entry.credited, "Evidence": entry.evidence}
    facts += [f"{name}: {words}" for name, words in named.items() if words]
    lines = [f"{facts[0].rstrip('.')}.", " ".join(f"{words.rstrip('.')}." for words in facts[1:])]
    return Item(entry.worth, tuple(line for line in lines if line))


def postmortem_item(row: Postmortem) -> Item:
    """Return a postmortem led: how many teams, and how many of its actions are done (annotated `done` and `planned`)."""
    teams = len(team_names(row))
    lines = [f"{teams} team{'' if teams == 1 else 's'}: {row.teams}. {row.done} of {row.planned} actions done."]  # type: ignore[attr-defined]
    return Item(row.title, tuple(lines + ([f"Learned: {row.learned}"] if row.learned else [])))


def team_names(row: Postmortem) -> list[str]:
    """Return the teams that took part in a postmortem."""
    return [name.strip() for name in row.teams.split(",") if name.strip()]


def lay_out(
    *,
    title: str,
    period: str,
    pages: int,
    entries: Iterable[ImpactEntry],
    postmortems: Iterable[Postmortem] = (),
    summary: str = "",
    ways: str = "",
    reasons: str = "",
) -> Sheet:
    """Return a sheet of at most `pages` pages: highlights first, then the newest, by what they are worth.

    The four parts of a review: summary, ways of working, results, reasons; a part without words is left out.
    """
    before = [Section(name, words.strip()) for name, words in (("Summary", summary), ("How I work", ways)) if words.strip()]
    after = [Section("Why it matters", reasons.strip())] if reasons.strip() else []
    results = {choice.value: Section(choice.label) for choice in ImpactEntry.SoWhat}
    learned = Section("Learned together with other teams")
    sheet = Sheet(title, period, pages, [*before, *after])
    wanted = [(results[one.so_what], item_of(one)) for one in sorted(entries, key=lambda one: not one.is_highlight)]
    wanted += [(learned, postmortem_item(one)) for one in postmortems]
    room = pages * LINES - sheet.height
    for section, item in wanted:
        needs = item.height + (0 if section.items else SECTION)
        if needs <= room:
            section.items.append(item)
            room -= needs
        else:
            sheet.left_out += 1
    sheet.sections = [*before, *(one for one in (*results.values(), learned) if one.items), *after]
    return sheet


def too_long(*, summary: str, ways: str, reasons: str) -> bool:
    """Return whether the words of a review take more than half of its three pages: then its results have no room."""
    return sum(Section("", words).height for words in (summary, ways, reasons) if words) > 3 * LINES // 2


def to_markdown(sheet: Sheet) -> str:
    """Return a sheet as Markdown; what somebody typed begins no heading and no list of its own."""
    parts = [f"# {_plain(sheet.title)}", _plain(sheet.period)]
    for section in sheet.sections:
        parts.append(f"## {section.title}")
        parts += [_plain(line) for line in section.words.splitlines() if line.strip()]
        parts += [
            "\n".join((f"- **{_plain(one.title)}**", *(f"  {_plain(line)}" for line in one.lines))) for one in section.items
        ]
    return "\n\n".join(parts) + "\n"


def _plain(words: str) -> str:
    line = " ".join(words.split())
    for sign in "\\`*_[]<>":
        line = line.replace(sign, f"\\{sign}")
    return f"\\{line}" if line.startswith(("#", "-", "+", ">")) else line

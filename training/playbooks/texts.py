"""How is a playbook written down? One Markdown file: facts on top, then seven sections; the list items of three of them are steps.

A step begins with the day or week on which it is due, counted from the day the run begins: "- Day 2: Ask both what they saw." A step
without one is due with the step before it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError

from transition.lib.front_matter import read_front_matter

SHIPPED = Path(__file__).parent / "shipped"
FIRST_DAY, STEPS, REVIEW = "The first 24 hours", "Steps", "Review"
SECTIONS = (FIRST_DAY, STEPS, "Who to involve", "Words to use", "What to write down", "How it ends", REVIEW)
REVIEW_DAYS = (14, 42)  # a review after two and after six weeks
LAST_DAY = 365
_FOLD = re.compile(r"(?<=\S)\n[ \t]*(?=[^\s#*>|-])(?!\d+[.)] )")

_ITEM = re.compile(r"^(?:[-*]|\d+[.)])\s+(?P<words>.*)")
_DUE = re.compile(r"^(?P<unit>day|week) (?P<count>\d{1,3}):\s*(?P<words>.*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class Step:
    """Something to do, due `day` days after the run begins."""

    section: str
    day: int
    words: str


@dataclass(frozen=True)
class PlaybookText:
    """A playbook as it is written. `trigger` says when it is the right one, `conduct` what to ask before anything else."""

    key: str
    title: str
    trigger: str
    conduct: str
    body: str  # Markdown


def read_playbook(path: Path) -> PlaybookText:
    """Read a playbook from a file. Raises ValidationError for front matter or a body that cannot be read."""
    facts, body = read_front_matter(path, {"key": str, "title": str, "trigger": str, "conduct": str})
    try:
        check_body(body)
    except ValidationError as fault:
        raise ValidationError([f"{path.name}: {reason}" for reason in fault.messages]) from fault
    return PlaybookText(**facts, body=_unfolded(body))


def _unfolded(body: str) -> str:
    """Return Markdown with each paragraph and each item on one line, as somebody would type it into a form."""
    return _FOLD.sub(" ", body)


def check_body(body: str) -> None:
    """Pass when a body can be run. Raises ValidationError with everything that is wrong: sections, steps, days, reviews."""
    found = sections_of(body)
    faults = [f'The section "{name}" is missing.' for name in SECTIONS if name not in found]
    faults += [f'The section "{name}" is empty.' for name in SECTIONS if name in found and not found[name].strip()]
    steps = steps_of(body)
    faults += [
        f'"{name}" has no step: write each as a line that begins with "- ".'
        for name in (FIRST_DAY, STEPS)
        if found.get(name, "").strip() and not any(step.section == name for step in steps)
    ]
    faults += [f"More than {LAST_DAY} days ahead: {step.words}" for step in steps if step.day > LAST_DAY]
    if found.get(REVIEW, "").strip():
        days = {step.day for step in steps if step.section == REVIEW}
        faults += [f'"{REVIEW}" needs a step "- Week {day // 7}: ...".' for day in REVIEW_DAYS if day not in days]
    if faults:
        raise ValidationError({"body": faults})


def sections_of(body: str) -> dict[str, str]:
    """Return the text of each section (a line that begins with "## "), by its heading."""
    parts = re.split(r"^##[ \t]+(.+?)[ \t]*$", body.replace("\r\n", "\n"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def steps_of(body: str) -> list[Step]:
    """Return the steps of a playbook in order: those of the first day (due on day 1 unless they say otherwise), then the others."""
    found = sections_of(body)
    steps = []
    for section in (FIRST_DAY, STEPS, REVIEW):
        day = 1
        for words in _items(found.get(section, "")):
            if due := _DUE.match(words):
                day = int(due["count"]) * (7 if due["unit"].lower() == "week" else 1)
                words = due["words"]  # noqa: PLW2901  (without its day)
            steps.append(Step(section, day, words))
    return steps


def _items(text: str) -> Iterator[str]:
    """Yield the items of the list in a text, each with the indented lines that belong to it."""
    words: list[str] = []
    for line in [*text.split("\n"), ""]:
        if words and line.startswith((" ", "\t")) and line.strip():
            words.append(line.strip())
            continue
        if words:
            yield " ".join(words)
        item = _ITEM.match(line)
        words = [item["words"].strip()] if item else []

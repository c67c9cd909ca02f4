"""How are questions and agendas for 1:1s written down? Our own in YAML; others come and go as JSON or CSV, with every fault by its place.

JSON: {"i18nCategories": {category: {language: words}}, "questions": [{"id", "question": {language: text}, "category", "moment"}]}. CSV: a
row for each text, with the columns id, language, category, moment and question. Only the question itself is needed.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from people.imports.reader import Fault, Unreadable, read_table
from training.one_on_ones.models import Question

SHIPPED = Path(__file__).parent / "shipped"
LARGEST_BYTES = 5 * 1024 * 1024
MOST_TEXTS, MOST_FAULTS = 20_000, 100
COLUMNS = ("id", "language", "category", "moment", "question")
NO_THEME = "Other"
_LANGUAGE = re.compile(r"[a-z]{2,3}([-_][A-Za-z0-9]{2,8})?")


@dataclass(frozen=True)
class Written:
    """A question as it is written: `moment` is one of Question.Moment, or empty for any."""

    key: str
    language: str
    theme: str
    moment: str
    text: str


@dataclass(frozen=True)
class Template:
    """What a 1:1 of one kind goes through: lines for the agenda, and a hint for whoever prepares it."""

    moment: str
    title: str
    hint: str
    lines: tuple[str, ...]


@cache
def templates() -> dict[str, Template]:
    """Return the templates that come with the product, by moment."""
    found = yaml.safe_load((SHIPPED / "templates.yaml").read_text(encoding="utf-8"))
    return {
        moment: Template(moment, Question.Moment(moment).label, one["hint"], tuple(one["lines"])) for moment, one in found.items()
    }


def lines_of(text: str) -> tuple[str, ...]:
    """Return the lines of an agenda as somebody typed it, without empty ones and marks of a list."""
    return tuple(line for raw in text.splitlines() if (line := raw.strip().lstrip("-*").strip()))


def shipped_questions() -> list[Written]:
    """Return the questions that come with the product. Raises ValueError for an unknown moment."""
    found = yaml.safe_load((SHIPPED / "questions.yaml").read_text(encoding="utf-8"))
    return [
        Written(_key_of(text), "en", theme, Question.Moment(moment).value, text)
        for moment, themes in found.items()
        for theme, texts in themes.items()
        for text in texts
    ]


def _key_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def read_questions(content: bytes) -> list[Written]:
    """Return the questions of a file, JSON or CSV (at most 5 MiB and 20,000 texts). Raises Unreadable with every fault and its place."""
    if len(content) > LARGEST_BYTES:
        raise Unreadable(FaultAt(0, "", "The file is larger than 5 MB."))
    is_json = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")
    rows = list(_from_json(content) if is_json else _from_table(content))
    faults = [FaultAt(0, place, reason) for place, one in rows for reason in _wrong_with(one)]
    faults += _doubled(rows)
    if not rows:
        faults.append(FaultAt(0, "", "There is no question in it."))
    if len(rows) > MOST_TEXTS:
        faults.append(FaultAt(0, "", f"More than {MOST_TEXTS:,} texts."))
    if faults:
        raise Unreadable(*faults[:MOST_FAULTS])
    return [one for _, one in rows]


class FaultAt(Fault):
    """A fault that says its place in full: "questions[3].question.ja", or "row 5, question"."""

    def __str__(self) -> str:
        return f"{self.column}: {self.reason}" if self.column else self.reason


def _from_json(content: bytes) -> Iterator[tuple[str, Written]]:
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise Unreadable(FaultAt(0, "", "JSON is written in UTF-8, and this is not.")) from fault
    except json.JSONDecodeError as fault:
        raise Unreadable(FaultAt(0, f"line {fault.lineno}, column {fault.colno}", f"This is not JSON ({fault.msg}).")) from fault
    except RecursionError as fault:
        raise Unreadable(FaultAt(0, "", "It is nested too deeply.")) from fault
    questions = document.get("questions") if isinstance(document, dict) else document
    if not isinstance(questions, list):
        raise Unreadable(FaultAt(0, "questions", "A list of questions is expected here."))
    categories = document.get("i18nCategories") if isinstance(document, dict) else None
    faults: list[FaultAt] = []
    for number, one in enumerate(questions):
        place = f"questions[{number}]"
        texts = one.get("question") if isinstance(one, dict) else one
        if isinstance(texts, str):
            yield f"{place}.question" if isinstance(one, dict) else place, _written(one, "en", texts, texts, categories)
        elif isinstance(texts, dict) and texts:
            for language, text in texts.items():
                words = text if isinstance(text, str) else ""
                first = str(next(iter(texts.values())))
                yield f"{place}.question.{language}"[:80], _written(one, language, words, first, categories)
        else:
            faults.append(FaultAt(0, f"{place}.question", "A text is expected here, or one for each language."))
    if faults:
        raise Unreadable(*faults[:MOST_FAULTS])


def _written(one: Any, language: str, text: str, first: str, categories: Any) -> Written:
    """`first` is the text in the file's first language: it names a question without an id."""
    facts = one if isinstance(one, dict) else {}
    key, category, moment = (facts.get(name) for name in ("id", "category", "moment"))
    names = categories.get(category) if isinstance(categories, dict) and isinstance(category, str) else None
    theme = names.get(language, category) if isinstance(names, dict) else category
    key = str(key) if key not in (None, "") else _key_of(first)
    return Written(key, language, _plain(theme) or NO_THEME, _plain(moment), _plain(text))


def _plain(value: Any) -> str:
    return " ".join(str(value).split()) if value is not None else ""


def _from_table(content: bytes) -> Iterator[tuple[str, Written]]:
    table = read_table(content)
    names = {column.lower(): column for column in table.columns}
    if "question" not in names:
        raise Unreadable(FaultAt(0, "row 1", f'There is no column "question". Known are: {", ".join(COLUMNS)}.'))
    for number, cells in table.records():
        facts = {name: _plain(cells[names[name]]) if name in names else "" for name in COLUMNS}
        language, text = facts["language"] or "en", facts["question"]
        theme = facts["category"] or NO_THEME
        yield f"row {number}, question", Written(facts["id"] or _key_of(text), language, theme, facts["moment"], text)


def _wrong_with(one: Written) -> Iterator[str]:
    if not one.text:
        yield "The question is empty."
    if len(one.text) > 500:
        yield f"The question has {len(one.text)} characters; at most 500 fit."
    if not _LANGUAGE.fullmatch(one.language):
        yield f'"{one.language[:20]}" is no language; one is written like en or pt_BR.'
    if len(one.theme) > 80:
        yield "The category is longer than 80 characters."
    if len(one.key) > 80:
        yield "The id is longer than 80 characters."
    if one.moment and one.moment not in Question.Moment.values:
        yield f'"{one.moment[:40]}" is no moment; known are {", ".join(Question.Moment.values)}.'
    if "\x00" in f"{one.text}{one.theme}{one.key}":
        yield "There are characters that cannot be stored."


def _doubled(rows: Iterable[tuple[str, Written]]) -> Iterator[FaultAt]:
    seen: dict[tuple[str, str], str] = {}
    for place, one in rows:
        if (first := seen.setdefault((one.key, one.language), place)) != place:
            yield FaultAt(0, place, f"The same question in the same language stands at {first}.")


def document_of(questions: Sequence[Question]) -> dict[str, Any]:
    """Return questions as the JSON that `read_questions` reads; those of one source and key are one question in several languages."""
    ids, found = _ids(questions), dict[str, dict[str, Any]]()
    categories: dict[str, dict[str, str]] = {}
    for one in questions:
        name = ids[one.source_id, one.key]
        row = found.setdefault(name, {"id": name, "question": {}, "category": one.theme, "moment": one.moment})
        row["question"][one.language] = one.text
        categories.setdefault(row["category"], {})[one.language] = one.theme
    languages = sorted({one.language for one in questions})
    return {"languages": languages, "i18nCategories": categories, "questions": list(found.values())}


def rows_of(questions: Sequence[Question]) -> Iterator[tuple[str, ...]]:
    """Yield questions as the rows of a CSV that `read_questions` reads, its heading first."""
    ids = _ids(questions)
    yield COLUMNS
    for one in questions:
        yield ids[one.source_id, one.key], one.language, one.theme, one.moment, one.text


def _ids(questions: Sequence[Question]) -> dict[tuple[int, str], str]:
    """Return an id for each (source, key): the key itself, but where two sources have the same."""
    sources = {(one.source_id, one.key) for one in questions}
    often = Counter(key for _, key in sources)
    return {(source, key): key if often[key] == 1 else f"{source}-{key}" for source, key in sources}

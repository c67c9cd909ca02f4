"""How is a questionnaire written down? One YAML document: themes with their questions, and questions in own words."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.core.exceptions import ValidationError

SHIPPED = Path(__file__).parent / "shipped"
MOST_QUESTIONS, MOST_OPEN = 60, 4
LARGEST_BYTES = 200_000


@dataclass(frozen=True)
class QuestionText:
    """One question as it is written; `theme` is empty for one in own words."""

    text: str
    theme: str = ""
    is_for_self: bool = True


@dataclass(frozen=True)
class QuestionnaireText:
    """A questionnaire as it is written; themes are (key, title, what it says when it is strong)."""

    key: str
    title: str
    rights: str
    themes: tuple[tuple[str, str, str], ...]
    questions: tuple[QuestionText, ...]


def shipped() -> list[QuestionnaireText]:
    """Return the questionnaires that come with the product."""
    return [read(path.read_bytes()) for path in sorted(SHIPPED.glob("*.yaml"))]


def read(content: bytes) -> QuestionnaireText:
    """Read a document (YAML or JSON, UTF-8, at most 200 kB).

    Raises ValidationError in words when it cannot be read, when something is missing or too long, when it says nothing about whose
    wording it is, or when it asks for more than 60 questions, 4 of them in own words.
    """
    if len(content) > LARGEST_BYTES:
        raise ValidationError("The document is larger than 200 kB.")
    try:
        document = yaml.safe_load(content.decode())
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError, ValueError) as fault:
        raise ValidationError(f"This is no YAML in UTF-8: {fault}"[:300]) from fault
    if not isinstance(document, dict):
        raise ValidationError("The document must have key, title, rights, themes and open.")
    themes, questions = [], []
    for theme in _list(document, "themes"):
        key = _words(theme, "key", 40)
        themes.append((key, _words(theme, "title", 60), _words(theme, "says", 200)))
        questions += [_question(one, key) for one in _list(theme, "questions")]
    questions += [_question(one, "") for one in _list(document, "open")]
    key, title, rights = _words(document, "key", 60), _words(document, "title", 120), _words(document, "rights", 300)
    return checked(QuestionnaireText(key, title, rights, tuple(themes), tuple(questions)))


def checked(text: QuestionnaireText) -> QuestionnaireText:
    """Return a questionnaire that can be asked. Raises ValidationError as `read` does."""
    keys = [key for key, _, _ in text.themes]
    asked = [one.text for one in text.questions]
    is_open = [one for one in text.questions if not one.theme]
    faults = []
    if not keys or len(set(keys)) != len(keys):
        faults.append("It needs themes, each with a key of its own.")
    if len(set(asked)) != len(asked):
        faults.append("The same question stands in it twice.")
    if len(asked) > MOST_QUESTIONS or len(is_open) > MOST_OPEN:
        faults.append(f"At most {MOST_QUESTIONS} questions, and {MOST_OPEN} in own words: people answer on a phone.")
    without = [title for key, title, _ in text.themes if not any(one.theme == key for one in text.questions)]
    if without:
        faults.append(f"Nothing is asked about {', '.join(without)}.")
    if any(one.theme and one.theme not in keys for one in text.questions):
        faults.append("A question belongs to a theme that is not there.")
    if faults:
        raise ValidationError(faults)
    return text


def _list(thing: Any, name: str) -> list[Any]:
    found = thing.get(name) if isinstance(thing, dict) else None
    if not isinstance(found, list):
        raise ValidationError(f"“{name}” must be a list.")
    return found


def _words(thing: Any, name: str, longest: int) -> str:
    found = thing.get(name) if isinstance(thing, dict) else None
    if not isinstance(found, str) or not found.strip() or len(found) > longest:
        raise ValidationError(f"“{name}” must be words, at most {longest} letters.")
    return found.strip()


def _question(thing: Any, theme: str) -> QuestionText:
    if isinstance(thing, str):
        thing = {"text": thing}
    is_for_self = thing.get("for_self", True) if isinstance(thing, dict) else True
    if not isinstance(is_for_self, bool):
        raise ValidationError("“for_self” must be true or false.")
    return QuestionText(_words(thing, "text", 300), theme, is_for_self)

"""How is a guideline that comes with the product written down? A Markdown file with front matter: kind, title."""

from dataclasses import dataclass
from pathlib import Path

import yaml
from django.core.exceptions import ValidationError

from people.charter.models import Guideline

SHIPPED = Path(__file__).parent / "shipped"


@dataclass(frozen=True)
class GuidelineText:
    """A guideline as it is written; its key is the name of its file."""

    key: str
    kind: str
    title: str
    text: str  # Markdown


def shipped_texts() -> list[GuidelineText]:
    """Return the guidelines and standards that come with the product, in the order of their file names ("2-listening.md": "listening")."""
    return [read_text(path) for path in sorted(SHIPPED.glob("*.md"))]


def read_text(path: Path) -> GuidelineText:
    """Read one file. Raises ValidationError with its name when the front matter is missing or says no kind or title."""
    parts = path.read_text(encoding="utf-8").split("---\n", 2)
    facts = yaml.safe_load(parts[1]) if len(parts) == 3 and not parts[0] else None
    if not isinstance(facts, dict) or facts.get("kind") not in Guideline.Kind.values or not facts.get("title"):
        raise ValidationError(f"{path.name}: it must begin with front matter that says kind and title.")
    return GuidelineText(path.stem.partition("-")[2], facts["kind"], facts["title"], parts[2].strip() + "\n")

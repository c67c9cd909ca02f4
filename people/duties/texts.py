"""How is a duty that comes with the product written down? A Markdown file with front matter: title, summary, cadence."""

from dataclasses import dataclass
from pathlib import Path

import yaml
from django.core.exceptions import ValidationError

from people.duties.models import Duty

SHIPPED = Path(__file__).parent / "shipped"


@dataclass(frozen=True)
class DutyText:
    """A duty as it is written; its key is the name of its file ("02-one-on-ones.md": "one-on-ones")."""

    key: str
    title: str
    summary: str
    every_days: int
    how: str  # Markdown


def shipped_duties() -> list[DutyText]:
    """Return the duties that come with the product, in the order of their file names."""
    return [read_duty(path) for path in sorted(SHIPPED.glob("*.md"))]


def read_duty(path: Path) -> DutyText:
    """Read one file. Raises ValidationError with its name when title, summary or cadence (a name of Duty.Cadence) is missing."""
    parts = path.read_text(encoding="utf-8").split("---\n", 2)
    facts = yaml.safe_load(parts[1]) if len(parts) == 3 and not parts[0] else None
    cadence = str(facts.get("cadence", "")).upper() if isinstance(facts, dict) else ""
    if not facts or cadence not in Duty.Cadence.names or not facts.get("title") or not facts.get("summary"):
        raise ValidationError(f"{path.name}: it must begin with front matter that says title, summary and cadence.")
    return DutyText(
        path.stem.partition("-")[2], facts["title"], facts["summary"], Duty.Cadence[cadence].value, parts[2].strip() + "\n"
    )

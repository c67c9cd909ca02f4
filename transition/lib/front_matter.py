"""How is a text of the product written down? Markdown, after facts between two lines of --- (YAML)."""

from pathlib import Path
from typing import Any

import yaml
from django.core.exceptions import ValidationError


def front_matter(path: Path) -> tuple[dict[str, Any], str]:
    """Return (the facts, the Markdown below them) of a file. Raises ValidationError with its name when the facts cannot be read."""
    parts = path.read_text(encoding="utf-8").split("---\n", 2)
    if len(parts) != 3 or parts[0].strip():
        raise ValidationError(f"{path.name}: it must begin with front matter between two lines of ---.")
    try:
        facts = yaml.safe_load(parts[1])
    except yaml.YAMLError as fault:
        raise ValidationError(f"{path.name}: {fault}") from fault
    if not isinstance(facts, dict):
        raise ValidationError(f"{path.name}: its front matter must be names and values.")
    return facts, parts[2].strip()


def read_front_matter(path: Path, kinds: dict[str, type]) -> tuple[dict[str, Any], str]:
    """Return (the facts named in `kinds`, the Markdown below them); refuses also a fact that is missing or of another type."""
    facts, body = front_matter(path)
    if faults := [name for name, kind in kinds.items() if not isinstance(facts.get(name), kind)]:
        raise ValidationError(f"{path.name}: missing, or not of the right kind: {', '.join(faults)}.")
    return {name: facts[name] for name in kinds}, body

"""How is a programme written down? A folder of Markdown files with front matter, one a module, and one that describes the whole."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.core.exceptions import ValidationError

SHIPPED = Path(__file__).parent / "shipped"


@dataclass(frozen=True)
class ModuleText:
    """A module as it is written: `due_after_days` from the day the enrolment counts from, `minutes` to read it and do its exercise."""

    key: str
    title: str
    summary: str
    minutes: int
    due_after_days: int
    body: str  # Markdown


@dataclass(frozen=True)
class ProgrammeText:
    """A programme as it is written, its modules in order."""

    key: str
    title: str
    summary: str
    introduction: str  # Markdown
    modules: tuple[ModuleText, ...]


def read_programme(folder: Path) -> ProgrammeText:
    """Read programme.md and, in the order of their names, every other .md of a folder.

    Raises ValidationError with the name of the file when its front matter cannot be read or a key is missing or of the wrong kind.
    """
    head, introduction = _read(folder / "programme.md", {"key": str, "title": str, "summary": str})
    modules = []
    for path in sorted(folder.glob("*.md")):
        if path.name != "programme.md":
            kinds = {"key": str, "title": str, "summary": str, "minutes": int, "due_after_days": int}
            facts, body = _read(path, kinds)
            modules.append(ModuleText(**facts, body=body))
    return ProgrammeText(**head, introduction=introduction, modules=tuple(modules))


def _read(path: Path, kinds: dict[str, type]) -> tuple[dict[str, Any], str]:
    parts = path.read_text(encoding="utf-8").split("---\n", 2)
    if len(parts) != 3 or parts[0].strip():
        raise ValidationError(f"{path.name}: it must begin with front matter between two lines of ---.")
    try:
        facts = yaml.safe_load(parts[1])
    except yaml.YAMLError as fault:
        raise ValidationError(f"{path.name}: {fault}") from fault
    faults = [name for name, kind in kinds.items() if not isinstance(facts, dict) or not isinstance(facts.get(name), kind)]
    if faults:
        raise ValidationError(f"{path.name}: missing, or not of the right kind: {', '.join(faults)}.")
    return {name: facts[name] for name in kinds}, parts[2].strip()

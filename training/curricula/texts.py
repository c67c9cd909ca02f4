"""How is a programme written down? A folder of Markdown files with front matter, one a module, and one that describes the whole."""

from dataclasses import dataclass
from pathlib import Path

from transition.lib.front_matter import read_front_matter

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
    head, introduction = read_front_matter(folder / "programme.md", {"key": str, "title": str, "summary": str})
    modules = []
    for path in sorted(folder.glob("*.md")):
        if path.name != "programme.md":
            kinds = {"key": str, "title": str, "summary": str, "minutes": int, "due_after_days": int}
            facts, body = read_front_matter(path, kinds)
            modules.append(ModuleText(**facts, body=body))
    return ProgrammeText(**head, introduction=introduction, modules=tuple(modules))

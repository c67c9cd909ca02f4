"""How is a ladder of practice written down? As Markdown with front matter: key, title, summary, renewal_months, and steps with numbers."""

from dataclasses import dataclass
from pathlib import Path

from transition.lib.front_matter import front_matter

SHIPPED = Path(__file__).parent / "shipped"


@dataclass(frozen=True)
class LadderText:
    """A ladder as it is written; steps in order, each with how many observations it takes."""

    key: str
    title: str
    summary: str
    renewal_months: int
    steps: tuple[tuple[str, int], ...]
    text: str


def read_ladder(path: Path) -> LadderText:
    """Read one. Raises ValidationError with the name of the file when its front matter cannot be read."""
    head, text = front_matter(path)
    steps = tuple((str(one["title"]), int(one["needed"])) for one in head["steps"])
    return LadderText(head["key"], head["title"], head["summary"], head["renewal_months"], steps, text)

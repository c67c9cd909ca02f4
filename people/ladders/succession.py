"""What has to be asked before a draft is published? What became of the levels that go, and where the new ones come from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from people.tracks.models import Level, LevelSuccession


@dataclass(frozen=True)
class Question:
    """The levels before and after; those that go and those that stand higher or lower, with how many people count on each; the new."""

    before: list[Level]
    after: list[Level]
    gone: list[tuple[Level, int]]
    moved: list[tuple[Level, Level, int]]  # before, after
    new: list[Level]


def question_of(before: Sequence[Level], after: Sequence[Level], people: Mapping[int, int]) -> Question:
    """Compare the levels of two versions by their keys; `people` maps ids of the levels before to how many count on them."""
    old, new = {level.key for level in before}, {level.key for level in after}
    gone = [(level, people.get(level.pk, 0)) for level in before if level.key not in new]
    same = {level.key: level for level in after}
    pairs = ((level, same[level.key]) for level in before if level.key in same)
    moved = [(one, now, people.get(one.pk, 0)) for one, now in pairs if one.grade_id != now.grade_id]
    return Question(list(before), list(after), gone, moved, [level for level in after if level.key not in old] if before else [])


@dataclass(frozen=True)
class Story:
    """What became of one level: "renamed", "split", "merged", "ended", "moved" (another height) or "kept"."""

    before: Level
    after: list[Level]
    sort: str


SORTS = {
    "renamed": "has another name",
    "split": "was split",
    "merged": "was merged with others",
    "ended": "ends",
    "moved": "has another height",
    "kept": "stays",
}


def stories_of(rows: Sequence[LevelSuccession]) -> list[Story]:
    """Tell what became of each level, from the rows of one version (with `before` and `after` and their grades)."""
    heirs: dict[int, list[Level]] = {}
    befores: dict[int, Level] = {}
    origins: dict[int, int] = {}
    for row in rows:
        befores[row.before_id] = row.before
        heirs.setdefault(row.before_id, [])
        if row.after is not None:
            heirs[row.before_id].append(row.after)
            origins[row.after.pk] = origins.get(row.after.pk, 0) + 1
    return [Story(befores[pk], found, _sort(befores[pk], found, origins)) for pk, found in heirs.items()]


def _sort(before: Level, after: Sequence[Level], origins: Mapping[int, int]) -> str:
    if not after:
        return "ended"
    if len(after) > 1:
        return "split"
    if origins[after[0].pk] > 1:
        return "merged"
    if before.grade_id != after[0].grade_id:
        return "moved"
    return "kept" if str(before) == str(after[0]) else "renamed"

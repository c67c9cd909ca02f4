"""What can happen to a ladder that is being written? Only drafts change; each change is written down."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from people.accounts.models import User
from people.history.actions import record
from people.tracks.exporter import document_of
from people.tracks.importer import write_rows
from people.tracks.models import (
    Competency,
    Expectation,
    Family,
    Grade,
    Keyed,
    Ladder,
    LadderVersion,
    Level,
    Placement,
    Rank,
    Track,
)
from people.tracks.queries import in_tree_order
from transition.lib.addresses import free_key
from transition.lib.faults import Conflict

Thing = TypeVar("Thing", Level, Competency)


@dataclass(frozen=True)
class NewTrack:
    """A track of a new ladder: its levels from the lowest, which stands at `first_height` (1 to 99)."""

    title: str
    kind: str
    levels: Sequence[str]
    first_height: int


# --- The whole ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def make_ladder(
    title: str, *, tracks: Sequence[NewTrack], competencies: Sequence[tuple[str, int]] = (), by: User, at: datetime
) -> LadderVersion:
    """Make a ladder from nothing, as a draft: levels one height apart, competencies as (title, depth in the tree).

    Raises ValidationError without a track that has levels, and when a level would stand higher than 99.
    """
    if not any(track.levels for track in tracks):
        raise ValidationError("A ladder has at least one track with one level.")
    if any(track.first_height + len(track.levels) - 1 > 99 for track in tracks):
        raise ValidationError("Heights go from 1 to 99.")
    key = free_key(title, set(Ladder.objects.values_list("key", flat=True)), otherwise="ladder")
    ladder = Ladder.objects.create(key=key, title=title)
    framework = {"key": key, "title": title, "equivalence_policy": "by_rank"}
    version = LadderVersion.objects.create(ladder=ladder, number=1, framework=framework, sections=["ranks"])
    for position, track in enumerate(tracks):
        row = _new(Track, version, track.title, position, kind=track.kind)
        for index, level in enumerate(track.levels):
            rank, grade = _height(version, track.first_height + index)
            _new(Level, version, level, _next(Level, version), track=row, order=index + 1, rank=rank, grade=grade)
    parents: list[Competency] = []
    for position, (words, depth) in enumerate(competencies):
        parent = parents[min(depth, len(parents)) - 1] if depth and parents else None
        row = _new(Competency, version, words, position, parent=parent, order=position + 1)
        parents = [*parents[: min(depth, len(parents))], row]
    record(version, "made", by=by, at=at, title=title)
    return version


@transaction.atomic
def begin_draft(version: LadderVersion, *, by: User, at: datetime) -> LadderVersion:
    """Begin a new draft with all that a version says, heights included. Raises Conflict when the ladder has a draft already."""
    ladder = Ladder.objects.select_for_update().get(pk=version.ladder_id)
    if draft := ladder.versions.filter(status=LadderVersion.Status.DRAFT).first():
        raise Conflict(f"There is a draft of this ladder already: version {draft.number}. Write on in that one, or discard it.")
    number = (ladder.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    draft = LadderVersion.objects.create(ladder=ladder, number=number)
    write_rows(draft, document_of(version), track_kinds={})
    heights = dict(version.level_set.values_list("key", "grade"))
    levels = list(draft.level_set.all())
    for level in levels:
        level.grade_id = heights[level.key]
    Level.objects.bulk_update(levels, ["grade"])
    record(draft, "begun", by=by, at=at, on_version=version.number)
    return draft


@transaction.atomic
def discard_draft(version: LadderVersion, *, by: User, at: datetime) -> None:
    """Throw a draft away. Raises Conflict for any other version, ValidationError when somebody stands on it."""
    version = _draft(version)
    if Placement.objects.filter(level__version=version).exists():
        raise ValidationError("Somebody stands on this draft, so it stays.")
    record(version, "discarded", by=by, at=at)
    ladder = version.ladder
    version.delete()
    if not ladder.versions.exists():
        ladder.delete()


@transaction.atomic
def reword_ladder(version: LadderVersion, *, title: str, summary: str, by: User, at: datetime) -> LadderVersion:
    """Give a draft another title or summary (Markdown). Raises Conflict once it is published."""
    version = _draft(version)
    version.framework = {**version.framework, "title": title, "summary_md": summary}
    if not summary:
        del version.framework["summary_md"]
    version.save(update_fields=["framework"])
    record(version, "reworded", by=by, at=at)
    return version


def _draft(version: LadderVersion) -> LadderVersion:
    """Lock the ladder and return the version as it is now. Raises Conflict when it is no draft (any more)."""
    Ladder.objects.select_for_update().filter(pk=version.ladder_id).first()
    found = LadderVersion.objects.select_related("ladder").filter(pk=version.pk).first()
    if found is None:
        raise Conflict("This draft was discarded meanwhile.")
    if found.status != LadderVersion.Status.DRAFT:
        raise Conflict("A published version no longer changes. Begin a new draft.")
    return found


def _new(model: Any, version: LadderVersion, title: str, position: int, **fields: Any) -> Any:
    taken = set(model.objects.filter(version=version).values_list("key", flat=True))
    key = free_key(title, taken, otherwise=model._meta.model_name)
    return model.objects.create(version=version, key=key, title=title, position=position, **fields)


def _next(model: type[Keyed], version: LadderVersion) -> int:
    last = model._default_manager.filter(version=version).aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _height(version: LadderVersion, order: int | None) -> tuple[Rank | None, Grade | None]:
    """Return the rank of the document and the company's grade for a height; what is missing is made.

    The rank is the one that stands for this grade already, so that an imported scale of ranks stays the ladder's own.
    """
    if order is None:
        return None, None
    grade, _ = Grade.objects.get_or_create(order=order)
    rank = version.rank_set.filter(level__grade=grade).first() or version.rank_set.filter(key=f"h{order}").first()
    if rank is None:
        rank = Rank.objects.create(version=version, key=f"h{order}", position=_next(Rank, version), order=order)
        if "ranks" not in version.sections:
            version.sections = [*version.sections, "ranks"]
            version.save(update_fields=["sections"])
    return rank, grade


# --- Tracks ------------------------------------------------------------------------------------------------------------


@transaction.atomic
def save_track(
    version: LadderVersion, track: Track | None, *, title: str, kind: str, summary: str, by: User, at: datetime
) -> Track:
    """Add a track to a draft (None), or change one. Raises Conflict when the version is no draft."""
    version = _draft(version)
    if track is None:
        track = _new(Track, version, title, _next(Track, version), kind=kind, summary=summary)
    else:
        track.title, track.kind, track.summary = title, kind, summary
        track.save(update_fields=["title", "kind", "summary"])
    record(version, "saved track", by=by, at=at, track=track.key)
    return track


@transaction.atomic
def remove_track(track: Track, *, by: User, at: datetime) -> LadderVersion:
    """Take a track with its levels out of a draft. Raises Conflict when it is no draft, ValidationError for the last one."""
    version = _draft(track.version)
    if version.track_set.count() == 1:
        raise ValidationError("A ladder has at least one track.")
    gone = {level.key for level in track.levels.all()}
    _forget_keys(version, levels=gone, tracks={track.key})
    record(version, "removed track", by=by, at=at, track=track.key)
    track.delete()
    return version


def _forget_keys(version: LadderVersion, *, levels: Iterable[str] = (), tracks: Iterable[str] = ()) -> None:
    """Drop what the document's own lists say about levels and tracks that go."""
    gone, gone_tracks = set(levels), set(tracks)
    version.transitions = [
        one
        for one in version.transitions
        if one.get("to_level") not in gone and one.get("from_level") not in gone and one.get("from_track") not in gone_tracks
    ]
    version.pay_bands = [one for one in version.pay_bands if one["level"] not in gone]
    version.save(update_fields=["transitions", "pay_bands"])


# --- Levels ------------------------------------------------------------------------------------------------------------


@transaction.atomic
def save_level(
    track: Track,
    level: Level | None,
    *,
    title: str,
    code: str = "",
    height: int | None,
    kind: str = "",
    summary: str = "",
    by: User,
    at: datetime,
) -> Level:
    """Add a level on top of a track (None), or change one; its key stays whatever it is called. `height` is 1 to 99, or not said yet.

    Raises Conflict when the version is no draft.
    """
    version = _draft(track.version)
    if height is None or level is None or level.grade is None or level.grade.order != height:
        rank, grade = _height(version, height)
    else:
        rank, grade = level.rank, level.grade
    if level is None:
        top = track.levels.aggregate(top=Max("order"))["top"] or 0
        fields = {"track": track, "order": top + 1, "rank": rank, "grade": grade}
        level = _new(Level, version, title, _next(Level, version), code=code, kind=kind, summary=summary, **fields)
    else:
        level.title, level.code, level.kind, level.summary = title, code, kind, summary
        level.rank, level.grade = rank, grade
        level.save(update_fields=["title", "code", "kind", "summary", "rank", "grade"])
    record(version, "saved level", by=by, at=at, level=level.key)
    return level


@transaction.atomic
def move_level(level: Level, *, up: bool, by: User, at: datetime) -> Level:
    """Let a level change places with the one above or below it on its track. The rungs stay: order and height belong to them.

    Raises Conflict when the version is no draft, ValidationError at the end of the track.
    """
    version = _draft(level.version)
    levels = list(Level.objects.filter(track=level.track_id).order_by("order", "position"))
    first, second = _neighbours(levels, level, 1 if up else -1)
    if first.order == second.order:
        for order, one in enumerate(levels, start=1):
            one.order = order
        Level.objects.bulk_update(levels, ["order"])
    for name in ("order", "rank_id", "grade_id", "position"):
        kept = getattr(first, name)
        setattr(first, name, getattr(second, name))
        setattr(second, name, kept)
    Level.objects.bulk_update([first, second], ["order", "rank", "grade", "position"])
    record(version, "moved level", by=by, at=at, level=level.key, up=up)
    return level


def _neighbours(things: Sequence[Thing], thing: Thing, step: int) -> tuple[Thing, Thing]:
    index = next(index for index, one in enumerate(things) if one.pk == thing.pk)
    if not 0 <= index + step < len(things):
        raise ValidationError("It stands at the end already.")
    return things[index], things[index + step]


@transaction.atomic
def remove_level(level: Level, *, by: User, at: datetime) -> LadderVersion:
    """Take a level with its expectations out of a draft. Raises Conflict when it is no draft."""
    version = _draft(level.version)
    if Placement.objects.filter(level=level).exists():
        raise ValidationError("Somebody stands on this level, so it stays.")
    _forget_keys(version, levels={level.key})
    record(version, "removed level", by=by, at=at, level=level.key)
    level.delete()
    return version


# --- Competencies ------------------------------------------------------------------------------------------------------


@transaction.atomic
def save_competency(
    version: LadderVersion,
    competency: Competency | None,
    *,
    title: str,
    description: str = "",
    parent: Competency | None = None,
    family: Family | None = None,
    by: User,
    at: datetime,
) -> Competency:
    """Add a competency to a draft (None), or change one. Raises Conflict when it is no draft, ValidationError for a circle in the tree."""
    version = _draft(version)
    above, seen = parent, 0
    while above is not None and seen < 1000:
        if competency is not None and above.pk == competency.pk:
            raise ValidationError({"parent": "It cannot stand under itself."})
        above, seen = above.parent, seen + 1
    if competency is None:
        position = _next(Competency, version)
        fields = {"description": description, "parent": parent, "family": family, "order": position + 1}
        competency = _new(Competency, version, title, position, **fields)
    else:
        competency.title, competency.description, competency.parent, competency.family = title, description, parent, family
        competency.save(update_fields=["title", "description", "parent", "family"])
    record(version, "saved competency", by=by, at=at, competency=competency.key)
    return competency


@transaction.atomic
def move_competency(competency: Competency, *, up: bool, by: User, at: datetime) -> Competency:
    """Let a competency change places with the one before or after it under the same parent.

    Raises Conflict when the version is no draft, ValidationError at the end.
    """
    version = _draft(competency.version)
    beside = [one for one, _ in in_tree_order(version.competency_set.all()) if one.parent_id == competency.parent_id]
    first, second = _neighbours(beside, competency, -1 if up else 1)
    for order, one in enumerate(beside, start=1):
        one.order = order
    first.order, second.order = second.order, first.order
    Competency.objects.bulk_update(beside, ["order"])
    record(version, "moved competency", by=by, at=at, competency=competency.key, up=up)
    return competency


@transaction.atomic
def remove_competency(competency: Competency, *, by: User, at: datetime) -> LadderVersion:
    """Take a competency, all under it and what is expected there out of a draft. Raises Conflict when it is no draft."""
    version = _draft(competency.version)
    version.competency_set.filter(inherits_from=competency.key).update(inherits_from="")
    record(version, "removed competency", by=by, at=at, competency=competency.key)
    competency.delete()
    return version


# --- Cells -------------------------------------------------------------------------------------------------------------


@transaction.atomic
def save_cell(
    version: LadderVersion,
    *,
    level: Level | None,
    track: Track | None = None,
    competency: Competency | None,
    state: str,
    summary: str = "",
    scale_step: str = "",
    items: list[dict[str, Any]] | None = None,
    seen: str,
    by: User,
    at: datetime,
) -> Expectation:
    """Write what a level (or a whole track, or with neither everybody) is expected to show in one competency.

    `items` are the document's: text, kind, parent (index of an item before it). `seen` is the `digest` of the cell as it was when
    somebody began to write. Raises ValidationError when it was changed meanwhile, Conflict when the version is no draft.
    """
    version = _draft(version)
    whose = {"level": level, "track": track, "for_all": level is None and track is None, "competency": competency}
    cell = Expectation.objects.filter(version=version, **whose).order_by("position").first()
    if digest(cell) != seen:
        raise ValidationError(
            "Somebody changed this cell while you were writing. What you typed is still here: compare, and save again."
        )
    if cell is None:
        last = version.expectations.aggregate(last=Max("position"))["last"]
        cell = Expectation(version=version, position=0 if last is None else last + 1, **whose)
    cell.state, cell.summary, cell.scale_step, cell.items = state, summary, scale_step, items
    cell.save()
    key = level.key if level else track.key if track else "all"
    record(version, "wrote cell", by=by, at=at, of=key, competency=competency.key if competency else "")
    return cell


def digest(cell: Expectation | None) -> str:
    """Return a short text that changes whenever the words or the state of a cell do; empty for a cell that says nothing yet."""
    if cell is None:
        return ""
    words = repr((cell.state, cell.summary, cell.scale_step, cell.items))
    return hashlib.sha256(words.encode()).hexdigest()[:16]

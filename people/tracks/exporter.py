"""How does a ladder version become the document it came from?

What the document left out stays out; an empty text counts as left out, and whole numbers are written without a point.
"""

import json
from collections.abc import Sequence
from typing import Any

import yaml

from people.tracks.document import Document
from people.tracks.models import Competency, Expectation, Family, Keyed, LadderVersion, Level, LevelRelation, Rank, Track


def document_of(version: LadderVersion) -> Document:
    """Return the document of a version, as `document.read` would accept it (seven queries)."""
    return documents_of([version])[0]


def documents_of(versions: Sequence[LadderVersion], *, with_heights: bool = False) -> list[Document]:
    """Return the documents of some versions (seven queries, however many they are).

    `with_heights` adds to each level its "height" on the company's scale, which is no part of the format: for comparing.
    """
    rows: dict[str, list[Any]] = {
        "families": _rows(Family, versions, "parent"),
        "ranks": _rows(Rank, versions),
        "tracks": _rows(Track, versions, "family"),
        "levels": _rows(Level, versions, "track", "rank", "grade"),
        "dimensions": _rows(Competency, versions, "parent", "family"),
        "expectations": _rows(Expectation, versions, "level", "track", "competency"),
        "equivalences": _rows(LevelRelation, versions, "a", "b", "competency"),
    }
    if with_heights:
        for level in rows["levels"]:
            level.height = level.grade.order if level.grade else None
    return [
        _document(version, {part: [row for row in found if row.version_id == version.pk] for part, found in rows.items()})
        for version in versions
    ]


def _rows(model: Any, versions: Sequence[LadderVersion], *related: str) -> list[Any]:
    rows = model.objects.filter(version__in=[version.pk for version in versions]).order_by("position")
    return list(rows.select_related(*related) if related else rows)


def _document(version: LadderVersion, rows: dict[str, list[Any]]) -> Document:
    lists: dict[str, list[Any]] = {
        "families": [_family(row) for row in rows["families"]],
        "ranks": [_rank(row) for row in rows["ranks"]],
        "tracks": [_track(row) for row in rows["tracks"]],
        "levels": [_level(row) for row in rows["levels"]],
        "scales": version.scales,
        "dimensions": [_competency(row) for row in rows["dimensions"]],
        "expectations": [_expectation(row) for row in rows["expectations"]],
        "equivalences": [_relation(row) for row in rows["equivalences"]],
        "transitions": version.transitions,
        "pay_bands": version.pay_bands,
        "rules": version.rules,
        "documents": version.documents,
    }
    required = {"tracks", "levels", "dimensions", "expectations"}
    given = {name: found for name, found in lists.items() if name in required or name in version.sections}
    return {"format": "ladder-import/1", "framework": version.framework} | given


def to_json(document: Document) -> bytes:
    """Return a document as JSON that people can read."""
    return json.dumps(document, indent=1, ensure_ascii=False).encode()


def to_yaml(document: Document) -> bytes:
    """Return a document as YAML that `document.read` reads back as it was."""
    return yaml.dump(document, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120).encode()


class _Dumper(yaml.SafeDumper):
    """Writes a thing that stands in two places twice: a reader of the file should not have to follow aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def tidy(value: Any) -> Any:
    """Return a document as it would be exported: empty texts left out, whole numbers without a point."""
    if isinstance(value, dict):
        return {key: tidy(inner) for key, inner in value.items() if inner != ""}
    if isinstance(value, list):
        return [tidy(inner) for inner in value]
    return _number(value) if isinstance(value, float) else value


def _given(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None and value != ""}


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and float(value).is_integer() else value


def _key(row: Keyed | None) -> str | None:
    return row.key if row else None


def _family(row: Family) -> dict[str, Any]:
    return {"key": row.key, "title": row.title} | _given(summary_md=row.summary, parent=_key(row.parent), extra=row.extra)


def _rank(row: Rank) -> dict[str, Any]:
    return {"key": row.key, "order": _number(row.order)} | _given(title=row.title, attributes=row.attributes, extra=row.extra)


def _track(row: Track) -> dict[str, Any]:
    fields = _given(family=_key(row.family), summary_md=row.summary, cumulative=row.is_cumulative, extra=row.extra)
    return {"key": row.key, "title": row.title, "kind": row.kind} | fields


def _level(row: Level) -> dict[str, Any]:
    return {"key": row.key, "track": row.track.key, "order": _number(row.order), "title": row.title} | _given(
        rank=_key(row.rank),
        code=row.code,
        kind=row.kind,
        career_level=row.is_career_level,
        summary_md=row.summary,
        alt_titles=row.alternative_titles,
        attributes=row.attributes,
        extra=row.extra,
        height=getattr(row, "height", None),
    )


def _competency(row: Competency) -> dict[str, Any]:
    return {"key": row.key, "title": row.title} | _given(
        parent=_key(row.parent),
        family=_key(row.family),
        description_md=row.description,
        order=_number(row.order),
        scale=row.scale,
        weight=row.weight,
        inherits_from=row.inherits_from,
        extra=row.extra,
    )


def _expectation(row: Expectation) -> dict[str, Any]:
    return {"state": row.state} | _given(
        level=_key(row.level),
        track=_key(row.track),
        all=row.for_all or None,
        dimension=_key(row.competency),
        scale_step=row.scale_step,
        summary_md=row.summary,
        items=row.items,
        extra=row.extra,
    )


def _relation(row: LevelRelation) -> dict[str, Any]:
    fields = _given(scope_dimension=_key(row.competency), note_md=row.note)
    return {"a": row.a.key, "b": row.b.key, "relation": row.relation} | fields

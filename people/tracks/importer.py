"""How does a checked document become rows of one ladder version?"""

from typing import Any

from people.tracks.document import OPTIONAL_LISTS, Document
from people.tracks.models import Competency, Expectation, Family, LadderVersion, Level, LevelRelation, Rank, Track


def write_rows(version: LadderVersion, document: Document, *, track_kinds: dict[str, str]) -> None:
    """Write every part of `document` under `version` (saved, still empty); `track_kinds` says what the document leaves open."""
    version.framework = document["framework"]
    version.sections = [name for name in OPTIONAL_LISTS if name in document]
    for name in ("scales", "transitions", "pay_bands", "rules", "documents"):
        setattr(version, name, document.get(name, []))
    version.save()
    families = _tree(Family, version, document.get("families", []), lambda thing: {"summary": thing.get("summary_md", "")})
    ranks = _rows(Rank, version, document.get("ranks", []), _rank)
    tracks = _rows(Track, version, document["tracks"], lambda thing: _track(thing, families, track_kinds))
    levels = _rows(Level, version, document["levels"], lambda thing: _level(thing, tracks, ranks))
    competencies = _tree(Competency, version, document["dimensions"], lambda thing: _competency(thing, families))
    Expectation.objects.bulk_create(
        [
            Expectation(
                version=version,
                position=position,
                level=levels.get(thing.get("level", "")),
                track=tracks.get(thing.get("track", "")),
                for_all=thing.get("all", False),
                competency=competencies.get(thing.get("dimension", "")),
                scale_step=thing.get("scale_step", ""),
                state=thing["state"],
                summary=thing.get("summary_md", ""),
                items=thing.get("items"),
                extra=thing.get("extra"),
            )
            for position, thing in enumerate(document["expectations"])
        ],
        batch_size=500,
    )
    LevelRelation.objects.bulk_create(
        LevelRelation(
            version=version,
            position=position,
            a=levels[thing["a"]],
            b=levels[thing["b"]],
            relation=thing["relation"],
            competency=competencies.get(thing.get("scope_dimension", "")),
            note=thing.get("note_md", ""),
        )
        for position, thing in enumerate(document.get("equivalences", []))
    )


def _rows(model: Any, version: LadderVersion, things: list[dict[str, Any]], fields: Any) -> dict[str, Any]:
    rows = model.objects.bulk_create(
        model(version=version, key=thing["key"], position=position, extra=thing.get("extra"), **fields(thing))
        for position, thing in enumerate(things)
    )
    return {row.key: row for row in rows}


def _tree(model: Any, version: LadderVersion, things: list[dict[str, Any]], fields: Any) -> dict[str, Any]:
    rows = _rows(model, version, things, lambda thing: {"title": thing["title"], **fields(thing)})
    children = [row for thing in things if (row := rows[thing["key"]]) and "parent" in thing]
    for thing in things:
        if "parent" in thing:
            rows[thing["key"]].parent = rows[thing["parent"]]
    model.objects.bulk_update(children, ["parent"])
    return rows


def _rank(thing: dict[str, Any]) -> dict[str, Any]:
    return {"title": thing.get("title", ""), "order": thing["order"], "attributes": thing.get("attributes")}


def _track(thing: dict[str, Any], families: dict[str, Family], kinds: dict[str, str]) -> dict[str, Any]:
    kind = thing["kind"]
    if kind == Track.Kind.UNSPECIFIED:
        kind = kinds.get(thing["key"], kind)
    return {
        "title": thing["title"],
        "kind": kind,
        "family": families.get(thing.get("family", "")),
        "summary": thing.get("summary_md", ""),
        "is_cumulative": thing.get("cumulative"),
    }


def _level(thing: dict[str, Any], tracks: dict[str, Track], ranks: dict[str, Rank]) -> dict[str, Any]:
    return {
        "track": tracks[thing["track"]],
        "rank": ranks.get(thing.get("rank", "")),
        "order": thing["order"],
        "code": thing.get("code", ""),
        "title": thing["title"],
        "kind": thing.get("kind", ""),
        "is_career_level": thing.get("career_level"),
        "summary": thing.get("summary_md", ""),
        "alternative_titles": thing.get("alt_titles"),
        "attributes": thing.get("attributes"),
    }


def _competency(thing: dict[str, Any], families: dict[str, Family]) -> dict[str, Any]:
    return {
        "family": families.get(thing.get("family", "")),
        "description": thing.get("description_md", ""),
        "order": thing.get("order"),
        "scale": thing.get("scale", ""),
        "weight": thing.get("weight"),
        "inherits_from": thing.get("inherits_from", ""),
    }

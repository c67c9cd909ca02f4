"""What can happen to ladders, grades and placements?"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from people.accounts.models import User
from people.employees.models import Employee, Team
from people.history.actions import record, record_all
from people.notifications.actions import notify
from people.tracks.document import Document, check
from people.tracks.exporter import document_of, tidy
from people.tracks.importer import write_rows
from people.tracks.models import Grade, Ladder, LadderVersion, Level, LevelSuccession, PayBand, PayRule, Placement, Track
from people.tracks.queries import placements_on
from transition.lib.dated import batched, insert_row, insert_rows
from transition.lib.faults import Conflict


@transaction.atomic
def place_employee(
    employee: Employee,
    *,
    on: date,
    level: Level | None = None,
    title: str = "",
    team: Team | None = None,
    kind: str = Placement.Kind.REGULAR,
    by: User | None,
    at: datetime,
) -> Placement:
    """Place somebody from a day on, past, present or future: level, title and team together.

    The row of that day is closed there, or replaced when it starts on that day; what was planned for later stays planned. Raises
    ValidationError when they do not work here that day.
    """
    employee = Employee.objects.select_for_update().get(pk=employee.pk)
    _check_works_here(employee, on)
    rows = Placement.objects.filter(employee=employee)
    placement = insert_row(rows, Placement(employee=employee, level=level, title=title, team=team, kind=kind, started_on=on))
    record(placement, "placed", by=by, at=at, employee=employee, **_details(placement))
    return placement


@transaction.atomic
def place_employees(placements: Iterable[Placement], *, by: User | None, at: datetime) -> list[Placement]:
    """Place many at once, one unsaved placement each, as `place_employee` does one. Raises ValidationError as it does."""
    wanted = {placement.employee_id: placement for placement in placements}
    for batch in batched(wanted):
        for employee in Employee.objects.select_for_update().filter(pk__in=batch):
            _check_works_here(employee, wanted[employee.pk].started_on)
    made = insert_rows(Placement.objects.all(), wanted.values(), owner="employee")
    record_all(made, "placed", by=by, at=at, details=_details)
    return made


def _check_works_here(employee: Employee, on: date) -> None:
    if employee.left_on and on >= employee.left_on:
        raise ValidationError({"on": f"{employee} no longer works here on {on:%-d %b %Y}."})


def _details(placement: Placement) -> dict[str, object]:
    ids = {"level": placement.level_id, "title": placement.title, "team": placement.team_id}
    return {"on": placement.started_on.isoformat(), "kind": placement.kind, **ids}


# --- Ladders -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def import_ladder(
    document: Document,
    *,
    grades: dict[str, int] | None = None,
    ranks_are_grades: bool = False,
    track_kinds: dict[str, str] | None = None,
    by: User | None,
    at: datetime,
) -> tuple[LadderVersion, bool]:
    """Import a ladder document as a draft version; return it, and whether it is new. A document that says nothing new changes nothing.

    Heights come only from what is confirmed here: `grades` maps keys of ranks (or of levels) to company grades, `ranks_are_grades`
    takes the ranks' own numbers. `track_kinds` says what the document leaves unspecified. An earlier draft on which nobody stands gives
    way. Raises ValidationError with a path for each fault.
    """
    if faults := check(document):
        raise ValidationError([str(fault) for fault in faults])
    ladder, _ = Ladder.objects.get_or_create(key=document["framework"]["key"], defaults={"title": document["framework"]["title"]})
    ladder = Ladder.objects.select_for_update().get(pk=ladder.pk)
    latest = ladder.versions.order_by("-number").first()
    is_new = latest is None or _differs(latest, document, track_kinds or {})
    if is_new:
        if (
            latest
            and latest.status == LadderVersion.Status.DRAFT
            and not Placement.objects.filter(level__version=latest).exists()
        ):
            latest.delete()
        version = LadderVersion.objects.create(ladder=ladder, number=_next_number(ladder))
        write_rows(version, document, track_kinds=track_kinds or {})
        ladder.title = document["framework"]["title"]
        ladder.save(update_fields=["title"])
        record(version, "imported", by=by, at=at)
    else:
        version = ladder.versions.latest("number")
    if ranks_are_grades:
        grades = _ranks_as_grades(version) | (grades or {})
    if grades:
        set_heights(version, grades=grades, by=by, at=at)
    return version, is_new


def _next_number(ladder: Ladder) -> int:
    return (ladder.versions.aggregate(last=Max("number"))["last"] or 0) + 1


def _differs(version: LadderVersion, document: Document, track_kinds: dict[str, str]) -> bool:
    """Compare what both would be exported as: left out and empty are the same, and so are 1 and 1.0."""
    tracks = [
        {**track, "kind": track_kinds.get(track["key"], track["kind"]) if track["kind"] == "unspecified" else track["kind"]}
        for track in document["tracks"]
    ]
    return tidy(document_of(version)) != tidy({**document, "tracks": tracks})


def _ranks_as_grades(version: LadderVersion) -> dict[str, int]:
    ranks = list(version.rank_set.all())
    odd = [rank.key for rank in ranks if rank.order < 1 or not rank.order.is_integer()]
    if odd:
        raise ValidationError(f"These ranks are not numbered 1, 2, 3 and so on; say which grade they are: {', '.join(odd)}.")
    return {rank.key: int(rank.order) for rank in ranks}


@transaction.atomic
def set_heights(version: LadderVersion, *, grades: Mapping[str, int | None], by: User | None, at: datetime) -> LadderVersion:
    """Say which company grade (1 to 99; None: none yet) each rank of a version is, or each level by its key; missing grades are made.

    A level's own key wins over its rank's. Once a version was published a height that was said stays: another one is said in a new
    draft, and everybody sees what changed. Raises ValidationError by key for unknown keys, impossible grades and such heights.
    """
    version = LadderVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    levels = list(version.level_set.select_related("rank", "grade"))
    known = {level.key for level in levels} | {level.rank.key for level in levels if level.rank}
    known |= set(version.rank_set.values_list("key", flat=True))
    faults = {key: "This ladder has no such rank or level." for key in grades if key not in known}
    faults |= {key: "A grade is a whole number from 1 to 99." for key, order in grades.items() if order and not 1 <= order <= 99}
    if faults:
        raise ValidationError(dict(faults))
    wanted = {level: grades[key] for level in levels if (key := _said_by(level, grades)) is not None}
    if version.status != LadderVersion.Status.DRAFT:
        _refuse_other_heights(wanted)
        wanted = {level: order for level, order in wanted.items() if level.grade is None and order}
    heights = {
        order: Grade.objects.get_or_create(order=order)[0] for order in sorted({order for order in wanted.values() if order})
    }
    for level, order in wanted.items():
        level.grade = heights.get(order or 0)
    Level.objects.bulk_update(wanted, ["grade"])
    if wanted:
        record(version, "set heights", by=by, at=at, grades=dict(grades))
    return version


def _said_by(level: Level, grades: Mapping[str, int | None]) -> str | None:
    """Return the key by which the height of a level is said, its own before its rank's; None when neither is there."""
    names = (level.key, level.rank.key) if level.rank else (level.key,)
    return next((key for key in names if key in grades), None)


def _refuse_other_heights(wanted: Mapping[Level, int | None]) -> None:
    changed = [f"{level} ({level.grade.order})" for level, order in wanted.items() if level.grade and level.grade.order != order]
    if changed:
        raise ValidationError(
            f"People stand on these at the height that was said: {', '.join(changed)}. "
            "Begin a new draft, say the height there and publish it: then everybody sees what changed, and nobody moves."
        )


@transaction.atomic
def publish_version(
    version: LadderVersion, *, became: Mapping[str, Iterable[str]] | None = None, by: User | None, at: datetime
) -> LadderVersion:
    """Put a draft in force; the version in force before it is retired. Nobody moves: people stand where they stood.

    `became` says by key what levels of the version before became: one key (renamed, or merged with others), several (split), none
    (no more). A level that it does not name became its namesake, or nothing. Raises Conflict when it is not a draft, ValidationError
    while a track's kind is not said, when the draft is not a whole ladder (each fault with its place), or for unknown keys.
    """
    Ladder.objects.select_for_update().get(pk=version.ladder_id)
    version = LadderVersion.objects.select_related("ladder").get(pk=version.pk)
    if version.status != LadderVersion.Status.DRAFT:
        raise Conflict(f"This version is {version.get_status_display().lower()} already.")
    unsaid = version.track_set.filter(kind=Track.Kind.UNSPECIFIED).values_list("title", flat=True)
    if unsaid:
        raise ValidationError(f"Say first what kind of track this is: {', '.join(unsaid)}.")
    if faults := check(document_of(version)):
        raise ValidationError([str(fault) for fault in faults])
    for old in version.ladder.versions.filter(status=LadderVersion.Status.PUBLISHED):
        _write_successions(version, old, dict(became or {}))
        old.status, old.retired_at = LadderVersion.Status.RETIRED, at
        old.save(update_fields=["status", "retired_at"])
    version.status, version.published_at = LadderVersion.Status.PUBLISHED, at
    version.save(update_fields=["status", "published_at"])
    Ladder.objects.filter(pk=version.ladder_id).update(title=version.framework["title"])
    record(version, "published", by=by, at=at, became={key: list(heirs) for key, heirs in (became or {}).items()})
    return version


def _write_successions(version: LadderVersion, old: LadderVersion, became: dict[str, Iterable[str]]) -> None:
    before = {level.key: level for level in old.level_set.all()}
    after = {level.key: level for level in version.level_set.all()}
    wanted = {key: list(dict.fromkeys(became.get(key, [key] if key in after else []))) for key in before}
    unknown = (set(became) - set(before)) | {heir for heirs in wanted.values() for heir in heirs if heir not in after}
    if unknown:
        raise ValidationError(f"There is no such level: {', '.join(sorted(unknown))}.")
    LevelSuccession.objects.bulk_create(
        LevelSuccession(version=version, before=before[key], after=after.get(heir))
        for key, heirs in wanted.items()
        for heir in (heirs or [""])
    )


@transaction.atomic
def retire_version(version: LadderVersion, *, by: User, at: datetime) -> LadderVersion:
    """Take a version out of force with nothing in its place; who stands on it stands there. Raises Conflict when it is not in force."""
    Ladder.objects.select_for_update().get(pk=version.ladder_id)
    version = LadderVersion.objects.get(pk=version.pk)
    if version.status != LadderVersion.Status.PUBLISHED:
        raise Conflict(f"This version is {version.get_status_display().lower()}, not in force.")
    version.status, version.retired_at = LadderVersion.Status.RETIRED, at
    version.save(update_fields=["status", "retired_at"])
    record(version, "retired", by=by, at=at)
    return version


@transaction.atomic
def bring_over(
    before: Level, after: Level, *, employees: Iterable[Employee] | None = None, on: date, by: User, at: datetime
) -> list[Placement]:
    """Let people (all, or some) who stand on a level of an earlier version stand on one of the version in force from a day on.

    Team, title and kind of place stay; each of them is told. Raises ValidationError when the target is lower, belongs to another ladder
    or is not in force, or when nobody of them stands there that day.
    """
    if after.version.status != LadderVersion.Status.PUBLISHED or after.version.ladder_id != before.version.ladder_id:
        raise ValidationError({"to": "Choose a level of the version in force."})
    if before.grade and (after.grade is None or after.grade.order < before.grade.order):
        raise ValidationError({"to": "This is lower than where they stand. A new version takes no height away from anybody."})
    places = placements_on(Placement.objects.filter(level=before), on).select_related("employee")
    if employees is not None:
        places = places.filter(employee__in=employees)
    wanted = [
        Placement(employee=one.employee, level=after, title=one.title, team_id=one.team_id, kind=one.kind, started_on=on)
        for one in places.order_by("employee")
    ]
    if not wanted:
        raise ValidationError({"people": "Choose whom: nobody of them stands there on that day."})
    made = place_employees(wanted, by=by, at=at)
    key = f"tracks.brought_over:{after.pk}:{made[0].pk}"
    notify("tracks.brought_over", to=[one.employee for one in made], about=after, key=key, at=at)
    return made


@transaction.atomic
def set_track_kind(track: Track, *, kind: str, by: User, at: datetime) -> Track:
    """Say what kind of track this is, where the document did not. Raises Conflict once the version is published."""
    if track.version.status != LadderVersion.Status.DRAFT:
        raise Conflict("A published version no longer changes.")
    track.kind = kind
    track.save(update_fields=["kind"])
    record(track, "named kind", by=by, at=at, kind=kind)
    return track


@transaction.atomic
def set_pay_band(
    grade: Grade,
    *,
    currency: str,
    location: str = "",
    minimum: Decimal,
    middle: Decimal,
    maximum: Decimal,
    valid_from: date,
    by: User | None,
    at: datetime,
) -> PayBand:
    """Set what a grade pays a year from a day on (currency as ISO 4217, amounts >= 0 and in order); earlier bands stay as they were.

    Raises ValidationError by field when the amounts are not in order.
    """
    if not 0 <= minimum <= middle <= maximum:
        raise ValidationError({"middle": "The middle lies between minimum and maximum, and none is below zero."})
    band, _ = PayBand.objects.update_or_create(
        grade=grade,
        currency=currency.upper(),
        location=location,
        valid_from=valid_from,
        defaults={"minimum": minimum, "middle": middle, "maximum": maximum},
    )
    record(band, "set", by=by, at=at, minimum=str(minimum), middle=str(middle), maximum=str(maximum))
    return band


@transaction.atomic
def decide_who_sees_pay(seen_by: str, *, by: User, at: datetime) -> PayRule:
    """Say who sees pay bands besides HR administrators (a value of PayRule.SeenBy)."""
    PayRule.objects.all().delete()
    rule = PayRule.objects.create(seen_by=seen_by, decided_at=at)
    record(rule, "decided", by=by, at=at, seen_by=seen_by)
    return rule


@transaction.atomic
def name_grade(*, order: int, title: str = "", by: User, at: datetime) -> Grade:
    """Give a height of the company's scale (1 to 99) a name, or none; one that the scale does not have yet is added."""
    grade, is_new = Grade.objects.update_or_create(order=order, defaults={"title": title.strip()})
    record(grade, "added" if is_new else "named", by=by, at=at, order=order, title=grade.title)
    return grade


@transaction.atomic
def remove_grade(grade: Grade, *, by: User, at: datetime) -> None:
    """Take a height off the company's scale. Raises Conflict while anything says it: a level, a pay band, a role, a trial."""
    for relation in grade._meta.related_objects:
        rows: Any = relation.related_model
        if rows.objects.filter(**{relation.field.name: grade}).exists():
            raise Conflict(f"Height {grade.order} stays: there is a {rows._meta.verbose_name} of this height.")
    record(grade, "removed", by=by, at=at, order=grade.order)
    grade.delete()

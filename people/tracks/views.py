"""What does a person see and send about ladders?"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_http_methods

from people.accounts.actions import keep_upload, read_upload
from people.accounts.permissions import visible_uploads
from people.tracks import actions
from people.tracks.book import book_of
from people.tracks.book_reader import Reading
from people.tracks.document import Document
from people.tracks.expectations import blocks_of
from people.tracks.exporter import document_of, to_json, to_yaml
from people.tracks.forms import GradeForm, HeightsForm, LadderFileForm, PayBandForm, PayRuleForm, QuestionsForm
from people.tracks.lattice import lattice_of
from people.tracks.models import Grade, LadderVersion, Level, LevelRelation, PayRule
from people.tracks.permissions import visible_ladder_versions, visible_levels, visible_pay_bands
from people.tracks.queries import (
    MOVES,
    became_in,
    counts_as,
    kind_of_move,
    people_counted_on,
    people_per_level,
    place_of,
    published,
)
from people.tracks.sheets import write_workbook, write_zip
from people.tracks.source import read_source
from transition.lib import moments
from transition.lib.access import may, require
from transition.lib.addresses import number_in
from transition.lib.faults import attempt, sent

UPLOAD = "tracks:import"
FORMATS: dict[str, tuple[str, Callable[[Document, str], bytes]]] = {
    "json": ("application/json", lambda document, _: to_json(document)),
    "yaml": ("application/yaml; charset=utf-8", lambda document, _: to_yaml(document)),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda document, levels_as: write_workbook(book_of(document, levels_as=levels_as)),
    ),
    "csv": ("application/zip", lambda document, levels_as: write_zip(book_of(document, levels_as=levels_as))),
}


@require_GET
def lattice(request: HttpRequest) -> HttpResponse:
    require(request.user, "people.see_ladder")
    today = moments.today()
    place = place_of(request.person, on=today)
    versions = list(published(visible_ladder_versions(request.user)).select_related("ladder").order_by("ladder__title"))
    version = _chosen(versions, request.GET.get("ladder"), place.level.version.ladder_id if place and place.level else None)
    if version is None:
        return TemplateResponse(request, "people/tracks/lattice.html", {"version": None})
    became = became_in(version)
    own = counts_as(place.level if place else None, version, became)
    tracks = list(version.track_set.select_related("family"))
    families = sorted({track.family for track in tracks if track.family}, key=lambda family: family.position)
    family = next((one for one in families if one.key == request.GET.get("family")), None)
    if family:
        tracks = [track for track in tracks if track.family_id in (None, family.pk)]
    levels = list(version.level_set.select_related("grade", "track").order_by("order", "position"))
    mine = next((level for level in levels if level.pk == own), None)
    people = people_per_level(version, on=today, became=became)
    known = {level.pk for level in levels}
    context = {
        "version": version,
        "elsewhere": sum(many for level, many in people.items() if level not in known),
        "versions": versions,
        "families": families,
        "family": family,
        "place": place,
        "on": today,
        "lattice": lattice_of(tracks, [level for level in levels if level.track in tracks], people, mine=mine),
        "relations": version.relations.select_related("a", "b", "competency") if version else [],
    }
    return TemplateResponse(request, "people/tracks/lattice.html", context)


def _chosen(versions: list[LadderVersion], key: str | None, mine: int | None) -> LadderVersion | None:
    by_key = [version for version in versions if version.ladder.key == key]
    own = [version for version in versions if version.ladder_id == mine]
    return next(iter(by_key + own + versions), None)


@require_GET
def level(request: HttpRequest, pk: int) -> HttpResponse:
    beside = (
        visible_levels(request.user).filter(version__level_set=pk).select_related("version__ladder", "track", "grade", "rank")
    )
    everywhere = list(beside.order_by("order", "position"))
    found = next((one for one in everywhere if one.pk == pk), None)
    if found is None:
        raise Http404
    today = moments.today()
    levels = [one for one in everywhere if one.track_id == found.track_id]
    above = [one for one in levels if (one.order, one.position) > (found.order, found.position)]
    place, became = place_of(request.person, on=today), became_in(found.version)
    own = counts_as(place.level if place else None, found.version, became)
    here = next((one for one in everywhere if one.pk == own), place.level if place else None)
    equals = [one for one in everywhere if found.grade_id and one.grade_id == found.grade_id and one.track_id != found.track_id]
    relations = LevelRelation.objects.filter(version=found.version).select_related("a", "b", "competency")
    is_past = found.version.status == LadderVersion.Status.RETIRED
    context = {
        "became": found.successors.select_related("after__version") if is_past else [],
        "level": found,
        "levels": levels,
        "next_level": above[0] if above else None,
        "equals": sorted(equals, key=lambda one: one.position),
        "blocks": blocks_of(found, levels=levels, version=found.version),
        "relations": [] if is_past else [one for one in relations if found.pk in (one.a_id, one.b_id)],
        "people": people_counted_on(found, on=today, became=became),
        "move": MOVES[kind_of_move(here, found)] if here else "",
        "bands": visible_pay_bands(request.user).filter(grade=found.grade) if found.grade else [],
    }
    return TemplateResponse(request, "people/tracks/level.html", context)


@require_GET
def ladders(request: HttpRequest) -> HttpResponse:
    require(request.user, "people.see_ladder")
    versions = visible_ladder_versions(request.user).select_related("ladder").annotate(levels=Count("level_set"))
    return TemplateResponse(request, "people/tracks/ladders.html", {"versions": versions.order_by("ladder__title", "-number")})


@require_GET
def version(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(visible_ladder_versions(request.user).select_related("ladder"), pk=pk)
    levels = list(found.level_set.select_related("track", "grade").order_by("track__position", "order", "position"))
    context = {
        "version": found,
        "levels": levels,
        "has_open_heights": found.status == LadderVersion.Status.DRAFT or any(level.grade is None for level in levels),
        "competencies": found.competency_set.count(),
        "expectations": found.expectations.count(),
        "relations": found.relations.select_related("a", "b", "competency"),
    }
    return TemplateResponse(request, "people/tracks/version.html", context)


@require_GET
def export(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(visible_ladder_versions(request.user).select_related("ladder"), pk=pk)
    kind = request.GET.get("as", "json")
    if kind not in FORMATS:
        raise Http404
    levels_as = "rows" if request.GET.get("levels") == "rows" else "columns"
    media_type, write = FORMATS[kind]
    document = document_of(found)
    if not may(request.user, "people.change_ladder"):
        document.pop("pay_bands", None)  # what the source says about pay is HR's
    response = HttpResponse(write(document, levels_as), content_type=media_type)
    suffix = "zip" if kind == "csv" else kind
    response.headers["Content-Disposition"] = f'attachment; filename="{found.ladder.key}-{found.number}.{suffix}"'
    return response


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    require(request.user, "people.change_ladder")
    form = LadderFileForm(request.POST or None, request.FILES or None)
    faults = []
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        content = file.read()
        reading = read_source(content, file.name)
        if not reading.faults or reading.questions:
            kept = keep_upload(request.user, purpose=UPLOAD, name=file.name, content=content, at=moments.now())
            return redirect("tracks:preview", kept.pk)
        faults = reading.faults
    context = {"form": form, "faults": faults}
    return TemplateResponse(request, "people/tracks/upload.html", context, status=400 if faults or form.errors else 200)


@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, "people.change_ladder")
    kept = get_object_or_404(visible_uploads(request.user).filter(purpose=UPLOAD), pk=pk)
    content, answers = read_upload(kept), kept.choices.get("answers", {})
    reading = read_source(content, kept.name, answers=answers)
    form = QuestionsForm(reading.questions, request.POST if request.method == "POST" else None, initial=answers)
    if request.method == "POST" and form.is_valid():
        answers = {**answers, **form.cleaned_data}
        reading = read_source(content, kept.name, answers=answers)
        if "look" in request.POST or reading.faults:
            kept.choices["answers"] = answers
            kept.save(update_fields=["choices"])
            return redirect("tracks:preview", pk)
        found, is_new = actions.import_ladder(reading.document, by=request.user, at=moments.now())
        kept.delete()
        messages.success(
            request,
            "Imported as a draft. Say how high its levels are." if is_new else "It says nothing new: nothing was changed.",
        )
        return redirect("tracks:heights", found.pk)
    context = {"form": form, "upload": kept, **_preview(reading)}
    return TemplateResponse(request, "people/tracks/preview.html", context, status=400 if request.method == "POST" else 200)


def _preview(reading: Reading) -> dict[str, Any]:
    """What comes in, and what it means for the ladder as it is."""
    if reading.faults:
        return {"faults": reading.faults, "title": reading.document.get("framework", {}).get("title") or "This ladder"}
    document = reading.document
    titles = {track["key"]: track["title"] for track in document["tracks"]}
    versions = LadderVersion.objects.filter(ladder__key=document["framework"]["key"])
    old = dict(Level.objects.filter(version__in=published(versions)).values_list("key", "title"))
    kept = {one["key"] for one in document["levels"]}
    return {
        "title": document["framework"]["title"],
        "document": document,
        "levels": [{**one, "track_title": titles[one["track"]]} for one in document["levels"]],
        "same": len(kept.intersection(old)),
        "gone": [title for key, title in old.items() if key not in kept],
        "draft": versions.filter(status=LadderVersion.Status.DRAFT).first(),
    }


@require_http_methods(["GET", "POST"])
def heights(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, "people.change_ladder")
    found = get_object_or_404(visible_ladder_versions(request.user).select_related("ladder"), pk=pk)
    form = HeightsForm(found, request.POST or None)
    if sent(request, form, lambda: _say_heights(request, found, form)):
        messages.success(request, "Saved. Levels of one height are equal, whatever their track.")
        return redirect("tracks:version", found.pk)
    return TemplateResponse(request, "people/tracks/heights.html", {"form": form, "version": found})


def _say_heights(request: HttpRequest, version: LadderVersion, form: HeightsForm) -> LadderVersion:
    tracks = {track.pk: track for track in version.track_set.all()}
    for track, kind in form.kinds().items():
        actions.set_track_kind(tracks[track], kind=kind, by=request.user, at=moments.now())
    return actions.set_heights(version, grades=form.heights(), by=request.user, at=moments.now())


@require_http_methods(["GET", "POST"])
def grades(request: HttpRequest) -> HttpResponse:
    require(request.user, "people.change_ladder")
    adding = GradeForm(request.POST if "add_grade" in request.POST else None, prefix="grade")
    paying = PayBandForm(request.POST if "set_band" in request.POST else None, prefix="band")
    if adding.is_valid() and attempt(
        adding, lambda: actions.name_grade(**adding.cleaned_data, by=request.user, at=moments.now())
    ):
        return redirect("tracks:grades")
    if "remove_grade" in request.POST:
        grade = get_object_or_404(Grade, pk=number_in(request.POST["remove_grade"]))
        actions.remove_grade(grade, by=request.user, at=moments.now())
        messages.success(request, f"Height {grade.order} is off the scale.")
        return redirect("tracks:grades")
    if paying.is_valid() and attempt(
        paying, lambda: actions.set_pay_band(**paying.cleaned_data, by=request.user, at=moments.now())
    ):
        return redirect("tracks:grades")
    rule = PayRule.objects.first()
    ruling = PayRuleForm(request.POST if "decide" in request.POST else None, initial={"seen_by": _seen_by(rule)})
    if ruling.is_valid():
        actions.decide_who_sees_pay(**ruling.cleaned_data, by=request.user, at=moments.now())
        messages.success(request, "Decided, from now on.")
        return redirect("tracks:grades")
    context = {
        "rule": rule,
        "ruling": ruling,
        "grades": Grade.objects.annotate(levels_count=Count("levels")).order_by("-order"),
        "bands": visible_pay_bands(request.user)
        .select_related("grade")
        .order_by("-grade__order", "currency", "location", "-valid_from"),
        "adding": adding,
        "paying": paying,
    }
    return TemplateResponse(request, "people/tracks/grades.html", context)


def _seen_by(rule: PayRule | None) -> str:
    if rule:
        return rule.seen_by
    return PayRule.SeenBy.OWN if settings.PEOPLE_SEE_THEIR_BAND else PayRule.SeenBy.HR

"""What does HR see and send when a ladder is written?"""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.accounts import drafts
from people.ladders import actions, forms, queries
from people.ladders.difference import counts, difference_of
from people.ladders.matrix import matrix_of
from people.ladders.permissions import competencies_in_drafts, levels_in_drafts, tracks_in_drafts
from people.ladders.permissions import drafts as drafts_of
from people.ladders.succession import SORTS, question_of, stories_of
from people.tracks.actions import bring_over, publish_version, retire_version
from people.tracks.exporter import documents_of
from people.tracks.models import LadderVersion, Track
from people.tracks.permissions import visible_ladder_versions, visible_levels
from people.tracks.queries import became_in, in_tree_order, people_per_level
from transition.lib import moments
from transition.lib.access import require
from transition.lib.faults import Conflict, sent

CHANGES_SHOWN, PEOPLE_SHOWN = 120, 100


def _done(request: HttpRequest, draft: str, thing: object, words: str) -> None:
    drafts.forget(request, draft, thing)
    messages.success(request, words)


def _acts(request: HttpRequest) -> dict[str, Any]:
    return {"by": request.user, "at": moments.now()}


# --- The whole ---------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    require(request.user, "people.change_ladder")
    form = forms.NewLadderForm(request.POST or None)
    made = sent(
        request,
        form,
        lambda: actions.make_ladder(form.cleaned_data["title"], tracks=form.tracks(), competencies=form.tree(), **_acts(request)),
    )
    if made:
        _done(request, "ladders:new", "", "A draft. Nobody sees it until you publish it.")
        return redirect("ladders:edit", made.pk)
    return drafts.form_page(request, "people/ladders/new.html", form, name="ladders:new", context={})


@require_GET
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, "people.change_ladder")
    found = get_object_or_404(drafts_of(request.user).select_related("ladder"), pk=pk)
    levels = queries.in_order(found.level_set.all())
    tracks = [(track, [one for one in reversed(levels) if one.track_id == track.pk]) for track in found.track_set.all()]
    context = {
        "version": found,
        "tracks": tracks,
        "tree": in_tree_order(found.competency_set.all()),
        "moved": request.GET.get("moved"),
        "way": request.GET.get("way"),
        "in_force": queries.in_force(found),
    }
    return TemplateResponse(request, "people/ladders/edit.html", context)


@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, "people.change_ladder")
    found = get_object_or_404(visible_ladder_versions(request.user), pk=pk)
    draft = actions.begin_draft(found, **_acts(request))
    messages.success(request, f"Version {draft.number}, a draft. Nobody sees it until you publish it.")
    return redirect("ladders:edit", draft.pk)


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, "people.change_ladder")
    actions.discard_draft(get_object_or_404(drafts_of(request.user), pk=pk), **_acts(request))
    messages.success(request, "The draft is gone.")
    return redirect("tracks:ladders")


@require_POST
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, "people.change_ladder")
    retire_version(get_object_or_404(visible_ladder_versions(request.user), pk=pk), **_acts(request))
    messages.success(request, "No longer in force. Who stands on it, stands there still.")
    return redirect("tracks:version", pk)


@require_http_methods(["GET", "POST"])
def words(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, "people.change_ladder")
    found = get_object_or_404(drafts_of(request.user).select_related("ladder"), pk=pk)
    initial = {"title": found.framework.get("title"), "summary": found.framework.get("summary_md", "")}
    form = forms.WordsForm(request.POST or None, initial=initial)
    if sent(request, form, lambda: actions.reword_ladder(found, **form.cleaned_data, **_acts(request))):
        _done(request, "ladders:words", pk, "Saved.")
        return redirect("ladders:edit", pk)
    return _part(request, form, "ladders:words", pk, version=found, heading="Title and summary")


def _part(request: HttpRequest, form: Any, name: str, thing: object, **more: Any) -> HttpResponse:
    return drafts.form_page(request, "people/ladders/part.html", form, name=name, thing=thing, context=more)


# --- Tracks ------------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def add_track(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, "people.change_ladder")
    found = get_object_or_404(drafts_of(request.user).select_related("ladder"), pk=pk)
    form = forms.TrackForm(request.POST or None)
    if sent(request, form, lambda: actions.save_track(found, None, **form.cleaned_data, **_acts(request))):
        _done(request, "ladders:add_track", pk, "Added.")
        return redirect("ladders:edit", pk)
    return _part(request, form, "ladders:add_track", pk, version=found, heading="A new track")


@require_http_methods(["GET", "POST"])
def track(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, "people.change_ladder")
    found = get_object_or_404(tracks_in_drafts(request.user).select_related("version__ladder"), pk=pk)
    form = forms.TrackForm(request.POST or None, initial={name: getattr(found, name) for name in ("title", "kind", "summary")})
    if sent(request, form, lambda: actions.save_track(found.version, found, **form.cleaned_data, **_acts(request))):
        _done(request, "ladders:track", pk, "Saved.")
        return redirect("ladders:edit", found.version_id)
    removal = reverse("ladders:remove_track", args=[pk])
    return _part(
        request,
        form,
        "ladders:track",
        pk,
        version=found.version,
        heading=found.title,
        removal=removal,
        removes="its levels go with it",
    )


@require_POST
def remove_track(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, "people.change_ladder")
    found = get_object_or_404(tracks_in_drafts(request.user).select_related("version"), pk=pk)
    return _after(request, found.version_id, lambda: actions.remove_track(found, **_acts(request)), "Removed.")


def _after(request: HttpRequest, version: int, act: Any, words: str = "", where: str = "") -> HttpResponse:
    """Do something to a part of a draft and go back to the draft, with what was refused in words."""
    try:
        act()
    except Conflict:
        raise
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
    else:
        if words:
            messages.success(request, words)
    return redirect(f"{reverse('ladders:edit', args=[version])}{where}")


# --- Levels ------------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def add_level(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, "people.change_ladder")
    found = get_object_or_404(tracks_in_drafts(request.user).select_related("version__ladder"), pk=pk)
    levels = queries.in_order(found.levels.all())
    highest = levels[-1].grade.order + 1 if levels and levels[-1].grade else None
    form = forms.LevelForm(request.POST or None, initial={"height": highest})
    if sent(request, form, lambda: actions.save_level(found, None, **form.cleaned_data, **_acts(request))):
        _done(request, "ladders:add_level", pk, "Added on top of its track.")
        return redirect("ladders:edit", found.version_id)
    return _part(request, form, "ladders:add_level", pk, version=found.version, heading=f"A new level: {found.title}")


@require_http_methods(["GET", "POST"])
def level(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, "people.change_ladder")
    found = get_object_or_404(levels_in_drafts(request.user).select_related("version__ladder", "track__version", "grade"), pk=pk)
    initial = {name: getattr(found, name) for name in ("title", "code", "kind", "summary")}
    form = forms.LevelForm(request.POST or None, initial=initial | {"height": found.grade.order if found.grade else None})
    if sent(request, form, lambda: actions.save_level(found.track, found, **form.cleaned_data, **_acts(request))):
        _done(request, "ladders:level", pk, "Saved.")
        return redirect("ladders:edit", found.version_id)
    removal = reverse("ladders:remove_level", args=[pk])
    removes = "what is expected of it goes, too"
    return _part(request, form, "ladders:level", pk, version=found.version, heading=str(found), removal=removal, removes=removes)


@require_POST
def move_level(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, "people.change_ladder")
    found = get_object_or_404(levels_in_drafts(request.user).select_related("version"), pk=pk)
    up = request.POST.get("way") != "down"
    where = f"?moved=level-{pk}&way={'up' if up else 'down'}#level-{pk}"
    return _after(request, found.version_id, lambda: actions.move_level(found, up=up, **_acts(request)), where=where)


@require_POST
def remove_level(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, "people.change_ladder")
    found = get_object_or_404(levels_in_drafts(request.user).select_related("version"), pk=pk)
    words = "Removed. When you publish, you say what it became."
    return _after(request, found.version_id, lambda: actions.remove_level(found, **_acts(request)), words)


# --- Competencies ------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def add_competency(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, "people.change_ladder")
    found = get_object_or_404(drafts_of(request.user).select_related("ladder"), pk=pk)
    form = forms.CompetencyForm(found, request.POST or None)
    if sent(request, form, lambda: actions.save_competency(found, None, **form.cleaned_data, **_acts(request))):
        _done(request, "ladders:add_competency", pk, "Added.")
        return redirect("ladders:edit", pk)
    return _part(request, form, "ladders:add_competency", pk, version=found, heading="A new competency")


@require_http_methods(["GET", "POST"])
def competency(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, "people.change_ladder")
    found = get_object_or_404(competencies_in_drafts(request.user).select_related("version__ladder"), pk=pk)
    initial = {"title": found.title, "parent": found.parent_id, "family": found.family_id, "description": found.description}
    form = forms.CompetencyForm(found.version, request.POST or None, initial=initial)
    if sent(request, form, lambda: actions.save_competency(found.version, found, **form.cleaned_data, **_acts(request))):
        _done(request, "ladders:competency", pk, "Saved.")
        return redirect("ladders:edit", found.version_id)
    removal = reverse("ladders:remove_competency", args=[pk])
    removes = "all that stands under it goes, too, with what is expected there"
    return _part(
        request, form, "ladders:competency", pk, version=found.version, heading=found.title, removal=removal, removes=removes
    )


@require_POST
def move_competency(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, "people.change_ladder")
    found = get_object_or_404(competencies_in_drafts(request.user).select_related("version"), pk=pk)
    up = request.POST.get("way") != "down"
    where = f"?moved=competency-{pk}&way={'up' if up else 'down'}#competency-{pk}"
    return _after(request, found.version_id, lambda: actions.move_competency(found, up=up, **_acts(request)), where=where)


@require_POST
def remove_competency(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, "people.change_ladder")
    found = get_object_or_404(competencies_in_drafts(request.user).select_related("version"), pk=pk)
    return _after(request, found.version_id, lambda: actions.remove_competency(found, **_acts(request)), "Removed.")


# --- The matrix --------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def matrix(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, "people.change_ladder")
    found = get_object_or_404(tracks_in_drafts(request.user).select_related("version__ladder"), pk=pk)
    levels = queries.in_order(found.levels.all())
    address = request.GET.get("cell", "")
    place = queries.place_named(address, found, levels) if address else None
    if address and place is None:
        raise Http404
    form, draft = None, {}
    if place:
        form = _cell_form(request, found, place)
        if sent(request, form, lambda: _save_cell(request, found, place, form)):
            _done(request, "ladders:cell", f"{pk}:{address}", "Saved.")
            return redirect(f"{request.path}?cell={address}#cell")
        if form.non_field_errors():  # somebody was faster: whoever saves again has seen what the cell says now
            form.data = form.data.copy()
            form.data["seen"] = actions.digest(queries.cell_at(found.version, place))
        typed, draft = drafts.remembered(request, "ladders:cell", f"{pk}:{address}")
        drafts.fill(form, typed)
    cells = found.version.expectations.select_related(None).filter(scale_step="") | found.version.expectations.exclude(level=None)
    context = {
        "track": found,
        "version": found.version,
        "tracks": found.version.track_set.all(),
        "matrix": matrix_of(found, levels, in_tree_order(found.version.competency_set.all()), cells.order_by("position")),
        "place": place,
        "address": address,
        "form": form,
        **draft,
    }
    status = 400 if request.method == "POST" else 200
    return TemplateResponse(request, "people/ladders/matrix.html", context, status=status)


def _cell_form(request: HttpRequest, track: Track, place: queries.Place) -> forms.CellForm:
    cell = queries.cell_at(track.version, place)
    scale = next((one for one in track.version.scales if place.competency and one["key"] == place.competency.scale), None)
    steps = [(step["key"], step.get("title") or step["key"]) for step in scale["steps"]] if scale else []
    if cell and cell.scale_step and cell.scale_step not in dict(steps):
        steps = [*steps, (cell.scale_step, cell.scale_step)]
    initial = {"seen": actions.digest(cell)}
    return forms.CellForm(cell, steps, request.POST or None, has_before=place.before is not None, initial=initial)


def _save_cell(request: HttpRequest, track: Track, place: queries.Place, form: forms.CellForm) -> Any:
    data = form.cleaned_data
    words = {"state": data["state"], "summary": data["summary"], "scale_step": data.get("step", ""), "items": data["items"]}
    whose = {"level": place.level, "track": place.track, "competency": place.competency}
    return actions.save_cell(track.version, **whose, **words, seen=data["seen"], **_acts(request))


# --- What changed, and publishing --------------------------------------------------------------------------------------


@require_GET
def changes(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, "people.change_ladder")
    versions = list(visible_ladder_versions(request.user).filter(ladder__versions__pk=pk).select_related("ladder"))
    found = next((one for one in versions if one.pk == pk), None)
    if found is None:
        raise Http404
    before = queries.version_before(found, versions)
    context = {"version": found, "before": before}
    if before:
        changed = difference_of(*documents_of([before, found], with_heights=True))
        context |= {"changes": changed[:CHANGES_SHOWN], "more": max(0, len(changed) - CHANGES_SHOWN), "counts": counts(changed)}
    return TemplateResponse(request, "people/ladders/changes.html", context)


@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, "people.change_ladder")
    found = get_object_or_404(drafts_of(request.user).select_related("ladder"), pk=pk)
    before = queries.in_force(found)
    levels = queries.in_order(before.level_set.all()) if before else []
    people = people_per_level(before, on=moments.today()) if before else {}
    question = question_of(levels, queries.in_order(found.level_set.all()), people)
    form = forms.SuccessionForm(question, request.POST if request.method == "POST" else None)
    if sent(request, form, lambda: publish_version(found, became=form.became(), **_acts(request))):
        _done(request, "ladders:publish", pk, "In force. Nobody was moved: people stand where they stood.")
        return redirect("ladders:over" if before else "tracks:version", pk)
    standing = sum(people.values())
    context = {"version": found, "before": before, "question": question, "people": standing, "faults": _missing(found)}
    return drafts.form_page(request, "people/ladders/publish.html", form, name="ladders:publish", thing=pk, context=context)


def _missing(version: LadderVersion) -> list[str]:
    """What a reader of this ladder will miss; it may be published all the same."""
    loose = version.level_set.filter(grade=None).count()
    return [f"{loose} levels have no height yet: they are equal to nothing."] if loose else []


# --- Bringing people over ----------------------------------------------------------------------------------------------


@require_GET
def over(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, "people.change_ladder")
    found = get_object_or_404(visible_ladder_versions(request.user).select_related("ladder"), pk=pk)
    rows = found.successions.select_related("before__grade", "after__grade")
    stories = [(story, SORTS[story.sort]) for story in stories_of(list(rows)) if story.sort != "kept"]
    context = {"version": found, "waiting": queries.waiting_to_come_over(found, on=moments.today()), "stories": stories}
    return TemplateResponse(request, "people/ladders/over.html", context)


@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, "people.change_ladder")
    found = get_object_or_404(visible_levels(request.user).select_related("version__ladder", "track", "grade"), pk=pk)
    target = queries.in_force(found.version)
    if target is None or target.pk == found.version_id:
        raise Conflict("This level belongs to the version in force: there is nowhere to bring anybody.")
    today = moments.today()
    places = list(queries.standing_on(found, on=today))
    people = [(str(one.employee_id), one.employee.name) for one in places[:PEOPLE_SHOWN]]
    levels = queries.in_order(target.level_set.all())
    became = became_in(target).get(pk, ())
    heirs = [level for level in levels if level.pk in became]
    initial = {"to": heirs[0].pk if len(heirs) == 1 else None, "on": today, "everyone": len(heirs) == 1}
    form = forms.BringOverForm(levels, people, request.POST or None, initial=initial)
    made = sent(request, form, lambda: _bring(request, found, form))
    if made:
        words = (
            f"{len(made)} {'person stands' if len(made) == 1 else 'people stand'} on {form.target()}, and each of them is told."
        )
        _done(request, "ladders:bring", pk, words)
        return redirect("ladders:over", target.pk)
    context = {
        "level": found,
        "target": target,
        "people": len(places),
        "heirs": heirs,
        "hidden": max(0, len(places) - PEOPLE_SHOWN),
    }
    return drafts.form_page(request, "people/ladders/bring.html", form, name="ladders:bring", thing=pk, context=context)


def _bring(request: HttpRequest, level: Any, form: forms.BringOverForm) -> Any:
    data = form.cleaned_data
    some = None if data["everyone"] else data["people"]
    return bring_over(level, form.target(), employees=some, on=data["on"], **_acts(request))

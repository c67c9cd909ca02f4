"""What does a person see and send about rehearsals?"""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from training.rehearsals import actions, forms, queries
from training.rehearsals.models import RehearsalRun, RehearsalShare, Scenario
from training.rehearsals.permissions import visible_runs, visible_versions
from training.rehearsals.picture import map_of
from training.rehearsals.plot import plot_in
from transition.lib import moments
from transition.lib.access import may, require
from transition.lib.faults import sent

MOST_DROPPED_SHOWN = 100


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.rehearse")
    last = queries.last_runs(request.person)
    under_way = [found for found in last.values() if found.finished_at is None]
    rows = [(version, last.pop(version.scenario_id, None)) for version in queries.offered().defer("source", "dropped")]
    rows = [(version, found) for version, found in rows if found not in under_way]
    today = moments.today()
    again = [(version, found) for version, found in rows if found and found.again_on and found.again_on <= today]
    context = {
        "today": today,
        "under_way": under_way,
        "again": again,
        "others": [row for row in rows if row not in again],
        "no_longer": [found for found in last.values() if found.finished_at],
    }
    return TemplateResponse(request, "training/rehearsals/mine.html", context)


@require_POST
def begin(request: HttpRequest, key: str) -> HttpResponse:
    require(request.user, "training.rehearse")
    scenario = get_object_or_404(Scenario, key=key)
    try:
        found = actions.begin_run(request.person, scenario, at=moments.now())
    except ValidationError as fault:
        raise Http404 from fault
    return redirect("rehearsals:run", found.pk)


@require_http_methods(["GET", "POST"])
def run(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk)
    require(request.user, "training.see_rehearsal", found)
    form = forms.ChoiceForm(request.POST or None)
    if request.method == "POST":
        require(request.user, "training.play_run", found)
        if sent(request, form, lambda: actions.choose(found, **form.cleaned_data, on=moments.today(), at=moments.now())):
            return redirect("rehearsals:run", found.pk)
    if found.finished_at is not None:
        return _debrief(request, found, forms.ShareForm())
    plot = plot_in(found.version.source)
    context = {
        "run": found,
        "scene": plot.scenes[found.scene],
        "about": plot.about if found.steps_count == 0 else "",
        "has_faults": request.method == "POST",
    }
    return TemplateResponse(request, "training/rehearsals/scene.html", context, status=400 if request.method == "POST" else 200)


def _find(request: HttpRequest, pk: int) -> RehearsalRun:
    return get_object_or_404(
        queries.with_steps(visible_runs(request.user)).select_related("version", "scenario", "learner"), pk=pk
    )


def _debrief(request: HttpRequest, found: RehearsalRun, form: forms.ShareForm) -> HttpResponse:
    steps = queries.steps_of(found)
    is_mine = may(request.user, "training.play_run", found)
    context = {
        "run": found,
        "ending": plot_in(found.version.source).scenes[found.scene],
        "steps": steps,
        "scores": queries.scores_of(steps),
        "is_mine": is_mine,
        "shares": found.shares.select_related("reader") if is_mine else [],
        "earlier": queries.finished_runs(found.learner, found.scenario.key).exclude(pk=found.pk)[:20] if is_mine else [],
        "form": form,
        "today": moments.today(),
    }
    status = 400 if form.errors else 200
    return TemplateResponse(request, "training/rehearsals/debrief.html", context, status=status)


def _own(request: HttpRequest, pk: int) -> RehearsalRun:
    found = _find(request, pk)
    require(request.user, "training.play_run", found)
    return found


@require_POST
def share(request: HttpRequest, pk: int) -> HttpResponse:
    found = _own(request, pk)
    form = forms.ShareForm(request.POST)
    if sent(request, form, lambda: actions.share_run(found, **form.cleaned_data, at=moments.now())):
        messages.success(request, "Shared. You can stop that at any time.")
    elif found.finished_at is not None:
        return _debrief(request, found, form)
    return redirect("rehearsals:run", found.pk)


@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, "training.rehearse")
    found = get_object_or_404(RehearsalShare.objects.filter(run__learner=request.person).select_related("run"), pk=pk)
    actions.stop_sharing(found)
    messages.success(request, "No longer shared.")
    return redirect("rehearsals:run", found.run_id)


@require_POST
def rest(request: HttpRequest, pk: int) -> HttpResponse:
    actions.let_rest(_own(request, pk))
    messages.success(request, "It will not come back by itself. You can rehearse it whenever you like.")
    return redirect("rehearsals:mine")


@require_POST
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    actions.forget_run(_own(request, pk))
    messages.success(request, "Gone, without a trace.")
    return redirect("rehearsals:mine")


@require_GET
def shared(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.rehearse")
    found = queries.shared_by_others(visible_runs(request.user), request.person)[:200]
    return TemplateResponse(request, "training/rehearsals/shared.html", {"runs": found})


# --- Texts --------------------------------------------------------------------------------------------------------------


@require_GET
def scenarios(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.write_scenario")
    found = visible_versions(request.user).select_related("scenario").defer("source", "dropped", "about")
    context = {"versions": found.order_by("scenario__title", "-number")}
    return TemplateResponse(request, "training/rehearsals/scenarios.html", context)


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.write_scenario")
    form = forms.ScenarioFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and not request.FILES:
        form.full_clean()
    if found := sent(request, form, lambda: actions.keep_draft(form.story, by=request.user, at=moments.now())):
        messages.success(request, "Read. Look at it below, walk through it, then publish it.")
        return redirect("rehearsals:version", found.pk)
    context = {"form": form, "faults": form.faults, "dropped": form.story.dropped[:MOST_DROPPED_SHOWN] if form.story else []}
    return TemplateResponse(request, "training/rehearsals/upload.html", context, status=400 if form.errors else 200)


def _version(request: HttpRequest, pk: int) -> Any:
    return get_object_or_404(visible_versions(request.user).select_related("scenario"), pk=pk)


@require_GET
def version(request: HttpRequest, pk: int) -> HttpResponse:
    found = _version(request, pk)
    require(request.user, "training.write_scenario")
    plot = plot_in(found.source)
    numbers = {name: scene.number for name, scene in plot.scenes.items()}
    rows = [(scene, [(choice, numbers[choice.target]) for choice in scene.choices]) for scene in plot.scenes.values()]
    context = {"version": found, "plot": plot, "map": map_of(plot), "rows": rows, "dropped": found.dropped[:MOST_DROPPED_SHOWN]}
    return TemplateResponse(request, "training/rehearsals/version.html", context)


@require_GET
def walk(request: HttpRequest, pk: int) -> HttpResponse:
    found = _version(request, pk)
    require(request.user, "training.see_scenario", found)
    plot = plot_in(found.source)
    scene, chosen = plot.scenes[plot.start], None
    by_number = {str(one.number): one for one in plot.scenes.values()}
    before = by_number.get(request.GET.get("from", ""))
    number = request.GET.get("choice", "")
    if before is not None and number.isascii() and number.isdigit() and len(number) < 4 and int(number) < len(before.choices):
        chosen = before.choices[int(number)]
        scene = plot.scenes[chosen.target]
    context = {"version": found, "plot": plot, "scene": scene, "chosen": chosen, "before": before, "is_start": chosen is None}
    return TemplateResponse(request, "training/rehearsals/walk.html", context)


@require_GET
def export(request: HttpRequest, pk: int) -> HttpResponse:
    found = _version(request, pk)
    require(request.user, "training.write_scenario")
    response = HttpResponse(found.source, content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{found.scenario.key}-{found.number}.twee"'
    return response


@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    found = _version(request, pk)
    require(request.user, "training.write_scenario")
    actions.publish_version(found, by=request.user, at=moments.now())
    messages.success(request, "Published. Who is in the middle of the version before goes on with that.")
    return redirect("rehearsals:version", found.pk)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    found = _version(request, pk)
    require(request.user, "training.write_scenario")
    try:
        actions.withdraw_version(found, by=request.user, at=moments.now())
    except ValidationError as fault:
        messages.error(request, fault.messages[0])
    else:
        messages.success(request, "Withdrawn. What was rehearsed stays as it was.")
    return redirect("rehearsals:scenarios")

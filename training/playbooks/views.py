"""What does a person see and send about playbooks?"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.accounts import drafts
from people.accounts.queries import hr_administrators
from people.employees.models import Employee
from training.playbooks import actions, forms, queries
from training.playbooks.models import PlaybookRun, PlaybookVersion, RunStep
from training.playbooks.permissions import visible_runs
from transition.lib import moments
from transition.lib.access import require
from transition.lib.faults import sent


@require_GET
def playbooks(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.see_playbook")
    form = forms.SearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    runs = visible_runs(request.user)
    context = {
        "words": words,
        "versions": queries.mentioning(queries.current_versions(), words)[:200],
        "runs": queries.open_runs(runs.filter(owner=request.person))[:50],
        "closed": runs.filter(owner=request.person).exclude(closed_on=None).select_related("version", "about")[:20],
        "shared": runs.filter(is_open_to_hr=True).exclude(owner=request.person).select_related("version", "owner")[:50],
        "today": moments.today(),
    }
    return TemplateResponse(request, "training/playbooks/playbooks.html", context)


def _current(request: HttpRequest, key: str, permission: str) -> PlaybookVersion:
    require(request.user, permission)
    return get_object_or_404(queries.current_versions(), playbook__key=key)


@require_GET
def playbook(request: HttpRequest, key: str) -> HttpResponse:
    return _page(request, _current(request, key, "training.see_playbook"))


@require_GET
def version(request: HttpRequest, key: str, number: int) -> HttpResponse:
    require(request.user, "training.see_playbook")
    rows = PlaybookVersion.objects.select_related("playbook")
    return _page(request, get_object_or_404(rows, playbook__key=key, number=number))


def _page(request: HttpRequest, found: PlaybookVersion) -> HttpResponse:
    others = found.playbook.versions.select_related("published_by__employee")
    context = {"version": found, "versions": others[:20]}
    return TemplateResponse(request, "training/playbooks/playbook.html", context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.change_playbook")
    form = forms.NewPlaybookForm(request.POST or None, initial={"body": forms.OUTLINE})
    if sent(request, form, lambda: actions.publish_playbook(form.text(form.key()), by=request.user, at=moments.now())):
        drafts.forget(request, "playbooks:new")
        return redirect("playbooks:playbook", form.key())
    return drafts.form_page(request, "training/playbooks/edit.html", form, name="playbooks:new", context={"version": None})


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, key: str) -> HttpResponse:
    found = _current(request, key, "training.change_playbook")
    names = ("title", "trigger", "conduct", "body")
    initial = {name: getattr(found, name) for name in names} | {"follows": found.number}
    form = forms.PlaybookForm(request.POST or None, initial=initial)
    facts = {"by": request.user, "at": moments.now()}

    def publish() -> PlaybookVersion:
        about = {"change": form.cleaned_data["change"], "follows": form.cleaned_data["follows"]}
        return actions.publish_playbook(form.text(key), **about, **facts)

    if published := sent(request, form, publish):
        drafts.forget(request, "playbooks:edit", key)
        messages.success(request, f"Version {published.number} is in force. Runs go on with the version they began with.")
        return redirect("playbooks:playbook", key)
    context = {"version": found}
    return drafts.form_page(request, "training/playbooks/edit.html", form, name="playbooks:edit", thing=key, context=context)


# --- Runs --------------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, key: str) -> HttpResponse:
    found = _current(request, key, "training.see_playbook")
    require(request.user, "training.run_playbook")
    form = forms.StartForm(request.POST or None, owner=request.person)
    if request.method == "POST" and request.POST.get("conduct") == forms.HR_FIRST:
        drafts.forget(request, "playbooks:start", key)
        return _hr_first(request, found)
    facts = {"by": request.user, "at": moments.now(), "on": moments.today()}
    if run := sent(request, form, lambda: actions.start_run(found, owner=request.person, **form.cleaned_data, **facts)):
        drafts.forget(request, "playbooks:start", key)
        return redirect("playbooks:run", run.pk)
    context = {"version": found}
    return drafts.form_page(request, "training/playbooks/start.html", form, name="playbooks:start", thing=key, context=context)


def _hr_first(request: HttpRequest, found: PlaybookVersion) -> HttpResponse:
    people = Employee.objects.filter(user__in=hr_administrators()).order_by("last_name")[:20]
    return TemplateResponse(request, "training/playbooks/hr_first.html", {"version": found, "administrators": people})


@require_POST
def ask_hr(request: HttpRequest, key: str) -> HttpResponse:
    found = _current(request, key, "training.see_playbook")
    require(request.user, "training.run_playbook")
    actions.ask_hr(found, asker=request.person, by=request.user, at=moments.now(), on=moments.today())
    messages.success(request, "HR knows that you need them today. Nothing else was written down.")
    return redirect("playbooks:playbook", key)


def _run(request: HttpRequest, pk: int, permission: str) -> PlaybookRun:
    rows = visible_runs(request.user).select_related("version__playbook", "owner", "about")
    found = get_object_or_404(rows, pk=pk)
    require(request.user, permission, found)
    return found


@sensitive_post_parameters("notes")
@require_http_methods(["GET", "POST"])
def run(request: HttpRequest, pk: int) -> HttpResponse:
    found = _run(request, pk, "training.see_run" if request.method == "GET" else "training.change_run")
    form = forms.RunNotesForm(request.POST or None, initial={"notes": found.notes})
    if sent(request, form, lambda: actions.write_notes(found, text=form.cleaned_data["notes"])):
        drafts.forget(request, "playbooks:notes", pk)
        messages.success(request, "Saved.")
        return redirect("playbooks:run", pk)
    steps = list(found.steps.all())
    context = {
        "run": found,
        "steps": steps,
        "done": sum(step.done_on is not None for step in steps),
        "erased_on": queries.erased_on(found),
        "is_owner": found.owner_id == getattr(request.person, "pk", None),
        "today": moments.today(),
    }
    return drafts.form_page(request, "training/playbooks/run.html", form, name="playbooks:notes", thing=pk, context=context)


def _step(request: HttpRequest, pk: int) -> RunStep:
    rows = RunStep.objects.filter(run__in=visible_runs(request.user)).select_related("run__version")
    found = get_object_or_404(rows, pk=pk)
    require(request.user, "training.own_run", found.run)
    return found


@require_POST
def tick(request: HttpRequest, pk: int) -> HttpResponse:
    found = _step(request, pk)
    actions.tick_step(found, is_done="undo" not in request.POST, on=moments.today())
    return redirect("playbooks:run", found.run_id)


@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, pk: int) -> HttpResponse:
    found = _step(request, pk)
    form = forms.StepDateForm(request.POST or None, initial={"due_on": found.due_on})
    if sent(request, form, lambda: actions.move_step(found, **form.cleaned_data)):
        return redirect("playbooks:run", found.run_id)
    context = {"step": found}
    return drafts.form_page(request, "training/playbooks/move.html", form, name="playbooks:move", thing=pk, context=context)


@require_POST
def open_run(request: HttpRequest, pk: int) -> HttpResponse:
    found = _run(request, pk, "training.own_run")
    is_open = "close" not in request.POST
    actions.open_to_hr(found, is_open=is_open, by=request.user, at=moments.now())
    messages.success(request, "HR administrators can read it now." if is_open else "You alone read it again.")
    return redirect("playbooks:run", pk)


@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, pk: int) -> HttpResponse:
    found = _run(request, pk, "training.own_run")
    form = forms.CloseForm(request.POST or None)
    facts = {"by": request.user, "at": moments.now(), "on": moments.today()}
    if sent(request, form, lambda: actions.close_run(found, **form.cleaned_data, **facts)):
        drafts.forget(request, "playbooks:close", pk)
        messages.success(request, "Closed.")
        return redirect("playbooks:run", pk)
    context = {"run": found}
    return drafts.form_page(request, "training/playbooks/close.html", form, name="playbooks:close", thing=pk, context=context)


@require_GET
def about_me(request: HttpRequest) -> HttpResponse:
    """Return what stands about oneself in the runs of others, as the law asks."""
    require(request.user, "training.run_playbook")
    runs = [_exported(run) for run in queries.runs_about(request.person)]
    response = JsonResponse({"runs": runs}, json_dumps_params={"indent": 1, "ensure_ascii": False})
    response.headers["Content-Disposition"] = 'attachment; filename="playbook-runs-about-me.json"'
    return response


def _exported(run: PlaybookRun) -> dict[str, object]:
    return {
        "playbook": run.version.title,
        "version": run.version.number,
        "run_by": run.owner.name,
        "started_on": run.started_on,
        "notes": run.notes,
        "closed_on": run.closed_on,
        "learned": run.learned,
        "erased_on": queries.erased_on(run),
        "steps": [{"words": step.words, "due_on": step.due_on, "done_on": step.done_on} for step in run.steps.all()],
    }

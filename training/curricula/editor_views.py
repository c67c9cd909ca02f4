"""What does HR see and send, in order to look after programmes and to change them?"""

from dataclasses import replace
from datetime import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.accounts import drafts
from training.curricula import actions, forms, queries
from training.curricula.models import Enrolment, Programme, ProgrammeVersion, WorkshopSession
from training.curricula.permissions import enrolments_looked_after, visible_proofs, visible_works
from training.curricula.proofs import confirm_course
from training.curricula.texts import ModuleText, ProgrammeText, from_document, read_document, to_yaml
from transition.lib import moments
from transition.lib.access import require
from transition.lib.addresses import address_of
from transition.lib.faults import sent
from transition.lib.keyset import page_of
from transition.lib.prepared import Prepared

MOST = 100


@require_GET
def programmes(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.change_programmes")
    drafted = ProgrammeVersion.objects.filter(number=None).order_by("key").values_list("key", "document__title")
    context = {
        "programmes": queries.counted(Programme.objects.all()).prefetch_related("audiences__team")[:MOST],
        "drafts": drafted[:MOST],
    }
    return TemplateResponse(request, "training/curricula/programmes.html", context)


@require_GET
def courses(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.confirm_course")
    seen = visible_works(request.user).filter(enrolment__programme__is_private=False)
    waiting = queries.to_confirm(seen).select_related("module", "enrolment__employee").order_by("-written_at")
    proofs = visible_proofs(request.user).filter(work__enrolment__programme__is_private=False)
    context = {
        "waiting": [(one, actions.read_work(one)) for one in waiting[:MOST]],
        "proofs": proofs.select_related("work__module", "work__enrolment__employee").defer("content").order_by("-sent_at")[:MOST],
    }
    return TemplateResponse(request, "training/curricula/courses.html", context)


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, "training.confirm_course")
    seen = visible_works(request.user).filter(enrolment__programme__is_private=False)
    found = get_object_or_404(seen.select_related("enrolment__employee"), pk=pk)
    confirm_course(found, by=request.user, at=moments.now())
    messages.success(request, f"Confirmed. {found.enrolment.employee} knows, and it is done.")
    return redirect("curricula:courses")


_ahead = Prepared(
    lambda programme, at: queries.with_taken(WorkshopSession.objects.filter(module__programme=programme, starts_at__gt=at))[:MOST],
    programme=int, at=datetime,
)  # fmt: skip


@require_GET
def followers(request: HttpRequest, programme: str) -> HttpResponse:
    require(request.user, "training.change_programmes")
    found = get_object_or_404(Programme, key=programme)
    rows = queries.with_cohort_days(enrolments_looked_after(request.user).filter(programme=found).select_related("employee"))
    page = page_of(
        rows, order=("-enrolled_at", "-pk"), size=30, **{name: request.GET.get(name, "") for name in ("before", "after")}
    )
    far = queries.progress_in(found, page.items, on=moments.today())
    context = {
        "programme": found,
        "page": page,
        "rows": [_follower(one, far[one.pk]) for one in page.items],
        "cohorts": found.cohorts.select_related("facilitator")[:MOST],
        "sessions": _ahead(programme=found.pk, at=moments.now()),
    }
    return TemplateResponse(request, "training/curricula/followers.html", context)


def _follower(enrolment: Enrolment, far: queries.Progress) -> dict[str, object]:
    """Return one row of the list: a dict with addresses, quicker to draw than an instance."""
    if enrolment.completed_at:
        state, mark = "completed", "met"
    elif enrolment.paused_on:
        state, mark = "resting", "waived"
    else:
        state, mark = (f"{far.late} late", "late") if far.late else ("on time", "open")
    return {
        "name": enrolment.employee.name,
        "url": address_of("directory:person", enrolment.employee_id),
        "spare": address_of("curricula:spare", enrolment.pk),
        "far": f"{far.settled} of {far.of}",
        "state": state,
        "mark": mark,
        "since": f"{enrolment.anchor_on:%-d %b %Y}",
        "is_by_rule": enrolment.is_by_rule,
    }


# --- The editor --------------------------------------------------------------------------------------------------------


def _text(key: str) -> tuple[ProgrammeText, ProgrammeVersion | None]:
    """The draft, or (None) the version in force; 404 where there is neither."""
    versions = list(ProgrammeVersion.objects.filter(key=key).order_by("-number")[:200])
    draft = next((one for one in versions if one.number is None), None)
    newest = draft or max(versions, key=lambda one: one.number or 0, default=None)
    if newest is None:
        raise Http404
    return from_document(newest.document), draft


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.change_programmes")
    form = forms.NewProgrammeForm(request.POST or None)
    if sent(request, form, lambda: _begin(request, **form.cleaned_data)):
        drafts.forget(request, "curricula:new")
        return redirect("curricula:edit", form.cleaned_data["key"])
    return drafts.form_page(request, "training/curricula/new.html", form, name="curricula:new", context={})


def _begin(request: HttpRequest, *, title: str, key: str) -> ProgrammeVersion:
    if ProgrammeVersion.objects.filter(key=key).exists():
        raise ValidationError({"key": "There is a programme at this address."})
    return actions.save_draft(ProgrammeText(key, title, "", "", ()), by=request.user, at=moments.now())


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.change_programmes")
    form = forms.ProgrammeFileForm(request.POST or None, request.FILES or None)
    draft = sent(request, form, lambda: _import(request, form.cleaned_data["file"].read()))
    if draft:
        messages.success(request, "Imported as a draft. Learners see nothing of it until you publish it.")
        return redirect("curricula:edit", draft.key)
    return TemplateResponse(request, "training/curricula/upload.html", {"form": form}, status=400 if form.errors else 200)


def _import(request: HttpRequest, content: bytes) -> ProgrammeVersion:
    try:
        text = read_document(content)
    except ValidationError as fault:
        raise ValidationError({"file": fault.messages}) from fault
    return actions.save_draft(text, by=request.user, at=moments.now())


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, programme: str) -> HttpResponse:
    require(request.user, "training.change_programmes")
    text, draft = _text(programme)
    form = forms.ProgrammeForm(request.POST or None, initial=forms.ProgrammeForm.initial_of(text))
    if sent(request, form, lambda: actions.save_draft(replace(text, **form.cleaned_data), by=request.user, at=moments.now())):
        drafts.forget(request, "curricula:edit", programme)
        messages.success(request, "Kept in the draft.")
        return redirect("curricula:edit", programme)
    titles = {one.key: f"“{one.title}”" for one in text.modules}
    modules = [(one, [titles.get(key, key) for key in one.needs]) for one in text.modules]
    context = {"text": text, "draft": draft, "modules": modules}
    return drafts.form_page(
        request, "training/curricula/edit.html", form, name="curricula:edit", thing=programme, context=context
    )


@require_http_methods(["GET", "POST"])
def edit_module(request: HttpRequest, programme: str, key: str) -> HttpResponse:
    require(request.user, "training.change_programmes")
    text, _ = _text(programme)
    is_new = key == "new"
    module = next((one for one in text.modules if one.key == key), None)
    if module is None and not is_new:
        raise Http404
    if request.method == "POST" and module is not None and ("out" in request.POST or "up" in request.POST):
        changed = _without(text, module) if "out" in request.POST else _earlier(text, module)
        actions.save_draft(changed, by=request.user, at=moments.now())
        return redirect("curricula:edit", programme)
    others = [one for one in text.modules if one.key != key]
    initial = forms.ModuleForm.initial_of(module) if module else {}
    form = forms.ModuleForm(request.POST or None, others=others, is_new=is_new, initial=initial)

    def keep() -> ProgrammeVersion:
        facts = form.cleaned_data | {"needs": tuple(form.cleaned_data.get("needs", ()))}
        written = replace(module, **facts) if module else ModuleText(**facts)
        return actions.save_draft(text.with_module(written, instead_of="" if is_new else key), by=request.user, at=moments.now())

    if sent(request, form, keep):
        drafts.forget(request, "curricula:edit_module", f"{programme}/{key}")
        messages.success(request, "Kept in the draft.")
        return redirect("curricula:edit", programme)
    context = {"text": text, "module": module}
    return drafts.form_page(
        request,
        "training/curricula/edit_module.html",
        form,
        name="curricula:edit_module",
        thing=f"{programme}/{key}",
        context=context,
    )


def _without(text: ProgrammeText, module: ModuleText) -> ProgrammeText:
    left = [one for one in text.modules if one.key != module.key]
    return replace(
        text, modules=tuple(replace(one, needs=tuple(need for need in one.needs if need != module.key)) for one in left)
    )


def _earlier(text: ProgrammeText, module: ModuleText) -> ProgrammeText:
    modules = list(text.modules)
    place = modules.index(module)
    modules.insert(max(0, place - 1), modules.pop(place))
    return replace(text, modules=tuple(modules))


@require_GET
def preview(request: HttpRequest, programme: str) -> HttpResponse:
    require(request.user, "training.change_programmes")
    text, draft = _text(programme)
    return TemplateResponse(request, "training/curricula/preview.html", {"programme": text, "draft": draft})


@require_GET
def preview_module(request: HttpRequest, programme: str, key: str) -> HttpResponse:
    require(request.user, "training.change_programmes")
    text, draft = _text(programme)
    module = next((one for one in text.modules if one.key == key), None)
    if module is None:
        raise Http404
    context = {"programme": text, "draft": draft, "module": module, "place": text.modules.index(module) + 1}
    return TemplateResponse(request, "training/curricula/preview_module.html", context)


@require_POST
def publish(request: HttpRequest, programme: str) -> HttpResponse:
    require(request.user, "training.change_programmes")
    text, draft = _text(programme)
    if draft is None:
        raise Http404
    if "drop" in request.POST:
        actions.drop_draft(draft)
        messages.success(request, "The draft is gone; the version in force stays.")
        return redirect("curricula:programmes")
    try:
        found = _publish(request, text)
    except ValidationError as fault:
        for words in fault.messages:
            messages.error(request, words)
        return redirect("curricula:edit", programme)
    messages.success(request, f"Version {found.version} is in force. What was done stays done.")
    return redirect("curricula:followers", programme)


def _publish(request: HttpRequest, text: ProgrammeText) -> Programme:
    if not text.modules:
        raise ValidationError("A programme needs at least one module.")
    return actions.publish_programme(text, by=request.user, at=moments.now())


@require_GET
def export(request: HttpRequest, programme: str) -> HttpResponse:
    require(request.user, "training.change_programmes")
    text, _ = _text(programme)
    response = HttpResponse(to_yaml(text), content_type="application/yaml; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{text.key}.yaml"'
    return response

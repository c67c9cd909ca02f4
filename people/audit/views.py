"""What does a person see and send about whether the tracks are equal?"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.accounts import drafts
from people.audit import actions, forms, queries
from people.audit.models import AuditRelease, Finding, SeatPlan
from people.audit.permissions import visible_findings
from people.audit.picture import picture_of
from people.audit.sheet import Sheet, lines, sheet_of
from people.decisions.queries import decided_by_height
from people.tracks.models import Grade
from transition.lib import csv, moments
from transition.lib.access import require
from transition.lib.faults import sent


def _sheet(request: HttpRequest) -> tuple[AuditRelease | None, Sheet]:
    require(request.user, "people.see_audit")
    release = queries.release_of(request.GET.get("on", ""))
    grades = list(Grade.objects.all())
    decides = decided_by_height([grade.order for grade in grades])
    return release, sheet_of(release, grades=grades, plans=SeatPlan.objects.all(), decides=decides)


@require_GET
def audit(request: HttpRequest) -> HttpResponse:
    release, sheet = _sheet(request)
    context = {
        "release": release,
        "releases": AuditRelease.objects.defer("people", "figures")[:40],
        "sheet": sheet,
        "picture": picture_of(sheet),
        "standing": queries.standing(visible_findings(request.user))[:200],
        "mended": queries.mended(visible_findings(request.user))[:20],
        "today": moments.today(),
    }
    return TemplateResponse(request, "people/audit/audit.html", context)


@require_GET
def figures(request: HttpRequest) -> StreamingHttpResponse:
    release, sheet = _sheet(request)
    return csv.download(f"audit-{release.on if release else 'empty'}.csv", lines(sheet, release))


@require_POST
def look(request: HttpRequest) -> HttpResponse:
    require(request.user, "people.settle_finding")
    new = actions.look(by=request.user, at=moments.now())
    messages.success(request, f"Looked again: {new} new." if new else "Looked again: nothing new.")
    return redirect("audit:audit")


@require_POST
def draw(request: HttpRequest) -> HttpResponse:
    require(request.user, "people.settle_finding")
    actions.draw_release(on=moments.today(), by=request.user, at=moments.now())
    messages.success(request, "Counted anew.")
    return redirect("audit:audit")


@require_http_methods(["GET", "POST"])
def seats(request: HttpRequest) -> HttpResponse:
    require(request.user, "people.settle_finding")
    form = forms.SeatsForm(request.POST or None)
    if sent(request, form, lambda: actions.set_seats(**form.cleaned_data, by=request.user, at=moments.now())):
        drafts.forget(request, "audit:seats")
        messages.success(request, "Saved. The audit looks at it the next time.")
        return redirect("audit:seats")
    context = {"plans": SeatPlan.objects.select_related("grade").order_by("-grade__order", "side")}
    return drafts.form_page(request, "people/audit/seats.html", form, name="audit:seats", context=context)


def _find(request: HttpRequest, pk: int) -> Finding:
    return get_object_or_404(visible_findings(request.user).select_related("owner", "closed_by"), pk=pk)


@require_GET
def finding(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk)
    return TemplateResponse(request, "people/audit/finding.html", {"finding": found, "today": moments.today()})


@require_http_methods(["GET", "POST"])
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk)
    require(request.user, "people.settle_finding")
    form = forms.AssignForm(request.POST or None, initial={"owner": found.owner, "due_on": found.due_on})
    if sent(request, form, lambda: actions.assign_finding(found, **form.cleaned_data, by=request.user, at=moments.now())):
        messages.success(request, "They are told.")
        return redirect("audit:finding", pk)
    context = {"finding": found}
    return drafts.form_page(request, "people/audit/assign.html", form, name="audit:assign", thing=pk, context=context)


@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk)
    require(request.user, "people.settle_finding")
    form = forms.AcceptForm(request.POST or None)
    if sent(request, form, lambda: actions.accept_finding(found, **form.cleaned_data, by=request.user, at=moments.now())):
        drafts.forget(request, "audit:accept", pk)
        messages.success(request, "Accepted. Everybody can read why.")
        return redirect("audit:finding", pk)
    context = {"finding": found}
    return drafts.form_page(request, "people/audit/accept.html", form, name="audit:accept", thing=pk, context=context)

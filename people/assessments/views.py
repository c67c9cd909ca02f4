"""What do a person and their manager see and send about an assessment?"""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.accounts import drafts
from people.assessments import actions, forms, queries
from people.assessments.comparison import GUIDE, missing
from people.assessments.models import Assessment, AssessmentMark
from people.assessments.permissions import visible_assessments
from people.employees.queries import manager_of
from people.tracks.permissions import visible_levels
from transition.lib import moments
from transition.lib.access import may, require
from transition.lib.faults import Conflict, sent

Side = AssessmentMark.Side
SHOWN = 50


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    require(request.user, "people.assess_themself")
    visible = visible_assessments(request.user)
    own = list(queries.about(visible, request.person)[:SHOWN])
    here, above = queries.next_on_track(request.person, on=moments.today())
    latest = next((one for one in own if above and one.level_id == above.pk), None)
    sides = (Side.SELF, Side.MANAGER) if latest and latest.opened_at else (Side.SELF,)
    context = {
        "own": own,
        "asked": queries.asked_of(visible, request.person)[:SHOWN],
        "here": here,
        "above": above,
        "latest": latest,
        "missing": missing(queries.lines_for(latest, sides=sides)) if latest else [],
    }
    return TemplateResponse(request, "people/assessments/mine.html", context)


@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, "people.assess_themself")
    level = get_object_or_404(visible_levels(request.user).select_related("version"), pk=pk)
    begun = actions.begin_assessment(request.person, level=level, on=moments.today())
    return redirect("assessments:mark" if begun.shared_at is None else "assessments:assessment", begun.pk)


def _found(request: HttpRequest, pk: int) -> Assessment:
    rows = visible_assessments(request.user).select_related("level__version__ladder", "level__track", "employee", "manager")
    return get_object_or_404(rows, pk=pk)


@require_GET
def assessment(request: HttpRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    require(request.user, "people.see_assessment", found)
    is_own = found.employee_id == request.person.pk
    own_side = Side.SELF if is_own else Side.MANAGER
    lines = queries.lines_for(found, sides=tuple(Side.values) if found.opened_at else (own_side,))
    context = {
        "assessment": found,
        "is_own": is_own,
        "lines": lines,
        "far": [line for line in lines if line.is_far_apart],
        "guide": GUIDE,
        "manager": manager_of(found.employee, on=moments.today()) if is_own and not found.shared_at else None,
        "marked": sum(1 for line in lines if (line.own if is_own else line.managers)),
    }
    return TemplateResponse(request, "people/assessments/assessment.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    is_own = found.employee_id == request.person.pk
    permission = "people.mark_themself" if is_own else "people.mark_apart"
    if not may(request.user, permission, found):
        raise Conflict("This was shared, and stays as it was written.")
    side = Side.SELF if is_own else Side.MANAGER
    lines = queries.lines_for(found, sides=(side,))
    form = forms.MarksForm(lines, side, request.POST or None)
    if sent(request, form, lambda: actions.mark_level(found, side=side, marks=form.marks())):
        drafts.forget(request, "assessments:mark", pk)
        messages.success(request, "Kept. Nobody else reads it yet.")
        return redirect("assessments:assessment", pk)
    context = {"assessment": found, "is_own": is_own, "lines": lines}
    return drafts.form_page(request, "people/assessments/mark.html", form, name="assessments:mark", thing=pk, context=context)


def _do(request: HttpRequest, pk: int, act, words: str) -> HttpResponse:
    try:
        act()
    except Conflict:
        raise
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
    else:
        messages.success(request, words)
    return redirect("assessments:assessment", pk)


@require_POST
def share(request: HttpRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    require(request.user, "people.take_back_assessment", found)
    manager = manager_of(found.employee, on=moments.today())
    words = "Shared. They mark on their own first, and do not see yours before that."
    return _do(request, pk, lambda: actions.share_assessment(found, manager=manager, by=request.user, at=moments.now()), words)


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    require(request.user, "people.take_back_assessment", found)
    return _do(request, pk, lambda: actions.take_back_assessment(found, at=moments.now()), "Yours alone again.")


@require_POST
def open_both(request: HttpRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    require(request.user, "people.mark_apart", found)
    words = "Both views are open, for the two of you."
    return _do(request, pk, lambda: actions.open_both(found, by=request.user, at=moments.now()), words)


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    require(request.user, "people.take_back_assessment", found)
    actions.discard_assessment(found)
    messages.success(request, "Gone, without a trace.")
    return redirect("assessments:mine")

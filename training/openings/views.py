"""What does a person see and send about open calls?"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.accounts import drafts
from training.openings import actions, forms, queries
from training.openings.models import CallApplication, OpenCall
from training.openings.permissions import calls_to_look_after, visible_applications, visible_calls
from transition.lib import moments
from transition.lib.access import may, require
from transition.lib.faults import sent

MOST = 60


@require_GET
def openings(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.see_open_call")
    calls = queries.with_places(visible_calls(request.user))
    context = {
        "calls": queries.taking(calls, on=moments.today())[:MOST],
        "own": queries.owned_by(calls, request.person)[:MOST],
        "alone": calls_to_look_after(request.user)[:MOST],
        "applied": queries.of_applicant(visible_applications(request.user), request.person)[:MOST],
    }
    return TemplateResponse(request, "training/openings/openings.html", context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.open_call")
    form = forms.CallForm(request.POST or None)
    acts = {"by": request.user, "on": moments.today(), "at": moments.now()}
    if opened := sent(request, form, lambda: actions.open_call(request.person, **form.cleaned_data, **acts)):
        drafts.forget(request, "openings:new")
        messages.success(request, "Open. Everybody who works here can read it and apply.")
        return redirect("openings:call", opened.pk)
    return drafts.form_page(request, "training/openings/new.html", form, name="openings:new", context={})


def _find(request: HttpRequest, pk: int, permission: str) -> OpenCall:
    found = get_object_or_404(queries.with_places(visible_calls(request.user)), pk=pk)
    require(request.user, permission, found)
    return found


@require_GET
def call(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.see_open_call")
    rows = visible_applications(request.user).filter(call=found).select_related("applicant")
    is_own = found.owner_id == request.person.pk
    context = {
        "call": found,
        "is_own": is_own,
        "takes": queries.taking(OpenCall.objects.filter(pk=pk), on=moments.today()).exists(),
        "applications": rows[:200] if is_own else [],
        "mine": None if is_own else rows.first(),
        "has_left": found.owner.left_on is not None and found.owner.left_on <= moments.today(),
        "may_take_over": may(request.user, "training.take_over_call", found),
    }
    return TemplateResponse(request, "training/openings/call.html", context)


@sensitive_post_parameters("words")
@require_http_methods(["GET", "POST"])
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.apply_to_call")
    if request.method == "GET" and not queries.taking(OpenCall.objects.filter(pk=pk), on=moments.today()).exists():
        return redirect("openings:call", pk)  # it says why
    known = visible_applications(request.user).filter(call=found, applicant=request.person).first()
    form = forms.ApplyForm(request.POST or None, initial={"words": known.words} if known else {})
    acts = {"applicant": request.person, "on": moments.today(), "at": moments.now()}
    if sent(request, form, lambda: actions.apply_to_call(found, **form.cleaned_data, **acts)):
        drafts.forget(request, "openings:apply", pk)
        messages.success(request, f"Sent to {found.owner}, and to nobody else.")
        return redirect("openings:call", pk)
    return drafts.form_page(
        request, "training/openings/apply.html", form, name="openings:apply", thing=pk, context={"call": found}
    )


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    actions.close_call(_find(request, pk, "training.close_call"), by=request.user, on=moments.today(), at=moments.now())
    messages.success(request, "Closed. Whoever waits still wants an answer.")
    return redirect("openings:call", pk)


@require_POST
def take_over(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.take_over_call")
    acts = {"by": request.user, "on": moments.today(), "at": moments.now()}
    actions.take_over_call(found, owner=request.person, **acts)
    messages.success(request, "You look after this call now. Everybody who waits has been told.")
    return redirect("openings:call", pk)


NO_LONGER = (
    "Whoever opened this call no longer looks after it, and nobody goes on with it. That says nothing about you. "
    "Thank you for wanting to try; the next call stands on the same page."
)


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.take_over_call")
    form = forms.EndForm(request.POST or None, initial={"words": NO_LONGER})
    acts = {"by": request.user, "on": moments.today(), "at": moments.now()}
    if sent(request, form, lambda: actions.end_call(found, **form.cleaned_data, **acts)):
        drafts.forget(request, "openings:end", pk)
        messages.success(request, "Closed. Everybody who waited has an answer.")
        return redirect("openings:call", pk)
    return drafts.form_page(request, "training/openings/end.html", form, name="openings:end", thing=pk, context={"call": found})


def _application(request: HttpRequest, pk: int, permission: str) -> CallApplication:
    rows = visible_applications(request.user).select_related("call__team", "call__owner", "applicant")
    found = get_object_or_404(rows, pk=pk)
    require(request.user, permission, found)
    return found


@sensitive_post_parameters("words")
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    found = _application(request, pk, "training.answer_application")
    form = forms.AnswerForm(request.POST or None)
    if sent(request, form, lambda: actions.answer_application(found, **form.cleaned_data, at=moments.now())):
        drafts.forget(request, "openings:answer", pk)
        messages.success(request, f"{found.applicant} has your answer.")
        return redirect("openings:call", found.call_id)
    context = {"application": found}
    return drafts.form_page(request, "training/openings/answer.html", form, name="openings:answer", thing=pk, context=context)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    found = _application(request, pk, "training.withdraw_application")
    actions.withdraw_application(found)
    messages.success(request, "Taken back, without a trace.")
    return redirect("openings:call", found.call_id)

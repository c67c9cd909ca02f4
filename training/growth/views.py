"""What does a person see and send about growing?"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.accounts import drafts
from people.employees.queries import reports_of
from training.growth import actions, forms, queries
from training.growth.competencies import BEHAVIOURS, behaviours
from training.growth.models import Ask, Focus
from training.growth.permissions import visible_asks, visible_experiments, visible_focuses
from transition.lib import moments, wording
from transition.lib.access import require
from transition.lib.faults import sent
from transition.lib.hinting import hints_before

MOST = 100  # rows of a list about one person; nobody writes more by hand


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.grow")
    found = queries.open_focus(request.person)
    context = {
        "earlier": queries.earlier_focuses(request.person)[:MOST],
        "waiting": queries.asked_of(request.person).count(),
        "library": [(Focus.Competency(key).label, list(shown)) for key, shown in BEHAVIOURS.items()],
    }
    return TemplateResponse(request, "training/growth/mine.html", context | (_about(request, found) if found else {}))


def _about(request: HttpRequest, found: Focus) -> dict:
    tried = list(found.experiments.all()[:MOST])
    return {
        "focus": found,
        "hints": wording.own_part(f"{found.own_part}\n{found.aim}"),
        "behaviours": behaviours(found.competency),
        "asks": found.asks.select_related("asked")[:MOST],
        "experiments": tried,
        "is_trying": any(not one.verdict for one in tried),
        "team": list(reports_of(found.employee, on=moments.today())[:40]) if found.ended_on is None else [],
        "today": moments.today(),
    }


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.grow")
    form = forms.FocusForm(request.POST or None)
    if sent(request, form, lambda: actions.begin_focus(request.person, **form.cleaned_data, on=moments.today())):
        drafts.forget(request, "growth:begin")
        messages.success(request, "Begun, for you alone.")
        return redirect("growth:mine")
    return drafts.form_page(request, "training/growth/begin.html", form, name="growth:begin", context={})


@require_GET
def others(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.grow")
    context = {
        "asks": queries.asked_of(request.person)[:MOST],
        "answered": queries.answered_by(request.person)[:MOST],
        "shared": queries.shared_by_others(visible_focuses(request.user), request.person)[:MOST],
    }
    return TemplateResponse(request, "training/growth/others.html", context)


@require_GET
def focus(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.see_focus")
    if found.employee_id != request.person.pk:
        context = {"focus": found, "experiments": found.experiments.all()[:MOST], "today": moments.today()}
        return TemplateResponse(request, "training/growth/shared.html", context)
    return TemplateResponse(request, "training/growth/focus.html", _about(request, found))


def _find(request: HttpRequest, pk: int, permission: str) -> Focus:
    found = get_object_or_404(visible_focuses(request.user).select_related("employee"), pk=pk)
    require(request.user, permission, found)
    return found


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.change_focus")
    form = forms.ChangeFocusForm(request.POST or None, initial={"own_part": found.own_part, "aim": found.aim})
    if sent(request, form, lambda: actions.change_focus(found, **form.cleaned_data)):
        drafts.forget(request, "growth:change", pk)
        return redirect("growth:mine")
    context = {"focus": found, "hints": wording.own_part(f"{found.own_part}\n{found.aim}")}
    return drafts.form_page(request, "training/growth/change.html", form, name="growth:change", thing=pk, context=context)


@require_POST
def share(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.change_focus")
    actions.share_focus(found, is_shared="stop" not in request.POST)
    messages.success(request, "No longer shared." if "stop" in request.POST else "Shared with those who report to you.")
    return redirect("growth:mine")


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.change_focus")
    form = forms.EndFocusForm(request.POST or None)
    if sent(request, form, lambda: actions.end_focus(found, **form.cleaned_data, on=moments.today())):
        drafts.forget(request, "growth:end", pk)
        messages.success(request, "Closed. What you learned stays with you.")
        return redirect("growth:mine")
    return drafts.form_page(request, "training/growth/end.html", form, name="growth:end", thing=pk, context={"focus": found})


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.change_focus")
    form = forms.AskForm(request.POST or None)
    if sent(request, form, lambda: actions.ask_for(found, **form.cleaned_data, at=moments.now())):
        drafts.forget(request, "growth:ask", pk)
        messages.success(request, f"Asked: {form.cleaned_data['asked']}. They may decline without a reason.")
        return redirect("growth:mine")
    return drafts.form_page(request, "training/growth/ask.html", form, name="growth:ask", thing=pk, context={"focus": found})


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def experiment(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.change_focus")
    form = forms.ExperimentForm(request.POST or None)
    if sent(request, form, lambda: actions.start_experiment(found, **form.cleaned_data)):
        drafts.forget(request, "growth:experiment", pk)
        messages.success(request, "Begun. On its last day you are asked what came of it.")
        return redirect("growth:mine")
    context = {"focus": found, "behaviours": behaviours(found.competency)}
    return drafts.form_page(request, "training/growth/experiment.html", form, name="growth:experiment", thing=pk, context=context)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def result(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(visible_experiments(request.user).select_related("focus"), pk=pk)
    require(request.user, "training.change_focus", found.focus)
    form = forms.ResultForm(request.POST or None)
    if sent(request, form, lambda: actions.close_experiment(found, **form.cleaned_data, on=moments.today())):
        drafts.forget(request, "growth:result", pk)
        return redirect("growth:mine")
    return drafts.form_page(
        request, "training/growth/result.html", form, name="growth:result", thing=pk, context={"experiment": found}
    )


# --- What one is asked -------------------------------------------------------------------------------------------------


def _ask(request: HttpRequest, pk: int, permission: str) -> Ask:
    found = get_object_or_404(visible_asks(request.user).select_related("focus__employee"), pk=pk)
    require(request.user, permission, found)
    return found


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    found = _ask(request, pk, "training.answer_ask")
    form = forms.AnswerForm(request.POST or None, kind=found.kind)
    is_forward = found.kind == Ask.Kind.FEEDFORWARD
    hints = hints_before(request, form, wording.future_only if is_forward else wording.without_judging)
    if not hints and sent(request, form, lambda: actions.answer_ask(found, **form.cleaned_data, at=moments.now())):
        drafts.forget(request, "growth:answer", pk)
        messages.success(request, f"Sent to {found.focus.employee}, and to nobody else.")
        return redirect("growth:others")
    context = {"ask": found, "hints": hints}
    return drafts.form_page(request, "training/growth/answer.html", form, name="growth:answer", thing=pk, context=context)


@require_POST
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    actions.decline_ask(_ask(request, pk, "training.answer_ask"))
    messages.success(request, "Declined. Nobody asks why.")
    return redirect("growth:others")


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    actions.withdraw_ask(_ask(request, pk, "training.handle_ask"))
    return redirect("growth:mine")


@require_POST
def thank(request: HttpRequest, pk: int) -> HttpResponse:
    found = actions.thank_for(_ask(request, pk, "training.handle_ask"), at=moments.now())
    messages.success(request, f"Thank you, sent to {found.asked}.")
    return redirect("growth:focus", found.focus_id)

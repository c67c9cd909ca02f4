"""What does a person see and send about coming back?"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_http_methods

from people.accounts import drafts
from training.returns import actions, forms
from training.returns.permissions import visible_returns
from training.returns.proposals import note_on_time_away, proposed_plan
from training.trials.models import Trial
from training.trials.reintegration import months_away
from transition.lib import moments, wording
from transition.lib.access import require
from transition.lib.faults import sent


def _find(request: HttpRequest, pk: int, permission: str) -> Trial:
    whole = visible_returns(request.user).select_related("candidate", "sponsor", "contract", "way_back", "return_plan__helper")
    found = get_object_or_404(whole, pk=pk)
    require(request.user, permission, found)
    return found


def _about(found: Trial) -> dict:
    months = months_away(found, on=found.way_back.on)
    return {"trial": found, "plan": getattr(found, "return_plan", None), "months": months, "note": note_on_time_away(months)}


@require_GET
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.see_return_plan")
    context = _about(found) | {"steps": found.steps.select_related("owner"), "today": moments.today()}
    return TemplateResponse(request, "training/returns/plan.html", context)


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.write_return_plan")
    written = getattr(found, "return_plan", None)
    names = (*actions.PARTS, "helper")
    initial = {name: getattr(written, name) for name in names} if written else proposed_plan(found)
    form = forms.PlanForm(request.POST or None, initial=initial)
    if sent(request, form, lambda: actions.write_plan(found, **form.cleaned_data, by=request.user, at=moments.now())):
        drafts.forget(request, "returns:write", pk)
        messages.success(request, "Written down. Everybody named in it reads it.")
        return redirect("returns:plan", pk)
    hints = wording.no_stigma("\n".join(str(initial[name]) for name in actions.PARTS)) if written else []
    context = _about(found) | {"hints": hints}
    return drafts.form_page(request, "training/returns/write.html", form, name="returns:write", thing=pk, context=context)

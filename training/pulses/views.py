"""What does a person see and send about their pulse?"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from people.accounts import drafts
from training.pulses import actions, forms
from training.pulses.permissions import visible_pulses
from training.pulses.picture import picture_of
from training.pulses.queries import month_on
from training.trials.models import Trial
from transition.lib import moments
from transition.lib.access import may, require
from transition.lib.faults import sent


def _find(request: HttpRequest, pk: int, permission: str) -> Trial:
    whole = visible_pulses(request.user).select_related("candidate", "mentor", "contract", "pulse_share")
    found = get_object_or_404(whole.filter(contract__isnull=False), pk=pk)
    require(request.user, permission, found)
    return found


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def pulse(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.see_pulse" if request.method == "GET" else "training.write_pulse")
    readings = actions.read_pulses(found)
    today = moments.today()
    month = month_on(found, today)
    this = next((one for one in readings if one.month == month), None)
    context = {
        "trial": found,
        "readings": readings[::-1],
        "picture": picture_of(readings),
        "is_own": found.candidate == request.person,
        "month": month,
        "this": this,
    }
    can_write = found.status == Trial.Status.RUNNING and found.contract.starts_on <= today
    if not can_write or not may(request.user, "training.write_pulse", found):
        return TemplateResponse(request, "training/pulses/pulse.html", context)
    initial = {name: getattr(this, name) for name in (*actions.NUMBERS, "words")} if this else {}
    form = forms.PulseForm(request.POST or None, initial=initial)
    if sent(request, form, lambda: actions.write_pulse(found, **form.cleaned_data, on=today)):
        drafts.forget(request, "pulses:pulse", pk)
        messages.success(request, "Kept, for you alone.")
        return redirect("pulses:pulse", pk)
    return drafts.form_page(request, "training/pulses/pulse.html", form, name="pulses:pulse", thing=pk, context=context)


@require_POST
def share(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.write_pulse")
    actions.let_mentor_read(found, allowed="allow" in request.POST, at=moments.now(), on=moments.today())
    messages.success(request, "Saved.")
    return redirect("pulses:pulse", pk)


@require_POST
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.write_pulse")
    actions.forget_pulses(found)
    drafts.forget(request, "pulses:pulse", pk)
    messages.success(request, "Forgotten, all of it.")
    return redirect("pulses:pulse", pk)

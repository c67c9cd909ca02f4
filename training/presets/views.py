"""What does a person see and send about presets?"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_http_methods

from people.accounts import drafts
from training.presets import actions, forms, queries
from training.presets.models import PresetVersion
from transition.lib import moments
from transition.lib.access import require
from transition.lib.faults import sent


@require_GET
def presets(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.see_presets")
    return TemplateResponse(request, "training/presets/presets.html", {"presets": queries.current_presets()})


@require_GET
def preset(request: HttpRequest, key: str) -> HttpResponse:
    require(request.user, "training.see_presets")
    versions = list(queries.versions_of(key)[:100])
    if not versions:
        raise Http404
    conditions = [one.label for one in versions[0].Condition if one in versions[0].conditions]
    context = {"version": versions[0], "versions": versions, "conditions": conditions}
    return TemplateResponse(request, "training/presets/preset.html", context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.change_presets")
    form = forms.PresetForm(request.POST or None)
    if made := sent(request, form, lambda: _publish(request, form, queries.free_key_of(form.cleaned_data["title"]))):
        drafts.forget(request, "presets:new")
        messages.success(request, "From now on contracts can be written this way, too.")
        return redirect("presets:preset", made.preset.key)
    return drafts.form_page(request, "training/presets/edit.html", form, name="presets:new", context={})


def _publish(request: HttpRequest, form: forms.PresetForm, key: str) -> PresetVersion:
    return actions.publish_preset(form.text(key), why=form.cleaned_data["why"], by=request.user, at=moments.now())


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, key: str) -> HttpResponse:
    require(request.user, "training.change_presets")
    current = queries.versions_of(key).first()
    if current is None:
        raise Http404
    form = forms.PresetForm(request.POST or None, initial=forms.PresetForm.initial_of(current))
    if made := sent(request, form, lambda: _publish(request, form, key)):
        drafts.forget(request, "presets:edit", key)
        messages.success(request, f"Version {made.number} counts for new contracts. What is under way keeps its own.")
        return redirect("presets:preset", key)
    return drafts.form_page(
        request, "training/presets/edit.html", form, name="presets:edit", thing=key, context={"version": current}
    )

"""What does a person see and send about programmes?"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from training.curricula import actions, queries
from training.curricula.models import Enrolment, Programme
from training.curricula.permissions import visible_enrolments
from transition.lib import moments
from transition.lib.access import require


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.see_programme")
    enrolments = (
        visible_enrolments(request.user).select_related("programme").prefetch_related("completions", "programme__modules")
    )
    rows = [(enrolment, queries.steps_of(enrolment)) for enrolment in enrolments]
    others = Programme.objects.exclude(pk__in=[enrolment.programme_id for enrolment, _ in rows]).prefetch_related("modules")
    context = {"rows": rows, "others": others, "today": moments.today()}
    return TemplateResponse(request, "training/curricula/mine.html", context)


def _find(request: HttpRequest, key: str) -> tuple[Programme, Enrolment | None]:
    require(request.user, "training.see_programme")
    programme = get_object_or_404(Programme, key=key)
    return programme, visible_enrolments(request.user).filter(programme=programme).select_related("programme").first()


@require_GET
def programme(request: HttpRequest, programme: str) -> HttpResponse:
    found, enrolment = _find(request, programme)
    context = {
        "programme": found,
        "enrolment": enrolment,
        "steps": queries.steps_of(enrolment) if enrolment else [],
        "modules": found.modules.all(),
        "today": moments.today(),
    }
    return TemplateResponse(request, "training/curricula/programme.html", context)


@require_POST
def follow(request: HttpRequest, programme: str) -> HttpResponse:
    found, enrolment = _find(request, programme)
    require(request.user, "training.follow_programme")
    if enrolment is None or enrolment.paused_on is not None:
        actions.enrol(request.person, found, anchor_on=moments.today(), by=request.user, at=moments.now())
        messages.success(request, "It begins today, at your own pace.")
    return redirect("curricula:programme", found.key)


@require_http_methods(["GET", "POST"])
def module(request: HttpRequest, programme: str, key: str) -> HttpResponse:
    found, enrolment = _find(request, programme)
    modules = list(found.modules.all())
    one = get_object_or_404(found.modules, key=key)
    if request.method == "POST":
        enrolment = get_object_or_404(visible_enrolments(request.user), programme=found)
        require(request.user, "training.complete_module", enrolment)
        if "reopen" in request.POST:
            actions.reopen_module(enrolment, one)
        else:
            actions.complete_module(enrolment, one, by=request.user, at=moments.now())
            messages.success(request, "Noted as done.")
        return redirect("curricula:programme", found.key)
    steps = {step.module.pk: step for step in queries.steps_of(enrolment)} if enrolment else {}
    place = modules.index(one)
    context = {
        "programme": found,
        "enrolment": enrolment,
        "module": one,
        "step": steps.get(one.pk),
        "before": modules[place - 1] if place else None,
        "after": modules[place + 1] if place + 1 < len(modules) else None,
        "place": place + 1,
        "total": len(modules),
    }
    return TemplateResponse(request, "training/curricula/module.html", context)

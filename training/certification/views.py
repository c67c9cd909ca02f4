"""What does a person see and send about observed practice?"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from people.accounts import drafts
from training.certification import actions, forms, queries
from training.certification.models import Observation, PracticeLadder
from training.certification.permissions import visible_observations
from transition.lib import moments
from transition.lib.access import may, require
from transition.lib.faults import sent

MOST = 200


@require_GET
def ladders(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.see_practice")
    waiting = queries.to_confirm(visible_observations(request.user), request.person) if request.person else []
    context = {"ladders": PracticeLadder.objects.prefetch_related("steps")[:MOST], "waiting": waiting[:MOST]}
    return TemplateResponse(request, "training/certification/ladders.html", context)


def _find(request: HttpRequest, key: str, permission: str) -> PracticeLadder:
    require(request.user, "training.see_practice")
    found = get_object_or_404(PracticeLadder, key=key)
    require(request.user, permission, found)
    return found


@require_GET
def ladder(request: HttpRequest, key: str) -> HttpResponse:
    found = _find(request, key, "training.see_practice")
    today = moments.today()
    steps = {one.pk: one for one in found.steps.all()}
    standings = queries.standings_of(found, besides=request.person)
    mine = standings[request.person.pk] if request.person else None
    own = visible_observations(request.user).filter(employee=request.person, step__ladder=found) if request.person else []
    people = queries.certified(found, on=today, standings=standings)
    context = {
        "ladder": found,
        "rows": [(steps[pk], seen, needed) for pk, seen, needed in mine.steps] if mine else [],
        "mine": mine,
        "is_certified": mine is not None and mine.is_certified(today),
        "next_step": steps.get(mine.next_step) if mine else None,
        "observations": own.select_related("step", "observer").order_by("-happened_on", "-pk")[:30] if own else [],
        "people": people[:MOST],
        "total": len(people),
    }
    return TemplateResponse(request, "training/certification/ladder.html", context)


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, key: str) -> HttpResponse:
    found = _find(request, key, "training.ask_for_observation")
    form = forms.AskForm(request.POST or None, initial={"happened_on": moments.today()})
    moment = {"on": moments.today(), "at": moments.now()}
    asked = sent(
        request, form, lambda: actions.ask_for_observation(found, employee=request.person, **form.cleaned_data, **moment)
    )
    if asked:
        drafts.forget(request, "certification:ask", found.pk)
        messages.success(request, f"{asked.observer} is asked to confirm it.")
        return redirect("certification:ladder", key)
    context = {"ladder": found, "step": found.steps.filter(pk=queries.standing_of(found, request.person).next_step).first()}
    return drafts.form_page(
        request, "training/certification/ask.html", form, name="certification:ask", thing=found.pk, context=context
    )


@sensitive_post_parameters("words")
@require_http_methods(["GET", "POST"])
def observation(request: HttpRequest, pk: int) -> HttpResponse:
    rows = visible_observations(request.user).select_related("step__ladder", "employee", "observer")
    found = get_object_or_404(rows, pk=pk)
    require(request.user, "training.see_observation", found)
    form = forms.AnswerForm(request.POST or None)
    if request.method == "POST":
        require(request.user, "training.confirm_observation", found)
        moment = {"on": moments.today(), "at": moments.now()}
        if sent(request, form, lambda: actions.answer_observation(found, **form.cleaned_data, **moment)):
            drafts.forget(request, "certification:observation", pk)
            messages.success(request, f"{found.employee} knows.")
            return redirect("certification:ladders")
    may_answer = found.state == Observation.State.ASKED and may(request.user, "training.confirm_observation", found)
    context = {"observation": found, "may_answer": may_answer}
    return drafts.form_page(
        request, "training/certification/observation.html", form, name="certification:observation", thing=pk, context=context
    )


@require_http_methods(["GET", "POST"])
def name_one(request: HttpRequest, key: str) -> HttpResponse:
    found = _find(request, key, "training.change_practice")
    form = forms.NameForm(request.POST or None)
    acts = {"by": request.user, "on": moments.today(), "at": moments.now()}
    if sent(request, form, lambda: actions.name_certified(found, **form.cleaned_data, **acts)):
        drafts.forget(request, "certification:name_one", found.pk)
        return redirect("certification:ladder", key)
    context = {"ladder": found}
    return drafts.form_page(
        request, "training/certification/name_one.html", form, name="certification:name_one", thing=found.pk, context=context
    )


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.change_practice")
    form = forms.LadderForm(request.POST or None, is_new=True)
    made = sent(request, form, lambda: actions.define_ladder(**form.cleaned_data, by=request.user, at=moments.now()))
    if made:
        drafts.forget(request, "certification:new")
        return redirect("certification:ladder", made.key)
    return drafts.form_page(request, "training/certification/edit.html", form, name="certification:new", context={})


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, key: str) -> HttpResponse:
    found = _find(request, key, "training.change_practice")
    initial = {name: getattr(found, name) for name in ("title", "summary", "text", "renewal_months")}
    initial["steps"] = "\n".join(f"{one.title}: {one.needed}" for one in found.steps.all())
    form = forms.LadderForm(request.POST or None, is_new=False, initial=initial)
    acts = {"by": request.user, "at": moments.now()}
    if sent(request, form, lambda: actions.define_ladder(key=found.key, **form.cleaned_data, **acts)):
        drafts.forget(request, "certification:edit", found.pk)
        return redirect("certification:ladder", key)
    context = {"ladder": found}
    return drafts.form_page(
        request, "training/certification/edit.html", form, name="certification:edit", thing=found.pk, context=context
    )

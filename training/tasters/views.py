"""What does a person see and send about trying a little of leading?"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.accounts import drafts
from training.tasters import actions, forms, queries
from training.tasters.models import Taster
from training.tasters.permissions import visible_tasters
from transition.lib import moments
from transition.lib.access import require
from transition.lib.faults import sent

MOST = 60


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.ask_for_taster")
    today = moments.today()
    offer = queries.offer_of(request.person)
    context = {
        "tasters": queries.with_both(visible_tasters(request.user))[:MOST],
        "stories": queries.who_to_hear(request.person, on=today),
        "offer": offer,
        "may_offer": offer is not None or bool(queries.way_of_person(request.person, on=today)),
        "kinds": [one for one in Taster.Kind.choices if one[0] != Taster.Kind.TALK],
    }
    return TemplateResponse(request, "training/tasters/mine.html", context)


@require_http_methods(["GET", "POST"])
def offer(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.offer_story")
    known = queries.offer_of(request.person)
    initial = {"words": known.words, "is_open": known.is_open} if known else {}
    form = forms.StoryForm(request.POST or None, initial=initial)
    if sent(request, form, lambda: actions.offer_story(request.person, **form.cleaned_data, on=moments.today())):
        drafts.forget(request, "tasters:offer")
        messages.success(request, "Saved. Thank you: hearing it from you is worth more than any page.")
        return redirect("tasters:mine")
    return drafts.form_page(request, "training/tasters/offer.html", form, name="tasters:offer", context={})


@sensitive_post_parameters("wish")
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.ask_for_taster")
    initial = {name: request.GET.get(name, "")[:250] for name in ("host", "kind")}
    form = forms.AskForm(request.POST or None, initial=initial)
    moment = {"on": moments.today(), "at": moments.now()}
    if asked := sent(request, form, lambda: actions.ask_for_taster(request.person, **form.cleaned_data, **moment)):
        drafts.forget(request, "tasters:ask")
        messages.success(request, f"{asked.host} has been asked. Nobody else knows.")
        return redirect("tasters:mine")
    return drafts.form_page(request, "training/tasters/ask.html", form, name="tasters:ask", context={})


def _find(request: HttpRequest, pk: int, permission: str) -> Taster:
    found = get_object_or_404(queries.with_both(visible_tasters(request.user)), pk=pk)
    require(request.user, permission, found)
    return found


@require_GET
def taster(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.see_taster")
    is_host = found.host_id == request.person.pk
    context = {
        "taster": found,
        "is_host": is_host,
        "other": found.guest if is_host else found.host,
        "note": actions.read_note(found, author=request.person),
    }
    return TemplateResponse(request, "training/tasters/taster.html", context)


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.answer_taster")
    says_yes = "yes" in request.POST
    actions.answer_taster(found, says_yes=says_yes, at=moments.now())
    messages.success(request, f"{found.guest} knows. Agree on a day." if says_yes else "Said, without a reason. A no is fine.")
    return redirect("tasters:taster", pk)


@sensitive_post_parameters("text")
@require_http_methods(["GET", "POST"])
def note(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.note_taster")
    form = forms.NoteForm(request.POST or None, initial={"text": actions.read_note(found, author=request.person)})
    if request.method == "POST" and form.is_valid():
        actions.write_note(found, author=request.person, **form.cleaned_data, at=moments.now())
        drafts.forget(request, "tasters:note", pk)
        messages.success(request, "Kept, for you alone.")
        return redirect("tasters:taster", pk)
    return drafts.form_page(request, "training/tasters/note.html", form, name="tasters:note", thing=pk, context={"taster": found})


@sensitive_post_parameters("words")
@require_http_methods(["GET", "POST"])
def afterwards(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.see_taster")
    today, is_guest = moments.today(), found.guest_id == request.person.pk
    initial = {
        "done_on": found.done_on or min(found.planned_on or today, today),
        "words": found.learned if is_guest else found.saw,
        "counts": found.counts,
    }
    form = forms.AfterwardsForm(request.POST or None, initial=initial, is_guest=is_guest, is_talk=found.kind == Taster.Kind.TALK)
    acts = {"by": request.person, "on": today, "at": moments.now()}
    if sent(request, form, lambda: actions.say_afterwards(found, **form.cleaned_data, **acts)):
        drafts.forget(request, "tasters:afterwards", pk)
        messages.success(request, "Kept, for the two of you.")
        return redirect("tasters:taster", pk)
    return drafts.form_page(
        request, "training/tasters/afterwards.html", form, name="tasters:afterwards", thing=pk, context={"taster": found}
    )


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    actions.take_back(_find(request, pk, "training.take_back_taster"), at=moments.now())
    messages.success(request, "Taken back. It is gone for both of you.")
    return redirect("tasters:mine")

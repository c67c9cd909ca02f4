"""What does a person see and send about feedback?"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.accounts import drafts
from people.employees.permissions import visible_employees
from training.feedback import actions, forms, queries
from training.feedback.models import FeedbackRequest
from training.feedback.permissions import visible_feedback, visible_feedback_requests
from transition.lib import moments, wording
from transition.lib.access import require
from transition.lib.addresses import number_in
from transition.lib.faults import sent
from transition.lib.hinting import hints_before
from transition.lib.keyset import page_of

MOST_REQUESTS = 20


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.give_feedback")
    is_given = "given" in request.GET
    own = {"giver": request.person} if is_given else {"receiver": request.person}
    requests = queries.open_requests(visible_feedback_requests(request.user))[:MOST_REQUESTS]
    context = {
        "page": page_of(
            queries.with_people(visible_feedback(request.user)).filter(**own),
            order=("-given_at", "-pk"),
            before=request.GET.get("before", ""),
            after=request.GET.get("after", ""),
        ),
        "is_given": is_given,
        "asked_of_me": [one for one in requests if one.giver_id == request.person.pk],
        "asked_by_me": [one for one in requests if one.asker_id == request.person.pk],
    }
    return TemplateResponse(request, "training/feedback/mine.html", context)


@sensitive_post_parameters("situation", "behaviour", "impact", "ask")
@require_http_methods(["GET", "POST"])
def give(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.give_feedback")
    asked = _request_answered(request)
    receiver = asked.asker if asked else visible_employees(request.user).filter(pk=number_in(request.GET.get("to"))).first()
    form = forms.FeedbackForm(request.POST or None, initial={"receiver": receiver})
    facts = {"giver": request.person, "request": asked, "at": moments.now()}
    hints = hints_before(request, form, wording.without_judging)
    if not hints and (given := sent(request, form, lambda: actions.give_feedback(**form.cleaned_data, **facts))):
        drafts.forget(request, "feedback:give", asked.pk if asked else "")
        messages.success(request, f"Sent. {given.receiver} reads it, nobody else.")
        return redirect("feedback:one", given.pk)
    thing = asked.pk if asked else ""
    return drafts.form_page(
        request, "training/feedback/give.html", form, name="feedback:give", thing=thing, context={"asked": asked, "hints": hints}
    )


def _request_answered(request: HttpRequest) -> FeedbackRequest | None:
    """The request that the form answers (`?request=`), if it is one of theirs."""
    number = number_in(request.GET.get("request"))
    return visible_feedback_requests(request.user).filter(pk=number, giver=request.person).select_related("asker").first()


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.give_feedback")
    giver = visible_employees(request.user).filter(pk=number_in(request.GET.get("of"))).first()
    form = forms.AskForm(request.POST or None, initial={"giver": giver})
    facts = {"asker": request.person, "at": moments.now()}
    if sent(request, form, lambda: actions.ask_for_feedback(**form.cleaned_data, **facts)):
        drafts.forget(request, "feedback:ask")
        messages.success(request, "Asked. A no is fine too, and tells nobody anything.")
        return redirect("feedback:mine")
    return drafts.form_page(request, "training/feedback/ask.html", form, name="feedback:ask", context={})


@require_GET
def one(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.with_people(visible_feedback(request.user)), pk=pk)
    require(request.user, "training.see_feedback", found)
    if found.receiver == request.person:
        actions.read_feedback(found, at=moments.now())
    return TemplateResponse(request, "training/feedback/one.html", {"feedback": found})


@require_POST
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(visible_feedback_requests(request.user), pk=pk)
    require(request.user, "training.answer_feedback_request", found)
    actions.decline_request(found, at=moments.now())
    messages.success(request, "Declined. Nobody is told why.")
    return redirect("feedback:mine")

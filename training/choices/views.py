"""What does a person see and send about their own track?"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.accounts import drafts
from people.tracks.queries import MOVES
from training.choices import actions, forms, queries
from training.choices.models import Interest, InterestShare
from training.choices.permissions import visible_interests
from transition.lib import moments
from transition.lib.access import require
from transition.lib.faults import sent


@sensitive_post_parameters("words")
@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.say_interest")
    said = queries.interest_of(request.person)
    initial = {"wish": said.wish, "words": said.words} if said else {}
    form = forms.InterestForm(request.POST or None, initial=initial)
    today = moments.today()
    if sent(request, form, lambda: actions.say_interest(request.person, **form.cleaned_data, on=today)):
        drafts.forget(request, "choices:mine")
        messages.success(request, "Saved, for you alone. Share it below if you like.")
        return redirect("choices:mine")
    return _page(request, form, forms.ShareForm(), said)


def _page(request: HttpRequest, form: forms.InterestForm, share_form: forms.ShareForm, said: Interest | None) -> HttpResponse:
    here, ways = queries.ways_from(request.person, on=moments.today())
    context = {
        "said": said,
        "shares": said.shares.all() if said else [],
        "share_form": share_form,
        "here": here,
        "ways": [(way.level, MOVES[way.move]) for way in ways],
    }
    return drafts.form_page(request, "training/choices/mine.html", form, name="choices:mine", context=context)


def _own(request: HttpRequest) -> Interest:
    require(request.user, "training.say_interest")
    said = queries.interest_of(request.person)
    if said is None:
        raise Http404
    return said


@require_POST
def share(request: HttpRequest) -> HttpResponse:
    said = _own(request)
    if "hr" in request.POST:
        actions.share_interest(said, reader=None, at=moments.now())
        return redirect("choices:mine")
    form = forms.ShareForm(request.POST)
    if sent(request, form, lambda: actions.share_interest(said, **form.cleaned_data, at=moments.now())):
        messages.success(request, "Shared. You can stop that at any time.")
        return redirect("choices:mine")
    return _page(request, forms.InterestForm(initial={"wish": said.wish, "words": said.words}), form, said)


@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, "training.say_interest")
    actions.stop_sharing(get_object_or_404(InterestShare.objects.filter(interest__employee=request.person), pk=pk))
    messages.success(request, "No longer shared.")
    return redirect("choices:mine")


@require_POST
def take_back(request: HttpRequest) -> HttpResponse:
    actions.take_back(_own(request))
    drafts.forget(request, "choices:mine")
    messages.success(request, "Gone, without a trace.")
    return redirect("choices:mine")


@require_GET
def shared(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.say_interest")
    found = queries.shared_by_others(visible_interests(request.user), request.person)[:200]
    return TemplateResponse(request, "training/choices/shared.html", {"interests": found})

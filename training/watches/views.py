"""What does a person see and send in the months after?"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from people.accounts import drafts
from training.trials.models import Signature, Trial
from training.trials.package import debt_of
from training.trials.permissions import role_in
from training.trials.queries import ended_on, promises_of
from training.watches import actions, forms, queries
from training.watches.permissions import visible_watches
from training.watches.questions import REVIEW, TALK
from transition.lib import moments
from transition.lib.access import may, require
from transition.lib.faults import sent

Role = Signature.Role


def _find(request: HttpRequest, pk: int, permission: str) -> Trial:
    found = get_object_or_404(queries.with_watch(visible_watches(request.user)), pk=pk)
    require(request.user, permission, found)
    return found


def _acts(request: HttpRequest) -> dict:
    return {"by": request.user, "at": moments.now(), "on": moments.today()}


@require_GET
def watch(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.see_watch")
    is_own = may(request.user, "training.look_back", found)
    rows = sorted(queries.watch_of(found), key=lambda one: (one.due_on, one.kind))
    seen = [one for one in rows if one.kind != "look_back" or is_own]  # nobody else learns even that it was answered
    context = {
        "trial": found,
        "rows": [one for one in seen if one.kind != "review" or one.role == Role.CANDIDATE],
        "is_own": is_own,
        "review_held": found.review_candidate and found.review_sponsor,
        "may_talk": may(request.user, "training.hold_stay_talk", found),
        "may_review": may(request.user, "training.review_half_year", found),
        "today": moments.today(),
    }
    return TemplateResponse(request, "training/watches/watch.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def talk(request: HttpRequest, pk: int, month: int) -> HttpResponse:
    found = _find(request, pk, "training.see_watch")
    day = queries.due_on(found, "talk", month)
    if day is None:
        raise Http404
    held = found.stay_talks.select_related("manager", "trial").filter(month=month).first()
    context = {
        "trial": found,
        "month": month,
        "due_on": day,
        "talk": held,
        "opens_on": day - queries.AHEAD,
        "today": moments.today(),
    }
    if held:
        require(request.user, "training.see_stay_talk", held)
        said = actions.read_words(held)
        context["lines"] = [(one.text, said[one.key]) for one in TALK]
    else:
        require(request.user, "training.hold_stay_talk", found)
    if (held and request.method == "GET") or moments.today() < context["opens_on"]:
        return TemplateResponse(request, "training/watches/talk.html", context)
    form = forms.WordsForm(request.POST or None, questions=TALK)
    if sent(request, form, lambda: actions.hold_talk(found, month=month, words=form.cleaned_data, **_acts(request))):
        drafts.forget(request, f"watches:talk {month}", pk)
        messages.success(request, "Noted, for the two of you.")
        return redirect("watches:watch", pk)
    name = f"watches:talk {month}"
    return drafts.form_page(request, "training/watches/talk.html", form, name=name, thing=pk, context=context)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def look_back(request: HttpRequest, pk: int, month: int) -> HttpResponse:
    found = _find(request, pk, "training.look_back")
    day = queries.due_on(found, "look_back", month)
    if day is None:
        raise Http404
    earlier = actions.read_look_backs(found)
    context = {"trial": found, "month": month, "earlier": earlier, "opens_on": day - queries.AHEAD, "today": moments.today()}
    if moments.today() < context["opens_on"]:
        return TemplateResponse(request, "training/watches/look_back.html", context)
    form = forms.LookBackForm(request.POST or None)
    if sent(request, form, lambda: actions.look_back(found, month=month, **form.cleaned_data, on=moments.today())):
        drafts.forget(request, f"watches:look_back {month}", pk)
        messages.success(request, "Kept, for you alone.")
        return redirect("watches:look_back", pk, month)
    name = f"watches:look_back {month}"
    return drafts.form_page(request, "training/watches/look_back.html", form, name=name, thing=pk, context=context)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.review_half_year")
    role = role_in(request.user, found) or ""
    halves = {half.role: half for half in found.review_halves.all()}
    today, day = moments.today(), queries.due_on(found, "review", queries.REVIEW_MONTH)
    debt = debt_of(found, promises_of(found, on=ended_on(found) or today), found.package.all(), on=today)
    context = {"trial": found, "role": role, "debt": debt, "opens_on": day - queries.AHEAD, "due_on": day, "today": today}
    if role in halves or today < context["opens_on"]:
        if request.method == "POST":
            actions.write_half(found, role=role, words={}, **_acts(request))  # says why it cannot be
        shown = [half for half in halves.values() if len(halves) == 2 or half.role == role]
        context["answers"] = [(Role(half.role), _lines(half)) for half in sorted(shown, key=lambda half: half.role)]
        context["waits"] = len(halves) == 1
        return TemplateResponse(request, "training/watches/review.html", context)
    form = forms.WordsForm(request.POST or None, questions=REVIEW[Role(role)])
    if sent(request, form, lambda: actions.write_half(found, role=role, words=form.cleaned_data, **_acts(request))):
        drafts.forget(request, "watches:review", pk)
        messages.success(request, "Saved. You read each other's words once both of you have written.")
        return redirect("watches:review", pk)
    return drafts.form_page(request, "training/watches/review.html", form, name="watches:review", thing=pk, context=context)


def _lines(half) -> list[tuple[str, object]]:
    said = actions.read_words(half)
    return [(one.text, said[one.key]) for one in REVIEW[Role(half.role)]]

"""What do those who are coached, coaches from outside, and HR see and send?"""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.accounts import drafts
from people.accounts.actions import hash_token
from training.coaching import actions, forms, queries
from training.coaching.models import Coaching, ExternalCoach
from training.coaching.permissions import visible_coachings, visible_things
from transition.lib import moments
from transition.lib.access import open_to_outside, require
from transition.lib.faults import sent

MOST = 60


# --- Whoever is coached ------------------------------------------------------------------------------------------------


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.see_coaching")
    things = visible_things(request.user).filter(coaching__employee=request.person).select_related("coaching__coach")
    context = {
        "coachings": queries.of_employee(visible_coachings(request.user), request.person)[:MOST],
        "things": [(one, actions.read_thing(one)[0]) for one in things[:MOST]],
    }
    return TemplateResponse(request, "training/coaching/mine.html", context)


def _find(request: HttpRequest, pk: int, permission: str) -> Coaching:
    found = get_object_or_404(visible_coachings(request.user).select_related("coach"), pk=pk)
    require(request.user, permission, found)
    return found


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.answer_coaching")
    actions.answer_offer(found, is_yes="yes" in request.POST, on=moments.today())
    return redirect("coaching:mine")


@sensitive_post_parameters("title", "text")
@require_http_methods(["GET", "POST"])
def share(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.share_with_coach")
    form = forms.ShareForm(request.POST or None)
    shared = sent(request, form, lambda: actions.share_thing(found, **form.cleaned_data, at=moments.now()))
    if shared:
        drafts.forget(request, "coaching:share", pk)
        messages.success(request, f"{found.coach} can read it. Take it back whenever you like.")
        return redirect("coaching:thing", shared.pk)
    context = {"coaching": found}
    return drafts.form_page(request, "training/coaching/share.html", form, name="coaching:share", thing=pk, context=context)


@require_POST
def back(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(visible_things(request.user).select_related("coaching"), pk=pk)
    require(request.user, "training.take_back_thing", found)
    actions.take_back(found)
    messages.success(request, "Taken back: it is gone.")
    return redirect("coaching:mine")


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.end_coaching")
    actions.end_coaching(found, on=moments.today(), at=moments.now())
    messages.success(request, "Ended. Nothing shared is open to the coach any more.")
    return redirect("coaching:mine" if found.employee_id == getattr(request.person, "pk", None) else "coaching:coaches")


# --- A coach from outside ----------------------------------------------------------------------------------------------


@open_to_outside
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.coach_from_outside")
    things = visible_things(request.user).select_related("coaching__employee")
    context = {
        "coachings": visible_coachings(request.user).select_related("employee")[:MOST],
        "things": [(one, actions.read_thing(one)[0]) for one in things[:MOST]],
    }
    return TemplateResponse(request, "training/coaching/desk.html", context)


@open_to_outside
@sensitive_post_parameters("text")
@require_http_methods(["GET", "POST"])
def thing(request: HttpRequest, pk: int) -> HttpResponse:
    rows = visible_things(request.user).select_related("coaching__coach", "coaching__employee")
    found = get_object_or_404(rows, pk=pk)
    require(request.user, "training.see_coaching_thing", found)
    form = forms.WordForm(request.POST or None)
    facts = {"by_coach": request.user.is_outside, "at": moments.now()}
    if sent(request, form, lambda: actions.say_to_thing(found, **form.cleaned_data, **facts)):
        drafts.forget(request, "coaching:thing", pk)
        return redirect("coaching:thing", pk)
    title, text = actions.read_thing(found)
    context = {
        "thing": found,
        "title": title,
        "text": text,
        "words": [(one, actions.read_word(one)) for one in found.words.all()[:200]],
        "runs": found.coaching.status == Coaching.Status.RUNNING,
        "home": "coaching:desk" if request.user.is_outside else "coaching:mine",
    }
    return drafts.form_page(request, "training/coaching/thing.html", form, name="coaching:thing", thing=pk, context=context)


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    found = queries.invited(ExternalCoach.objects.filter(token_hash=hash_token(token)), at=moments.now()).first()
    if found is None:
        return TemplateResponse(request, "people/accounts/invitation_closed.html", status=404)
    form = forms.PasswordForm(request.POST or None)
    if sent(request, form, lambda: actions.accept_as_coach(found, password=form.cleaned_data["password"], at=moments.now())):
        messages.success(request, "Your account is open. Sign in with your address.")
        return redirect("account_login")
    return TemplateResponse(request, "training/coaching/invitation.html", {"form": form, "coach": found})


# --- HR ----------------------------------------------------------------------------------------------------------------


@require_GET
def coaches(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.manage_coaches")
    context = {
        "coaches": queries.with_counts(ExternalCoach.objects.all())[:200],
        "coachings": queries.going_on(visible_coachings(request.user))[:200],
    }
    return TemplateResponse(request, "training/coaching/coaches.html", context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.manage_coaches")
    form = forms.InviteForm(request.POST or None)
    made = sent(request, form, lambda: actions.invite_coach(**form.cleaned_data, by=request.user, at=moments.now()))
    if made:
        drafts.forget(request, "coaching:new")
        coach, token = made
        context = {"coach": coach, "link": f"{settings.SITE_URL}{reverse('coaching:invitation', args=[token])}"}
        return TemplateResponse(request, "training/coaching/invited.html", context)
    return drafts.form_page(request, "training/coaching/new.html", form, name="coaching:new", context={})


@require_http_methods(["GET", "POST"])
def offer(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, "training.manage_coaches")
    found = get_object_or_404(ExternalCoach, pk=pk)
    form = forms.OfferForm(request.POST or None)
    acts = {"by": request.user, "on": moments.today(), "at": moments.now()}
    if sent(request, form, lambda: actions.offer_coach(found, **form.cleaned_data, **acts)):
        drafts.forget(request, "coaching:offer", pk)
        return redirect("coaching:coaches")
    return drafts.form_page(
        request, "training/coaching/offer.html", form, name="coaching:offer", thing=pk, context={"coach": found}
    )


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, "training.manage_coaches")
    found = get_object_or_404(ExternalCoach, pk=pk)
    actions.close_coach(found, by=request.user, on=moments.today(), at=moments.now())
    messages.success(request, f"{found} can no longer sign in, and every coaching of theirs has ended.")
    return redirect("coaching:coaches")

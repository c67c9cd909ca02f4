"""What does a person see and send about signing in?"""

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from people.accounts import actions, demo
from people.accounts.forms import PasswordForm
from people.accounts.models import Invitation, User
from people.accounts.permissions import visible_invitations
from people.accounts.queries import hr_administrators, usable_invitations
from transition.lib import moments
from transition.lib.access import open_to_outside, require
from transition.lib.addresses import number_in, on_to

BACKEND = "people.accounts.backend.PersonBackend"


@login_not_required
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    user = demo.user_of(request.POST.get("username", "")) if settings.DEMO else None
    if user is None:
        raise Http404
    _enter(request, user)
    return on_to(request, "home:today")


def _enter(request: HttpRequest, user: User) -> None:
    """Sign somebody in, and list the session where they see their own."""
    login(request, user, backend=BACKEND)
    UserSession.objects.create_from_request(request)


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    found = usable_invitations(Invitation.objects.filter(token_hash=actions.hash_token(token)), moments.now()).first()
    if found is None:
        return TemplateResponse(request, "people/accounts/invitation_closed.html", status=404)
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = actions.accept_invitation(found, password=form.cleaned_data["password"], at=moments.now())
        except ValidationError as fault:
            form.add_error("password", fault)
        else:
            _enter(request, user)
            messages.success(request, "Welcome. This is your page for every day.")
            return redirect("home:today")
    context = {"form": form, "employee": found.employee}
    return TemplateResponse(request, "people/accounts/invitation.html", context)


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(visible_invitations(request.user), pk=pk)
    require(request.user, "people.invite_employee", found.employee)
    actions.revoke_invitation(found, by=request.user, at=moments.now())
    messages.success(request, "The invitation is void.")
    return redirect("directory:person", found.employee_id)


@require_http_methods(["GET", "POST"])
def administrators(request: HttpRequest) -> HttpResponse:
    require(request.user, "people.grant_hr")
    if request.method == "POST":
        user = get_object_or_404(User, pk=number_in(request.POST.get("user")))
        actions.grant_hr(user, granted="grant" in request.POST, by=request.user, at=moments.now())
        messages.success(request, "Saved.")
        return redirect("accounts:administrators")
    found = hr_administrators().select_related("employee").order_by("username")
    return TemplateResponse(request, "people/accounts/administrators.html", {"administrators": found})


@login_not_required
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    now = request.COOKIES.get("theme")
    wanted = request.POST.get("theme") or ("light" if now == "dark" else "dark")
    response = on_to(request, "home:today")
    if wanted in ("light", "dark"):
        response.set_cookie("theme", wanted, max_age=365 * 24 * 3600, samesite="Lax", secure=settings.HTTPS, httponly=True)
    return response


@open_to_outside
@require_POST
def draft(request: HttpRequest) -> HttpResponse:
    form, thing = request.GET.get("form", ""), request.GET.get("thing", "")
    if not form or len(form) > 80 or len(thing) > 80 or "\x00" in form + thing:
        return HttpResponseBadRequest()
    values = {name: found for name, found in request.POST.lists() if name != "csrfmiddlewaretoken"}
    if "discard" in request.GET:
        actions.discard_draft(request.user, form=form, thing=thing)
        return on_to(request, "home:today")
    try:
        actions.save_draft(request.user, form=form, thing=thing, values=values, at=moments.now())
    except ValidationError:
        return HttpResponseBadRequest()
    return HttpResponse(status=204)

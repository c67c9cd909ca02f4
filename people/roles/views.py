"""What do people see and send about roles without a title?"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.accounts import drafts
from people.employees.queries import lines_of_reports
from people.roles import actions, forms
from people.roles.models import LeadRole
from people.roles.permissions import visible_holders, visible_roles
from people.roles.queries import with_holders
from transition.lib import moments
from transition.lib.access import may, require
from transition.lib.faults import sent


@require_GET
def catalogue(request: HttpRequest) -> HttpResponse:
    require(request.user, "people.see_roles")
    roles = list(with_holders(visible_roles(request.user), on=moments.today()))
    kinds = [
        (kind.label, [role for role in roles if role.kind == kind and (role.is_offered or role.now)]) for kind in LeadRole.Kind
    ]
    context = {"kinds": [pair for pair in kinds if pair[1]], "may_give": _may_give_somebody(request)}
    return TemplateResponse(request, "people/roles/catalogue.html", context)


def _may_give_somebody(request: HttpRequest) -> bool:
    person = request.person
    if request.user.is_hr_administrator:
        return True
    known = getattr(person, "leads_anybody", None)
    return bool(person) and (lines_of_reports(person, on=moments.today()).exists() if known is None else known)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    require(request.user, "people.change_roles")
    form = forms.RoleForm(request.POST or None)
    if sent(request, form, lambda: actions.save_role(None, **form.cleaned_data, by=request.user, at=moments.now())):
        drafts.forget(request, "roles:new")
        return redirect("roles:catalogue")
    return drafts.form_page(request, "people/roles/role.html", form, name="roles:new", context={"role": None})


@require_POST
def take_over(request: HttpRequest) -> HttpResponse:
    require(request.user, "people.change_roles")
    made = actions.take_over_shipped(by=request.user, at=moments.now())
    messages.success(request, f"{len(made)} roles added. They are yours to change.")
    return redirect("roles:catalogue")


@require_http_methods(["GET", "POST"])
def role(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, "people.change_roles")
    found = get_object_or_404(visible_roles(request.user), pk=pk)
    initial = {name: getattr(found, name) for name in forms.RoleForm.base_fields}
    form = forms.RoleForm(request.POST or None, initial=initial)
    if sent(request, form, lambda: actions.save_role(found, **form.cleaned_data, by=request.user, at=moments.now())):
        drafts.forget(request, "roles:role", pk)
        return redirect("roles:catalogue")
    return drafts.form_page(request, "people/roles/role.html", form, name="roles:role", thing=pk, context={"role": found})


@require_http_methods(["GET", "POST"])
def give(request: HttpRequest, pk: int) -> HttpResponse:
    if not _may_give_somebody(request):
        raise PermissionDenied
    found = get_object_or_404(visible_roles(request.user), pk=pk)
    form = forms.GiveRoleForm(request.POST or None, initial={"time_share": found.time_share, "on": moments.today()})
    if request.method == "POST" and form.is_valid() and not may(request.user, "people.give_role", form.cleaned_data["employee"]):
        form.add_error("employee", "You give roles to those you lead. Ask their manager, or HR.")
    if sent(request, form, lambda: actions.give_role(found, **form.cleaned_data, by=request.user, at=moments.now())):
        drafts.forget(request, "roles:give", pk)
        messages.success(request, "Given, and they are told.")
        return redirect("roles:catalogue")
    return drafts.form_page(request, "people/roles/give.html", form, name="roles:give", thing=pk, context={"role": found})


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    holder = get_object_or_404(visible_holders(request.user).select_related("employee"), pk=pk)
    require(request.user, "people.end_role", holder)
    actions.end_role(holder, on=moments.today(), by=request.user, at=moments.now())
    messages.success(request, "Ended. That they had it stays known.")
    return redirect("roles:catalogue")

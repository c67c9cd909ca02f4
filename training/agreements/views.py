"""What does a person see and send about what they agreed on with somebody?"""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.accounts import drafts
from people.employees.models import Employee, Support
from people.employees.permissions import visible_employees
from people.employees.queries import manager_of, supports_on
from training.agreements import actions, forms, queries
from training.agreements.models import Delegation, Role
from training.agreements.permissions import visible_delegations, visible_threads, who_leads
from training.feedback.queries import last_between
from training.playbooks.models import PlaybookVersion
from training.playbooks.queries import current_versions
from transition.lib import moments, wording
from transition.lib.access import may, require
from transition.lib.faults import sent
from transition.lib.hinting import hints_before

MOST = 50


def _pair(request: HttpRequest, pk: int, permission: str = "training.see_agreements") -> tuple[Employee, Employee, Employee]:
    """Return the other one, then who leads and who is led."""
    other = get_object_or_404(visible_employees(request.user), pk=pk)
    require(request.user, permission, other)
    leads = permission == "training.hand_over" or who_leads(request.person, other) == request.person
    return (other, request.person, other) if leads else (other, other, request.person)


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    threads = queries.with_slips(visible_threads(request.user)).filter(closed_on=None)
    context = {
        "delegations": queries.open_delegations(visible_delegations(request.user))[:MOST],
        "threads": threads[:MOST],
        "today": moments.today(),
    }
    return TemplateResponse(request, "training/agreements/mine.html", context)


@require_GET
def pair(request: HttpRequest, pk: int) -> HttpResponse:
    other, manager, employee = _pair(request, pk)
    sheet = queries.sheet_of(manager, employee)
    sides, own = queries.sides_of(sheet), queries.role_of(request.person, manager)
    both = {"manager": manager, "employee": employee}
    context = {
        "other": other,
        "leads": own == Role.MANAGER,
        "sheet": sheet,
        "own": sides.get(own),
        "sides": [(Role(role), sides[role]) for role in Role if role in sides] if len(sides) == len(Role) else [],
        "has_agreed": sheet is not None and getattr(sheet, f"{own}_agreed_on") is not None,
        "delegations": queries.open_delegations(visible_delegations(request.user).filter(**both))[:MOST],
        "threads": queries.with_slips(visible_threads(request.user).filter(**both))[:MOST],
        "last_feedback": last_between(manager, employee),
        "today": moments.today(),
    }
    return TemplateResponse(request, "training/agreements/pair.html", context)


# --- What we expect of each other --------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def side(request: HttpRequest, pk: int) -> HttpResponse:
    other, manager, employee = _pair(request, pk)
    role = queries.role_of(request.person, manager)
    own = queries.sides_of(queries.sheet_of(manager, employee)).get(role)
    form = forms.SideForm(request.POST or None, initial={name: getattr(own, name, "") for name in forms.SideForm.base_fields})
    both = {"manager": manager, "employee": employee, "role": role, "at": moments.now()}
    if sent(request, form, lambda: actions.write_side(**both, **form.cleaned_data)):
        drafts.forget(request, "agreements:side", pk)
        messages.success(request, "Saved. You read each other's side once both of you have written.")
        return redirect("agreements:pair", pk)
    context = {"other": other, "title": f"What {other} and you expect", "button": "Save my side"}
    return _form(request, form, "agreements:side", pk, context)


@require_POST
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    _, manager, employee = _pair(request, pk)
    sheet = queries.sheet_of(manager, employee)
    if sheet is None:
        raise ValidationError("Both of you write first; then you read, talk and agree.")
    actions.agree(sheet, role=queries.role_of(request.person, manager), on=moments.today())
    messages.success(request, "Agreed.")
    return redirect("agreements:pair", pk)


def _form(request: HttpRequest, form: Any, name: str, pk: int, context: dict[str, Any]) -> HttpResponse:
    return drafts.form_page(request, "training/agreements/form.html", form, name=name, thing=pk, context=context)


# --- What is handed over -----------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    other, manager, employee = _pair(request, pk, "training.hand_over")
    form = forms.HandOverForm(request.POST or None, initial={"level": Delegation.Level.AGREE})
    facts = {"manager": manager, "by": request.user, "at": moments.now(), "on": moments.today()}
    made = sent(request, form, lambda: actions.hand_over(employee, **form.cleaned_data, **facts))
    if made:
        drafts.forget(request, "agreements:hand_over", pk)
        messages.success(request, f"Handed over. {other} is told.")
        return redirect("agreements:delegation", made.pk)
    context = {"other": other, "title": f"Hand something over to {other}", "button": "Hand it over"}
    return _form(request, form, "agreements:hand_over", pk, context)


def _delegation(request: HttpRequest, pk: int, permission: str) -> Delegation:
    found = get_object_or_404(visible_delegations(request.user).select_related("manager", "employee"), pk=pk)
    require(request.user, permission, found)
    return found


@require_GET
def delegation(request: HttpRequest, pk: int) -> HttpResponse:
    return _delegation_page(request, _delegation(request, pk, "training.see_delegation"))


def _delegation_page(request: HttpRequest, found: Delegation, level: Any = None, end: Any = None) -> HttpResponse:
    context = {
        "delegation": found,
        "other": found.employee if found.manager == request.person else found.manager,
        "fits": queries.fits(found.level, found.experience),
        "level_form": level or forms.LevelForm(initial={"level": found.level}),
        "end_form": end or forms.EndForm(),
        "today": moments.today(),
    }
    return TemplateResponse(request, "training/agreements/delegation.html", context)


@require_POST
def level(request: HttpRequest, pk: int) -> HttpResponse:
    found = _delegation(request, pk, "training.close_delegation")
    form = forms.LevelForm(request.POST)
    if sent(request, form, lambda: actions.change_level(found, **form.cleaned_data, on=moments.today())):
        messages.success(request, "Saved.")
        return redirect("agreements:delegation", pk)
    return _delegation_page(request, found, level=form)


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    found = _delegation(request, pk, "training.close_delegation")
    form = forms.EndForm(request.POST)
    if sent(request, form, lambda: actions.close_delegation(found, **form.cleaned_data, on=moments.today())):
        messages.success(request, "Closed.")
        return redirect("agreements:delegation", pk)
    return _delegation_page(request, found, end=form)


# --- What was agreed and slipped ---------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def slipped(request: HttpRequest, pk: int) -> HttpResponse:
    other, manager, employee = _pair(request, pk)
    form = forms.ThreadForm(request.POST or None)
    facts = {"manager": manager, "employee": employee, "at": moments.now(), "on": moments.today()}
    hints = hints_before(request, form, wording.without_judging)
    if not hints and (made := sent(request, form, lambda: actions.open_thread(**form.cleaned_data, **facts))):
        drafts.forget(request, "agreements:slipped", pk)
        return redirect("agreements:thread", made.pk)
    context = {"other": other, "title": "Something agreed was not kept", "button": "Write it down", "hints": hints}
    return _form(request, form, "agreements:slipped", pk, context)


@require_http_methods(["GET", "POST"])
def thread(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.with_slips(visible_threads(request.user)), pk=pk)
    require(request.user, "training.note_slip" if request.method == "POST" else "training.see_thread", found)
    form = forms.SlipForm(request.POST or None)
    facts = {"at": moments.now(), "on": moments.today()}
    hints = hints_before(request, form, wording.without_judging)
    if not hints and sent(request, form, lambda: actions.note_slip(found, **form.cleaned_data, **facts)):
        drafts.forget(request, "agreements:thread", pk)
        messages.success(request, "Noted.")
        return redirect("agreements:thread", pk)
    context = {
        "thread": found,
        "hints": hints,
        "slips": found.slips.all(),
        "other": found.employee if found.manager == request.person else found.manager,
        "offers_words": found.times >= queries.OFFER_WORDS_FROM,
        "may_write": found.closed_on is None and may(request.user, "training.note_slip", found),
        "playbook": _playbook(request, found),
        "sponsors": _sponsors(request, found) if found.times >= queries.OFFER_HELP_FROM else [],
    }
    return drafts.form_page(request, "training/agreements/thread.html", form, name="agreements:thread", thing=pk, context=context)


def _playbook(request: HttpRequest, found: Any) -> PlaybookVersion | None:
    """What the manager can work through from the third time on."""
    if found.times < queries.OFFER_WORDS_FROM or found.manager_id != request.person.pk or found.closed_on is not None:
        return None
    return current_versions().filter(playbook__key="underperformance").first()


def _sponsors(request: HttpRequest, found: Any) -> list[Employee]:
    """Whom the manager can ask in: those who stand by them as sponsor, and who leads them."""
    if found.closed_on is not None or not may(request.user, "training.ask_sponsor_in", found):
        return []
    today = moments.today()
    sponsors = supports_on(Support.objects.filter(employee=found.manager, kind=Support.Kind.SPONSOR), today)
    people = [one.supporter for one in sponsors.select_related("supporter")] + [manager_of(found.manager, on=today)]
    return [one for one in dict.fromkeys(people) if one and one.pk not in (found.employee_id, found.helper_id)]


@require_POST
def ask_in(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.with_slips(visible_threads(request.user)), pk=pk)
    require(request.user, "training.ask_sponsor_in", found)
    chosen = next((one for one in _sponsors(request, found) if str(one.pk) == request.POST.get("sponsor")), None)
    if chosen is None:
        raise ValidationError("Choose your sponsor, or who leads you.")
    actions.ask_sponsor_in(found, sponsor=chosen, at=moments.now())
    messages.success(request, f"{chosen} can read this thread now, and is told.")
    return redirect("agreements:thread", pk)


@require_POST
def kept(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(visible_threads(request.user), pk=pk)
    require(request.user, "training.note_slip", found)
    actions.close_thread(found, on=moments.today())
    messages.success(request, "Good. It is closed.")
    return redirect("agreements:thread", pk)

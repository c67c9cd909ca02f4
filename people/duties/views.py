"""What does a person see and send about a manager's duties?"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.accounts import drafts
from people.duties import actions, forms, queries
from people.duties.attention import Attention
from people.duties.models import Duty, DutyProposal
from people.duties.permissions import visible_duty_proposals, visible_managers
from people.employees.models import Employee
from transition.lib import moments
from transition.lib.access import require
from transition.lib.faults import sent
from transition.lib.keyset import page_of


def _own(request: HttpRequest) -> dict[int, Attention]:
    """Return how the duties of the person signed in stand, by id of duty; nothing for somebody whom nobody reports to."""
    found = queries.attention_of([request.person], on=moments.today()) if request.person else {}
    return {one.duty.pk: one for own in found.values() for one in own}


@require_GET
def duties(request: HttpRequest) -> HttpResponse:
    require(request.user, "people.see_duties")
    own = _own(request)
    rows = list(queries.with_open_proposals(Duty.objects.all()))
    context = {
        "kept": [(duty, own.get(duty.pk)) for duty in rows if duty.state == Duty.State.KEPT],
        "away": [duty for duty in rows if duty.state != Duty.State.KEPT],
        "leads": bool(own),
        "lying": queries.left_lying(own.values()),
        "proposals": queries.proposals_of(Duty.objects.all())[:30],
        "today": moments.today(),
    }
    return TemplateResponse(request, "people/duties/duties.html", context)


def _find(request: HttpRequest, key: str) -> Duty:
    require(request.user, "people.see_duties")
    return get_object_or_404(Duty, key=key)


@require_GET
def duty(request: HttpRequest, key: str) -> HttpResponse:
    found = _find(request, key)
    context = {
        "duty": found,
        "own": _own(request).get(found.pk),
        "done_form": forms.DoneForm(initial={"done_on": moments.today()}),
        "proposals": queries.proposals_of(Duty.objects.filter(pk=found.pk))[:30],
        "today": moments.today(),
    }
    return TemplateResponse(request, "people/duties/duty.html", context)


@require_POST
def done(request: HttpRequest, key: str) -> HttpResponse:
    found = _find(request, key)
    require(request.user, "people.note_duty")
    form, today = forms.DoneForm(request.POST), moments.today()
    if sent(request, form, lambda: actions.say_done(found, manager=request.person, **form.cleaned_data, on=today)):
        messages.success(request, "Noted.")
    else:
        messages.error(request, "Choose today or a day that has passed.")
    return redirect("duties:duty", key)


@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, key: str) -> HttpResponse:
    found = _find(request, key)
    require(request.user, "people.propose_duty")
    form = forms.ProposeAwayForm(request.POST or None)
    facts = {"author": request.person, "at": moments.now()}
    if sent(request, form, lambda: actions.propose_away(found, **form.cleaned_data, **facts)):
        drafts.forget(request, "duties:propose", found.pk)
        messages.success(request, "Proposed. What becomes of it stands here, for everybody, and you are told.")
        return redirect("duties:duty", key)
    context = {"duty": found}
    return drafts.form_page(request, "people/duties/propose.html", form, name="duties:propose", thing=found.pk, context=context)


def _find_proposal(request: HttpRequest, pk: int) -> DutyProposal:
    rows = visible_duty_proposals(request.user).select_related("duty", "author", "answered_by")
    return get_object_or_404(rows, pk=pk)


@require_http_methods(["GET", "POST"])
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find_proposal(request, pk)
    if request.method == "POST":
        require(request.user, "people.answer_duty_proposal")
    form = forms.AnswerForm(request.POST or None, initial={"instead": found.instead})
    if sent(request, form, lambda: _answer(request, found, form)):
        drafts.forget(request, "duties:proposal", pk)
        messages.success(request, "Answered, and told to whoever proposed it.")
        return redirect("duties:duty", found.duty.key)
    context = {"proposal": found, "is_open": found.state == DutyProposal.State.OPEN}
    return drafts.form_page(request, "people/duties/proposal.html", form, name="duties:proposal", thing=pk, context=context)


def _answer(request: HttpRequest, found: DutyProposal, form: forms.AnswerForm) -> DutyProposal:
    said = form.cleaned_data
    facts = {"answer": said["answer"], "instead": said["instead"], "on": moments.today(), "by": request.user}
    return actions.answer_duty_proposal(found, is_accepted=said["choice"] == "accept", **facts, at=moments.now())


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find_proposal(request, pk)
    require(request.user, "people.withdraw_duty_proposal", found)
    actions.withdraw_duty_proposal(found, by=request.user, at=moments.now())
    messages.success(request, "Withdrawn.")
    return redirect("duties:duty", found.duty.key)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, key: str) -> HttpResponse:
    found = _find(request, key)
    require(request.user, "people.change_duty")
    initial = {name: getattr(found, name) for name in ("title", "summary", "every_days", "how")}
    form = forms.DutyForm(request.POST or None, initial=initial)
    if sent(request, form, lambda: actions.change_duty(found, **form.cleaned_data, by=request.user, at=moments.now())):
        drafts.forget(request, "duties:edit", found.pk)
        messages.success(request, "Saved.")
        return redirect("duties:duty", key)
    context = {"duty": found}
    return drafts.form_page(request, "people/duties/edit.html", form, name="duties:edit", thing=found.pk, context=context)


@require_http_methods(["GET", "POST"])
def settle(request: HttpRequest, key: str) -> HttpResponse:
    found = _find(request, key)
    require(request.user, "people.change_duty")
    form = forms.SettleForm(request.POST or None, initial={"state": found.state, "became": found.became})
    facts = {"on": moments.today(), "by": request.user, "at": moments.now()}
    if sent(request, form, lambda: actions.settle_duty(found, **form.cleaned_data, **facts)):
        messages.success(request, "Saved.")
        return redirect("duties:duty", key)
    context = {"duty": found}
    return drafts.form_page(request, "people/duties/settle.html", form, name="duties:settle", thing=found.pk, context=context)


# --- Managers ----------------------------------------------------------------------------------------------------------


@require_GET
def managers(request: HttpRequest) -> HttpResponse:
    require(request.user, "people.see_duties")
    today = moments.today()
    seen = visible_managers(request.user)
    page = page_of(
        seen,
        order=("last_name", "first_name", "pk"),
        before=request.GET.get("before", ""),
        after=request.GET.get("after", ""),
    )
    standing = queries.attention_of(page.items, on=today)
    context = {"page": page, "rows": [_row(one, standing.get(one.pk, [])) for one in page.items], "today": today}
    if request.user.is_hr_administrator:
        kept = list(queries.kept(Duty.objects.all()))
        many = queries.attended_by(kept, on=today)
        context |= {"coverage": [(duty, many.get(duty.pk, 0)) for duty in kept], "managers": seen.count()}
    return TemplateResponse(request, "people/duties/managers.html", context)


def _row(one: Employee, standing: list[Attention]) -> tuple[Employee, int, list[Attention]]:
    lying = queries.left_lying(standing)
    return one, len(standing) - len(lying), lying


@require_GET
def manager(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(visible_managers(request.user), pk=pk)
    context = {"one": found, "standing": queries.attention_of([found], on=moments.today())[found.pk], "today": moments.today()}
    return TemplateResponse(request, "people/duties/manager.html", context)

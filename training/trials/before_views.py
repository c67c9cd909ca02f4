"""What does a person see and send before a trial starts?"""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.accounts import drafts
from people.employees.permissions import visible_employees
from people.employees.queries import manager_of, reports_of
from people.tracks.queries import MOVES
from training.trials import actions, announcements, forms, nominations, package, queries, sheets
from training.trials.finding import acts, find_trial
from training.trials.models import Announcement, Signature, Trial
from training.trials.permissions import role_in
from training.trials.terms import span_note
from training.trials.way_back import kept_band
from transition.lib import moments, wording
from transition.lib.access import may, require
from transition.lib.addresses import number_in
from transition.lib.faults import Conflict, attempt, sent

Status, Role = Trial.Status, Signature.Role


# --- Nomination and contract -------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def nominate(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.nominate_somebody")
    known = visible_employees(request.user).filter(pk=number_in(request.GET.get("candidate")))
    form = forms.NominationForm(request.POST or None, initial={"candidate": known.first()})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if not may(request.user, "training.nominate", said["candidate"]):
            form.add_error(
                "candidate", "You cannot sponsor this person: a sponsor is not the candidate and does not report to them."
            )
        else:
            facts = {"sponsor": request.person, "mentor": said["mentor"], "evidence": form.evidence(), **acts(request)}
            made = attempt(form, lambda: nominations.nominate(said["candidate"], **facts))
            if made:
                drafts.forget(request, "trials:nominate")
                messages.success(request, "Proposed. Now write the contract, and read it together.")
                return redirect("trials:trial", made.pk)
    return drafts.form_page(request, "training/trials/nominate.html", form, name="trials:nominate", context={})


@require_http_methods(["GET", "POST"])
def offer(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_trial(request, pk, "training.offer_contract")
    actions.refuse_unless(found, Status.NOMINATED, Status.OFFERED, Status.SIGNED)
    today = moments.today()
    lead = manager_of(found.candidate, on=today)
    known = {one.pk for leader in (found.sponsor, lead, found.candidate) if leader for one in reports_of(leader, on=today)[:30]}
    if hasattr(found, "contract"):
        known |= set(found.contract.reports.values_list("employee", flat=True))
    known -= {found.candidate_id, found.sponsor_id}
    initial = forms.ContractForm.initial_of(found, on=today)
    form = forms.ContractForm(request.POST or None, trial=found, known=sorted(known), initial=initial)
    if sent(request, form, lambda: _offer(found, form, request)):
        drafts.forget(request, "trials:offer", pk)
        messages.success(request, "Offered. Candidate, sponsor and HR sign it.")
        return redirect("trials:contract", pk)
    return drafts.form_page(request, "training/trials/offer.html", form, name="trials:offer", thing=pk, context={"trial": found})


def _offer(found: Trial, form: forms.ContractForm, request: HttpRequest) -> Any:
    """Offer; what is refused by field of Terms is said beside the field of the form."""
    try:
        return actions.offer_contract(found, form.terms(), **acts(request))
    except Conflict:
        raise
    except ValidationError as fault:
        if hasattr(fault, "error_dict"):
            raise ValidationError(
                {form.NAMES.get(name, name): reasons for name, reasons in fault.message_dict.items()}
            ) from fault
        raise


@require_GET
def contract(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_trial(request, pk, "training.see_contract")
    if found.status == Status.NOMINATED or not hasattr(found, "contract"):
        raise Http404
    signatures = {signature.role: signature for signature in found.signatures.select_related("by__employee")}
    role = role_in(request.user, found)
    reports = list(found.contract.reports.select_related("employee", "previous_manager"))
    context = {
        "trial": found,
        "contract": found.contract,
        "snapshot": found.snapshot,
        "band": kept_band(found.snapshot) if may(request.user, "training.see_contract_pay", found) else None,
        "move": MOVES[queries.kind_of_trial_move(found)],
        "reports": reports,
        "promises": found.promises.select_related("owner"),
        "check_ins": [row for row in found.check_ins.all() if row.agreed_on],
        "signatures": [(Role(one), signatures.get(one)) for one in Role],
        "may_sign": found.status == Status.OFFERED and role in Role.values and role not in signatures,
        "role": role,
        "package": found.package.all(),
        "rushed": nominations.rushed_because(found, on=moments.today()),
        "span": span_note(len(reports), found.contract.preset),
    }
    return TemplateResponse(request, "training/trials/contract.html", context)


@require_POST
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_trial(request, pk, "training.sign_contract")
    actions.sign_contract(found, role=role_in(request.user, found) or "", **acts(request))
    messages.success(request, "Signed.")
    return redirect("trials:trial", pk)


@require_http_methods(["GET", "POST"])
def announce(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_trial(request, pk, "training.see_trial")
    kind = announcements.kind_to_announce(found, {one.kind for one in found.announcements.all()})
    is_start = kind == Announcement.Kind.START or found.status in Trial.BEFORE
    require(request.user, "training.announce_trial" if is_start else "training.announce_news", found)
    if kind is None:
        raise Conflict("There is nothing to announce: nothing new has happened, or the team knows already.")
    form, hints = forms.AnnouncementForm(request.POST or None, initial={"text": announcements.proposed(found, kind)}), []
    if request.method == "POST" and form.is_valid() and not form.cleaned_data.pop("hinted"):
        hints = wording.no_stigma(form.cleaned_data["text"])
    if hints:  # shown once, before it goes out; the second press sends
        form.data = {**form.data.dict(), "hinted": "on"}
    elif sent(request, form, lambda: _announce(found, kind, form.cleaned_data["text"], request)):
        drafts.forget(request, f"trials:announce {kind}", pk)
        messages.success(
            request, "The team knows. Lines change by themselves on the first day." if is_start else "The team knows."
        )
        return redirect("trials:trial", pk)
    context = {"trial": found, "told": queries.told_about(found, on=moments.today()).count(), "kind": kind, "hints": hints}
    name = f"trials:announce {kind}"
    return drafts.form_page(request, "training/trials/announce.html", form, name=name, thing=pk, context=context)


def _announce(found: Trial, kind: str, text: str, request: HttpRequest) -> Any:
    if kind == Announcement.Kind.START:
        return actions.announce_trial(found, text=text, **acts(request))
    return announcements.announce_news(found, kind=kind, text=text, **acts(request))


@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_trial(request, pk, "training.cancel_trial")
    actions.refuse_unless(found, Status.NOMINATED, Status.OFFERED, Status.SIGNED)
    if request.method == "POST":
        actions.cancel_trial(found, **acts(request))
        messages.success(request, "It does not begin; everything stays as it was.")
        return redirect("trials:trial", pk)
    return TemplateResponse(request, "training/trials/cancel.html", {"trial": found, "role": role_in(request.user, found)})


# --- What must be there before the start -------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_trial(request, pk, "training.see_sheet")
    written, role = getattr(found, "sheet", None), role_in(request.user, found)
    is_open = found.status in Trial.BEFORE and found.announced_at is None
    signed = {Role.CANDIDATE: written.candidate_signed_at, Role.SPONSOR: written.sponsor_signed_at} if written else {}
    context = {"trial": found, "sheet": written, "signed": [(Role(one), at) for one, at in signed.items()], "is_open": is_open}
    context["may_sign"] = is_open and role in signed and signed[role] is None  # type: ignore[index]
    if not is_open or not may(request.user, "training.write_sheet", found):
        if request.method == "POST":
            require(request.user, "training.write_sheet", found)
            raise Conflict("The team knows already what was agreed: the sheet no longer changes.")
        return TemplateResponse(request, "training/trials/sheet.html", context)
    initial = {name: getattr(written, name) for name in sheets.PARTS} if written else sheets.PARTS
    form = forms.SheetForm(request.POST or None, initial=initial)
    facts = {"by": request.user, "at": moments.now()}
    if sent(request, form, lambda: sheets.write_sheet(found, **form.cleaned_data, **facts)):
        drafts.forget(request, "trials:sheet", pk)
        messages.success(request, "Written. Read it together, and sign it both.")
        return redirect("trials:sheet", pk)
    return drafts.form_page(request, "training/trials/sheet.html", form, name="trials:sheet", thing=pk, context=context)


@require_POST
def sign_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_trial(request, pk, "training.write_sheet")
    sheets.sign_sheet(found, role=role_in(request.user, found) or "", by=request.user, at=moments.now())
    messages.success(request, "Signed.")
    return redirect("trials:trial", pk)


@require_http_methods(["GET", "POST"])
def support(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_trial(request, pk, "training.see_support")
    if not hasattr(found, "contract"):
        raise Http404
    parts = list(found.package.select_related("there_by__employee", "waived_by__employee"))
    missing = [(part.kind, f"{part.get_kind_display()}: {part.what}") for part in parts if part.what and part.there_on is None]
    may_note = found.status in Trial.OPEN and may(request.user, "training.note_support", found)
    context = {
        "trial": found,
        "parts": parts,
        "lacking": package.lacking(getattr(found, "sheet", None), parts) if found.status in Trial.BEFORE else [],
        "is_before": found.status in Trial.BEFORE,
        "may_waive": any(part.there_on is None and part.waived_on is None for part in parts) and found.status in Trial.OPEN,
    }
    if request.method == "POST":
        require(request.user, "training.note_support", found)
    if not may_note or not missing:
        return TemplateResponse(request, "training/trials/support.html", context)
    form = forms.SupportForm(request.POST or None, parts=missing)
    if sent(request, form, lambda: package.note_there(found, **form.cleaned_data, **acts(request))):
        drafts.forget(request, "trials:support", pk)
        messages.success(request, "Noted: it is there.")
        return redirect("trials:support", pk)
    return drafts.form_page(request, "training/trials/support.html", form, name="trials:support", thing=pk, context=context)


@require_http_methods(["GET", "POST"])
def waive_part(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_trial(request, pk, "training.waive")
    open_ones = found.package.filter(there_on=None, waived_on=None)
    parts = [(part.kind, f"{part.get_kind_display()}: {part.what or 'not in the contract'}") for part in open_ones]
    form = forms.PartWaiverForm(request.POST or None, parts=parts)
    if sent(request, form, lambda: package.waive_part(found, **form.cleaned_data, **acts(request))):
        drafts.forget(request, "trials:waive_part", pk)
        messages.success(request, "Noted. What was promised is owed all the same.")
        return redirect("trials:support", pk)
    context = {"trial": found, "title": "Let it start without", "button": "Let it be, in writing"}
    return drafts.form_page(request, "training/trials/care.html", form, name="trials:waive_part", thing=pk, context=context)

"""What does a person see and send about trials?"""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.accounts import drafts
from people.employees.permissions import visible_employees
from people.employees.queries import manager_of, reports_of
from people.tracks.queries import MOVES
from training.trials import actions, announcements, decisions, forms, queries
from training.trials.conditions import WAIVABLE, conditions_of
from training.trials.models import Announcement, CheckIn, ReintegrationStep, Signature, SupportPromise, Trial
from training.trials.outcome import Outcome
from training.trials.permissions import (
    role_in,
    visible_announcements,
    visible_check_ins,
    visible_promises,
    visible_steps,
    visible_trials,
)
from training.trials.picture import picture_of
from training.trials.questions import questions_for
from training.trials.to_do import tasks_in, with_voices
from training.trials.way_back import kept_band
from transition.lib import moments, wording
from transition.lib.access import may, require
from transition.lib.addresses import number_in
from transition.lib.faults import Conflict, attempt, sent
from transition.lib.keyset import page_of

Status, Role = Trial.Status, Signature.Role

SAYS = {
    Outcome.WAIT: "Noted. The other side has not spoken yet; nobody reads your words before.",
    Outcome.CONFIRM: "Confirmed, by both of you. The way back stays open.",
    Outcome.WAIT_FOR_CONDITIONS: "Both of you say confirm. It takes effect once the conditions below are met or waived.",
    Outcome.EXTEND: "Thirty days more, as both of you said.",
    Outcome.RETURN: "The place was kept: the way back is taken.",
    Outcome.WAIT_FOR_FEEDBACK: "Noted. A held check-in and a talk about why come first.",
    Outcome.DECIDE_AGAIN: "You two differ. Read each other's words, talk, and decide again.",
}


def _find(request: HttpRequest, pk: int, permission: str) -> Trial:
    whole = with_voices(queries.with_people(visible_trials(request.user))).select_related(
        "contract__target_level__grade", "contract__programme", "snapshot__level__grade", "snapshot__manager", "evaluation__cycle"
    )
    found = get_object_or_404(whole.prefetch_related("verdicts"), pk=pk)
    require(request.user, permission, found)
    return found


def _acts(request: HttpRequest) -> dict[str, Any]:
    return {"by": request.user, "at": moments.now(), "on": moments.today()}


# --- Lists -------------------------------------------------------------------------------------------------------------


@require_GET
def trials(request: HttpRequest) -> HttpResponse:
    page = page_of(
        queries.with_people(visible_trials(request.user)),
        order=("-nominated_at", "-pk"),
        before=request.GET.get("before", ""),
        after=request.GET.get("after", ""),
    )
    return TemplateResponse(request, "training/trials/trials.html", {"page": page, "today": moments.today()})


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.oversee_trials")
    today, rows = moments.today(), queries.with_people(visible_trials(request.user))
    to_look_at = {
        "Past their end, undecided; two weeks later HR decides": queries.overdue(rows, on=today).order_by("ends_on"),
        "The sponsor has left": queries.without_sponsor(rows, on=today),
        "The team was closed": queries.without_team(rows, on=today),
        "The candidate has left": queries.of_leavers(rows, on=today),
        "Two trials in one team": queries.sharing_a_team(rows),
    }
    context = {
        "groups": [(title, found) for title, trials in to_look_at.items() if (found := list(trials[:20]))],
        "late": queries.late_check_ins(rows, on=today)[:30],
        "owed": queries.promises_owed(SupportPromise.objects.filter(trial__in=rows), on=today)[:30],
        "unsigned": queries.waiting_for_signature(rows, Role.HR)[:20],
        "counts": [
            (Status(status).label, number) for status, number in queries.counts_by_status(visible_trials(request.user)).items()
        ],
        "today": today,
    }
    return TemplateResponse(request, "training/trials/overview.html", context)


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
            facts = {"sponsor": request.person, "mentor": said["mentor"], "evidence": form.evidence(), **_acts(request)}
            made = attempt(form, lambda: actions.nominate(said["candidate"], **facts))
            if made:
                drafts.forget(request, "trials:nominate")
                messages.success(request, "Proposed. Now write the contract, and read it together.")
                return redirect("trials:trial", made.pk)
    return drafts.form_page(request, "training/trials/nominate.html", form, name="trials:nominate", context={})


@require_http_methods(["GET", "POST"])
def offer(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.offer_contract")
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
        return actions.offer_contract(found, form.terms(), **_acts(request))
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
    found = _find(request, pk, "training.see_contract")
    if found.status == Status.NOMINATED or not hasattr(found, "contract"):
        raise Http404
    signatures = {signature.role: signature for signature in found.signatures.select_related("by__employee")}
    role = role_in(request.user, found)
    context = {
        "trial": found,
        "contract": found.contract,
        "snapshot": found.snapshot,
        "band": kept_band(found.snapshot) if may(request.user, "training.see_contract_pay", found) else None,
        "move": MOVES[queries.kind_of_trial_move(found)],
        "reports": found.contract.reports.select_related("employee", "previous_manager"),
        "promises": found.promises.select_related("owner"),
        "check_ins": [row for row in found.check_ins.all() if row.agreed_on],
        "signatures": [(Role(one), signatures.get(one)) for one in Role],
        "may_sign": found.status == Status.OFFERED and role in Role.values and role not in signatures,
        "role": role,
    }
    return TemplateResponse(request, "training/trials/contract.html", context)


@require_POST
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.sign_contract")
    actions.sign_contract(found, role=role_in(request.user, found) or "", **_acts(request))
    messages.success(request, "Signed.")
    return redirect("trials:trial", pk)


@require_http_methods(["GET", "POST"])
def announce(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.see_trial")
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
        return actions.announce_trial(found, text=text, **_acts(request))
    return announcements.announce_news(found, kind=kind, text=text, **_acts(request))


@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.cancel_trial")
    actions.refuse_unless(found, Status.NOMINATED, Status.OFFERED, Status.SIGNED)
    if request.method == "POST":
        actions.cancel_trial(found, **_acts(request))
        messages.success(request, "It does not begin; everything stays as it was.")
        return redirect("trials:trial", pk)
    return TemplateResponse(request, "training/trials/cancel.html", {"trial": found})


# --- The trial's page --------------------------------------------------------------------------------------------------


@require_GET
def trial(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.see_trial")
    today, role = moments.today(), role_in(request.user, found)
    context: dict[str, Any] = {"trial": found, "role": role, "today": today, "is_candidate": role == Role.CANDIDATE}
    if hasattr(found, "contract"):
        context |= _under_contract(request, found)
    else:
        context |= {"evidence": found.evidence.all(), "tasks": tasks_in(request.user, found, [], [], [], on=today)}
    return TemplateResponse(request, "training/trials/trial.html", context)


def _under_contract(request: HttpRequest, found: Trial) -> dict[str, Any]:
    today = moments.today()
    check_ins = list(queries.with_answers(found.check_ins.all()))
    promises = queries.promises_of(found, on=queries.ended_on(found) or today)
    is_back = found.status in (Status.RETURNING, Status.RETURNED)
    steps = list(found.steps.select_related("owner")) if is_back else []
    context: dict[str, Any] = {
        "tasks": tasks_in(request.user, found, check_ins, promises, steps, on=today),
        "steps": steps,
        "picture": picture_of(found, check_ins, on=today),
        "check_ins": check_ins,
        "snapshot": found.snapshot,
        "band": kept_band(found.snapshot) if may(request.user, "training.see_contract_pay", found) else None,
        "until": queries.way_back_until(found),
        "promises": promises,
        "announcements": (told := list(found.announcements.all())),
        "news": announcements.kind_to_announce(found, {one.kind for one in told}),
    }
    if found.status == Status.RUNNING:
        context["conditions"] = conditions_of(found, on=today, promises=promises)
        context["verdicts"] = _verdicts(request, found)
    return context


def _verdicts(request: HttpRequest, found: Trial) -> dict[str, Any]:
    """Who has spoken, for the sides and HR; the words of the round before, which both may read."""
    if not may(request.user, "training.see_decision_texts", found):
        return {}
    said = queries.verdicts_of(found)
    own = role_in(request.user, found)
    both = {Role.CANDIDATE, Role.SPONSOR} <= said.keys()
    return {
        "now": [
            (Role(role), said.get(role), both or role == own) for role in (Role.CANDIDATE, Role.SPONSOR, Role.HR) if role in said
        ],
        "before": [verdict for verdict in found.verdicts.all() if verdict.round == found.round - 1],
    }


# --- Check-ins and support ---------------------------------------------------------------------------------------------


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def check_in(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(visible_check_ins(request.user).select_related("trial__candidate", "trial__sponsor"), pk=pk)
    one, today = found.trial, moments.today()
    role = role_in(request.user, one)
    answers = {answer.role: answer for answer in found.answers.all()}
    context: dict[str, Any] = {
        "check_in": found,
        "trial": one,
        "role": role,
        "today": today,
        "opens_on": found.due_on - timedelta(days=7),
    }
    may_answer = role in (Role.CANDIDATE, Role.SPONSOR) and role not in answers and found.waived_on is None
    if may_answer and one.status in (Status.SIGNED, Status.RUNNING) and today >= context["opens_on"]:
        form = forms.CheckInForm(request.POST or None, role=role or "")
        facts = {"role": role, **_acts(request)}
        if sent(request, form, lambda: actions.answer_check_in(found, answers=form.cleaned_data, **facts)):
            drafts.forget(request, "trials:check_in", pk)
            messages.success(request, "Saved. You read each other's words once both of you have written.")
            return redirect("trials:check_in", pk)
        return drafts.form_page(request, "training/trials/check_in.html", form, name="trials:check_in", thing=pk, context=context)
    if request.method == "POST":
        if role not in (Role.CANDIDATE, Role.SPONSOR):
            raise PermissionDenied
        actions.answer_check_in(found, role=role or "", answers={}, **_acts(request))  # says why it cannot be
    readable = may(request.user, "training.see_check_in_texts", one)
    shown = [answer for answer in answers.values() if readable and (len(answers) == 2 or answer.role == role)]
    context["answers"] = [
        (Role(answer.role), [(question.text, answer.answers.get(question.key, "")) for question in questions_for(answer.role)])
        for answer in sorted(shown, key=lambda answer: answer.role)
    ]
    context["waits_for"] = [Role(one).label.lower() for one in (Role.CANDIDATE, Role.SPONSOR) if one not in answers]
    return TemplateResponse(request, "training/trials/check_in_read.html", context)


@require_http_methods(["GET", "POST"])
def waive_check_in(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(
        CheckIn.objects.filter(trial__in=visible_trials(request.user)).select_related("trial__candidate"), pk=pk
    )
    require(request.user, "training.waive", found.trial)
    form = forms.ReasonForm(request.POST or None)
    if sent(request, form, lambda: actions.waive_check_in(found, **form.cleaned_data, **_acts(request))):
        return redirect("trials:trial", found.trial_id)
    context = {"trial": found.trial, "title": f"Let check-in {found.number} be", "button": "Waive it"}
    return drafts.form_page(request, "training/trials/care.html", form, name="trials:waive_check_in", thing=pk, context=context)


@require_POST
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(visible_promises(request.user).select_related("trial"), pk=pk)
    require(request.user, "training.keep_promise", found)
    actions.keep_promise(found, **_acts(request))
    messages.success(request, "Noted as delivered today.")
    return (
        redirect("trials:trial", found.trial_id)
        if may(request.user, "training.see_trial", found.trial)
        else redirect("home:today")
    )


@require_POST
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    found: ReintegrationStep = get_object_or_404(visible_steps(request.user).select_related("trial"), pk=pk)
    require(request.user, "training.finish_step", found)
    decisions.finish_step(found, **_acts(request))
    messages.success(request, "Done.")
    return (
        redirect("trials:trial", found.trial_id)
        if may(request.user, "training.see_trial", found.trial)
        else redirect("home:today")
    )


@require_POST
def mentor(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.let_mentor_read")
    actions.let_mentor_read(found, allowed="allow" in request.POST, by=request.user, at=moments.now())
    messages.success(request, "Saved.")
    return redirect("trials:trial", pk)


# --- Decision and way back ---------------------------------------------------------------------------------------------


@sensitive_post_parameters("words")
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.see_trial")
    role = role_in(request.user, found)
    require(request.user, "training.decide_for_the_company" if role == Role.HR else "training.decide", found)
    said = queries.verdicts_of(found) if found.status == Status.RUNNING else {}
    if found.status != Status.RUNNING or role in said:
        raise Conflict("You have spoken already, or there is nothing to decide now. The trial's page shows where it stands.")
    form = forms.VerdictForm(request.POST or None, trial=found)
    outcome = sent(request, form, lambda: decisions.decide(found, role=role or "", **form.cleaned_data, **_acts(request)))
    if outcome:
        drafts.forget(request, "trials:decide", pk)
        messages.success(request, SAYS[outcome])
        return redirect("trials:trial", pk)
    promises = queries.promises_of(found, on=moments.today())
    context = {
        "trial": found,
        "role": role,
        "promises": [state for state in promises if state.debt],
        "conditions": conditions_of(found, on=moments.today(), promises=promises),
        "before": [verdict for verdict in found.verdicts.all() if verdict.round == found.round - 1],
        "opens_on": queries.last_day(found) - decisions.EARLIEST,
        "today": moments.today(),
    }
    return drafts.form_page(request, "training/trials/decide.html", form, name="trials:decide", thing=pk, context=context)


@require_POST
def talk(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.record_feedback_talk")
    messages.success(request, SAYS[decisions.record_feedback_talk(found, **_acts(request))])
    return redirect("trials:trial", pk)


@require_http_methods(["GET", "POST"])
def way_back(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.see_contract")
    if not hasattr(found, "contract"):
        raise Http404
    if request.method == "POST":
        require(request.user, "training.take_way_back", found)
        if found.status == Status.CONFIRMED:
            decisions.go_back(found, **_acts(request))
        else:
            decisions.decide(found, role=Role.CANDIDATE, choice="return", **_acts(request))
        messages.success(request, "Your place was kept: you are back where you stood.")
        return redirect("trials:trial", pk)
    context = {
        "trial": found,
        "snapshot": found.snapshot,
        "band": kept_band(found.snapshot) if may(request.user, "training.see_contract_pay", found) else None,
        "until": queries.way_back_until(found),
        "is_open": found.status in (Status.RUNNING, Status.CONFIRMED),
    }
    return TemplateResponse(request, "training/trials/way_back.html", context)


# --- What life brings --------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def waive(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.waive")
    open_ones = [(one.key, f"{one.title}: {one.says}") for one in conditions_of(found, on=moments.today()) if one.key in WAIVABLE]
    form = forms.WaiverForm(request.POST or None, conditions=open_ones)
    if sent(request, form, lambda: actions.waive_condition(found, **form.cleaned_data, **_acts(request))):
        decisions.settle(found, **_acts(request))
        return redirect("trials:trial", pk)
    context = {"trial": found, "title": "Waive a condition", "button": "Waive it"}
    return drafts.form_page(request, "training/trials/care.html", form, name="trials:waive", thing=pk, context=context)


def _care(request: HttpRequest, pk: int, form_class: Any, act: Any, *, title: str) -> HttpResponse:
    """Answer one of HR's forms about a trial."""
    found = _find(request, pk, "training.care_for_trial")
    form = form_class(request.POST or None)
    if sent(request, form, lambda: act(found, **form.cleaned_data, **_acts(request))):
        messages.success(request, "Saved.")
        return redirect("trials:trial", pk)
    context = {"trial": found, "title": title, "button": "Save"}
    name = f"trials:{act.__name__}"
    return drafts.form_page(request, "training/trials/care.html", form, name=name, thing=pk, context=context)


@require_http_methods(["GET", "POST"])
def sponsor(request: HttpRequest, pk: int) -> HttpResponse:
    return _care(request, pk, forms.SponsorForm, actions.change_sponsor, title="Another sponsor")


@require_http_methods(["GET", "POST"])
def team(request: HttpRequest, pk: int) -> HttpResponse:
    return _care(request, pk, forms.TeamForm, actions.adopt_team, title="Another team")


@require_http_methods(["GET", "POST"])
def absence(request: HttpRequest, pk: int) -> HttpResponse:
    return _care(request, pk, forms.AbsenceForm, actions.record_absence, title="Away: the dates move along")


@require_GET
def announcement(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(visible_announcements(request.user).select_related("trial__candidate", "by__employee"), pk=pk)
    return TemplateResponse(request, "training/trials/announcement.html", {"announcement": found})

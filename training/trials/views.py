"""What does a person see and send about trials?"""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.accounts import drafts
from training.trials import actions, announcements, changes, decisions, forms, nominations, package, queries
from training.trials.conditions import WAIVABLE, conditions_of
from training.trials.finding import acts, find_trial
from training.trials.models import Announcement, CheckIn, PackagePart, ReintegrationStep, Signature, Trial
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
from training.trials.to_do import tasks_in
from training.trials.way_back import kept_band
from transition.lib import moments
from transition.lib.access import may, require
from transition.lib.addresses import on_to
from transition.lib.faults import Conflict, sent
from transition.lib.keyset import page_of
from transition.lib.prepared import Prepared

Status, Role = Trial.Status, Signature.Role

SAYS = {
    Outcome.WAIT: "Noted. The other side has not spoken yet; nobody reads your words before.",
    Outcome.CONFIRM: "Confirmed, by both of you. The way back stays open.",
    Outcome.WAIT_FOR_CONDITIONS: "Both of you say confirm. It takes effect once the conditions below are met or waived.",
    Outcome.EXTEND: "It goes on, as both of you said.",
    Outcome.RETURN: "The place was kept: the way back is taken.",
    Outcome.WAIT_FOR_FEEDBACK: "Noted. A held check-in and a talk about why come first.",
    Outcome.DECIDE_AGAIN: "You two differ. Read each other's words, talk, and decide again.",
}


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


# --- The trial's page --------------------------------------------------------------------------------------------------


@require_GET
def trial(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_trial(request, pk, "training.see_trial")
    today, role = moments.today(), role_in(request.user, found)
    context: dict[str, Any] = {"trial": found, "role": role, "today": today, "is_candidate": role == Role.CANDIDATE}
    if found.status in Trial.BEFORE:
        context["rushed"] = nominations.rushed_because(found, on=today)
    if hasattr(found, "contract"):
        context |= _under_contract(request, found)
    else:
        context |= {
            "evidence": found.evidence.select_related("witness"),
            "tasks": tasks_in(request.user, found, [], [], [], on=today),
        }
    return TemplateResponse(request, "training/trials/trial.html", context)


_package = Prepared(lambda trial: PackagePart.objects.filter(trial=trial), trial=int)
_announcements = Prepared(lambda trial: Announcement.objects.filter(trial=trial), trial=int)


def _under_contract(request: HttpRequest, found: Trial) -> dict[str, Any]:
    today = moments.today()
    check_ins = queries.check_ins_of(found)
    promises = queries.promises_of(found, on=queries.ended_on(found) or today)
    parts = _package(trial=found.pk)
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
        "package": parts,
        "lacking": package.lacking(getattr(found, "sheet", None), parts) if found.status in Trial.BEFORE else [],
        "announcements": (told := _announcements(trial=found.pk)),
        "news": announcements.kind_to_announce(found, {one.kind for one in told}),
    }
    if found.status == Status.RUNNING:
        context["conditions"] = conditions_of(found, on=today, promises=promises, package=parts, check_ins=check_ins)
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
        form = forms.CheckInForm(request.POST or None, role=role or "", form=found.form)
        facts = {"role": role, **acts(request)}
        if sent(request, form, lambda: actions.answer_check_in(found, answers=form.cleaned_data, **facts)):
            drafts.forget(request, "trials:check_in", pk)
            messages.success(request, "Saved. You read each other's words once both of you have written.")
            return redirect("trials:check_in", pk)
        return drafts.form_page(request, "training/trials/check_in.html", form, name="trials:check_in", thing=pk, context=context)
    if request.method == "POST":
        if role not in (Role.CANDIDATE, Role.SPONSOR):
            raise PermissionDenied
        actions.answer_check_in(found, role=role or "", answers={}, **acts(request))  # says why it cannot be
    readable = may(request.user, "training.see_check_in_texts", one)
    shown = [answer for answer in answers.values() if readable and (len(answers) == 2 or answer.role == role)]
    context["answers"] = [
        (
            Role(answer.role),
            [(question.text, answer.answers.get(question.key, "")) for question in questions_for(answer.role, found.form)],
        )
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
    if sent(request, form, lambda: actions.waive_check_in(found, **form.cleaned_data, **acts(request))):
        return redirect("trials:trial", found.trial_id)
    context = {"trial": found.trial, "title": f"Let check-in {found.number} be", "button": "Waive it"}
    return drafts.form_page(request, "training/trials/care.html", form, name="trials:waive_check_in", thing=pk, context=context)


@require_POST
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(visible_promises(request.user).select_related("trial"), pk=pk)
    require(request.user, "training.keep_promise", found)
    actions.keep_promise(found, **acts(request))
    messages.success(request, "Noted as delivered today.")
    return on_to(request, "home:today")


@require_POST
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    found: ReintegrationStep = get_object_or_404(visible_steps(request.user).select_related("trial"), pk=pk)
    require(request.user, "training.finish_step", found)
    decisions.finish_step(found, **acts(request))
    messages.success(request, "Done.")
    return on_to(request, "home:today")


@require_POST
def mentor(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_trial(request, pk, "training.let_mentor_read")
    actions.let_mentor_read(found, allowed="allow" in request.POST, by=request.user, at=moments.now())
    messages.success(request, "Saved.")
    return redirect("trials:trial", pk)


# --- Decision and way back ---------------------------------------------------------------------------------------------


@sensitive_post_parameters("words")
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_trial(request, pk, "training.see_trial")
    role = role_in(request.user, found)
    require(request.user, "training.decide_for_the_company" if role == Role.HR else "training.decide", found)
    said = queries.verdicts_of(found) if found.status == Status.RUNNING else {}
    if found.status != Status.RUNNING or role in said:
        raise Conflict("You have spoken already, or there is nothing to decide now. The trial's page shows where it stands.")
    form = forms.VerdictForm(request.POST or None, trial=found, too_early=decisions.too_early(found, on=moments.today()))
    outcome = sent(request, form, lambda: decisions.decide(found, role=role or "", **form.cleaned_data, **acts(request)))
    if outcome:
        drafts.forget(request, "trials:decide", pk)
        messages.success(request, SAYS[outcome])
        return redirect("trials:trial", pk)
    promises, parts = queries.promises_of(found, on=moments.today()), list(found.package.all())
    end = queries.last_day(found)
    context = {
        "trial": found,
        "role": role,
        "debt": package.debt_of(found, promises, parts, on=moments.today()),
        "conditions": conditions_of(found, on=moments.today(), promises=promises, package=parts),
        "before": [verdict for verdict in found.verdicts.all() if verdict.round == found.round - 1],
        "opens_on": end - decisions.EARLIEST if end else None,
        "today": moments.today(),
    }
    return drafts.form_page(request, "training/trials/decide.html", form, name="trials:decide", thing=pk, context=context)


@require_POST
def talk(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_trial(request, pk, "training.record_feedback_talk")
    messages.success(request, SAYS[decisions.record_feedback_talk(found, **acts(request))])
    return redirect("trials:trial", pk)


@require_http_methods(["GET", "POST"])
def way_back(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_trial(request, pk, "training.see_contract")
    if not hasattr(found, "contract"):
        raise Http404
    if request.method == "POST":
        require(request.user, "training.take_way_back", found)
        if found.status == Status.CONFIRMED:
            decisions.go_back(found, **acts(request))
        else:
            decisions.decide(found, role=Role.CANDIDATE, choice="return", **acts(request))
        messages.success(request, "Your place was kept, and it is yours again.")
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
    found = find_trial(request, pk, "training.waive")
    open_ones = [(one.key, f"{one.title}: {one.says}") for one in conditions_of(found, on=moments.today()) if one.key in WAIVABLE]
    form = forms.WaiverForm(request.POST or None, conditions=open_ones)
    if sent(request, form, lambda: actions.waive_condition(found, **form.cleaned_data, **acts(request))):
        decisions.settle(found, **acts(request))
        return redirect("trials:trial", pk)
    context = {"trial": found, "title": "Waive a condition", "button": "Waive it"}
    return drafts.form_page(request, "training/trials/care.html", form, name="trials:waive", thing=pk, context=context)


def _care(request: HttpRequest, pk: int, form_class: Any, act: Any, *, title: str) -> HttpResponse:
    """Answer one of HR's forms about a trial."""
    found = find_trial(request, pk, "training.care_for_trial")
    form = form_class(request.POST or None)
    if sent(request, form, lambda: act(found, **form.cleaned_data, **acts(request))):
        messages.success(request, "Saved.")
        return redirect("trials:trial", pk)
    context = {"trial": found, "title": title, "button": "Save"}
    name = f"trials:{act.__name__}"
    return drafts.form_page(request, "training/trials/care.html", form, name=name, thing=pk, context=context)


@require_http_methods(["GET", "POST"])
def sponsor(request: HttpRequest, pk: int) -> HttpResponse:
    return _care(request, pk, forms.SponsorForm, changes.change_sponsor, title="Another sponsor")


@require_http_methods(["GET", "POST"])
def team(request: HttpRequest, pk: int) -> HttpResponse:
    return _care(request, pk, forms.TeamForm, changes.adopt_team, title="Another team")


@require_http_methods(["GET", "POST"])
def absence(request: HttpRequest, pk: int) -> HttpResponse:
    return _care(request, pk, forms.AbsenceForm, changes.record_absence, title="Away: the dates move along")


@require_GET
def announcement(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(visible_announcements(request.user).select_related("trial__candidate", "by__employee"), pk=pk)
    return TemplateResponse(request, "training/trials/announcement.html", {"announcement": found})

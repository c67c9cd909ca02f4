"""What does a person see and send about leadership evaluations?"""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.accounts import drafts
from people.accounts.permissions import somebody
from training.evaluations import actions, forms, queries
from training.evaluations import questionnaire as document
from training.evaluations.ballots import KeyLost, has_key
from training.evaluations.models import (
    Evaluation,
    EvaluationCycle,
    EvaluationInvitation,
    PeerNomination,
    Questionnaire,
    ReportStep,
)
from training.evaluations.permissions import (
    reports_read_by,
    visible_cycles,
    visible_evaluations,
    visible_questionnaires,
    visible_reports,
)
from training.evaluations.promise import promise_to
from training.evaluations.report import hardest_first, report_of, side_of
from transition.lib import moments
from transition.lib.access import may, require
from transition.lib.faults import sent
from transition.lib.prepared import Prepared

KEPT_IN_SIGHT = timedelta(days=400)  # what somebody answered
ANSWERING = "evaluations:answering"  # in the session: which one was chosen last
MOST_SMALL = 60  # managers of small teams shown on the page of a planned cycle


_asked_now = Prepared(lambda person: queries.asked_now(person)[:60], person=int)
_asked_before = Prepared(lambda person, since: queries.asked_before(person, since=since)[:60], person=int, since=date)
_reports = Prepared(lambda person: queries.reports_of_evaluations(reports_read_by(person))[:60], person=int)
_planned = Prepared(lambda person: queries.planned_about(person)[:10], person=int)
_to_judge = Prepared(lambda person, on: queries.nominations_to_judge(person, on=on)[:30], person=int, on=date)
_shared = Prepared(lambda person: queries.shared_with(person)[:30], person=int)


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.answer_evaluation")
    person, today = request.person.pk, moments.today()
    context = {
        "asked": _asked_now(person=person),
        "before": _asked_before(person=person, since=today - KEPT_IN_SIGHT),
        "reports": _reports(person=person),
        "planned": _planned(person=person),
        "to_judge": _to_judge(person=person, on=today),
        "shared": _shared(person=person),
    }
    return TemplateResponse(request, "training/evaluations/mine.html", context)


# --- Answering ---------------------------------------------------------------------------------------------------------


@sensitive_variables()
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.answer_evaluation")
    invitation = _asked(request)
    if invitation is None:
        return redirect("evaluations:mine")
    if request.method == "POST" and not {"send", "later"} & request.POST.keys():  # the address never says about whom
        request.session[ANSWERING] = str(invitation.evaluation_id)
        return redirect("evaluations:answer")
    if "later" in request.POST:
        actions.keep_draft(invitation, values=_typed(request))
        messages.success(request, "Kept, sealed. Go on whenever you like.")
        return redirect("evaluations:mine")
    try:
        ballot = actions.read_ballot(invitation)
    except KeyLost:
        raise ValidationError(
            "Answers cannot be taken at the moment: the key of this evaluation is missing. HR has to look."
        ) from None
    questions = list(invitation.evaluation.cycle.questionnaire.questions.all())
    is_sending = "send" in request.POST
    initial = forms.AnswerForm.initial_from(ballot["sent"], questions) if ballot["sent"] else None
    data = request.POST if is_sending else None
    form = forms.AnswerForm(data, initial=initial, invitation=invitation, questions=questions)
    if is_sending and sent(request, form, lambda: actions.send_ballot(invitation, **form.answers()) or True):
        request.session.pop(ANSWERING, None)
        messages.success(request, "You answered. It is sealed until the day of release; until then you can change it here.")
        return redirect("evaluations:mine")
    if not is_sending:
        drafts.fill(form, ballot["draft"])
    context = {
        "form": form,
        "invitation": invitation,
        "promise": promise_to(invitation),
        "resumes": bool(ballot["draft"]) and not is_sending,
        "goal": queries.goal_behind(invitation.evaluation.cycle),
        "number": sum(name.startswith("q") for name in form.fields),
    }
    return TemplateResponse(request, "training/evaluations/answer.html", context)


def _asked(request: HttpRequest) -> EvaluationInvitation | None:
    """Return what this is an answer to: whom the form names, or was chosen last, or whoever comes next."""
    rows = list(queries.asked_now(request.person).select_related("evaluation__cycle__questionnaire", "evaluation__above"))
    about = request.POST.get("about", request.session.get(ANSWERING))
    found = next((row for row in rows if str(row.evaluation_id) == about), None)
    if found is None and "about" in request.POST:
        raise Http404
    return found or next((row for row in rows if not row.is_done), None)


def _typed(request: HttpRequest) -> dict[str, list[str]]:
    return {name: values for name, values in request.POST.lists() if name not in ("csrfmiddlewaretoken", "about", "later")}


@sensitive_variables()
@sensitive_post_parameters()
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.answer_evaluation")
    invitation = _asked(request)
    if invitation is None or "about" not in request.POST:
        raise Http404
    try:
        actions.keep_draft(invitation, values=_typed(request))
    except ValidationError as fault:
        return HttpResponseBadRequest(" ".join(fault.messages))
    return HttpResponse(status=204)


# --- The report, and the steps after it --------------------------------------------------------------------------------


_one_report = Prepared(lambda pk, person: visible_reports(somebody(person)).filter(pk=pk), pk=int, person=int)


def _report(request: HttpRequest, pk: int) -> Evaluation:
    person = getattr(request.user, "employee", None)
    found = _one_report.first(pk=pk, person=person.pk) if person else None
    if found is None:
        raise Http404
    require(request.user, "training.see_report", found)
    return found


@require_GET
def report(request: HttpRequest, pk: int) -> HttpResponse:
    found = _report(request, pk)
    result = queries.result_of(found)
    if result is None:
        raise Http404
    pool = queries.pool_of(found) if result.content["reports"] == Evaluation.Below.POOL else None
    is_own = found.manager_id == request.person.pk
    context = {
        "evaluation": found,
        "report": report_of(result, found.cycle.questionnaire),
        "pool": [(theme["title"], side_of(theme["reports"])) for theme in pool.content["themes"]] if pool else [],
        "pool_names": pool.content["names"] if pool else [],
        "is_own": is_own,
        "steps": _steps(found) if is_own and not found.cycle.asks_reports_only else [],
    }
    return TemplateResponse(request, "training/evaluations/report.html", context)


def _steps(evaluation: Evaluation) -> list[tuple[str, str, str, ReportStep | None, bool]]:
    """Return the steps: kind, title, words beside it, what was done, and whether it is the next one."""
    done = queries.steps_of(evaluation)
    words = {
        "read": "by yourself, in quiet",
        "coach": "with somebody you trust",
        "share": "and talk about it",
        "goal": "one, not three",
    }
    coming = next((kind for kind in ReportStep.Kind.values if kind not in done), None)
    return [(kind, label, words[kind], done.get(kind), kind == coming) for kind, label in ReportStep.Kind.choices]


@require_POST
def read(request: HttpRequest, pk: int) -> HttpResponse:
    found = _report(request, pk)
    require(request.user, "training.take_step", found)
    actions.take_step(found, kind=ReportStep.Kind.READ, on=moments.today(), at=moments.now())
    return redirect("evaluations:report", pk)


def _step(request: HttpRequest, pk: int, kind: str, form: Any, *, button: str, done: str) -> HttpResponse:
    found = _report(request, pk)
    require(request.user, "training.take_step", found)
    day = {"on": moments.today(), "at": moments.now()}
    if sent(request, form, lambda: actions.take_step(found, kind=kind, **form.cleaned_data, **day)):
        drafts.forget(request, f"evaluations:{kind}", pk)
        messages.success(request, done)
        return redirect("evaluations:report", pk)
    context = {"evaluation": found, "kind": kind, "button": button}
    return drafts.form_page(
        request, "training/evaluations/step.html", form, name=f"evaluations:{kind}", thing=pk, context=context
    )


@require_http_methods(["GET", "POST"])
def coach(request: HttpRequest, pk: int) -> HttpResponse:
    form = forms.CoachForm(request.POST or None)
    return _step(request, pk, ReportStep.Kind.COACH, form, button="Let them read it", done="They can read your report now.")


@require_http_methods(["GET", "POST"])
def share(request: HttpRequest, pk: int) -> HttpResponse:
    form = forms.WordsForm(request.POST or None, kind=ReportStep.Kind.SHARE)
    done = "Your team reads it now. Talk about it in person, too."
    return _step(request, pk, ReportStep.Kind.SHARE, form, button="Share it with the team", done=done)


@require_http_methods(["GET", "POST"])
def goal(request: HttpRequest, pk: int) -> HttpResponse:
    form = forms.WordsForm(request.POST or None, kind=ReportStep.Kind.GOAL)
    done = "One goal. Your team is asked two questions about it after four and after eight weeks."
    return _step(request, pk, ReportStep.Kind.GOAL, form, button="This is my goal", done=done)


@require_GET
def shared(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(visible_evaluations(request.user), pk=pk)
    require(request.user, "training.see_shared", found)
    steps = queries.steps_of(found)
    if ReportStep.Kind.SHARE not in steps:
        raise Http404
    context = {"evaluation": found, "step": steps[ReportStep.Kind.SHARE], "goal": steps.get(ReportStep.Kind.GOAL)}
    return TemplateResponse(request, "training/evaluations/shared.html", context)


# --- Peers -------------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def peers(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(visible_evaluations(request.user), pk=pk)
    names = may(request.user, "training.name_peers", found)
    judges = may(request.user, "training.judge_peers", found)
    if not names and not judges:
        raise PermissionDenied
    form = forms.PeerForm(request.POST or None)
    if request.method == "POST":
        require(request.user, "training.name_peers", found)
        day = {"at": moments.now(), "on": moments.today()}
        if sent(request, form, lambda: actions.name_peer(found, **form.cleaned_data, **day)):
            messages.success(request, "Named. Your manager says yes or no before it opens.")
            return redirect("evaluations:peers", pk)
    context = {
        "evaluation": found,
        "nominations": found.nominations.select_related("peer"),
        "form": form if names else None,
        "judges": judges,
    }
    return TemplateResponse(request, "training/evaluations/peers.html", context)


@require_POST
def judge(request: HttpRequest, pk: int) -> HttpResponse:
    rows = PeerNomination.objects.filter(evaluation__in=visible_evaluations(request.user)).select_related("evaluation__manager")
    found = get_object_or_404(rows, pk=pk)
    require(request.user, "training.judge_peers", found.evaluation)
    actions.judge_peer(found, is_approved="yes" in request.POST)
    return redirect("evaluations:peers", found.evaluation_id)


# --- HR ----------------------------------------------------------------------------------------------------------------


@require_GET
def cycles(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.run_evaluations")
    rows = visible_cycles(request.user).filter(asks_reports_only=False).select_related("questionnaire")[:60]
    talks = queries.waiting_for_talk(Evaluation.objects.all())[:60]
    lost = [one for one in queries.under_way(EvaluationCycle.objects.all())[:60] if not has_key(one.key_name)]
    return TemplateResponse(request, "training/evaluations/cycles.html", {"cycles": rows, "talks": talks, "lost": lost})


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.run_evaluations")
    form = forms.CycleForm(request.POST or None)

    def act() -> EvaluationCycle:
        said = dict(form.cleaned_data)
        one = said.pop("manager")
        return actions.plan_cycle(**said, managers=[one] if one else None, by=request.user, at=moments.now())

    if made := sent(request, form, act):
        drafts.forget(request, "evaluations:plan")
        messages.success(request, "Planned. It opens by itself.")
        return redirect("evaluations:cycle", made.pk)
    return drafts.form_page(request, "training/evaluations/plan.html", form, name="evaluations:plan", context={})


@require_GET
def cycle(request: HttpRequest, pk: int) -> HttpResponse:
    found = _cycle(request, pk)
    context: dict[str, Any] = {"cycle": found, "managers": found.evaluations.count(), "is_lost": False}
    if found.status == EvaluationCycle.Status.PLANNED:
        least = EvaluationCycle.THRESHOLDS[EvaluationCycle.Preset(found.preset)][0]
        small = queries.with_reports_count(found.evaluations.all(), on=moments.today()).filter(led__lt=least)[:MOST_SMALL]
        context |= {"least": least, "small": small, "ways": Evaluation.Below.choices}
    elif found.status == EvaluationCycle.Status.RELEASED:
        company = queries.of_company(found)
        context |= {
            "response": queries.response_in_words(found),
            "company": hardest_first(company) if company else [],
            "departments": _departments(found),
            "talks": queries.waiting_for_talk(found.evaluations.all())[:60],
        }
    else:
        context["is_lost"] = not has_key(found.key_name)
    return TemplateResponse(request, "training/evaluations/cycle.html", context)


def _departments(found: EvaluationCycle) -> list[tuple[Any, Any]]:
    """Return the heads of departments of which something may be shown, with their hardest themes."""
    rows = [(one.head, hardest_first(one)[:3]) for one in queries.of_departments(found)[:60]]
    return [(head, themes) for head, themes in rows if themes and themes[0][1].band]


def _cycle(request: HttpRequest, pk: int) -> EvaluationCycle:
    require(request.user, "training.run_evaluations")
    return get_object_or_404(visible_cycles(request.user).select_related("questionnaire"), pk=pk)


@require_POST
def call_off(request: HttpRequest, pk: int) -> HttpResponse:
    actions.call_off(_cycle(request, pk), by=request.user, at=moments.now())
    messages.success(request, "Called off.")
    return redirect("evaluations:cycles")


@require_POST
def ask_again(request: HttpRequest, pk: int) -> HttpResponse:
    actions.ask_again(_cycle(request, pk), by=request.user, at=moments.now(), on=moments.today())
    messages.success(request, "Everybody is asked again, under the same promise.")
    return redirect("evaluations:cycle", pk)


def _evaluation(request: HttpRequest, pk: int, permission: str) -> Evaluation:
    found = get_object_or_404(visible_evaluations(request.user), pk=pk)
    require(request.user, permission, found)
    return found


@require_POST
def below(request: HttpRequest, pk: int) -> HttpResponse:
    found = _evaluation(request, pk, "training.choose_below")
    form = forms.BelowForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest("Choose one of the four ways.")
    actions.choose_below(found, **form.cleaned_data, by=request.user, at=moments.now())
    messages.success(request, f"{found.manager}: {found.get_below_display()}")
    return redirect("evaluations:cycle", found.cycle_id)


@require_http_methods(["GET", "POST"])
def talk(request: HttpRequest, pk: int) -> HttpResponse:
    found = _evaluation(request, pk, "training.write_up_talk")
    form = forms.TalkForm(request.POST or None, initial={"talk_on": found.talk_on, "words": found.talk_words})
    doing = {"by": request.user, "at": moments.now(), "on": moments.today()}
    if sent(request, form, lambda: actions.write_up_talk(found, **form.cleaned_data, **doing)):
        drafts.forget(request, "evaluations:talk", pk)
        messages.success(request, "Written up. The manager reads it now.")
        return redirect("evaluations:cycle", found.cycle_id)
    context = {"evaluation": found}
    return drafts.form_page(request, "training/evaluations/talk.html", form, name="evaluations:talk", thing=pk, context=context)


# --- Questionnaires ----------------------------------------------------------------------------------------------------


@require_GET
def questionnaires(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.run_evaluations")
    rows = visible_questionnaires(request.user)[:60]
    return TemplateResponse(request, "training/evaluations/questionnaires.html", {"questionnaires": rows})


def _questionnaire(request: HttpRequest, pk: int) -> Questionnaire:
    require(request.user, "training.run_evaluations")
    return get_object_or_404(visible_questionnaires(request.user), pk=pk)


@require_GET
def questionnaire(request: HttpRequest, pk: int) -> HttpResponse:
    found = _questionnaire(request, pk)
    questions = list(found.questions.all())
    themes = [(theme, [one for one in questions if one.theme == theme["key"]]) for theme in found.themes]
    context = {"questionnaire": found, "themes": themes, "open": [one for one in questions if not one.theme]}
    return TemplateResponse(request, "training/evaluations/questionnaire.html", context)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = _questionnaire(request, pk)
    form = forms.QuestionnaireForm(request.POST or None, text=actions.text_of(found))
    if made := sent(request, form, lambda: actions.write_draft(form.written(), by=request.user, at=moments.now())):
        drafts.forget(request, "evaluations:edit", pk)
        messages.success(request, "Kept as a draft. Nobody is asked with it before you put it into use.")
        return redirect("evaluations:questionnaire", made.pk)
    context = {"questionnaire": found}
    return drafts.form_page(request, "training/evaluations/edit.html", form, name="evaluations:edit", thing=pk, context=context)


@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    actions.publish_questionnaire(_questionnaire(request, pk), by=request.user, at=moments.now())
    messages.success(request, "In use from the next cycle on. What is open or planned keeps its version.")
    return redirect("evaluations:questionnaire", pk)


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.run_evaluations")
    form = forms.QuestionnaireFileForm(request.POST or None, request.FILES or None)

    def act() -> Questionnaire:
        text = document.read(form.cleaned_data["file"].read())
        return actions.write_draft(text, by=request.user, at=moments.now())

    if made := sent(request, form, act):
        messages.success(request, "Imported as a draft.")
        return redirect("evaluations:questionnaire", made.pk)
    return TemplateResponse(request, "training/evaluations/upload.html", {"form": form})

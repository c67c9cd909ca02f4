"""What does a person see and send about programmes?"""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.accounts import drafts
from people.accounts.permissions import somebody
from people.employees.queries import reports_of
from people.templatetags.days import from_day
from training.curricula import actions, done, forms, proofs, queries
from training.curricula.models import Certificate, Cohort, Enrolment, Module, ModuleWork, Programme, Seat
from training.curricula.permissions import visible_cohorts, visible_enrolments, visible_proofs, visible_sessions, visible_works
from training.curricula.quiz import quiz_of
from transition.lib import moments
from transition.lib.access import require
from transition.lib.faults import sent
from transition.lib.prepared import Prepared

MOST = 60
Kind = Module.Kind


def followed(person: int) -> QuerySet[Enrolment]:
    """Return what somebody (their id) follows, as pages show it."""
    return queries.with_cohort_days(visible_enrolments(somebody(person))).select_related("programme", "employee")


def not_followed(person: int) -> QuerySet[Programme]:
    """Return the programmes somebody (their id) does not follow, with how `many` modules they have."""
    own = visible_enrolments(somebody(person)).filter(programme=OuterRef("pk"))
    return (
        Programme.objects.filter(~Exists(own)).annotate(many=Count("modules")).order_by("title").defer("introduction", "reading")
    )


_followed = Prepared(lambda person: followed(person).defer("programme__introduction", "programme__reading")[:MOST], person=int)
_followed_one = Prepared(lambda person, key: followed(person).filter(programme__key=key), person=int, key=str)
_others = Prepared(lambda person: not_followed(person)[:MOST], person=int)
_cohorts = Prepared(
    lambda person, is_hr: visible_cohorts(somebody(person, is_hr=is_hr)).filter(members__employee=person)[:MOST],
    person=int, is_hr=bool,
)  # fmt: skip


def _number(request: HttpRequest) -> int:
    """Return the id of the person signed in, 0 where they are no employee."""
    return request.person.pk if request.person else 0  # type: ignore[attr-defined]


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.see_programme")
    person = _number(request)
    enrolments = _followed(person=person)
    steps = queries.steps_by_enrolment(enrolments)
    context = {
        "rows": [(enrolment, steps[enrolment.pk]) for enrolment in enrolments],
        "others": _others(person=person),
        "cohorts": _cohorts(person=person, is_hr=request.user.is_hr_administrator) if enrolments else [],
        "today": moments.today(),
    }
    return TemplateResponse(request, "training/curricula/mine.html", context)


@require_GET
def learning_record(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.follow_programme")
    context = {
        "certificates": queries.certificates_of(request.person)[:MOST],
        "years": queries.hours_by_year(request.person),
        "today": moments.today(),
    }
    return TemplateResponse(request, "training/curricula/learning_record.html", context)


_reports = Prepared(lambda manager, on: reports_of(manager, on=on)[:MOST], manager=int, on=date)
_evidence = Prepared(
    lambda manager, is_hr, on: (
        visible_works(somebody(manager, is_hr=is_hr), on=on)
        .filter(module__kind__in=done.SHARED_WORK, enrolment__employee__in=reports_of(manager, on=on))
        .select_related("module", "enrolment__employee")
        .defer("module__body", "module__quiz")
        .order_by("-written_at")[:30]
    ),
    manager=int, is_hr=bool, on=date,
)  # fmt: skip


@require_GET
def team(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.see_team_learning")
    today = moments.today()
    who = {"manager": request.person.pk, "on": today}
    late = queries.late_by_person(request.person, on=today)
    said = {pk: [f"{step.module.title} ({from_day(step.due_on, today)})" for step in steps] for pk, steps in late.items()}
    context = {
        "rows": [(one, said.get(one.pk, [])) for one in _reports(**who)],
        "evidence": [(work, actions.read_work(work)) for work in _evidence(**who, is_hr=request.user.is_hr_administrator)],
    }
    return TemplateResponse(request, "training/curricula/team.html", context)


def _find(request: HttpRequest, key: str) -> tuple[Programme, Enrolment | None]:
    require(request.user, "training.see_programme")
    enrolment = _followed_one.first(person=_number(request), key=key)
    return (enrolment.programme, enrolment) if enrolment else (get_object_or_404(Programme, key=key), None)


_certificate = Prepared(lambda enrolment: Certificate.objects.filter(enrolment=enrolment)[:1], enrolment=int)
_cohort = Prepared(lambda enrolment: queries.with_days(Cohort.objects.filter(members=enrolment))[:1], enrolment=int)


@require_GET
def programme(request: HttpRequest, programme: str) -> HttpResponse:
    found, enrolment = _find(request, programme)
    steps = queries.steps_by_enrolment([enrolment])[enrolment.pk] if enrolment else []
    context = {
        "programme": found,
        "enrolment": enrolment,
        "steps": steps,
        "settled": sum(step.is_settled for step in steps),
        "modules": [] if enrolment else found.modules.filter(is_retired=False).defer("body", "quiz"),
        "certificate": _certificate.first(enrolment=enrolment.pk) if enrolment else None,
        "cohort": _cohort.first(enrolment=enrolment.pk) if enrolment else None,
        "today": moments.today(),
    }
    return TemplateResponse(request, "training/curricula/programme.html", context)


@require_POST
def follow(request: HttpRequest, programme: str) -> HttpResponse:
    found, enrolment = _find(request, programme)
    require(request.user, "training.follow_programme")
    if enrolment is not None and "forget" in request.POST:
        actions.forget(enrolment)
        messages.success(request, "Gone, without a trace.")
        return redirect("curricula:mine")
    if enrolment is not None and "rest" in request.POST:
        actions.pause(enrolment, on=moments.today(), by=request.user, at=moments.now())
        messages.success(request, "It rests. What you have done stays done.")
    elif enrolment is None or enrolment.paused_on is not None:
        actions.enrol(request.person, found, anchor_on=moments.today(), by=request.user, at=moments.now())
        messages.success(request, "It begins today, at your own pace.")
    return redirect("curricula:programme", found.key)


_module = Prepared(lambda pk: Module.objects.filter(pk=pk), pk=int)


@sensitive_post_parameters("text")
@require_http_methods(["GET", "POST"])
def module(request: HttpRequest, programme: str, key: str) -> HttpResponse:
    found, enrolment = _find(request, programme)
    steps = queries.steps_by_enrolment([enrolment])[enrolment.pk] if enrolment else []
    step = next((each for each in steps if each.module.key == key), None)
    modules = [each.module for each in steps] if enrolment else found.modules.defer("body", "quiz")
    modules = [each for each in modules if not each.is_retired]
    listed = step.module if step else next((each for each in modules if each.key == key), None)
    one = _module.first(pk=listed.pk) if listed else None
    if one is None:
        raise Http404
    form = _form(request, enrolment, one) if enrolment and step and not step.waits_for else None
    if request.method == "POST":
        if enrolment is None:
            raise Http404
        require(request.user, "training.complete_module", enrolment)
        if _post(request, enrolment, one, form):
            return (
                redirect("curricula:module", found.key, key)
                if one.kind == Kind.QUIZ
                else redirect("curricula:programme", found.key)
            )
    return _page(request, found=found, enrolment=enrolment, one=one, step=step, modules=modules, form=form)


def _post(request: HttpRequest, enrolment: Enrolment, one: Module, form: forms.WorkForm | forms.QuizForm | None) -> object:
    acts = {"by": request.user, "at": moments.now()}
    if "reopen" in request.POST:
        actions.reopen_module(enrolment, one)
        return True
    if isinstance(form, forms.WorkForm):
        kept = sent(request, form, lambda: _keep_work(enrolment, one, dict(form.cleaned_data), acts))
        if kept:
            drafts.forget(request, "curricula:module", one.pk)
            is_done = not done.why_not(enrolment, one)
            messages.success(request, "Kept, and noted as done." if is_done else "Kept. HR is asked to confirm it.")
        return kept
    if isinstance(form, forms.QuizForm):
        attempt = sent(request, form, lambda: actions.answer_quiz(enrolment, one, answers=form.answers(), **acts))
        if attempt:
            words = "Passed, and noted as done." if attempt.is_passed else "Not yet: read below what was meant, and try again."
            messages.success(request, f"{attempt.percent} percent right. {words}")
        return attempt
    actions.complete_module(enrolment, one, **acts)
    messages.success(request, "Noted as done.")
    return True


@transaction.atomic
def _keep_work(enrolment: Enrolment, one: Module, words: dict, acts: dict) -> ModuleWork:
    file = words.pop("proof", None)
    work = actions.write_work(enrolment, one, **words, **acts, has_proof=bool(file))
    if file:
        if file.size > proofs.MOST_BYTES:
            raise ValidationError({"proof": "The file is larger than 5 MB. A photograph of one page is enough."})
        proofs.keep_proof(work, content=file.read(), at=acts["at"])
        actions.complete_module(enrolment, one, **acts)
    return work


def _form(request: HttpRequest, enrolment: Enrolment, one: Module) -> forms.WorkForm | forms.QuizForm | None:
    if one.kind in done.BY_WRITING:
        work = ModuleWork.objects.filter(enrolment=enrolment, module=one).first()
        initial = {"text": actions.read_work(work), "happened_on": work.happened_on} if work else {}
        return forms.WorkForm(request.POST or None, request.FILES or None, kind=one.kind, initial=initial)
    if one.kind == Kind.QUIZ:
        attempts = list(enrolment.attempts.filter(module=one))
        quiz = quiz_of(one.quiz)
        is_over = any(each.is_passed for each in done.in_this_round(enrolment.attempts.filter(module=one), enrolment, "at"))
        if is_over or (quiz.attempts and len(attempts) >= quiz.attempts):
            return None
        asked = quiz.asked(seed=actions.seed_of(enrolment, one, len(attempts) + 1))
        return forms.QuizForm(request.POST or None, questions=asked)
    return None


def _page(request, *, found, enrolment, one, step, modules, form) -> HttpResponse:
    place = modules.index(one) if one in modules else None
    permission = "training.see_evidence" if one.kind in done.SHARED_WORK and not found.is_private else "training.see_work"
    context = {
        "programme": found,
        "enrolment": enrolment,
        "module": one,
        "step": step,
        "before": modules[place - 1] if place else None,
        "after": modules[place + 1] if place is not None and place + 1 < len(modules) else None,
        "place": None if place is None else place + 1,
        "total": len(modules),
        "attempt": _last_attempt(enrolment, one) if enrolment and one.kind == Kind.QUIZ else None,
        "sessions": _sessions(request, one) if one.kind == Kind.WORKSHOP and enrolment else [],
        "by_word": one.kind in (Kind.READING, Kind.VIDEO),
        "by_itself": one.kind in done.BY_ITSELF,
        "permission": permission,
        "work": one.kind == Kind.EXTERNAL and form is not None and bool(form.initial),
        "proof": visible_proofs(request.user).filter(work__enrolment=enrolment, work__module=one).first()
        if enrolment and one.kind == Kind.EXTERNAL
        else None,
        "may_reopen": step and step.done_on and not step.is_over and one.kind in (Kind.READING, Kind.VIDEO, *done.BY_WRITING),
    }
    if isinstance(form, forms.WorkForm):
        template = "training/curricula/module.html"
        return drafts.form_page(request, template, form, name="curricula:module", thing=one.pk, context=context)
    return TemplateResponse(request, "training/curricula/module.html", {"form": form, **context})


def _last_attempt(enrolment: Enrolment, one: Module) -> dict | None:
    attempt = enrolment.attempts.filter(module=one).last()
    if attempt is None:
        return None
    pool = {question.place: question for question in quiz_of(one.quiz).questions}
    pairs = [(pool[place], answer) for place, answer in zip(attempt.asked, attempt.answers, strict=True) if place in pool]
    return {"percent": attempt.percent, "wrong": [question for question, answer in pairs if answer != question.right]}


def _sessions(request: HttpRequest, one: Module) -> list:
    allowed = visible_sessions(request.user).filter(module=one, starts_at__gt=moments.now(), is_cancelled=False)
    mine = Seat.objects.filter(session=OuterRef("pk"), enrolment__employee=request.person, state__in=Seat.AHEAD)
    return list(queries.with_taken(allowed).annotate(my_seat=Subquery(mine.values("state")[:1]))[:MOST])


@require_GET
def proof(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(visible_proofs(request.user).select_related("work__enrolment__programme"), pk=pk)
    require(request.user, "training.see_proof", found)
    file = proofs.read_proof(found)
    response = HttpResponse(file.content, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return response

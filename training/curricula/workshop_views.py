"""What does a person see and send about workshops and cohorts?"""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_http_methods

from people.accounts import drafts
from training.curricula import actions, forms, queries, seats, workshops
from training.curricula.models import Enrolment, Programme, Seat, WorkshopSession
from training.curricula.permissions import enrolments_looked_after, visible_cohorts, visible_enrolments, visible_sessions
from transition.lib import moments
from transition.lib.access import may, require
from transition.lib.faults import sent
from transition.lib.ics import calendar_text

MOST_MEMBERS = 200


def _session(request: HttpRequest, pk: int) -> WorkshopSession:
    require(request.user, "training.see_session")
    return get_object_or_404(queries.with_taken(visible_sessions(request.user)), pk=pk)


@require_http_methods(["GET", "POST"])
def session(request: HttpRequest, pk: int) -> HttpResponse:
    found = _session(request, pk)
    mine = visible_enrolments(request.user).filter(programme=found.module.programme_id)
    if request.method == "POST":
        enrolment = get_object_or_404(mine)
        if "back" in request.POST:
            seats.give_seat_back(get_object_or_404(Seat, session=found, enrolment=enrolment), at=moments.now())
            messages.success(request, "Given back. Whoever waits first has it now.")
        else:
            seat = seats.take_seat(found, enrolment=enrolment, at=moments.now())
            words = "You have a seat." if seat.state == Seat.State.TAKEN else "All seats are taken; you wait, in order."
            messages.success(request, words)
        return redirect("curricula:session", pk)
    seat = Seat.objects.filter(session=found, enrolment__in=mine).exclude(state=Seat.State.GIVEN_BACK).first()
    ahead = seat.number if seat and seat.state == Seat.State.WAITING else None
    context = {
        "session": found,
        "seat": seat,
        "follows": seat is not None or mine.exists(),
        "before_me": found.places.filter(state=Seat.State.WAITING, number__lt=ahead).count() if ahead else 0,
        "is_ahead": found.starts_at > moments.now() and not found.is_cancelled,
    }
    return TemplateResponse(request, "training/curricula/session.html", context)


@require_GET
def event(request: HttpRequest, pk: int) -> HttpResponse:
    found = _session(request, pk)
    text = calendar_text([queries.event_of(found, site=settings.SITE_URL, at=moments.now())])
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="workshop-{pk}.ics"'
    return response


@require_http_methods(["GET", "POST"])
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    found = _session(request, pk)
    require(request.user, "training.note_attendance", found)
    if request.method == "POST":
        present = {int(value) for value in request.POST.getlist("present") if value.isdigit()}
        count = workshops.note_attendance(found, present=present, by=request.user, at=moments.now())
        messages.success(request, f"Noted: {count} were there.")
        return redirect("curricula:attendance", pk)
    places = found.places.exclude(state=Seat.State.GIVEN_BACK).select_related("enrolment__employee")[:1000]
    context = {"session": found, "places": places, "has_begun": found.starts_at <= moments.now()}
    return TemplateResponse(request, "training/curricula/attendance.html", context)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    found = _session(request, pk)
    require(request.user, "training.change_programmes")
    acts = {"by": request.user, "at": moments.now()}
    if "off" in request.POST:
        workshops.call_session_off(found, **acts)
        messages.success(request, "Called off. Everybody who had a place is told.")
        return redirect("curricula:session", pk)
    initial = {name: getattr(found, name) for name in ("starts_at", "minutes", "seats", "place")}
    form = forms.SessionForm(request.POST or None, programme=found.module.programme, is_new=False, initial=initial)
    if sent(request, form, lambda: workshops.change_session(found, **form.cleaned_data, **acts)):
        drafts.forget(request, "curricula:change", pk)
        messages.success(request, "Saved. Everybody who has a place is told what changed.")
        return redirect("curricula:session", pk)
    context = {"session": found}
    return drafts.form_page(request, "training/curricula/change.html", form, name="curricula:change", thing=pk, context=context)


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, programme: str) -> HttpResponse:
    require(request.user, "training.change_programmes")
    found = get_object_or_404(Programme, key=programme)
    form = forms.SessionForm(request.POST or None, programme=found)
    planned = sent(request, form, lambda: workshops.plan_session(**form.cleaned_data, by=request.user, at=moments.now()))
    if planned:
        drafts.forget(request, "curricula:plan", found.pk)
        return redirect("curricula:session", planned.pk)
    context = {"programme": found, "has_workshops": form.fields["module"].queryset.exists()}
    return drafts.form_page(request, "training/curricula/plan.html", form, name="curricula:plan", thing=found.pk, context=context)


@require_http_methods(["GET", "POST"])
def form_cohort(request: HttpRequest, programme: str) -> HttpResponse:
    require(request.user, "training.change_programmes")
    found = get_object_or_404(Programme, key=programme)
    form = forms.CohortForm(request.POST or None)
    made = sent(request, form, lambda: workshops.form_cohort(found, **form.cleaned_data, by=request.user, at=moments.now()))
    if made:
        drafts.forget(request, "curricula:form_cohort", found.pk)
        return redirect("curricula:cohort", made.pk)
    context = {"programme": found}
    return drafts.form_page(
        request, "training/curricula/form_cohort.html", form, name="curricula:form_cohort", thing=found.pk, context=context
    )


@require_http_methods(["GET", "POST"])
def cohort(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(visible_cohorts(request.user).select_related("programme", "facilitator"), pk=pk)
    form = forms.JoinForm(request.POST if "person" in request.POST else None)
    if request.method == "POST":
        require(request.user, "training.change_programmes")
        acts = {"by": request.user, "at": moments.now()}
        if "leave" in request.POST and request.POST["leave"].isdigit():
            workshops.leave_cohort(found, enrolment=get_object_or_404(found.members, pk=request.POST["leave"]), **acts)
            return redirect("curricula:cohort", pk)
        if sent(request, form, lambda: _join(found, form.cleaned_data["person"], acts) or True):
            return redirect("curricula:cohort", pk)
    sees_progress = may(request.user, "training.see_cohort_progress", found)
    rows = queries.with_cohort_days(found.members.select_related("employee"))
    members = rows.order_by("employee__last_name", "pk")[:MOST_MEMBERS]
    far = queries.progress_in(found.programme, members, on=moments.today()) if sees_progress else {}
    mine = None if sees_progress else queries.with_steps(visible_enrolments(request.user).filter(cohorts=found)).first()
    context = {
        "cohort": found,
        "members": [(one, far.get(one.pk)) for one in members],
        "planned": queries.schedule_of(found, member=mine),
        "sees_progress": sees_progress,
        "form": form,
        "today": moments.today(),
    }
    return TemplateResponse(request, "training/curricula/cohort.html", context)


def _join(cohort, person, acts) -> None:
    enrolment = Enrolment.objects.filter(employee=person, programme=cohort.programme).first()
    enrolment = enrolment or actions.enrol(person, cohort.programme, anchor_on=cohort.starts_on, **acts)
    workshops.join_cohort(cohort, enrolment=enrolment, **acts)


@require_http_methods(["GET", "POST"])
def schedule(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(visible_cohorts(request.user).select_related("programme"), pk=pk)
    require(request.user, "training.schedule_cohort", found)
    form = forms.ScheduleForm(request.POST or None, cohort=found)
    acts = {"by": request.user, "at": moments.now()}
    if sent(request, form, lambda: workshops.schedule_cohort(found, days=form.days(), **acts)):
        drafts.forget(request, "curricula:schedule", pk)
        messages.success(request, "Saved. Everybody in it is told, and their days follow.")
        return redirect("curricula:cohort", pk)
    context = {"cohort": found}
    return drafts.form_page(
        request, "training/curricula/schedule.html", form, name="curricula:schedule", thing=pk, context=context
    )


@require_http_methods(["GET", "POST"])
def spare(request: HttpRequest, pk: int) -> HttpResponse:
    rows = enrolments_looked_after(request.user).select_related("programme", "employee")
    found = get_object_or_404(rows, pk=pk)
    require(request.user, "training.spare_module", found)
    form = forms.SpareForm(request.POST or None, programme=found.programme)
    if sent(request, form, lambda: actions.except_module(found, **form.cleaned_data, by=request.user, at=moments.now())):
        drafts.forget(request, "curricula:spare", pk)
        messages.success(request, f"{found.employee} need not do it.")
        return redirect("curricula:followers", found.programme.key)
    context = {"enrolment": found}
    return drafts.form_page(request, "training/curricula/spare.html", form, name="curricula:spare", thing=pk, context=context)

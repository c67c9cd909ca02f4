"""What does a person see of the others, and what may HR change?"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.accounts import drafts
from people.accounts.actions import grant_hr
from people.accounts.actions import invite as invite_employee
from people.accounts.models import Invitation
from people.accounts.queries import open_invitations
from people.directory import chart
from people.directory.forms import FactsForm, LeaveForm, MoveForm, SearchForm
from people.directory.queries import found, placed, places, top_of_chart, with_place, with_place_and_manager
from people.directory.timeline import timeline_of
from people.employees import actions
from people.employees.models import Employee, Support, Team
from people.employees.permissions import visible_employees
from people.employees.queries import current, locations, manager_of, reports_of, supports_on, without_manager_here
from people.history.models import Record
from people.tracks.actions import place_employee
from people.tracks.models import Placement
from people.tracks.queries import MOVES, kind_of_move, place_among, place_of
from transition.lib import csv, moments
from transition.lib.access import may, require
from transition.lib.addresses import number_in
from transition.lib.faults import attempt
from transition.lib.keyset import page_of
from transition.lib.pages import page_or_fragment
from transition.lib.prepared import Prepared

ORDER = ["last_name", "first_name", "pk"]
SHOWN_REPORTS = 12
MOST_CHOICES = 60  # longer lists are typed into, not chosen from
MOST_COUNTED = 1000  # nobody needs to know more than that there are more


def _searched(request: HttpRequest) -> tuple[Any, SearchForm]:
    today = moments.today()
    form = SearchForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    people = current(visible_employees(request.user), on=today)
    if wanted.get("q"):
        people = found(people, wanted["q"], on=today)
    if wanted.get("place"):
        people = people.filter(location__icontains=wanted["place"])
    team = wanted.get("team", "")
    conditions = {"team" if number_in(team) else "team__name__icontains": team, "level__track__kind": wanted.get("track")}
    return placed(people, on=today, **{name: value for name, value in conditions.items() if value}), form


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    require(request.user, "people.see_directory")
    today = moments.today()
    rows, form = _searched(request)
    page = page_of(
        with_place_and_manager(rows, on=today),
        order=ORDER,
        before=request.GET.get("before", ""),
        after=request.GET.get("after", ""),
    )
    is_whole = not (page.before or page.after)
    context = {
        "page": page,
        "form": form,
        "matches": len(page.items) if is_whole else rows.order_by()[: MOST_COUNTED + 1].count(),
        "most_counted": MOST_COUNTED,
        "locations": few(locations(at_most=MOST_CHOICES + 1)),
        "teams": few(Team.objects.filter(closed_on=None).values("pk", "name")[: MOST_CHOICES + 1]),
    }
    return page_or_fragment(
        request, page="people/directory/people.html", fragment="people/directory/_people.html", context=context
    )


def few(choices: Iterable[Any]) -> list[Any]:
    """Return what can be chosen from a list; nothing when there is so much that one has to type."""
    found = list(choices)
    return found if len(found) <= MOST_CHOICES else []


@require_GET
def people_csv(request: HttpRequest) -> HttpResponse:
    require(request.user, "people.see_directory")
    rows, _ = _searched(request)
    return csv.download("people.csv", _lines(rows.order_by(*ORDER)))


def _lines(rows: Any) -> Iterator[list[object]]:
    today = moments.today()
    yield ["employee_id", "first_name", "last_name", "email", "title", "team", "location", "level", "manager", "hired_on"]
    for one in with_place_and_manager(rows, on=today).iterator(chunk_size=1000):
        place = one.places[0] if one.places else None
        manager = one.lines_now[0].manager if one.lines_now else None
        yield [
            one.number, one.first_name, one.last_name, one.email or one.login_name, place.title if place else "",
            place.team.name if place and place.team else "", one.location, place.level.code if place and place.level else "",
            (manager.email or manager.number or manager.login_name or manager.name) if manager else "", one.hired_on or "",
        ]  # fmt: skip


@require_GET
def suggest(request: HttpRequest) -> HttpResponse:
    require(request.user, "people.see_directory")
    words = next((value for value in request.GET.values() if value), "")[:200]
    today = moments.today()
    rows = found(current(visible_employees(request.user), on=today), words, on=today).order_by(*ORDER)[:8] if words else []
    return TemplateResponse(request, "people/directory/_suggestions.html", {"people": rows})


_placements = Prepared(
    lambda employee: (
        Placement.objects.filter(employee=employee).select_related("level__track", "level__grade", "team").order_by("started_on")
    ),
    employee=int,
)
_reports = Prepared(lambda manager, on: reports_of(manager, on=on).order_by(*ORDER)[:SHOWN_REPORTS], manager=int, on=date)
_supports = Prepared(
    lambda employee, on: supports_on(Support.objects.filter(employee=employee).select_related("supporter"), on),
    employee=int, on=date,
)  # fmt: skip
_records = Prepared(
    lambda employee: Record.objects.filter(employee=employee).select_related("by__employee").order_by("-at")[:20], employee=int
)


@require_GET
def person(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(visible_employees(request.user).select_related("user"), pk=pk)
    today = moments.today()
    placements, reports = _placements(employee=pk), _reports(manager=pk, on=today)
    prefetch_related_objects(reports, places(today))
    context = {
        "one": one,
        "place": place_among(placements, on=today),
        "manager": manager_of(one, on=today),
        "reports": reports,
        "reports_count": reports_of(one, on=today).count(),
        "supports": _supports(employee=pk, on=today),
        "placements": placements[::-1],
        "timeline": timeline_of(placements, until=today),
        "has_left": one.left_on is not None and one.left_on <= today,
        "invitation": open_invitations(Invitation.objects.filter(employee=one)).first()
        if one.user is None and may(request.user, "people.invite_employee")
        else None,
        "records": _records(employee=pk) if may(request.user, "people.see_employee_history", one) else [],
    }
    return TemplateResponse(request, "people/directory/person.html", context)


@require_GET
def org_chart(request: HttpRequest) -> HttpResponse:
    require(request.user, "people.see_directory")
    today = moments.today()
    visible = current(visible_employees(request.user), on=today)
    wanted = number_in(request.GET.get("of"))
    head = get_object_or_404(visible, pk=wanted) if wanted else None
    rows = reports_of(head, on=today) if head else top_of_chart(visible, on=today)
    page = page_of(
        with_place(chart.with_report_counts(rows, on=today), on=today),
        order=ORDER,
        before=request.GET.get("before", ""),
        after=request.GET.get("after", ""),
    )
    context = {
        "head": head,
        "place": place_of(head, on=today),
        "page": page,
        "path": chart.path_to(head, on=today) if head else [],
    }
    return page_or_fragment(
        request, page="people/directory/org_chart.html", fragment="people/directory/_level.html", context=context
    )


@require_GET
def org_export(request: HttpRequest) -> HttpResponse:
    require(request.user, "people.see_directory")
    rows = current(visible_employees(request.user), on=moments.today())
    return csv.download("org-chart.csv", chart.whole(rows, on=moments.today()))


@require_GET
def without_manager(request: HttpRequest) -> HttpResponse:
    require(request.user, "people.change_employee")
    today = moments.today()
    rows = without_manager_here(visible_employees(request.user), on=today)
    page = page_of(
        with_place_and_manager(rows, on=today),
        order=ORDER,
        before=request.GET.get("before", ""),
        after=request.GET.get("after", ""),
    )
    return TemplateResponse(request, "people/directory/without_manager.html", {"page": page})


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    require(request.user, "people.add_employee")
    form = FactsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: actions.hire_employee(**form.cleaned_data, by=request.user, at=moments.now()))
        if made:
            drafts.forget(request, "directory:facts")
            messages.success(request, "Added. Now say where they stand and to whom they report.")
            return redirect("directory:move", made.pk)
    words, draft = drafts.remembered(request, "directory:facts")
    context = {"form": drafts.fill(form, words), "one": None, **draft}
    return TemplateResponse(request, "people/directory/facts.html", context)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(visible_employees(request.user), pk=pk)
    require(request.user, "people.change_employee", one)
    form = FactsForm(request.POST or None, initial={name: getattr(one, name) for name in FactsForm.base_fields})
    if request.method == "POST" and form.is_valid():
        saved = attempt(form, lambda: actions.update_employee(one, **form.cleaned_data, by=request.user, at=moments.now()))
        if saved:
            drafts.forget(request, "directory:facts", one.pk)
            messages.success(request, "Saved.")
            return redirect("directory:person", one.pk)
    words, draft = drafts.remembered(request, "directory:facts", one.pk)
    context = {"form": drafts.fill(form, words), "one": one, **draft}
    return TemplateResponse(request, "people/directory/facts.html", context)


@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(visible_employees(request.user), pk=pk)
    require(request.user, "people.change_employee", one)
    today = moments.today()
    place = place_of(one, on=today)
    now = {"level": place.level, "title": place.title, "team": place.team} if place else {}
    form = MoveForm(request.POST or None, initial={"on": today, "manager": manager_of(one, on=today), **now})
    kind = ""
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        kind = MOVES[kind_of_move(place.level if place else None, wanted["level"])]
        if "record" in request.POST and attempt(form, lambda: _record_move(one, wanted, now, request)):
            drafts.forget(request, "directory:move", one.pk)
            messages.success(request, f"Recorded: {kind.lower()}.")
            return redirect("directory:person", one.pk)
    words, draft = drafts.remembered(request, "directory:move", one.pk)
    context = {"form": drafts.fill(form, words), "one": one, "kind": kind, **draft}
    return TemplateResponse(request, "people/directory/move.html", context)


def _record_move(one: Employee, wanted: dict[str, Any], now: dict[str, Any], request: HttpRequest) -> bool:
    on, at = wanted["on"], moments.now()
    place = {name: wanted[name] for name in ("level", "title", "team")}
    if place != {"level": None, "title": "", "team": None} | now:
        place_employee(one, **place, on=on, by=request.user, at=at)
    actions.change_manager(one, manager=wanted["manager"], on=on, by=request.user, at=at)
    return True


@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(visible_employees(request.user), pk=pk)
    require(request.user, "people.change_employee", one)
    form = LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        left_on, at = form.cleaned_data["left_on"], moments.now()
        orphans = attempt(form, lambda: actions.record_leaving(one, left_on=left_on, by=request.user, at=at))
        if orphans is not None:
            waiting = ", ".join(str(report) for report in orphans)
            messages.success(request, f"Noted. These need a new manager: {waiting}." if waiting else "Noted.")
            return redirect("directory:person", one.pk)
    reports = reports_of(one, on=moments.today())
    return TemplateResponse(request, "people/directory/leave.html", {"form": form, "one": one, "reports": reports[:50]})


@require_POST
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(visible_employees(request.user), pk=pk)
    require(request.user, "people.invite_employee", one)
    _, token = invite_employee(one, by=request.user, at=moments.now())
    link = request.build_absolute_uri(reverse("accounts:invitation", args=[token]))
    return TemplateResponse(request, "people/directory/invited.html", {"one": one, "link": link})


@require_POST
def administrator(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(visible_employees(request.user).filter(user__isnull=False), pk=pk)
    require(request.user, "people.grant_hr", one)
    grant_hr(one.user, granted=True, by=request.user, at=moments.now())
    messages.success(request, f"{one} is an HR administrator now.")
    return redirect("accounts:administrators")

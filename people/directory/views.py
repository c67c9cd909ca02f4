"""What does a person see of the others, and what may HR change?"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.accounts import drafts
from people.accounts.actions import grant_hr
from people.accounts.actions import invite as invite_employee
from people.accounts.models import Invitation
from people.accounts.queries import open_invitations
from people.directory import finding
from people.directory.chart import level_of, path_to, whole
from people.directory.forms import FactsForm, LeaveForm, MoveForm, SearchForm
from people.directory.queries import found, ids_of_few, listed, placed, top_of_chart, words_in
from people.directory.rows import shown
from people.directory.timeline import timeline_of
from people.employees import actions
from people.employees.models import Employee, full_name
from people.employees.permissions import visible_employees
from people.employees.queries import current, locations, manager_of, reports_from, reports_of, without_manager_here
from people.tracks.actions import place_employee
from people.tracks.models import Placement
from people.tracks.queries import MOVES, kind_of_move, place_among, place_of
from transition.lib import csv, moments
from transition.lib.access import may, require
from transition.lib.addresses import number_in
from transition.lib.faults import attempt
from transition.lib.keyset import first_page_of, page_of
from transition.lib.pages import page_or_fragment


def _searched(wanted: Mapping[str, str], ids: list[set[int] | None] | None, request: HttpRequest) -> QuerySet[Employee]:
    today = moments.today()
    people = current(visible_employees(request.user), on=today)
    if words := words_in(wanted.get("q", "")):
        people = found(people, words, on=today, known=ids)
    if wanted.get("place"):
        people = people.filter(location__icontains=wanted["place"])
    team = wanted.get("team", "")
    conditions = {"team" if number_in(team) else "team__name__icontains": team, "level__track__kind": wanted.get("track")}
    return placed(people, on=today, **{name: value for name, value in conditions.items() if value})


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    require(request.user, "people.see_directory")
    today = moments.today()
    form = SearchForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    ids = ids_of_few(words_in(wanted.get("q", "")), on=today)
    is_more = any(wanted.get(name) for name in ("team", "track", "place")) or any(_cursors(request).values())
    first = None if is_more else finding.first_page(ids, request)
    if first is None:
        rows = _searched(wanted, ids, request)
        page = page_of(listed(rows, on=today), order=finding.ORDER, size=finding.PAGE, **_cursors(request))
        is_whole = not (page.before or page.after)
        matches = len(page.items) if is_whole else rows.order_by()[: finding.MOST_COUNTED + 1].count()
    else:
        page = first_page_of(first, order=finding.ORDER, size=finding.PAGE)
        matches = len(first) if ids or not first else first[0]["matches"]
    shown(page.items)
    context = {
        "page": page,
        "form": form,
        "matches": matches,
        "most_counted": finding.MOST_COUNTED,
        "locations": few(locations(at_most=finding.MOST_CHOICES + 1)),
        "teams": few(finding.open_teams()),
    }
    return page_or_fragment(
        request, page="people/directory/people.html", fragment="people/directory/_people.html", context=context
    )


def _cursors(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "") for name in ("before", "after")}


def few(choices: Iterable[Any]) -> list[Any]:
    """Return what can be chosen from a list; nothing when there is so much that one has to type."""
    found = list(choices)
    return found if len(found) <= finding.MOST_CHOICES else []


@require_GET
def people_csv(request: HttpRequest) -> HttpResponse:
    require(request.user, "people.see_directory")
    form = SearchForm(request.GET)
    rows = _searched(form.cleaned_data if form.is_valid() else {}, None, request)
    return csv.download("people.csv", _lines(rows.order_by(*finding.ORDER)))


def _lines(rows: Any) -> Iterator[list[object]]:
    today = moments.today()
    yield ["employee_id", "first_name", "last_name", "email", "title", "team", "location", "level", "manager", "hired_on"]
    manager = {f"manager_{name}": F(f"line__manager__{name}") for name in ("email", "number", "login_name")}
    found = listed(rows, "number", "email", "login_name", "location", on=today).annotate(**manager)
    for one in found.iterator(chunk_size=1000):
        name = full_name(one["manager_first"] or "", one["manager_last"] or "")
        yield [
            one["number"], one["first_name"], one["last_name"], one["email"] or one["login_name"], one["title"] or "",
            one["team"] or "", one["location"], one["code"] or "",
            one["manager_email"] or one["manager_number"] or one["manager_login_name"] or name, one["hired_on"] or "",
        ]  # fmt: skip


@require_GET
def suggest(request: HttpRequest) -> HttpResponse:
    require(request.user, "people.see_directory")
    words = next((value for value in request.GET.values() if value), "")[:200]
    today = moments.today()
    people = current(visible_employees(request.user), on=today)
    rows = found(people, words_in(words), on=today).order_by(*finding.ORDER)[:8] if words else []
    return TemplateResponse(request, "people/directory/_suggestions.html", {"people": rows})


@require_GET
def person(request: HttpRequest, pk: int) -> HttpResponse:
    today = moments.today()
    one = (
        finding.person.first(**finding.who_asks(request), on=today, pk=pk) if may(request.user, "people.see_directory") else None
    )
    if one is None:
        raise Http404
    sees_all = may(request.user, "people.see_employee_history", one)  # what is planned for them is nobody else's yet
    placements = [row for row in finding.placements(employee=pk) if sees_all or row.started_on <= today]
    reports = shown(finding.reports(manager=pk, on=today))
    has_left = one.left_on is not None and one.left_on <= today
    context = {
        "one": one,
        "place": placements[-1] if has_left and placements else place_among(placements, on=today),
        "manager": manager_of(one, on=today),
        "reports": reports,
        "reports_count": reports[0]["many"] if reports else 0,
        "supports": finding.supports(employee=pk, on=today),
        "placements": placements[::-1],
        "today": today,
        "sees_all": sees_all,
        "timeline": timeline_of(placements, until=today),
        "has_left": has_left,
        "invitation": open_invitations(Invitation.objects.filter(employee=one)).first()
        if one.user is None and may(request.user, "people.invite_employee")
        else None,
        "records": finding.records(employee=pk) if sees_all else [],
    }
    return TemplateResponse(request, "people/directory/person.html", context)


@require_GET
def org_chart(request: HttpRequest) -> HttpResponse:
    require(request.user, "people.see_directory")
    today, who = moments.today(), finding.who_asks(request)
    wanted, cursors = number_in(request.GET.get("of")), _cursors(request)
    head = finding.head_of_chart.first(**who, on=today, pk=wanted) if wanted else None
    if wanted and head is None:
        raise Http404
    if head and not any(cursors.values()):
        page = first_page_of(finding.below(manager=wanted, on=today), order=finding.ORDER, size=finding.PAGE)
    else:  # who is at the top is planned anew each time: it hangs on how many report to somebody
        rows = reports_of(wanted, on=today) if head else top_of_chart(finding.colleagues(**who, on=today), on=today)
        page = page_of(level_of(rows, on=today), order=finding.ORDER, size=finding.PAGE, **cursors)
    shown([*page.items, head] if head else page.items)
    context = {"head": head, "page": page, "path": path_to(head, on=today) if head else []}
    return page_or_fragment(
        request, page="people/directory/org_chart.html", fragment="people/directory/_level.html", context=context
    )


@require_GET
def org_export(request: HttpRequest) -> HttpResponse:
    require(request.user, "people.see_directory")
    rows = current(visible_employees(request.user), on=moments.today())
    return csv.download("org-chart.csv", whole(rows, on=moments.today()))


@require_GET
def without_manager(request: HttpRequest) -> HttpResponse:
    require(request.user, "people.change_employee")
    today = moments.today()
    rows = without_manager_here(visible_employees(request.user), on=today)
    page = page_of(listed(rows, on=today), order=finding.ORDER, size=finding.PAGE, **_cursors(request))
    shown(page.items)
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
    form = MoveForm(request.POST or None, initial={"on": today, **_stand(one, today)})
    kind, changes = "", []
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        before = _stand(one, wanted["on"])
        kind = MOVES[kind_of_move(before["level"], wanted["level"])]
        changes = [(name, was, wanted[name]) for name, was in before.items() if was != wanted[name]]
        if not changes:
            form.add_error(None, "This is how they stand on that day: nothing would change.")
        elif "record" in request.POST and attempt(
            form, lambda: _record_move(one, wanted, {name for name, *_ in changes}, request)
        ):
            drafts.forget(request, "directory:move", one.pk)
            messages.success(request, f"Recorded: {kind.lower()}.")
            return redirect("directory:person", one.pk)
    words, draft = drafts.remembered(request, "directory:move", one.pk)
    context = {"form": drafts.fill(form, words), "one": one, "kind": kind, "changes": changes, **draft}
    return TemplateResponse(request, "people/directory/move.html", context)


def _stand(one: Employee, on: date) -> dict[str, Any]:
    """Return level, title, team and manager of somebody on a day."""
    place = place_of(one, on=on) or Placement()
    return {"level": place.level, "title": place.title, "team": place.team, "manager": manager_of(one, on=on)}


def _record_move(one: Employee, wanted: dict[str, Any], changed: set[str], request: HttpRequest) -> bool:
    on, at = wanted["on"], moments.now()
    place = {name: wanted[name] for name in ("level", "title", "team")}
    if changed & place.keys():
        place_employee(one, **place, on=on, by=request.user, at=at)
    actions.change_manager(one, manager=wanted["manager"], on=on, by=request.user, at=at)
    return True


@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(visible_employees(request.user), pk=pk)
    require(request.user, "people.change_employee", one)
    form = LeaveForm(request.POST or None, initial={"left_on": one.left_on})
    is_staying = "stays" in request.POST
    if request.method == "POST" and (form.is_valid() or is_staying):
        left_on, at = None if is_staying else form.cleaned_data["left_on"], moments.now()
        orphans = attempt(form, lambda: actions.record_leaving(one, left_on=left_on, by=request.user, at=at))
        if orphans is not None:
            waiting = ", ".join(str(report) for report in orphans)
            said = f"Noted. These need a new manager: {waiting}." if waiting else "Noted."
            messages.success(request, "They stay. Look at where they stand." if is_staying else said)
            return redirect("directory:person", one.pk)
    reports = reports_from(one, on=moments.today())
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

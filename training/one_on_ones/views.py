"""What does a person see and send about 1:1s?"""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.accounts import drafts
from people.accounts.permissions import somebody
from people.employees.permissions import visible_employees
from training.one_on_ones import actions, queries
from training.one_on_ones import rhythm as days
from training.one_on_ones.forms import (
    AgendaItemForm,
    MoveMeetingForm,
    NotesForm,
    PrivateNoteForm,
    PromiseForm,
    QuickForm,
    RhythmForm,
)
from training.one_on_ones.found import back_to, cursors, find_meeting, find_series, other_of
from training.one_on_ones.models import ActionItem, AgendaItem, Meeting, Question
from training.one_on_ones.permissions import (
    released_handovers,
    series_below,
    visible_action_items,
    visible_agenda_items,
    visible_series,
)
from training.one_on_ones.picture import dots_of, rhythm_dots
from transition.lib import moments
from transition.lib.access import require
from transition.lib.addresses import next_of, number_in
from transition.lib.faults import attempt, sent
from transition.lib.keyset import page_of
from transition.lib.moments import zone_named
from transition.lib.prepared import Prepared

WEEKS_SHOWN = 12
MOST_PAIRS = 60


_mine = Prepared(
    lambda person, at: queries.with_next(queries.going_on(visible_series(somebody(person))), at=at).order_by("next_at", "pk"),
    person=int, at=datetime,
)  # fmt: skip
_without = Prepared(lambda person, on: queries.led_without_series(person, on=on)[:20], person=int, on=date)
_handed_over = Prepared(
    lambda person, on: (
        released_handovers(somebody(person), on=on)
        .select_related("series__employee", "series__manager")
        .order_by("-released_at")[:20]
    ),
    person=int, on=date,
)  # fmt: skip
_leads_managers = Prepared(
    lambda person, on: queries.going_on(series_below(somebody(person), on=on)).values_list("pk")[:1], person=int, on=date
)
_open_promises = Prepared(lambda series: queries.open_promises(ActionItem.objects.filter(series=series)), series=int)
_open_agenda = Prepared(lambda series: queries.open_agenda(AgendaItem.objects.filter(series=series)), series=int)


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    now, today, person = moments.now(), moments.today(), request.person.pk if request.person else 0
    series = _mine(person=person, at=now)
    context = {
        "series": series,
        "without": _without(person=person, on=today),
        "dots": rhythm_dots(series, at=now, weeks=6),
        "handed_over": _handed_over(person=person, on=today),
        "leads_managers": bool(_leads_managers(person=person, on=today)),
    }
    return TemplateResponse(request, "training/one_on_ones/mine.html", context)


@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    employee = get_object_or_404(visible_employees(request.user), pk=pk)
    require(request.user, "training.open_series", employee)
    if found := queries.going_on(employee.series.filter(manager=request.person)).first():  # they meet already
        return redirect("one_on_ones:series", found.pk)
    own = {"time_zone": request.person.time_zone or settings.TIME_ZONE}
    form = RhythmForm(request.POST or None, initial={"first_on": moments.today() + timedelta(days=1), **own})
    pair = {"manager": request.person, "employee": employee, "by": request.user, "at": moments.now()}
    opened = sent(request, form, lambda: actions.open_series(**pair, **form.cleaned_data))
    if opened:
        drafts.forget(request, "one_on_ones:begin", pk)
        return redirect("one_on_ones:series", opened.pk)
    context = {"employee": employee}
    return drafts.form_page(request, "training/one_on_ones/begin.html", form, name="one_on_ones:begin", thing=pk, context=context)


@require_GET
def series(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_series(request, pk, "training.see_series")
    now = moments.now()
    past = found.meetings.filter(Q(starts_at__lt=now) | ~Q(status=Meeting.Status.PLANNED)).prefetch_related(
        Prefetch("promises", ActionItem.objects.select_related("owner")), "discussed"
    )
    context = {
        "series": found,
        "other": other_of(found, request),
        "next": queries.next_meeting(found, at=now),
        "agenda": _open_agenda(series=found.pk),
        "promises": _open_promises(series=found.pk),
        "page": page_of(past, order=("-starts_at", "-pk"), size=10, **cursors(request)),
        "dots": dots_of(found, at=now, weeks=WEEKS_SHOWN),
        "handover": getattr(found, "handover", None),
        "today": moments.today(),
    }
    return TemplateResponse(request, "training/one_on_ones/series.html", context)


@require_http_methods(["GET", "POST"])
def rhythm(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_series(request, pk, "training.change_series")
    names = ("cadence", "first_on", "at_time", "minutes", "time_zone")
    form = RhythmForm(request.POST or None, initial={name: getattr(found, name) for name in names})
    if sent(request, form, lambda: actions.change_rhythm(found, **form.cleaned_data, by=request.user, at=moments.now())):
        drafts.forget(request, "one_on_ones:rhythm", pk)
        messages.success(request, "Saved. The next 1:1 has moved, with everything on its agenda.")
        return redirect("one_on_ones:series", pk)
    context = {"series": found, "other": other_of(found, request)}
    return drafts.form_page(
        request, "training/one_on_ones/rhythm.html", form, name="one_on_ones:rhythm", thing=pk, context=context
    )


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_series(request, pk, "training.change_series")
    actions.end_series(found, on=moments.today(), by=request.user, at=moments.now())
    messages.success(request, "These 1:1s have ended. What was said stays with the two of you.")
    return redirect("one_on_ones:series", pk)


@require_POST
def add_to_agenda(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_series(request, pk, "training.change_series")
    said = {name: request.POST.get(name, "") for name in ("text", "token", "moment")}
    actions.add_agenda_item(found, **said | {"text": said["text"][:500]}, by=request.person, at=moments.now())
    return HttpResponse(status=204) if _asks_from_its_page(request) else back_to(request, found)


def _asks_from_its_page(request: HttpRequest) -> bool:
    """The page's own script sends without leaving the page."""
    return request.headers.get("Accept") == "application/json"


@require_POST
def promise(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_series(request, pk, "training.change_series")
    form = PromiseForm(request.POST, pair=[found.manager, found.employee])
    meeting = found.meetings.filter(pk=number_in(request.POST.get("made_in"))).first()
    if sent(request, form, lambda: actions.promise(found, made_in=meeting, at=moments.now(), **form.cleaned_data)):
        return back_to(request, found)
    context = {"series": found, "other": other_of(found, request), "form": form, "made_in": meeting.pk if meeting else ""}
    return TemplateResponse(request, "training/one_on_ones/promise.html", context)


@require_http_methods(["GET", "POST"])
def quick(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.note_quickly")
    rows = queries.going_on(visible_series(request.user)).select_related("manager", "employee").order_by("pk")[:MOST_PAIRS]
    pairs = sorted(((one, other_of(one, request)) for one in rows), key=lambda pair: pair[1].name)
    form = QuickForm(request.POST or None, pairs=pairs, initial={"series": number_in(request.GET.get("in"))})

    def write() -> AgendaItem | ActionItem:
        said, at = form.cleaned_data, moments.now()
        if said["kind"] == "promise":
            return actions.promise(said["series"], text=said["text"], owner=request.person, due_on=said["due_on"], at=at)
        return actions.add_agenda_item(said["series"], text=said["text"], by=request.person, at=at)

    if made := sent(request, form, write):
        drafts.forget(request, "one_on_ones:quick")
        messages.success(request, f"Noted, for you and {other_of(made.series, request)}.")
        return back_to(request, made.series)
    context = {"pairs": pairs, "next": next_of(request)}
    return drafts.form_page(request, "training/one_on_ones/quick.html", form, name="one_on_ones:quick", context=context)


# --- A meeting ---------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_meeting(request, pk, "training.see_series")
    form = NotesForm(request.POST or None, initial={"shared_notes": found.shared_notes, "version": found.notes_version})
    if request.method == "POST" and form.is_valid():
        facts = {"text": form.cleaned_data["shared_notes"], "version": form.cleaned_data["version"]}
        if attempt(form, lambda: actions.save_shared_notes(found, **facts)):
            drafts.forget(request, "one_on_ones:notes", pk)
            messages.success(request, "Saved, for both of you.")
            return redirect("one_on_ones:meeting", pk)
        found.refresh_from_db()
        form.data = {**form.data.dict(), "version": str(found.notes_version)}
    return _meeting_page(request, found, form)


def _meeting_page(request: HttpRequest, found: Meeting, notes: NotesForm) -> HttpResponse:
    one, now = found.series, moments.now()
    agenda = _agenda_of(found)
    own = PrivateNoteForm(initial={"private_note": actions.read_private_note(found, author=request.person)})
    words, private_draft = drafts.remembered(request, "one_on_ones:private", found.pk)
    context = {
        **agenda,
        **(_suggestions(request, found) if agenda["is_open"] else {}),
        "other": other_of(one, request),
        "has_begun": found.starts_at <= now,
        "after_it": _day_after(found),
        "token": uuid4(),
        "promises": _open_promises(series=one.pk),
        "promise_form": PromiseForm(pair=[one.manager, one.employee], initial={"owner": request.person.pk}),
        "private_form": drafts.fill(own, words),
        "private_draft": private_draft,
        "dots": dots_of(one, at=now, weeks=WEEKS_SHOWN),
        "today": moments.today(),
    }
    return drafts.form_page(
        request, "training/one_on_ones/meeting.html", notes, name="one_on_ones:notes", thing=found.pk, context=context
    )


def _day_after(found: Meeting) -> date | None:
    one, zone = found.series, zone_named(found.series.time_zone)
    if one.ended_on is not None:
        return None
    after = max(found.planned_on, found.starts_at.astimezone(zone).date())
    return next(days.days_from(one.first_on, one.cadence, after=after))


def _suggestions(request: HttpRequest, found: Meeting) -> dict[str, object]:
    """What could stand on the agenda: of the kind asked for, else of a first or a weekly 1:1."""
    templates = queries.templates_in_force()
    usual = Question.Moment.FIRST if found.planned_on == found.series.first_on else Question.Moment.WEEKLY
    asked = request.GET.get("for", "")
    moment, turn = (asked if asked in templates else usual), min(number_in(request.GET.get("turn")), 50)
    return {
        "templates": templates.values(),
        "template": templates[moment],
        "questions": queries.suggested(found, moment=moment, language=settings.LANGUAGE_CODE, turn=turn),
        "turn": turn,
        "asked": asked,
    }


@require_POST
def log(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_meeting(request, pk, "training.change_series")
    discussed = [number_in(item) for item in request.POST.getlist("discussed")]
    is_career = "career" in request.POST
    actions.log_meeting(found, discussed=discussed, is_career_talk=is_career, by=request.user, at=moments.now())
    following = queries.next_meeting(found.series, at=max(moments.now(), found.starts_at + timedelta(seconds=1)))
    when = f" Next: {timezone.localtime(following.starts_at):%a %-d %b, %H:%M}." if following else ""
    messages.success(request, f"Logged.{when} What is open goes along.")
    return redirect("one_on_ones:meeting", pk)


@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_meeting(request, pk, "training.change_series")
    form = MoveMeetingForm(request.POST or None, initial={"starts_at": found.starts_at})
    if sent(request, form, lambda: actions.move_meeting(found, **form.cleaned_data, by=request.user, at=moments.now())):
        messages.success(request, "Moved. Agenda and promises come along.")
        return redirect("one_on_ones:meeting", pk)
    context = {"meeting": found, "other": other_of(found.series, request)}
    return drafts.form_page(request, "training/one_on_ones/move.html", form, name="one_on_ones:move", thing=pk, context=context)


@require_POST
def without(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_meeting(request, pk, "training.change_series")
    act = actions.miss_meeting if "missed" in request.POST else actions.skip_meeting
    act(found, by=request.user, at=moments.now())
    messages.success(request, "Noted. Everything open goes to the next one.")
    return redirect("one_on_ones:series", found.series_id)


@sensitive_post_parameters("private_note")
@require_POST
def private(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_meeting(request, pk, "training.write_private_note")
    form = PrivateNoteForm(request.POST)
    if form.is_valid():
        text = form.cleaned_data["private_note"]
        actions.write_private_note(found, author=request.person, text=text, at=moments.now())
        drafts.forget(request, "one_on_ones:private", pk)
        messages.success(request, "Saved, for you alone." if text.strip() else "Your note is gone.")
    else:
        messages.error(request, "This note is too long: 20,000 characters at most. Your words are still in the draft.")
    return redirect("one_on_ones:meeting", pk)


@require_GET
def agenda(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_meeting(request, pk, "training.see_series")
    return TemplateResponse(request, "training/one_on_ones/_agenda.html", _agenda_of(found))


def _agenda_of(found: Meeting) -> dict[str, Any]:
    """What the agenda of a meeting shows: it changes while both look at it."""
    is_open = found.status == Meeting.Status.PLANNED and found.series.ended_on is None
    return {
        "meeting": found,
        "series": found.series,
        "is_open": is_open,
        "is_ticked": is_open or found.status == Meeting.Status.MISSED,
        "agenda": _open_agenda(series=found.series_id),
        "discussed": found.discussed.select_related("added_by") if found.status == Meeting.Status.HELD else [],
    }


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    item = get_object_or_404(visible_agenda_items(request.user).select_related("series__manager", "series__employee"), pk=pk)
    require(request.user, "training.change_series", item.series)
    form = AgendaItemForm(request.POST or None, initial={"text": item.text, "version": item.version})
    changed = sent(request, form, lambda: actions.change_agenda_item(item, **form.cleaned_data))
    if changed and _asks_from_its_page(request):
        return JsonResponse({"text": changed.text, "version": changed.version})
    if changed:
        return back_to(request, item.series)
    if request.method == "POST":
        item.refresh_from_db()
        if _asks_from_its_page(request):
            faults = [words for found in form.errors.values() for words in found]
            return JsonResponse({"text": item.text, "version": item.version, "faults": faults}, status=409)
        form.data = {**form.data.dict(), "version": str(item.version)}
    context = {"item": item, "other": other_of(item.series, request)}
    return drafts.form_page(
        request, "training/one_on_ones/change.html", form, name="one_on_ones:change", thing=pk, context=context
    )


@require_POST
def shift(request: HttpRequest, pk: int) -> HttpResponse:
    item = get_object_or_404(visible_agenda_items(request.user).select_related("series"), pk=pk)
    require(request.user, "training.change_series", item.series)
    actions.shift_agenda_item(item, up="up" in request.POST)
    return back_to(request, item.series)


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    item = get_object_or_404(visible_agenda_items(request.user).select_related("series"), pk=pk)
    require(request.user, "training.change_series", item.series)
    actions.drop_agenda_item(item)
    return back_to(request, item.series)


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    item = get_object_or_404(visible_action_items(request.user).select_related("series"), pk=pk)
    require(request.user, "training.see_series", item.series)
    state = "dropped" if "drop" in request.POST else "done"
    actions.close_action_item(item, state=state, at=moments.now())
    messages.success(request, "Done." if state == "done" else "Dropped.")
    return back_to(request, item.series)

"""What does a person see and send about what their work changed, and who should know?"""

from datetime import date

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.accounts import drafts
from training.impact import actions, forms, queries
from training.impact.models import ImpactEntry, Initiative, Postmortem, PostmortemAction, Stakeholder
from training.impact.permissions import visible_entries, visible_initiatives, visible_postmortems, visible_stakeholders
from training.impact.quarters import read_quarter
from training.impact.sheet import Sheet, lay_out, to_markdown
from transition.lib import moments
from transition.lib.access import may, require
from transition.lib.addresses import number_in
from transition.lib.faults import sent
from transition.lib.keyset import page_of

MOST = 100  # rows of a list that one person fills by hand
BOTH = ["GET", "POST"]


# --- The portfolio -----------------------------------------------------------------------------------------------------


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.keep_portfolio")
    today = moments.today()
    quarter = read_quarter(request.GET.get("quarter", ""), today=today)
    groups = queries.by_worth(visible_entries(request.user), quarter)
    people = queries.with_last_contact(visible_stakeholders(request.user))[:MOST]
    context = {
        "quarter": quarter,
        "is_now": quarter.first_day <= today <= quarter.last_day,
        "groups": [(words, rows[:MOST]) for words, rows in groups],
        "count": sum(len(rows) for _, rows in groups),
        "gaps": sum(queries.gap(one, on=today) > 0 for one in people),
        "stale": queries.stale(Initiative.objects.filter(owner=request.person), on=today).count(),
    }
    return TemplateResponse(request, "training/impact/mine.html", context)


def _initiatives_of(request: HttpRequest, entry: ImpactEntry | None = None) -> QuerySet[Initiative]:
    own = Q(owner=request.person, ended_on=None)
    kept = Q(pk=entry.initiative_id) if entry and entry.initiative_id else Q(pk=None)
    return Initiative.objects.filter(own | kept).order_by("name")


@require_http_methods(BOTH)
def new(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.keep_portfolio")
    initial = _from_postmortem(request)
    form = forms.EntryForm(request.POST or None, initiatives=_initiatives_of(request), initial=initial)
    if sent(request, form, lambda: actions.note_impact(request.person, **form.cleaned_data, on=moments.today())):
        drafts.forget(request, "impact:new")
        messages.success(request, "Noted, for you alone.")
        return redirect("impact:mine")
    return drafts.form_page(request, "training/impact/new.html", form, name="impact:new", context={})


def _from_postmortem(request: HttpRequest) -> dict:
    """A postmortem one led is impact too: its words are there to begin with."""
    row = Postmortem.objects.filter(pk=number_in(request.GET.get("postmortem")), led_by=request.person).first()
    if row is None:
        return {}
    facts = {"what": f"Led the postmortem: {row.title}"[:200], "happened_on": row.held_on or row.happened_on}
    return facts | {"so_what": ImpactEntry.SoWhat.RISK, "credited": row.teams, "audience": row.audience}


@require_http_methods(BOTH)
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, "training.keep_portfolio")
    found = get_object_or_404(visible_entries(request.user).select_related("employee", "initiative"), pk=pk)
    initiatives = _initiatives_of(request, found)
    initial = {name: getattr(found, name) for name in forms.EntryForm.base_fields}
    form = forms.EntryForm(request.POST or None, initiatives=initiatives, initial=initial)
    if sent(request, form, lambda: actions.change_entry(found, **form.cleaned_data, on=moments.today())):
        drafts.forget(request, "impact:entry", pk)
        return redirect("impact:mine")
    return drafts.form_page(request, "training/impact/entry.html", form, name="impact:entry", thing=pk, context={"entry": found})


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, "training.keep_portfolio")
    actions.remove_entry(get_object_or_404(visible_entries(request.user), pk=pk))
    messages.success(request, "Gone from your portfolio.")
    return redirect("impact:mine")


@require_http_methods(BOTH)
def words(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.keep_portfolio")
    said = queries.words_of(request.person)
    initial = {"summary": said.summary, "ways": said.ways, "reasons": said.reasons} if said else {}
    form = forms.WordsForm(request.POST or None, initial=initial)
    if sent(request, form, lambda: actions.write_review_words(request.person, **form.cleaned_data, on=moments.today())):
        drafts.forget(request, "impact:words")
        return redirect("/impact/sheet/?pages=3")
    return drafts.form_page(request, "training/impact/words.html", form, name="impact:words", context={})


@require_GET
def sheet(request: HttpRequest) -> HttpResponse:
    made = _sheet(request)
    return TemplateResponse(request, "training/impact/sheet.html", {"sheet": made, "quarter": _quarter(request)})


@require_GET
def markdown(request: HttpRequest) -> HttpResponse:
    made = _sheet(request)
    headers = {"Content-Disposition": f'attachment; filename="impact-{_quarter(request).key}-{made.pages}.md"'}
    return HttpResponse(to_markdown(made), content_type="text/markdown; charset=utf-8", headers=headers)


def _quarter(request: HttpRequest) -> object:
    return read_quarter(request.GET.get("quarter", ""), today=moments.today())


def _sheet(request: HttpRequest) -> Sheet:
    """One page: the quarter. Three pages: the year up to it, with the words about the whole."""
    require(request.user, "training.keep_portfolio")
    quarter = read_quarter(request.GET.get("quarter", ""), today=moments.today())
    if request.GET.get("pages") != "3":
        rows = queries.between(visible_entries(request.user), quarter.first_day, quarter.last_day)[:MOST]
        led = _led(request, quarter.first_day, quarter.last_day)
        return lay_out(title=request.person.name, period=str(quarter), pages=1, entries=rows, postmortems=led)
    first = quarter.previous.previous.previous
    rows = queries.between(visible_entries(request.user), first.first_day, quarter.last_day)[:MOST]
    said = queries.words_of(request.person)
    whole = {"summary": said.summary, "ways": said.ways, "reasons": said.reasons} if said else {}
    led = _led(request, first.first_day, quarter.last_day)
    period = f"{first} to {quarter}"
    return lay_out(title=request.person.name, period=period, pages=3, entries=rows, postmortems=led, **whole)


def _led(request: HttpRequest, first: date, last: date) -> QuerySet[Postmortem]:
    led = Postmortem.objects.filter(led_by=request.person, held_on__gte=first, held_on__lte=last)
    return queries.with_actions(led)[:MOST]


# --- Initiatives -------------------------------------------------------------------------------------------------------


@require_GET
def initiatives(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.keep_portfolio")
    seen, today = visible_initiatives(request.user), moments.today()
    cursors = {name: request.GET.get(name, "") for name in ("before", "after")}
    alone = queries.left_alone(seen, on=today)
    others = queries.open_initiatives(seen.exclude(owner=request.person)).exclude(pk__in=alone.values("pk"))
    context = {
        "own": queries.open_initiatives(seen.filter(owner=request.person))[:MOST],
        "left_alone": alone[:MOST],
        "page": page_of(others, order=("-confirmed_on", "-pk"), **cursors),
        "stale_since": today - queries.STALE_AFTER,
        "today": today,
    }
    return TemplateResponse(request, "training/impact/initiatives.html", context)


@require_http_methods(BOTH)
def start(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.keep_portfolio")
    form = forms.InitiativeForm(request.POST or None)
    who = {"by": request.user, "at": moments.now(), "on": moments.today()}
    begun = sent(request, form, lambda: actions.start_initiative(request.person, **form.cleaned_data, **who))
    if begun:
        drafts.forget(request, "impact:start")
        return redirect("impact:initiative", begun.pk)
    return drafts.form_page(request, "training/impact/start.html", form, name="impact:start", context={})


def _initiative(request: HttpRequest, pk: int, permission: str) -> Initiative:
    found = get_object_or_404(visible_initiatives(request.user).select_related("owner"), pk=pk)
    require(request.user, permission, found)
    return found


@require_GET
def initiative(request: HttpRequest, pk: int) -> HttpResponse:
    found = _initiative(request, pk, "training.see_initiative")
    is_own = found.owner_id == request.person.pk
    context = {
        "initiative": found,
        "is_own": is_own,
        "may_hand_over": found.ended_on is None and may(request.user, "training.hand_over_initiative", found),
        "is_stale": found.ended_on is None and queries.stale_on(found) <= moments.today(),
        "stale_on": queries.stale_on(found),
        "entries": visible_entries(request.user).filter(initiative=found)[:MOST],
        "today": moments.today(),
    }
    return TemplateResponse(request, "training/impact/initiative.html", context)


@require_http_methods(BOTH)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    found = _initiative(request, pk, "training.change_initiative")
    initial = {name: getattr(found, name) for name in forms.InitiativeForm.base_fields}
    form = forms.InitiativeForm(request.POST or None, initial=initial)
    if sent(request, form, lambda: actions.change_initiative(found, **form.cleaned_data, on=moments.today())):
        drafts.forget(request, "impact:change", pk)
        return redirect("impact:initiative", pk)
    return drafts.form_page(
        request, "training/impact/change.html", form, name="impact:change", thing=pk, context={"initiative": found}
    )


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    found = _initiative(request, pk, "training.change_initiative")
    actions.confirm_initiative(found, by=request.user, at=moments.now(), on=moments.today())
    messages.success(request, "Confirmed, for thirty days.")
    return redirect("impact:initiative", pk)


@require_POST
def share(request: HttpRequest, pk: int) -> HttpResponse:
    found = _initiative(request, pk, "training.change_initiative")
    actions.share_initiative(found, is_shared="stop" not in request.POST)
    return redirect("impact:initiative", pk)


@require_http_methods(BOTH)
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    found = _initiative(request, pk, "training.hand_over_initiative")
    form = forms.HandOverForm(request.POST or None)
    who = {"by": request.user, "at": moments.now()}
    if sent(request, form, lambda: actions.hand_over_initiative(found, **form.cleaned_data, **who)):
        drafts.forget(request, "impact:hand_over", pk)
        messages.success(request, f"{form.cleaned_data['owner']} owns it now.")
        return redirect("impact:initiatives")
    return drafts.form_page(
        request, "training/impact/hand_over.html", form, name="impact:hand_over", thing=pk, context={"initiative": found}
    )


@require_http_methods(BOTH)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    found = _initiative(request, pk, "training.change_initiative")
    form = forms.EndInitiativeForm(request.POST or None)
    who = {"by": request.user, "at": moments.now(), "on": moments.today()}
    if sent(request, form, lambda: actions.end_initiative(found, **form.cleaned_data, **who)):
        drafts.forget(request, "impact:end", pk)
        return redirect("impact:initiative", pk)
    return drafts.form_page(request, "training/impact/end.html", form, name="impact:end", thing=pk, context={"initiative": found})


# --- Postmortems -------------------------------------------------------------------------------------------------------


@require_GET
def postmortems(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.keep_portfolio")
    rows = queries.with_actions(visible_postmortems(request.user))
    cursors = {name: request.GET.get(name, "") for name in ("before", "after")}
    context = {"page": page_of(rows, order=("-happened_on", "-pk"), **cursors)}
    return TemplateResponse(request, "training/impact/postmortems.html", context)


@require_http_methods(BOTH)
def write(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.keep_portfolio")
    form = forms.PostmortemForm(request.POST or None)
    written = sent(request, form, lambda: actions.write_postmortem(request.person, **form.cleaned_data, on=moments.today()))
    if written:
        drafts.forget(request, "impact:write")
        return redirect("impact:postmortem", written.pk)
    return drafts.form_page(request, "training/impact/write.html", form, name="impact:write", context={})


def _postmortem(request: HttpRequest, pk: int, permission: str) -> Postmortem:
    found = get_object_or_404(visible_postmortems(request.user).select_related("led_by"), pk=pk)
    require(request.user, permission, found)
    return found


@require_GET
def postmortem(request: HttpRequest, pk: int) -> HttpResponse:
    return _postmortem_page(request, _postmortem(request, pk, "training.see_postmortem"), forms.ActionForm())


def _postmortem_page(request: HttpRequest, found: Postmortem, form: forms.ActionForm) -> HttpResponse:
    context = {
        "postmortem": found,
        "is_own": found.led_by_id == request.person.pk,
        "actions": found.actions.all()[:MOST],
        "form": form,
        "today": moments.today(),
    }
    return TemplateResponse(request, "training/impact/postmortem.html", context)


@require_http_methods(BOTH)
def rewrite(request: HttpRequest, pk: int) -> HttpResponse:
    found = _postmortem(request, pk, "training.change_postmortem")
    initial = {name: getattr(found, name) for name in forms.PostmortemForm.base_fields}
    form = forms.PostmortemForm(request.POST or None, initial=initial)
    if sent(request, form, lambda: actions.change_postmortem(found, **form.cleaned_data, on=moments.today())):
        drafts.forget(request, "impact:rewrite", pk)
        return redirect("impact:postmortem", pk)
    return drafts.form_page(
        request, "training/impact/rewrite.html", form, name="impact:rewrite", thing=pk, context={"postmortem": found}
    )


@require_POST
def share_postmortem(request: HttpRequest, pk: int) -> HttpResponse:
    found = _postmortem(request, pk, "training.change_postmortem")
    actions.share_postmortem(found, is_shared="stop" not in request.POST)
    return redirect("impact:postmortem", pk)


@require_POST
def act(request: HttpRequest, pk: int) -> HttpResponse:
    found = _postmortem(request, pk, "training.change_postmortem")
    form = forms.ActionForm(request.POST)
    if sent(request, form, lambda: actions.add_action(found, **form.cleaned_data)):
        return redirect("impact:postmortem", pk)
    return _postmortem_page(request, found, form)


@require_POST
def done(request: HttpRequest, pk: int) -> HttpResponse:
    rows = PostmortemAction.objects.filter(postmortem__in=visible_postmortems(request.user)).select_related("postmortem")
    found = get_object_or_404(rows, pk=pk)
    require(request.user, "training.change_postmortem", found.postmortem)
    actions.finish_action(found, on=moments.today())
    return redirect("impact:postmortem", found.postmortem_id)


# --- Who should know ---------------------------------------------------------------------------------------------------


@require_GET
def stakeholders(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.keep_portfolio")
    today = moments.today()
    rows = queries.with_last_contact(visible_stakeholders(request.user))[:MOST]
    context = {"rows": [(one, queries.gap(one, on=today)) for one in rows], "today": today}
    return TemplateResponse(request, "training/impact/stakeholders.html", context)


@require_http_methods(BOTH)
def add(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.keep_portfolio")
    form = forms.StakeholderForm(request.POST or None)
    if sent(request, form, lambda: actions.add_stakeholder(request.person, **form.cleaned_data)):
        drafts.forget(request, "impact:add")
        return redirect("impact:stakeholders")
    return drafts.form_page(request, "training/impact/add.html", form, name="impact:add", context={})


def _stakeholder(request: HttpRequest, pk: int) -> Stakeholder:
    require(request.user, "training.keep_portfolio")
    return get_object_or_404(queries.with_last_contact(visible_stakeholders(request.user)).select_related("employee"), pk=pk)


@require_http_methods(BOTH)
def stakeholder(request: HttpRequest, pk: int) -> HttpResponse:
    found, today = _stakeholder(request, pk), moments.today()
    wins = queries.untold(visible_entries(request.user), found, on=today)
    form = forms.ContactForm(request.POST or None, wins=wins)
    if sent(request, form, lambda: actions.note_contact(found, **form.cleaned_data, today=today)):
        drafts.forget(request, "impact:stakeholder", pk)
        return redirect("impact:stakeholder", pk)
    context = {
        "stakeholder": found,
        "gap": queries.gap(found, on=today),
        "wins": wins[:20],
        "contacts": found.contacts.select_related("win")[:MOST],
    }
    return drafts.form_page(
        request, "training/impact/stakeholder.html", form, name="impact:stakeholder", thing=pk, context=context
    )


@require_http_methods(BOTH)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = _stakeholder(request, pk)
    initial = {name: getattr(found, name) for name in forms.StakeholderForm.base_fields}
    form = forms.StakeholderForm(request.POST or None, initial=initial)
    if sent(request, form, lambda: actions.change_stakeholder(found, **form.cleaned_data)):
        drafts.forget(request, "impact:edit", pk)
        return redirect("impact:stakeholder", pk)
    return drafts.form_page(
        request, "training/impact/edit.html", form, name="impact:edit", thing=pk, context={"stakeholder": found}
    )


@require_POST
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    actions.remove_stakeholder(_stakeholder(request, pk))
    return redirect("impact:stakeholders")

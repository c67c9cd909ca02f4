"""What does a person see and send about who decides what?"""

from itertools import groupby

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.accounts import drafts
from people.decisions import actions, forms, queries
from people.decisions.models import Decision, DecisionRight
from people.decisions.permissions import visible_decision_rights, visible_decisions
from people.tracks.permissions import visible_levels
from people.tracks.queries import MOVES, kind_of_move
from transition.lib import moments
from transition.lib.access import may, require
from transition.lib.addresses import number_in
from transition.lib.faults import sent
from transition.lib.keyset import page_of

HEADINGS = {
    "decides": "You decide",
    "together": "You decide together",
    "asked": "You are asked, or give advice",
    "told": "You are told",
    "free": "Others decide",
}


# --- What may I decide? ------------------------------------------------------------------------------------------------


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    require(request.user, "people.see_decision_rights")
    now = queries.what_may_decide(request.person, on=moments.today())
    context = {
        "now": now,
        "groups": [(HEADINGS[says], found) for says, found in now.by_strength()],
        "ways": [(level, MOVES[kind_of_move(now.level, level)]) for level in queries.ways_from(now.level)] if now.level else [],
    }
    if now.level and (wanted := number_in(request.GET.get("at"))):
        after = visible_levels(request.user).select_related("track", "grade").filter(pk=wanted).first()
        if after is not None:
            changes = queries.what_a_move_changes(now.level, after, team=now.team)
            context |= {
                "after": after,
                "move": MOVES[kind_of_move(now.level, after)],
                "more": [one for one in changes if one.is_more],
                "less": [one for one in changes if not one.is_more],
            }
    return TemplateResponse(request, "people/decisions/mine.html", context)


@require_GET
def rights(request: HttpRequest) -> HttpResponse:
    require(request.user, "people.see_decision_rights")
    teams = list(queries.teams_of_their_own()[:100])
    team = next((one for one in teams if str(one.pk) == request.GET.get("team")), None)
    found = sorted(queries.rights_in(team), key=lambda right: (right.area, right.position, right.title))
    areas = [(area, list(rows)) for area, rows in groupby(found, key=lambda right: right.area)]
    context = {"areas": areas, "teams": teams, "team": team, "steps": range(1, 8)}
    return TemplateResponse(request, "people/decisions/rights.html", context)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    require(request.user, "people.add_decision_right")
    form = forms.TeamRightForm(request.POST or None)
    if sent(request, form, lambda: actions.add_right(**form.cleaned_data, by=request.user, at=moments.now())):
        drafts.forget(request, "decisions:add")
        messages.success(request, "Written down. Everybody can read it.")
        return redirect("decisions:rights")
    return drafts.form_page(request, "people/decisions/add.html", form, name="decisions:add", context={})


def _find_right(request: HttpRequest, pk: int) -> DecisionRight:
    rows = visible_decision_rights(request.user).select_related("team", "replaces")
    return get_object_or_404(rows, pk=pk)


@require_GET
def right(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find_right(request, pk)
    context = {
        "right": found,
        "steps": DecisionRight.Delegation.choices,
        "teams": queries.in_force(found.replaced_by.all())[:100],
        "decisions": queries.settled(visible_decisions(request.user).filter(right=found)).select_related("owner", "chosen")[:20],
    }
    return TemplateResponse(request, "people/decisions/right.html", context)


def _initial(found: DecisionRight) -> dict:
    return {name: getattr(found, name) for name in forms.RightForm.base_fields}


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find_right(request, pk)
    require(request.user, "people.change_decision_right", found)
    form = forms.RightForm(request.POST or None, initial=_initial(found))
    if sent(request, form, lambda: actions.change_right(found, **form.cleaned_data, by=request.user, at=moments.now())):
        drafts.forget(request, "decisions:change", pk)
        messages.success(request, "Saved.")
        return redirect("decisions:right", pk)
    context = {"right": found}
    return drafts.form_page(request, "people/decisions/change.html", form, name="decisions:change", thing=pk, context=context)


@require_http_methods(["GET", "POST"])
def replace(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(visible_decision_rights(request.user).filter(team=None, removed_on=None), pk=pk)
    require(request.user, "people.see_decision_rights")
    form = forms.TeamRightForm(request.POST or None, initial=_initial(found))
    form.fields["team"].required = True
    form.fields["team"].help_text = "Yours, when somebody of it reports to you."
    if request.method == "POST" and form.is_valid():
        require(request.user, "people.change_decision_right", DecisionRight(team=form.cleaned_data["team"]))
    facts = {"replaces": found, "by": request.user, "at": moments.now()}
    made = sent(request, form, lambda: actions.add_right(**form.cleaned_data, **facts))
    if made:
        drafts.forget(request, "decisions:replace", pk)
        messages.success(request, f"In {made.team} it is decided so from now on.")
        return redirect("decisions:right", made.pk)
    context = {"right": found}
    return drafts.form_page(request, "people/decisions/replace.html", form, name="decisions:replace", thing=pk, context=context)


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find_right(request, pk)
    require(request.user, "people.change_decision_right", found)
    actions.remove_right(found, on=moments.today(), by=request.user, at=moments.now())
    messages.success(request, "It no longer holds.")
    return redirect("decisions:rights")


# --- The queue ---------------------------------------------------------------------------------------------------------


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    require(request.user, "people.see_decision_rights")
    rows = queries.with_people(visible_decisions(request.user))
    own = queries.waiting(rows.filter(owner=request.person)) if request.person else rows.none()
    others = rows.exclude(owner=request.person) if request.person else rows
    page = page_of(
        queries.waiting(others),
        order=("due_on", "pk"),
        before=request.GET.get("before", ""),
        after=request.GET.get("after", ""),
    )
    context = {
        "own": own[:50],
        "page": page,
        "settled": queries.settled(rows)[:20],
        "today": moments.today(),
    }
    return TemplateResponse(request, "people/decisions/queue.html", context)


@require_http_methods(["GET", "POST"])
def raise_one(request: HttpRequest) -> HttpResponse:
    require(request.user, "people.raise_decision")
    form = forms.RaiseForm(request.POST or None, initial={"owner": request.person})
    made = sent(request, form, lambda: actions.raise_decision(**form.cleaned_data, by=request.person, at=moments.now()))
    if made:
        drafts.forget(request, "decisions:raise_one")
        messages.success(request, "It waits for a decision. Add the options, and whom to ask.")
        return redirect("decisions:decision", made.pk)
    return drafts.form_page(request, "people/decisions/raise_one.html", form, name="decisions:raise_one", context={})


def _find(request: HttpRequest, pk: int) -> Decision:
    rows = visible_decisions(request.user).select_related("owner", "raised_by", "right", "chosen")
    return get_object_or_404(rows, pk=pk)


@require_GET
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk)
    voices = list(found.voices.select_related("employee")[:100])
    own = next((one for one in voices if request.person and one.employee_id == request.person.pk and one.role == "asked"), None)
    is_open = found.state == Decision.State.OPEN
    context = {
        "decision": found,
        "options": found.options.all(),
        "voices": voices,
        "is_open": is_open,
        "may_prepare": is_open and may(request.user, "people.prepare_decision", found),
        "may_decide": may(request.user, "people.decide", found),
        "voice_form": forms.VoiceForm(prefix="voice"),
        "advice_form": forms.AdviceForm(initial={"words": own.words}) if own and is_open else None,
        "look_form": forms.LookForm(initial={"words": found.looked_again}),
        "today": moments.today(),
    }
    return TemplateResponse(request, "people/decisions/decision.html", context)


@require_http_methods(["GET", "POST"])
def prepare(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk)
    require(request.user, "people.prepare_decision", found)
    options = list(found.options.all())
    initial = forms.PrepareForm.initial_of(found, options)
    form = forms.PrepareForm(request.POST or None, options=len(options), initial=initial)
    if sent(request, form, lambda: actions.prepare_decision(found, **form.facts(), by=request.user, at=moments.now())):
        drafts.forget(request, "decisions:prepare", pk)
        messages.success(request, "Saved.")
        return redirect("decisions:decision", pk)
    context = {"decision": found}
    return drafts.form_page(request, "people/decisions/prepare.html", form, name="decisions:prepare", thing=pk, context=context)


@require_POST
def voice(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk)
    require(request.user, "people.prepare_decision", found)
    form = forms.VoiceForm(request.POST, prefix="voice")
    if not sent(request, form, lambda: actions.name_voice(found, **form.cleaned_data, at=moments.now())):
        reasons = [reason for found_reasons in form.errors.values() for reason in found_reasons]
        messages.error(request, " ".join(reasons))
    return redirect("decisions:decision", pk)


@require_POST
def advise(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk)
    require(request.user, "people.advise_decision", found)
    form = forms.AdviceForm(request.POST)
    if sent(request, form, lambda: actions.advise(found, employee=request.person, **form.cleaned_data, at=moments.now())):
        messages.success(request, "Said. You read here why it is decided as it is.")
    else:
        messages.error(request, "Write a few words.")
    return redirect("decisions:decision", pk)


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk)
    require(request.user, "people.decide", found)
    form = forms.DecideForm(found, request.POST or None)
    if sent(request, form, lambda: actions.decide(found, **form.cleaned_data, by=request.user, at=moments.now())):
        drafts.forget(request, "decisions:decide", pk)
        messages.success(request, "Decided. Whom it concerns is told.")
        return redirect("decisions:decision", pk)
    context = {"decision": found, "options": found.options.all()}
    return drafts.form_page(request, "people/decisions/decide.html", form, name="decisions:decide", thing=pk, context=context)


@require_http_methods(["GET", "POST"])
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk)
    require(request.user, "people.prepare_decision", found)
    form = forms.ReasonForm(request.POST or None)
    if sent(request, form, lambda: actions.drop_decision(found, **form.cleaned_data, by=request.user, at=moments.now())):
        messages.success(request, "No longer asked.")
        return redirect("decisions:decision", pk)
    context = {"decision": found}
    return drafts.form_page(request, "people/decisions/drop.html", form, name="decisions:drop", thing=pk, context=context)


@require_POST
def look_again(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk)
    require(request.user, "people.decide", found)
    form = forms.LookForm(request.POST)
    if sent(request, form, lambda: actions.look_again(found, **form.cleaned_data, by=request.user, at=moments.now())):
        messages.success(request, "Noted.")
    else:
        messages.error(request, "Write what became of it.")
    return redirect("decisions:decision", pk)

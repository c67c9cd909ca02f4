"""What does a person see and send about their own track?"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.accounts import drafts
from people.accounts.permissions import is_hr
from people.duties.models import Duty
from people.duties.queries import kept
from people.employees.models import Employee
from people.tracks.models import Level
from people.tracks.permissions import visible_levels
from people.tracks.queries import MOVES
from training.choices import actions, forms, queries
from training.choices import week as weeks
from training.choices.models import Interest, InterestShare
from training.choices.permissions import visible_interests
from transition.lib import moments
from transition.lib.access import require
from transition.lib.faults import sent


@sensitive_post_parameters("words")
@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.say_interest")
    said = queries.interest_of(request.person)
    initial = {"wish": said.wish, "words": said.words} if said else {}
    form = forms.InterestForm(request.POST or None, initial=initial)
    today = moments.today()
    if sent(request, form, lambda: actions.say_interest(request.person, **form.cleaned_data, on=today)):
        drafts.forget(request, "choices:mine")
        messages.success(request, "Saved, for you alone. Share it below if you like.")
        return redirect("choices:mine")
    return _page(request, form, forms.ShareForm(), said)


def _page(request: HttpRequest, form: forms.InterestForm, share_form: forms.ShareForm, said: Interest | None) -> HttpResponse:
    here, ways = queries.ways_from(request.person, on=moments.today())
    context = {
        "said": said,
        "shares": said.shares.all() if said else [],
        "share_form": share_form,
        "here": here,
        "ways": [(way.level, MOVES[way.move], way.level.track.kind in queries.LEADS) for way in ways],
        "explored": queries.exploration_note_of(request.person),
        "stays": _growing(here) if said and said.wish == Interest.Wish.STAY else None,
    }
    return drafts.form_page(request, "training/choices/mine.html", form, name="choices:mine", context=context)


def _growing(here: Level | None) -> dict[str, object]:
    """What one can grow into on one's own track: the levels above, and roles in which one leads without a title (two queries)."""
    return {"further": queries.further_on_track(here)[:4] if here else [], "roles": queries.offered_roles()[:8]}


def _own(request: HttpRequest) -> Interest:
    require(request.user, "training.say_interest")
    said = queries.interest_of(request.person)
    if said is None:
        raise Http404
    return said


@require_POST
def share(request: HttpRequest) -> HttpResponse:
    said = _own(request)
    if "hr" in request.POST:
        actions.share_interest(said, reader=None, at=moments.now())
        return redirect("choices:mine")
    form = forms.ShareForm(request.POST)
    if sent(request, form, lambda: actions.share_interest(said, **form.cleaned_data, at=moments.now())):
        messages.success(request, "Shared. You can stop that at any time.")
        return redirect("choices:mine")
    return _page(request, forms.InterestForm(initial={"wish": said.wish, "words": said.words}), form, said)


@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, "training.say_interest")
    actions.stop_sharing(get_object_or_404(InterestShare.objects.filter(interest__employee=request.person), pk=pk))
    messages.success(request, "No longer shared.")
    return redirect("choices:mine")


@require_POST
def take_back(request: HttpRequest) -> HttpResponse:
    actions.take_back(_own(request))
    drafts.forget(request, "choices:mine")
    messages.success(request, "Gone, without a trace.")
    return redirect("choices:mine")


@require_GET
def shared(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.say_interest")
    found = list(queries.shared_by_others(visible_interests(request.user), request.person)[:200])
    return TemplateResponse(request, "training/choices/shared.html", {"interests": [(one, _bars(request, one)) for one in found]})


def _bars(request: HttpRequest, interest: Interest) -> object:
    note = getattr(interest.employee, "exploration_note", None)
    if note is None or not queries.lets_see_exploration(interest, request.person, is_hr=is_hr(request.user)):
        return None
    return actions.read_exploration(note)


# --- Exploring, and what it would be like ------------------------------------------------------------------------------


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def explore(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.explore")
    note = queries.exploration_note_of(request.person)
    answers, words = actions.read_answers(note) if note else ({}, "")
    form = forms.ExploreForm(request.POST or None, initial={**answers, "words": words})
    found = sent(request, form, lambda: actions.keep_exploration(request.person, **form.kept, on=moments.today()))
    if found:
        drafts.forget(request, "choices:explore")
        messages.success(request, "Kept, for you alone.")
        return redirect("choices:both_tracks" if found.is_for_more_say_or_terms else "choices:seen")
    return drafts.form_page(request, "training/choices/explore.html", form, name="choices:explore", context={"note": note})


@require_GET
def both_tracks(request: HttpRequest) -> HttpResponse:
    """Before it goes on, for those who want a say or better terms: both are to be had without leading people."""
    require(request.user, "training.explore")
    here, _ = queries.standing(request.person, on=moments.today())
    further = queries.further_on_track(here) if here else []
    context = {
        "here": here,
        "further": further,
        "heights": queries.equal_levels(here) if here else [],
        "preview": queries.preview_of(request.person, further[0], on=moments.today()) if further else None,
        "roles": queries.staff_roles()[:12],
    }
    return TemplateResponse(request, "training/choices/both_tracks.html", context)


@require_GET
def seen(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.explore")
    note = queries.exploration_note_of(request.person)
    if note is None:
        return redirect("choices:explore")
    said = queries.interest_of(request.person)
    form = forms.InterestForm(initial={"wish": said.wish, "words": said.words} if said else {})
    context = {"explored": actions.read_exploration(note), "note": note, "said": said, "targets": _targets(request)}
    return drafts.form_page(request, "training/choices/seen.html", form, name="choices:mine", context=context)


def _targets(request: HttpRequest) -> list[Level]:
    return [way.level for way in queries.leading(queries.ways_from(request.person, on=moments.today())[1])]


@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.explore")
    actions.forget_exploration(request.person)
    drafts.forget(request, "choices:explore")
    messages.success(request, "Gone, without a trace.")
    return redirect("choices:mine")


@require_GET
def week(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.preview_leading")
    return TemplateResponse(request, "training/choices/preview.html", _week(request.person) | {"targets": _targets(request)})


@require_GET
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, "training.preview_leading")
    levels = visible_levels(request.user).select_related("track", "grade", "version")
    found = get_object_or_404(levels.filter(track__kind__in=queries.LEADS), pk=pk)
    shown = queries.preview_of(request.person, found, on=moments.today())
    context = {"shown": shown, "move": MOVES[shown.move], "targets": _targets(request)}
    return TemplateResponse(request, "training/choices/preview.html", _week(request.person) | context)


def _week(person: Employee) -> dict[str, object]:
    return {
        "week": weeks.WEEK,
        "days": weeks.day_by_day(),
        "heads": weeks.heads(),
        "hours": weeks.hours(),
        "shares": weeks.shares(),
        "stops": weeks.STOPS,
        "duties": kept(Duty.objects.all()),
    }

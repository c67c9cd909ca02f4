"""What does a person see and send about going beside somebody?"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.accounts import drafts
from training.shadowing import actions, forms, queries
from training.shadowing.models import ShadowedMeeting, Shadowing, ShadowNote
from training.shadowing.permissions import visible_consents, visible_meetings, visible_shadowings
from transition.lib import moments
from transition.lib.access import may, require
from transition.lib.faults import sent

MOST = 60
Status = Shadowing.Status


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.ask_to_shadow")
    seen = visible_shadowings(request.user)
    context = {
        "rows": queries.of_person(seen, request.person)[:MOST],
        "to_approve": queries.to_approve(seen, request.person, on=moments.today())[:MOST],
        "consents": queries.ahead(visible_consents(request.user), at=moments.now())[:MOST],
    }
    return TemplateResponse(request, "training/shadowing/mine.html", context)


@sensitive_post_parameters("aims")
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.ask_to_shadow")
    form = forms.AskForm(request.POST or None)
    moment = {"on": moments.today(), "at": moments.now()}
    asked = sent(request, form, lambda: actions.ask_to_shadow(request.person, **form.cleaned_data, **moment))
    if asked:
        drafts.forget(request, "shadowing:ask")
        messages.success(request, f"{asked.host} and your manager have been asked.")
        return redirect("shadowing:one", asked.pk)
    return drafts.form_page(request, "training/shadowing/ask.html", form, name="shadowing:ask", context={})


def _find(request: HttpRequest, pk: int, permission: str) -> Shadowing:
    found = get_object_or_404(visible_shadowings(request.user).select_related("visitor", "host", "approved_by"), pk=pk)
    require(request.user, permission, found)
    return found


@require_GET
def one(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.see_shadowing")
    sees_all = may(request.user, "training.see_shadowed_meetings", found)
    meetings = list(queries.with_answers(found.meetings.all()).select_related("note")[:MOST]) if sees_all else []
    seen, taught = queries.seen_and_taught(meetings, at=moments.now())
    person = request.person
    context = {
        "shadowing": found,
        "sees_all": sees_all,
        "is_visitor": found.visitor_id == person.pk,
        "is_host": found.host_id == person.pk,
        "waits": found.status == Status.ASKED and _waits_for(found, person.pk),
        "meetings": [(one, queries.is_open_to_visitor(one)) for one in meetings],
        "seen": seen,
        "taught": taught,
        "has_begun": found.starts_on <= moments.today(),
        "now": moments.now(),
    }
    return TemplateResponse(request, "training/shadowing/one.html", context)


def _waits_for(found: Shadowing, person: int) -> bool:
    if person == found.visitor_id:
        return False
    return found.welcomed_at is None if person == found.host_id else found.approved_at is None


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.answer_shadowing")
    is_yes = "yes" in request.POST
    actions.answer_request(found, is_yes=is_yes, by=request.person, on=moments.today(), at=moments.now())
    messages.success(request, "You have said yes." if is_yes else "Said, without a reason. A no is fine.")
    return redirect("shadowing:one", pk)


@require_POST
def off(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.end_shadowing")
    actions.call_off(found, by=request.person, at=moments.now())
    messages.success(request, "Called off. The other one knows.")
    return redirect("shadowing:mine")


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.plan_shadowing")
    form = forms.MeetingForm(request.POST or None, initial={"part": ShadowedMeeting.Part.SEE})
    if sent(request, form, lambda: actions.add_meeting(found, **form.cleaned_data, at=moments.now())):
        drafts.forget(request, "shadowing:add", pk)
        messages.success(request, "Offered. Its people are asked; each answers alone.")
        return redirect("shadowing:one", pk)
    context = {"shadowing": found}
    return drafts.form_page(request, "training/shadowing/add.html", form, name="shadowing:add", thing=pk, context=context)


def _meeting(request: HttpRequest, pk: int, permission: str) -> ShadowedMeeting:
    found = get_object_or_404(visible_meetings(request.user).select_related("shadowing__host"), pk=pk)
    require(request.user, permission, found.shadowing)
    return found


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    found = _meeting(request, pk, "training.plan_shadowing")
    actions.drop_meeting(found)
    return redirect("shadowing:one", found.shadowing_id)


@require_POST
def consent(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(visible_consents(request.user).select_related("meeting__shadowing"), pk=pk)
    require(request.user, "training.answer_consent", found)
    actions.answer_consent(found, is_given="yes" in request.POST, at=moments.now())
    messages.success(request, "Said. Until it begins you may say otherwise.")
    return redirect("shadowing:mine")


@sensitive_post_parameters("text")
@require_http_methods(["GET", "POST"])
def note(request: HttpRequest, pk: int) -> HttpResponse:
    found = _meeting(request, pk, "training.write_shadow_note")
    kept = ShadowNote.objects.filter(meeting=found).first()
    form = forms.NoteForm(request.POST or None, initial={"text": actions.read_note(kept) if kept else ""})
    if sent(request, form, lambda: (actions.write_note(found, **form.cleaned_data, at=moments.now()), True)):
        drafts.forget(request, "shadowing:note", pk)
        return redirect("shadowing:one", found.shadowing_id)
    context = {"meeting": found}
    return drafts.form_page(request, "training/shadowing/note.html", form, name="shadowing:note", thing=pk, context=context)


@sensitive_post_parameters("surprised", "otherwise", "changes", "reply")
@require_http_methods(["GET", "POST"])
def debrief(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.debrief_shadowing")
    is_visitor = found.visitor_id == request.person.pk
    kind = forms.DebriefForm if is_visitor else forms.ReplyForm
    form = kind(request.POST or None, initial={name: getattr(found, name) for name in kind.base_fields})
    if sent(request, form, lambda: _talk_over(found, is_visitor, form.cleaned_data)):
        drafts.forget(request, "shadowing:debrief", pk)
        messages.success(request, "Kept. The other one knows.")
        return redirect("shadowing:one", pk)
    context = {"shadowing": found, "is_visitor": is_visitor}
    return drafts.form_page(request, "training/shadowing/debrief.html", form, name="shadowing:debrief", thing=pk, context=context)


def _talk_over(found, is_visitor, words) -> Shadowing:
    if is_visitor:
        return actions.write_debrief(found, **words, on=moments.today(), at=moments.now())
    return actions.reply_to_debrief(found, **words, at=moments.now())

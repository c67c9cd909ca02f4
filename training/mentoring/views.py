"""What does a person see and send about mentoring?"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.accounts import drafts
from training.mentoring import actions, forms, queries
from training.mentoring.models import Mentoring, MentoringInsight, MentorProfile, Theme
from training.mentoring.permissions import visible_mentorings
from transition.lib import moments
from transition.lib.access import require
from transition.lib.faults import sent

MOST = 60


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.ask_for_mentoring")
    words = request.GET.get("q", "")[:200]
    context = {
        "pairs": queries.of_person(visible_mentorings(request.user), request.person)[:MOST],
        "profile": MentorProfile.objects.filter(employee=request.person).first(),
        "mentors": queries.mentors_for(request.person, words=words, on=moments.today())[:30],
        "words": words,
    }
    return TemplateResponse(request, "training/mentoring/mine.html", context)


@require_http_methods(["GET", "POST"])
def offer(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.offer_mentoring")
    profile = MentorProfile.objects.filter(employee=request.person).first()
    initial = {name: getattr(profile, name) for name in ("topics", "capacity", "is_open")} if profile else {}
    form = forms.OfferForm(request.POST or None, initial=initial)
    if sent(request, form, lambda: actions.offer_mentoring(request.person, **form.cleaned_data)):
        drafts.forget(request, "mentoring:offer")
        messages.success(request, "Saved. Who looks for a mentor finds you.")
        return redirect("mentoring:mine")
    return drafts.form_page(request, "training/mentoring/offer.html", form, name="mentoring:offer", context={})


@sensitive_post_parameters("wish")
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.ask_for_mentoring")
    form = forms.AskForm(request.POST or None, initial={"mentor": request.GET.get("mentor", "")[:250]})
    moment = {"on": moments.today(), "at": moments.now()}
    asked = sent(request, form, lambda: actions.ask_mentor(request.person, **form.cleaned_data, **moment))
    if asked:
        drafts.forget(request, "mentoring:ask")
        messages.success(request, f"{asked.mentor} has been asked. Nobody else knows.")
        return redirect("mentoring:mine")
    return drafts.form_page(request, "training/mentoring/ask.html", form, name="mentoring:ask", context={})


def _find(request: HttpRequest, pk: int, permission: str) -> Mentoring:
    found = get_object_or_404(visible_mentorings(request.user).select_related("mentor", "mentee"), pk=pk)
    require(request.user, permission, found)
    return found


@require_GET
def pair(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _find(request, pk, "training.see_mentoring"), forms.TopicForm())


def _page(
    request: HttpRequest,
    found: Mentoring,
    form: forms.TopicForm,
    status: int = 200,
    insight_form: forms.InsightForm | None = None,
) -> HttpResponse:
    topics = list(found.topics.select_related("added_by").order_by("-pk")[:200])
    context = {
        "pair": found,
        "other": found.mentee if found.mentor_id == request.person.pk else found.mentor,
        "is_mentor": found.mentor_id == request.person.pk,
        "is_open": found.status in queries.TAKEN,
        "topics": [one for one in topics if one.talked_about_on is None],
        "sessions": found.sessions.all()[:MOST],
        "form": form,
        "is_reverse": found.kind == Mentoring.Kind.REVERSE,
        "themes": [Theme(one).label for one in found.themes if one in Theme.values],
        "insights": found.insights.all()[:MOST] if found.kind == Mentoring.Kind.REVERSE else [],
        "insight_form": insight_form or forms.InsightForm(prefix="insight"),
    }
    return TemplateResponse(request, "training/mentoring/pair.html", context, status=status)


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.answer_mentoring")
    if "yes" in request.POST:
        actions.accept(found, on=moments.today(), at=moments.now())
        messages.success(request, f"{found.mentee} knows. Agree on a first talk this week.")
    else:
        actions.decline(found, at=moments.now())
        messages.success(request, "Said, without a reason. A no is fine.")
    return redirect("mentoring:pair", pk)


@require_POST
def add_topic(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.change_mentoring")
    form = forms.TopicForm(request.POST)
    if sent(request, form, lambda: actions.add_topic(found, **form.cleaned_data, by=request.person, at=moments.now())):
        return redirect("mentoring:pair", pk)
    return _page(request, found, form, status=400)


@sensitive_post_parameters("notes")
@require_http_methods(["GET", "POST"])
def note(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.change_mentoring")
    topics = list(found.topics.filter(talked_about_on=None)[:100])
    form = forms.NoteForm(request.POST or None, topics=topics, initial={"held_on": moments.today()})
    if sent(request, form, lambda: actions.note_session(found, **form.cleaned_data, by=request.person, on=moments.today())):
        drafts.forget(request, "mentoring:note", pk)
        return redirect("mentoring:pair", pk)
    context = {"pair": found}
    return drafts.form_page(request, "training/mentoring/note.html", form, name="mentoring:note", thing=pk, context=context)


@sensitive_post_parameters("text")
@require_POST
def add_insight(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.change_mentoring")
    form = forms.InsightForm(request.POST, prefix="insight")
    if sent(request, form, lambda: actions.note_insight(found, **form.cleaned_data, on=moments.today())):
        return redirect("mentoring:pair", pk)
    return _page(request, found, forms.TopicForm(), status=400, insight_form=form)


@sensitive_post_parameters("change")
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    rows = MentoringInsight.objects.filter(mentoring__in=visible_mentorings(request.user)).select_related("mentoring")
    found = get_object_or_404(rows, pk=pk)
    require(request.user, "training.change_mentoring", found.mentoring)
    form = forms.ChangeForm(request.POST or None, initial={"change": found.change})
    if sent(request, form, lambda: actions.note_change(found, **form.cleaned_data, on=moments.today())):
        drafts.forget(request, "mentoring:change", pk)
        return redirect("mentoring:pair", found.mentoring_id)
    context = {"insight": found}
    return drafts.form_page(request, "training/mentoring/change.html", form, name="mentoring:change", thing=pk, context=context)


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk, "training.change_mentoring")
    form = forms.EndForm(request.POST or None)
    acts = {"by": request.person, "on": moments.today(), "at": moments.now()}
    if sent(request, form, lambda: actions.end_mentoring(found, **form.cleaned_data, **acts)):
        drafts.forget(request, "mentoring:end", pk)
        messages.success(request, "Ended. What you wrote stays with the two of you.")
        return redirect("mentoring:mine")
    context = {"pair": found}
    return drafts.form_page(request, "training/mentoring/end.html", form, name="mentoring:end", thing=pk, context=context)

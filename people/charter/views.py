"""What does a person see and send about guidelines and standards?"""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.accounts import drafts
from people.charter import actions, forms, queries
from people.charter.difference import difference
from people.charter.models import Guideline, GuidelineProposal
from people.charter.permissions import visible_guideline_proposals, visible_guidelines
from people.employees.models import Employee
from people.employees.queries import current
from transition.lib import moments
from transition.lib.access import may, require
from transition.lib.faults import sent

HALF_A_YEAR = timedelta(days=182)


@require_GET
def guidelines(request: HttpRequest) -> HttpResponse:
    require(request.user, "people.see_charter")
    rows = list(queries.with_state(queries.in_force(visible_guidelines(request.user)), reader=request.person))
    kinds = Guideline.Kind
    context = {
        "groups": [
            ("How we lead, communicate and decide", [one for one in rows if one.kind == kinds.GUIDELINE]),
            ("What good execution looks like", [one for one in rows if one.kind == kinds.STANDARD]),
        ],
        "to_read": [one for one in rows if request.person and queries.has_to_read(one)],
        "today": moments.today(),
    }
    return TemplateResponse(request, "people/charter/guidelines.html", context)


def _find(request: HttpRequest, key: str) -> Guideline:
    return get_object_or_404(queries.with_state(visible_guidelines(request.user), reader=request.person), key=key)


@require_GET
def guideline(request: HttpRequest, key: str) -> HttpResponse:
    return _guideline_page(request, _find(request, key), forms.CommentForm())


def _guideline_page(request: HttpRequest, found: Guideline, form: forms.CommentForm) -> HttpResponse:
    versions = list(found.versions.select_related("published_by")[:30])
    is_keeper = may(request.user, "people.change_guideline", found)
    asking = next((one for one in versions if one.number == found.asks), None)
    here = current(Employee.objects.all(), on=moments.today())
    context = {
        "guideline": found,
        "version": versions[0],
        "versions": versions,
        "proposals": queries.proposals_of(found)[:30],
        "comments": found.comments.filter(proposal=None).select_related("author")[:100],
        "has_to_read": request.person and queries.has_to_read(found),
        "unread": queries.who_has_not_read(asking, here).count() if is_keeper and asking else None,
        "is_keeper": is_keeper,
        "review_form": forms.ReviewForm(initial={"review_on": moments.today() + HALF_A_YEAR}),
        "today": moments.today(),
    }
    return drafts.form_page(
        request, "people/charter/guideline.html", form, name="charter:comment", thing=found.pk, context=context
    )


@require_GET
def version(request: HttpRequest, key: str, number: int) -> HttpResponse:
    found = _find(request, key)
    shown = get_object_or_404(found.versions.select_related("published_by"), number=number)
    before = found.versions.filter(number=number - 1).first()
    context = {"guideline": found, "version": shown, "before": before}
    if before:
        context["stretches"] = difference(before.text, shown.text)
    return TemplateResponse(request, "people/charter/version.html", context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    require(request.user, "people.add_guideline")
    form = forms.NewForm(request.POST or None, initial={"review_on": moments.today() + HALF_A_YEAR})
    made = sent(request, form, lambda: actions.add_guideline(**form.cleaned_data, by=request.user, at=moments.now()))
    if made:
        drafts.forget(request, "charter:new")
        messages.success(request, "Published. Everybody can read it, comment on it and propose changes.")
        return redirect("charter:guideline", made.key)
    return drafts.form_page(request, "people/charter/new.html", form, name="charter:new", context={})


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, key: str) -> HttpResponse:
    found = _find(request, key)
    require(request.user, "people.change_guideline", found)
    newest = queries.newest_version(found)
    initial = {
        "number": newest.number,
        "title": found.title,
        "text": newest.text,
        "owner": found.owner,
        "review_on": max(found.review_on or moments.today(), moments.today() + HALF_A_YEAR),
    }
    form = forms.EditForm(request.POST or None, initial=initial)
    if sent(request, form, lambda: actions.publish_version(found, **form.cleaned_data, by=request.user, at=moments.now())):
        drafts.forget(request, "charter:edit", found.pk)
        messages.success(request, "In force. The version before stays readable.")
        return redirect("charter:guideline", key)
    return drafts.form_page(
        request, "people/charter/edit.html", form, name="charter:edit", thing=found.pk, context={"guideline": found}
    )


@require_POST
def review(request: HttpRequest, key: str) -> HttpResponse:
    found = _find(request, key)
    require(request.user, "people.change_guideline", found)
    form = forms.ReviewForm(request.POST)
    if sent(request, form, lambda: actions.review_guideline(found, **form.cleaned_data, by=request.user, at=moments.now())):
        messages.success(request, "Noted: it still holds.")
    else:
        messages.error(request, "Choose a day that is still to come.")
    return redirect("charter:guideline", key)


@require_POST
def retire(request: HttpRequest, key: str) -> HttpResponse:
    found = _find(request, key)
    require(request.user, "people.change_guideline", found)
    actions.retire_guideline(found, on=moments.today(), by=request.user, at=moments.now())
    messages.success(request, "No longer in force. What was written stays readable.")
    return redirect("charter:guideline", key)


@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, key: str) -> HttpResponse:
    found = _find(request, key)
    require(request.user, "people.propose_guideline")
    form = forms.ProposeForm(request.POST or None, initial={"text": queries.newest_version(found).text})
    made = sent(
        request, form, lambda: actions.propose_change(found, **form.cleaned_data, author=request.person, at=moments.now())
    )
    if made:
        drafts.forget(request, "charter:propose", found.pk)
        messages.success(request, "Proposed. You see here what becomes of it, and are told.")
        return redirect("charter:proposal", made.pk)
    return drafts.form_page(
        request, "people/charter/propose.html", form, name="charter:propose", thing=found.pk, context={"guideline": found}
    )


def _find_proposal(request: HttpRequest, pk: int) -> GuidelineProposal:
    rows = visible_guideline_proposals(request.user)
    return get_object_or_404(rows.select_related("guideline__owner", "based_on", "author", "answered_by", "became"), pk=pk)


@require_http_methods(["GET", "POST"])
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find_proposal(request, pk)
    if request.method == "POST":
        require(request.user, "people.answer_proposal", found)
    newest = queries.newest_version(found.guideline)
    form = forms.AnswerForm(request.POST or None, initial={"number": newest.number, "text": found.text})
    if sent(request, form, lambda: _answer(request, found, form)):
        drafts.forget(request, "charter:proposal", pk)
        messages.success(request, "Answered, and told to whoever proposed it.")
        return redirect("charter:proposal", pk)
    is_open = found.state == GuidelineProposal.State.OPEN
    context = {
        "proposal": found,
        "guideline": found.guideline,
        "newest": newest,
        "is_open": is_open,
        "is_late": is_open and newest != found.based_on,
        "stretches": difference(newest.text if is_open else found.based_on.text, found.text),
        "comments": found.comments.select_related("author")[:100],
        "comment_form": forms.CommentForm(prefix="comment"),
    }
    return drafts.form_page(request, "people/charter/proposal.html", form, name="charter:proposal", thing=pk, context=context)


def _answer(request: HttpRequest, found: GuidelineProposal, form: forms.AnswerForm) -> GuidelineProposal:
    said = form.cleaned_data
    if said["choice"] == "decline":
        return actions.decline_proposal(found, answer=said["answer"], by=request.user, at=moments.now())
    facts = {name: said[name] for name in ("number", "text", "answer", "is_to_acknowledge")}
    return actions.accept_proposal(found, **facts, by=request.user, at=moments.now())


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find_proposal(request, pk)
    require(request.user, "people.withdraw_proposal", found)
    actions.withdraw_proposal(found, by=request.user, at=moments.now())
    messages.success(request, "Withdrawn.")
    return redirect("charter:proposal", pk)


@require_POST
def comment(request: HttpRequest, key: str) -> HttpResponse:
    found = _find(request, key)
    require(request.user, "people.propose_guideline")
    form = forms.CommentForm(request.POST)
    if sent(request, form, lambda: actions.comment(found, **form.cleaned_data, author=request.person, at=moments.now())):
        drafts.forget(request, "charter:comment", found.pk)
        return redirect("charter:guideline", key)
    return _guideline_page(request, found, form)


@require_POST
def comment_proposal(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find_proposal(request, pk)
    require(request.user, "people.propose_guideline")
    form = forms.CommentForm(request.POST, prefix="comment")
    facts = {"proposal": found, "author": request.person, "at": moments.now()}
    if not sent(request, form, lambda: actions.comment(found.guideline, **form.cleaned_data, **facts)):
        messages.error(request, "Write a few words.")
    return redirect("charter:proposal", pk)


@require_POST
def read(request: HttpRequest, key: str) -> HttpResponse:
    found = _find(request, key)
    require(request.user, "people.propose_guideline")
    form = forms.ReadForm(request.POST)
    number = form.cleaned_data["number"] if form.is_valid() else 0
    actions.acknowledge(found, employee=request.person, number=number, at=moments.now())
    messages.success(request, "Thank you. It is noted that you have read it.")
    return redirect("charter:guidelines")

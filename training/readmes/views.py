"""What does a person see and send about READMEs and cards?"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.accounts import drafts
from people.employees.models import Employee
from people.employees.permissions import visible_employees
from training.readmes import actions, forms, queries
from training.readmes.models import Readme
from training.readmes.permissions import visible_cards, visible_comments, visible_readmes, visible_versions
from training.readmes.prompts import CARD, MOST_WORDS, README, answered, word_count
from transition.lib import moments, wording
from transition.lib.access import may, require
from transition.lib.faults import sent

MOST = 100  # comments and cards of one team


@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.write_readme")
    found = queries.readme_of(request.person)
    current = (queries.in_work(found) or queries.published(found)) if found else None
    form = forms.ReadmeForm(request.POST or None, initial=current.words if current else {})
    if sent(request, form, lambda: actions.write_readme(request.person, words=form.cleaned_data, at=moments.now())):
        drafts.forget(request, "readmes:mine")
        messages.success(request, "Saved, for you alone. Publish it when it says what you mean.")
        return redirect("readmes:mine")
    words = current.words if current else {}
    context = {
        "readme": found,
        "current": current,
        "is_new": bool(current and current.published_at is None),
        "count": word_count(words),
        "most": MOST_WORDS,
        "hints": wording.open_door("\n".join(words.values())),
    }
    return drafts.form_page(request, "training/readmes/mine.html", form, name="readmes:mine", context=context)


def _own(request: HttpRequest) -> Readme:
    require(request.user, "training.write_readme")
    found = queries.readme_of(request.person)
    if found is None:
        raise Http404
    return found


@require_POST
def publish(request: HttpRequest) -> HttpResponse:
    actions.publish_readme(_own(request), by=request.user, at=moments.now(), on=moments.today())
    messages.success(request, "Published. In half a year you are asked whether it is still true.")
    return redirect("readmes:readme", request.person.pk)


@require_POST
def withdraw(request: HttpRequest) -> HttpResponse:
    actions.withdraw_readme(_own(request), by=request.user, at=moments.now())
    messages.success(request, "Only you see it now.")
    return redirect("readmes:mine")


@require_POST
def still_true(request: HttpRequest) -> HttpResponse:
    actions.confirm_readme(_own(request), on=moments.today())
    messages.success(request, "Noted, for half a year.")
    return redirect("readmes:readme", request.person.pk)


@require_http_methods(["GET", "POST"])
def card(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.write_card")
    said = queries.card_of(request.person)
    form = forms.CardForm(request.POST or None, initial=said.words if said else {})
    if request.method == "POST" and form.is_valid() and not word_count(form.cleaned_data):
        actions.write_card(request.person, words={}, at=moments.now())
        return redirect("readmes:card")
    if sent(request, form, lambda: actions.write_card(request.person, words=form.cleaned_data, at=moments.now())):
        drafts.forget(request, "readmes:card")
        messages.success(request, "Saved. Your manager and your team read it beside the README.")
        return redirect("readmes:card")
    hints = wording.open_door("\n".join(said.words.values())) if said else []
    context = {"said": said, "hints": hints}
    return drafts.form_page(request, "training/readmes/card.html", form, name="readmes:card", context=context)


@require_http_methods(["GET", "POST"])
def readme(request: HttpRequest, pk: int) -> HttpResponse:
    """The page every 1:1 links to: there also while nothing is published, because the team's cards are."""
    person = get_object_or_404(visible_employees(request.user), pk=pk)
    require(request.user, "training.write_readme")
    found = visible_readmes(request.user).filter(employee=person).select_related("employee").first()
    if found is not None:
        require(request.user, "training.see_readme", found)
    current = queries.published(found) if found else None
    if request.method == "POST" and (found is None or current is None):
        raise Http404
    return _page(request, person, found, current)


def _page(request: HttpRequest, person: Employee, found: Readme | None, current: object) -> HttpResponse:
    form = forms.CommentForm(request.POST or None)
    can_comment = current is not None and may(request.user, "training.comment_on_readme", found)
    if request.method == "POST":
        require(request.user, "training.comment_on_readme", found)
        if sent(
            request,
            form,
            lambda: actions.comment_on(current, author=request.person, text=form.cleaned_data["text"], at=moments.now()),
        ):
            drafts.forget(request, "readmes:readme", person.pk)
            return redirect("readmes:readme", person.pk)
    comments = visible_comments(request.user).filter(version__readme=found).select_related("author", "version")
    cards = visible_cards(request.user, person).select_related("employee")
    context = {
        "author": person,
        "readme": found,
        "current": current,
        "is_own": request.person.pk == person.pk,
        "can_comment": can_comment,
        "sees_talk": found is not None and (request.person.pk == person.pk or can_comment),
        "answers": answered(README, current.words) if current else [],
        "comments": comments[:MOST] if found else [],
        "cards": [(one.employee, answered(CARD, one.words)) for one in cards[:MOST]],
        "versions": visible_versions(request.user).filter(readme=found)[1:MOST] if found else [],
    }
    return drafts.form_page(
        request, "training/readmes/readme.html", form, name="readmes:readme", thing=person.pk, context=context
    )


@require_GET
def version(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(visible_versions(request.user).select_related("readme__employee"), pk=pk)
    require(request.user, "training.see_readme", found.readme)
    context = {"version": found, "author": found.readme.employee, "answers": answered(README, found.words)}
    return TemplateResponse(request, "training/readmes/version.html", context)


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    rows = visible_comments(request.user).select_related("version__readme")
    found = get_object_or_404(rows, pk=pk)
    require(request.user, "training.remove_comment", found)
    author = found.version.readme.employee_id
    actions.remove_comment(found)
    return redirect("readmes:readme", author)

"""What does a person see and send about questions and templates for 1:1s?"""

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.accounts import drafts
from training.one_on_ones import actions, bank, queries
from training.one_on_ones.forms import QuestionFileForm, QuestionSearchForm, TemplateForm
from training.one_on_ones.found import back_to, cursors, find_series
from training.one_on_ones.models import Question, QuestionSource, TemplateVersion
from transition.lib import moments
from transition.lib.access import require
from transition.lib.csv import download
from transition.lib.faults import sent
from transition.lib.keyset import page_of


@require_POST
def use_template(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_series(request, pk, "training.change_series")
    template = queries.templates_in_force().get(request.POST.get("moment", ""))
    if template is None:
        raise Http404
    added = actions.add_template(found, template, by=request.person, at=moments.now())
    messages.success(request, f"{added} on the agenda." if added else "All of it stands on the agenda already.")
    return back_to(request, found)


@require_GET
def questions(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.see_questions")
    form = QuestionSearchForm(request.GET)
    wanted = form.wanted()
    rows = queries.questions_found(**wanted)
    context = {
        "form": form,
        "wanted": wanted,
        "page": page_of(rows, order=("theme", "pk"), **cursors(request)),
        "sources": QuestionSource.objects.annotate(texts=Count("questions")).order_by("title"),
        "languages": list(Question.objects.order_by("language").values_list("language", flat=True).distinct()[:40]),
        "templates": queries.templates_in_force().values(),
    }
    return TemplateResponse(request, "training/one_on_ones/questions.html", context)


@require_http_methods(["GET", "POST"])
def template(request: HttpRequest, moment: str) -> HttpResponse:
    require(request.user, "training.change_questions")
    found = queries.templates_in_force().get(moment)
    if found is None:
        raise Http404
    versions = list(TemplateVersion.objects.filter(moment=moment).select_related("published_by__employee")[:20])
    number = next((one.number for one in versions if one.is_current), 0)
    shown = {"hint": found.hint, "lines": "\n".join(found.lines), "follows": number}
    form = TemplateForm(request.POST or None, initial=shown)
    facts = {"by": request.user, "at": moments.now()}
    if published := sent(request, form, lambda: actions.publish_template(moment, **form.cleaned_data, **facts)):
        drafts.forget(request, "one_on_ones:template", moment)
        messages.success(request, f"Version {published.number} is in force. Agendas that stand already stay as they are.")
        return redirect("one_on_ones:questions")
    context = {"template": found, "versions": versions, "number": number}
    return drafts.form_page(
        request, "training/one_on_ones/template.html", form, name="one_on_ones:template", thing=moment, context=context
    )


@require_GET
def export_questions(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.see_questions")
    found = list(queries.questions_found(**QuestionSearchForm(request.GET).wanted()).order_by("source", "pk"))
    if request.GET.get("format") == "csv":
        return download("questions.csv", bank.rows_of(found))
    response = JsonResponse(bank.document_of(found), json_dumps_params={"indent": 1, "ensure_ascii": False})
    response.headers["Content-Disposition"] = 'attachment; filename="questions.json"'
    return response


@require_http_methods(["GET", "POST"])
def import_questions(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.change_questions")
    form = QuestionFileForm(request.POST or None, request.FILES or None)

    def write() -> tuple[int, int, int]:
        facts = {name: form.cleaned_data[name] for name in ("title", "credit")}
        return actions.import_questions(form.cleaned_data["file"], **facts, by=request.user, at=moments.now())

    if done := sent(request, form, write):
        messages.success(request, "{} new, {} changed, {} gone.".format(*done))
        return redirect("one_on_ones:questions")
    status = 400 if form.errors else 200
    return TemplateResponse(request, "training/one_on_ones/import_questions.html", {"form": form}, status=status)


@require_POST
def remove_source(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, "training.change_questions")
    actions.remove_source(get_object_or_404(QuestionSource, pk=pk), by=request.user, at=moments.now())
    messages.success(request, "Gone from the bank. What stands on agendas stays there.")
    return redirect("one_on_ones:questions")

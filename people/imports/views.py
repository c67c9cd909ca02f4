"""What does HR see and send when people come from a file?"""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from people.accounts.actions import keep_upload, read_upload
from people.accounts.models import Upload
from people.accounts.permissions import visible_uploads
from people.imports.actions import carry_out
from people.imports.forms import MappingForm, PeopleFileForm
from people.imports.mapping import CODED, guess, names_in
from people.imports.plan import Plan, plan_import
from people.imports.reader import Table, read_table
from transition.lib import moments
from transition.lib.access import require

PEOPLE, BESIDE = "imports:people", "imports:beside"
SHOWN = 100


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    require(request.user, "people.import_people")
    form = PeopleFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        kept = keep_upload(request.user, purpose=PEOPLE, name=file.name, content=file.read(), at=moments.now())
        return redirect("imports:columns", kept.pk)
    return TemplateResponse(request, "people/imports/upload.html", {"form": form}, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, "people.import_people")
    kept = get_object_or_404(visible_uploads(request.user).filter(purpose=PEOPLE), pk=pk)
    table = read_table(read_upload(kept))
    guessed = kept.choices.get("mapping") or guess(table.columns)
    form = MappingForm(table, guessed, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        beside = {name: form.cleaned_data[name] for name in (*(f"names-{field}" for field in CODED), "history")}
        for name, file in beside.items():
            if file:
                other = keep_upload(request.user, purpose=BESIDE, name=file.name, content=file.read(), at=moments.now())
                kept.choices[name] = other.pk
        kept.choices["mapping"] = form.mapping()
        kept.save(update_fields=["choices"])
        return redirect("imports:preview", kept.pk)
    context = {"form": form, "upload": kept, "rows": len(table.rows)}
    return TemplateResponse(request, "people/imports/columns.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, "people.import_people")
    kept = get_object_or_404(visible_uploads(request.user).filter(purpose=PEOPLE), pk=pk)
    if "mapping" not in kept.choices:
        return redirect("imports:columns", kept.pk)
    table = read_table(read_upload(kept))
    plan = _plan(table, kept)
    if request.method == "POST":
        carry_out(plan, by=request.user, at=moments.now())
        _beside(kept).delete()
        kept.delete()
        messages.success(request, f"{len(plan.added)} added, {len(plan.changed)} changed, {plan.unchanged} left alone.")
        return redirect("directory:people")
    left_out = [column for column in table.columns if column not in kept.choices["mapping"]]
    context = {"plan": plan, "upload": kept, "shown": SHOWN, "left_out": left_out}
    return TemplateResponse(request, "people/imports/preview.html", context)


def _beside(kept: Upload) -> QuerySet[Upload]:
    chosen = [found for name, found in kept.choices.items() if name != "mapping"]
    return Upload.objects.filter(user=kept.user, purpose=BESIDE, pk__in=chosen)


def _plan(table: Table, kept: Upload) -> Plan:
    choices = kept.choices
    others = {other.pk: other for other in _beside(kept)}
    tables = {
        name: read_table(read_upload(others[found]), name=others[found].name)
        for name, found in choices.items()
        if name != "mapping" and found in others
    }
    their = {field: column for column, field in choices["mapping"].items()}
    names = {
        their[field]: names_in(tables[f"names-{field}"], their[field])
        for field in CODED
        if f"names-{field}" in tables and field in their
    }
    return plan_import(table, choices["mapping"], names=names, history=tables.get("history"), on=moments.today())

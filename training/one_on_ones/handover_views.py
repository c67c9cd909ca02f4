"""What do an old manager, an employee and a new manager see and send when the manager changes?"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.accounts import drafts
from training.one_on_ones import handing_over, queries
from training.one_on_ones.forms import HandoverForm, ReleaseForm
from training.one_on_ones.found import find_series, other_of
from training.one_on_ones.models import Handover, Series
from training.one_on_ones.permissions import released_handovers
from transition.lib import moments, wording
from transition.lib.access import require
from transition.lib.faults import sent
from transition.lib.hinting import hints_before

MOST_MEETINGS = 60


@sensitive_post_parameters("words")
@require_http_methods(["GET", "POST"])
def handover(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_series(request, pk, "training.write_handover")
    known = Handover.objects.filter(series=found).select_related("reader").first()
    leads = found.manager_id == request.person.pk
    own = (known.manager_words if leads else known.employee_words) if known else ""
    form = HandoverForm(request.POST or None, initial={"words": own})
    facts = {"author": request.person, "at": moments.now()}
    hints = hints_before(request, form, wording.without_judging)
    if not hints and sent(request, form, lambda: handing_over.write_handover(found, **facts, **form.cleaned_data)):
        drafts.forget(request, "one_on_ones:handover", pk)
        messages.success(request, f"Saved. {other_of(found, request)} reads it too.")
        return redirect("one_on_ones:handover", pk)
    return _page(request, found, known, form, hints=hints)


def _page(
    request: HttpRequest, found: Series, known: Handover | None, form: HandoverForm, *, release_form: Any = None, hints: Any = ()
) -> HttpResponse:
    leads = found.manager_id == request.person.pk
    context: dict[str, Any] = {
        "series": found,
        "other": other_of(found, request),
        "handover": known,
        "hints": hints,
        "leads": leads,
        "theirs": (known.employee_words if leads else known.manager_words) if known else "",
        "notes": handing_over.released_notes(known).only("starts_at", "series")[:MOST_MEETINGS]
        if known and known.released_at
        else [],
        "release_form": None if leads or known is None or known.released_at else release_form or _release_form(found),
    }
    return drafts.form_page(
        request, "training/one_on_ones/handover.html", form, name="one_on_ones:handover", thing=found.pk, context=context
    )


def _release_form(found: Series, data: Any = None) -> ReleaseForm:
    readers = list(queries.next_managers(found, on=moments.today())[:5])
    with_notes = found.meetings.exclude(shared_notes="").order_by("-starts_at").only("starts_at", "series")
    return ReleaseForm(data, readers=readers, meetings=list(with_notes[:MOST_MEETINGS]))


@require_POST
def release(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_series(request, pk, "training.release_handover")
    known = get_object_or_404(Handover, series=found)
    form = _release_form(found, request.POST)
    facts = {"by": request.user, "at": moments.now(), "on": moments.today()}
    if released := sent(request, form, lambda: handing_over.release_handover(known, **form.cleaned_data, **facts)):
        messages.success(request, f"{released.reader} reads it now, until you take it back.")
        return redirect("one_on_ones:handover", pk)
    return _page(request, found, known, HandoverForm(initial={"words": known.employee_words}), release_form=form)


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_series(request, pk, "training.release_handover")
    handing_over.take_back_handover(get_object_or_404(Handover, series=found), by=request.user, at=moments.now())
    messages.success(request, "Taken back. Only the two of you read it again.")
    return redirect("one_on_ones:handover", pk)


@require_GET
def handed_over(request: HttpRequest, pk: int) -> HttpResponse:
    rows = released_handovers(request.user, on=moments.today()).select_related("series__employee", "series__manager")
    found = get_object_or_404(rows, pk=pk)
    require(request.user, "training.read_handover", found)
    context = {"handover": found, "series": found.series, "notes": handing_over.released_notes(found)[:MOST_MEETINGS]}
    return TemplateResponse(request, "training/one_on_ones/handed_over.html", context)

"""What does a person see and send about those who tried leading and left?"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from people.accounts import drafts
from training.leavers import actions, forms, queries
from training.leavers.permissions import visible_leavers
from transition.lib import moments
from transition.lib.access import require
from transition.lib.faults import sent
from transition.lib.keyset import page_of


@require_GET
def leavers(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.see_leavers")
    page = page_of(
        queries.with_review(visible_leavers(request.user)),
        order=("-left_on", "-pk"),
        before=request.GET.get("before", ""),
        after=request.GET.get("after", ""),
    )
    return TemplateResponse(request, "training/leavers/leavers.html", {"page": page})


@sensitive_post_parameters(*actions.WORDS)
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(visible_leavers(request.user).select_related("leaver_review__by__employee"), pk=pk)
    require(request.user, "training.review_leaver", found)
    written = getattr(found, "leaver_review", None)
    initial = actions.read_review(written) | {"is_regretted": "yes" if written.is_regretted else "no"} if written else {}
    form = forms.ReviewForm(request.POST or None, initial=initial)
    acts = {"by": request.user, "on": moments.today(), "at": moments.now()}
    if sent(request, form, lambda: actions.review_leaver(found, **form.cleaned_data, **acts)):
        drafts.forget(request, "leavers:review", pk)
        messages.success(request, "Kept, for HR alone.")
        return redirect("leavers:leavers")
    context = {"leaver": found, "review": written, "trials": found.trials.order_by("pk")}
    return drafts.form_page(request, "training/leavers/review.html", form, name="leavers:review", thing=pk, context=context)

"""What does a person see and send about what became of the trials?"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_POST

from training.insights import actions, queries
from training.insights.curves import FEWEST
from training.insights.models import InsightRelease
from training.insights.picture import pictures_of
from training.insights.sheet import lines, sheet_of
from transition.lib import csv, moments
from transition.lib.access import require
from transition.lib.small_groups import THRESHOLD


@require_GET
def insights(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.see_insights")
    release = queries.release_of(request.GET.get("on", ""))
    context = {
        "release": release,
        "releases": InsightRelease.objects.defer("people", "figures", "charts")[:40],
        "sheet": sheet_of(release),
        "pictures": pictures_of(release),
        "fewest": FEWEST,
        "threshold": release.threshold if release else THRESHOLD,
    }
    return TemplateResponse(request, "training/insights/insights.html", context)


@require_GET
def figures(request: HttpRequest) -> StreamingHttpResponse:
    require(request.user, "training.see_insights")
    release = queries.release_of(request.GET.get("on", ""))
    return csv.download(f"trials-{release.on if release else 'empty'}.csv", lines(release))


@require_POST
def draw(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.see_insights")
    actions.draw_release(on=moments.today(), by=request.user, at=moments.now())
    messages.success(request, "Counted anew.")
    return redirect("insights:insights")

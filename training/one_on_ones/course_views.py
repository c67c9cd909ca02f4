"""What does a person see of how 1:1s go?"""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET

from training.one_on_ones import queries
from training.one_on_ones.course import course_of
from training.one_on_ones.found import cursors, find_series, other_of
from training.one_on_ones.models import Series
from training.one_on_ones.permissions import series_below
from training.one_on_ones.picture import timeline_of
from transition.lib import moments
from transition.lib.access import require
from transition.lib.keyset import page_of

RHYTHM = timedelta(weeks=8)


@require_GET
def course(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_series(request, pk, "training.see_course")
    today = moments.today()
    how = course_of(found, at=moments.now())
    timeline = timeline_of(how, on=today)
    context = {
        "series": found,
        "other": other_of(found, request),
        "course": how,
        "timeline": timeline,
        "rows": list(zip(how.talks, timeline.marks, strict=True)),
        "leads": found.manager_id == request.person.pk,
        "today": today,
    }
    return TemplateResponse(request, "training/one_on_ones/course.html", context)


@require_GET
def below(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.see_below")
    rows = queries.held_since(queries.going_on(series_below(request.user, on=moments.today())), since=moments.now() - RHYTHM)
    page = page_of(rows, order=("manager_id", "pk"), **cursors(request))
    return TemplateResponse(request, "training/one_on_ones/below.html", {"page": page})


@require_GET
def rhythms(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.see_rhythm")
    rows = queries.of_who_works_here(queries.going_on(Series.objects.all()), on=moments.today())
    page = page_of(queries.held_since(rows, since=moments.now() - RHYTHM), order=("pk",), **cursors(request))
    return TemplateResponse(request, "training/one_on_ones/rhythms.html", {"page": page})

"""What does a person see first, and HR of all trials?"""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_POST

from people.employees.models import Employee
from people.employees.queries import reports_of
from people.tracks.models import Placement
from people.tracks.queries import placements_on
from training.home.to_do import today_of
from training.one_on_ones.models import Series
from training.one_on_ones.permissions import visible_series
from training.one_on_ones.picture import rhythm_dots
from training.one_on_ones.queries import going_on, with_next
from training.trials import queries as trials
from training.trials.models import Signature, SupportPromise, Trial
from training.trials.permissions import visible_trials
from training.watches.permissions import visible_watches
from training.watches.queries import late_talks
from transition.lib import moments
from transition.lib.access import require

MOST_REPORTS = 60
MOST_TO_LOOK_AT = 10  # of a kind: what comes after is shown once these are done


@require_GET
def today(request: HttpRequest) -> HttpResponse:
    on, at = moments.today(), moments.now()
    day = today_of(request.user, request.person, on=on, at=at) if request.person else None
    return TemplateResponse(request, "training/home/today.html", {"today": on, "now": at, "day": day})


@require_GET
def team(request: HttpRequest) -> HttpResponse:
    on, at = moments.today(), moments.now()
    reports = list(reports_of(request.person, on=on)[:MOST_REPORTS]) if request.person else []
    own = going_on(visible_series(request.user)).filter(manager=request.person, employee__in=reports)
    series = {one.employee_id: one for one in with_next(own, at=at)} if reports else {}
    dots = rhythm_dots(series.values(), at=at, weeks=8)
    rows = [(one, place, series.get(one.pk), _dots(dots, series.get(one.pk))) for one, place in _placed(reports)]
    return TemplateResponse(request, "training/home/team.html", {"rows": rows, "today": on})


def _dots(dots: dict, series: Series | None) -> object:
    return dots[series.pk] if series else None


def _placed(reports: list[Employee]) -> list[tuple[Employee, Placement | None]]:
    places = placements_on(Placement.objects.filter(employee__in=reports), moments.today())
    found = {place.employee_id: place for place in places.select_related("level__track", "level__grade", "team")}
    return [(one, found.get(one.pk)) for one in reports]


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.oversee_trials")
    on, rows = moments.today(), visible_trials(request.user)
    soonest, newest = ("ends_on", "pk"), ("-nominated_at", "-pk")
    to_look_at = {
        "Past their end, undecided; two weeks later HR decides": (trials.overdue(rows, on=on), soonest),
        "The sponsor or the candidate has left": (trials.without_sponsor(rows, on=on) | trials.of_leavers(rows, on=on), newest),
        "The team was closed": (trials.without_team(rows, on=on), newest),
        "Two trials in one team": (trials.sharing_a_team(rows), newest),
        "unsigned": (trials.waiting_for_signature(rows, Signature.Role.HR), newest),
    }
    enough = MOST_TO_LOOK_AT + 1  # to know whether there are more
    groups = trials.first_of_each(to_look_at, enough)
    context = {
        "most": MOST_TO_LOOK_AT,
        "unsigned": groups.pop("unsigned", []),
        "groups": groups.items(),
        "late": list(trials.late_check_ins(rows, on=on)[:enough]),
        "talks": late_talks(visible_watches(request.user), on=on)[:enough],
        "owed": trials.promises_owed(SupportPromise.objects.filter(trial__in=rows), on=on, most=enough),
        "counts": [(Trial.Status(status).label, number) for status, number in trials.counts_by_status(rows).items()],
        "today": on,
    }
    return TemplateResponse(request, "training/home/overview.html", context)


@require_POST
def week(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    from training.demo.actions import week_on  # noqa: PLC0415  (no worker of a company holds the demo's texts)

    told = week_on()
    day = moments.today()
    messages.success(request, f"A week has passed: it is {day:%A %-d %B}. {told} messages were told, each on its day.")
    return redirect("home:today")

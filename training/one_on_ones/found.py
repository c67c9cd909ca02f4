"""Which 1:1s does an address mean, for whoever asks?"""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse

from people.accounts.permissions import somebody
from people.employees.models import Employee
from training.one_on_ones import queries
from training.one_on_ones.models import Meeting, Series
from training.one_on_ones.permissions import visible_meetings, visible_series
from transition.lib import moments
from transition.lib.access import require
from transition.lib.addresses import on_to
from transition.lib.prepared import Prepared

_series = Prepared(
    lambda pk, person, on: (
        queries.with_change_of_manager(visible_series(somebody(person)).filter(pk=pk), on=on).select_related(
            "manager", "employee", "handover__reader"
        )
    ),
    pk=int, person=int, on=date,
)  # fmt: skip
_meeting = Prepared(
    lambda pk, person: visible_meetings(somebody(person)).filter(pk=pk).select_related("series__manager", "series__employee"),
    pk=int, person=int,
)  # fmt: skip


def find_series(request: HttpRequest, pk: int, permission: str) -> Series:
    """Return one of the series that the asker sees. Raises Http404 for others, PermissionDenied without the permission."""
    person = getattr(request.user, "employee", None)
    found = _series.first(pk=pk, person=person.pk, on=moments.today()) if person else None
    if found is None:
        raise Http404
    require(request.user, permission, found)
    return found


def find_meeting(request: HttpRequest, pk: int, permission: str) -> Meeting:
    """Return one of the meetings that the asker sees. Raises Http404 for others, PermissionDenied without the permission."""
    person = getattr(request.user, "employee", None)
    found = _meeting.first(pk=pk, person=person.pk) if person else None
    if found is None:
        raise Http404
    require(request.user, permission, found.series)
    return found


def cursors(request: HttpRequest) -> dict[str, str]:
    """Return where a long list goes on, as the address says it."""
    return {name: request.GET.get(name, "") for name in ("before", "after")}


def other_of(series: Series, request: HttpRequest) -> Employee:
    """Return the other one of the pair."""
    return series.other_than(request.person)  # type: ignore[attr-defined,no-any-return]


def back_to(request: HttpRequest, series: Series) -> HttpResponse:
    """Redirect to where the form wants to go, else to the series."""
    return on_to(request, "one_on_ones:series", series.pk)

"""Which 1:1s does an address mean, for whoever asks?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme

from people.employees.models import Employee
from training.one_on_ones import queries
from training.one_on_ones.models import Series
from training.one_on_ones.permissions import visible_series
from transition.lib import moments
from transition.lib.access import require


def find_series(request: HttpRequest, pk: int, permission: str) -> Series:
    """Return one of the series that the asker sees. Raises Http404 for others, PermissionDenied without the permission."""
    rows = queries.with_change_of_manager(visible_series(request.user), on=moments.today())  # type: ignore[arg-type]
    found = get_object_or_404(rows.select_related("manager", "employee", "handover__reader"), pk=pk)
    require(request.user, permission, found)
    return found


def cursors(request: HttpRequest) -> dict[str, str]:
    """Return where a long list goes on, as the address says it."""
    return {name: request.GET.get(name, "") for name in ("before", "after")}


def other_of(series: Series, request: HttpRequest) -> Employee:
    """Return the other one of the pair."""
    return series.employee if series.manager_id == request.person.pk else series.manager  # type: ignore[attr-defined]


def back_to(request: HttpRequest, series: Series) -> HttpResponse:
    """Redirect to the page of ours that the form names as `next`, else to the series."""
    target = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(target, {request.get_host()}) and target.startswith("/")
    return redirect(target) if is_ours else redirect("one_on_ones:series", series.pk)

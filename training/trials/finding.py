"""How does a page find a trial, and with what does somebody act on it?"""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from people.accounts.permissions import somebody
from training.trials import queries
from training.trials.models import Trial
from training.trials.permissions import visible_trials
from training.trials.to_do import with_voices
from transition.lib import moments
from transition.lib.access import require
from transition.lib.prepared import Prepared


def whole_trial(pk: int, person: int, *, is_hr: bool) -> QuerySet[Trial]:
    """Return a trial as somebody (their id) sees it, with all that its pages show."""
    seen = visible_trials(somebody(person, is_hr=is_hr)).filter(pk=pk)
    return (
        with_voices(queries.with_people(seen))
        .select_related(
            "contract__target_level__grade",
            "contract__programme",
            "contract__preset",
            "sheet",
            "pulse_share",
            "snapshot__level__grade",
            "snapshot__manager",
            "evaluation__cycle",
        )
        .prefetch_related("verdicts")
    )


_whole = Prepared(whole_trial, pk=int, person=int, is_hr=bool)


def find_trial(request: HttpRequest, pk: int, permission: str) -> Trial:
    """Return a trial (of `whole_trial`) that the person signed in sees and has a permission on.

    Raises Http404 when they do not see it, PermissionDenied without the permission.
    """
    person = getattr(request.user, "employee", None)
    found = _whole.first(pk=pk, person=person.pk if person else 0, is_hr=request.user.is_hr_administrator)
    if found is None:
        raise Http404
    require(request.user, permission, found)
    return found


def acts(request: HttpRequest) -> dict[str, Any]:
    """Return who acts, and when, as every action takes it."""
    return {"by": request.user, "at": moments.now(), "on": moments.today()}

"""How does a page find a trial, and with what does somebody act on it?"""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from training.trials import queries
from training.trials.models import Trial
from training.trials.permissions import visible_trials
from training.trials.to_do import with_voices
from transition.lib import moments
from transition.lib.access import require


def find_trial(request: HttpRequest, pk: int, permission: str) -> Trial:
    """Return a trial that the person signed in sees and has a permission on, with all that its pages show.

    Raises Http404 when they do not see it, PermissionDenied without the permission.
    """
    whole = with_voices(queries.with_people(visible_trials(request.user))).select_related(
        "contract__target_level__grade",
        "contract__programme",
        "contract__preset",
        "sheet",
        "pulse_share",
        "snapshot__level__grade",
        "snapshot__manager",
        "evaluation__cycle",
    )
    found = get_object_or_404(whole.prefetch_related("verdicts"), pk=pk)
    require(request.user, permission, found)
    return found


def acts(request: HttpRequest) -> dict[str, Any]:
    """Return who acts, and when, as every action takes it."""
    return {"by": request.user, "at": moments.now(), "on": moments.today()}

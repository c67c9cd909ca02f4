"""What can happen to the plan of a return?"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from people.accounts.models import User
from people.employees.models import Employee
from people.history.actions import record
from people.notifications.actions import notify
from training.returns.models import ReturnPlan
from training.trials.models import Trial
from transition.lib.faults import Conflict

PARTS = ("refresh", "hand_over", "telling", "first_90")


@transaction.atomic
def write_plan(trial: Trial, *, helper: Employee | None = None, by: User, at: datetime, **parts: str) -> ReturnPlan:
    """Write the plan of a return, or write it anew; `parts` are the four of PARTS. Who helps is told.

    Raises ValidationError by field for an empty part or a helper who is the one who came back, Conflict when nobody is on the way back.
    """
    trial = Trial.objects.select_for_update(of=("self",)).select_related("candidate").get(pk=trial.pk)
    if trial.status not in (Trial.Status.RETURNING, Trial.Status.RETURNED):
        raise Conflict("Nobody is on the way back here.")
    words = {name: parts.get(name, "").strip() for name in PARTS}
    faults = {name: "A few words: it is read together." for name, said in words.items() if not said}
    if helper and helper.pk == trial.candidate_id:
        faults["helper"] = "Somebody else: nobody helps themself back."
    if faults:
        raise ValidationError(faults)
    before = ReturnPlan.objects.filter(trial=trial).first()
    facts = {**words, "helper": helper, "by": by, "written_at": at}
    plan, _ = ReturnPlan.objects.update_or_create(trial=trial, defaults=facts)
    record(plan, "written", by=by, at=at, employee=trial.candidate)
    if helper and (before is None or before.helper_id != helper.pk):
        notify("returns.helper", to=[helper], about=trial, key=f"returns.helper:{trial.pk}:{helper.pk}", at=at)
    return plan

"""What can happen to decision rights, and to a decision from the question to the look back?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml
from django.core.exceptions import ValidationError
from django.db import transaction

from people.accounts.models import User
from people.decisions.models import Decision, DecisionOption, DecisionRight, DecisionVoice
from people.employees.models import Employee, Team
from people.history.actions import record
from people.notifications.actions import notify
from transition.lib.faults import Conflict

SHIPPED = Path(__file__).parent / "shipped" / "rights.yaml"
State, Role = Decision.State, DecisionVoice.Role


# --- Rights ------------------------------------------------------------------------------------------------------------


@transaction.atomic
def publish_shipped_rights(*, at: datetime) -> list[DecisionRight]:
    """Write the decision rights that come with the product, ready to edit, where the company has none at all yet."""
    if DecisionRight.objects.exists():
        return []
    rows = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    new = [
        DecisionRight(area=area, position=position, **facts)
        for area, found in rows.items()
        for position, facts in enumerate(found, start=1)
    ]
    for right in new:
        right.full_clean(exclude=["team", "replaces"])
        right.save()
        record(right, "published", by=None, at=at)
    return new


@transaction.atomic
def add_right(
    *, team: Team | None = None, replaces: DecisionRight | None = None, by: User, at: datetime, **facts: Any
) -> DecisionRight:
    """Write down who decides something (fields of DecisionRight), in the company or in a team, there perhaps instead of the company's.

    Raises ValidationError by field when the team has an answer of its own to that already.
    """
    if replaces is not None:
        team_has = DecisionRight.objects.filter(team=team, replaces=replaces, removed_on=None)
        if team is None or replaces.team_id is not None or team_has.exists():
            raise ValidationError({"team": "Name a team that has no answer of its own to this yet."})
    right = DecisionRight.objects.create(team=team, replaces=replaces, **facts)
    record(right, "added", by=by, at=at, level=right.level, team=team.pk if team else None)
    return right


@transaction.atomic
def change_right(right: DecisionRight, *, by: User, at: datetime, **facts: Any) -> DecisionRight:
    """Say anew who decides something (fields of DecisionRight). Raises Conflict when it was taken away."""
    right = DecisionRight.objects.select_for_update().get(pk=right.pk)
    if right.removed_on is not None:
        raise Conflict("This one no longer holds.")
    before = {name: getattr(right, name) for name in facts}
    for name, value in facts.items():
        setattr(right, name, value)
    right.save(update_fields=list(facts))
    record(right, "changed", by=by, at=at, before=before)
    return right


@transaction.atomic
def remove_right(right: DecisionRight, *, on: date, by: User, at: datetime) -> DecisionRight:
    """Let it no longer hold, nor what teams do instead of it; decisions that were taken under it keep it."""
    for each in DecisionRight.objects.select_for_update().filter(
        pk__in=[right.pk, *right.replaced_by.values_list("pk", flat=True)]
    ):
        if each.removed_on is None:
            each.removed_on = on
            each.save(update_fields=["removed_on"])
            record(each, "removed", by=by, at=at)
    return right


# --- A decision --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Option:
    """One way to decide, as it is typed in."""

    title: str
    speaks_for: str = ""
    speaks_against: str = ""


@transaction.atomic
def raise_decision(
    *,
    title: str,
    context: str = "",
    owner: Employee,
    due_on: date,
    right: DecisionRight | None = None,
    is_public: bool = True,
    by: Employee,
    at: datetime,
) -> Decision:
    """Ask somebody to decide something by a day; they are told. Raises ValidationError for a day that has passed."""
    if due_on < at.date():
        raise ValidationError({"due_on": "Choose a day that is still to come."})
    decision = Decision.objects.create(
        title=title, context=context, owner=owner, due_on=due_on, right=right, is_public=is_public, raised_by=by, raised_at=at
    )
    if owner != by:
        notify("decisions.raised", to=[owner], about=decision, key=f"decisions.raised:{decision.pk}:{owner.pk}", at=at)
    record(decision, "raised", by=by.user, at=at, owner=owner.pk, due_on=str(due_on))
    return decision


def _open(decision: Decision) -> Decision:
    decision = Decision.objects.select_for_update(of=("self",)).select_related("owner", "raised_by").get(pk=decision.pk)
    if decision.state != State.OPEN:
        raise Conflict(f"This one is settled already: {decision.get_state_display().lower()}.")
    return decision


@transaction.atomic
def prepare_decision(
    decision: Decision, *, options: Sequence[Option], owner: Employee, due_on: date, by: User, at: datetime, **facts: Any
) -> Decision:
    """Write down what there is to decide between, and what is known (fields of Decision); it may get another owner or day.

    Raises Conflict when it is settled, ValidationError by field for a new day that has passed.
    """
    decision = _open(decision)
    if due_on != decision.due_on and due_on < at.date():
        raise ValidationError({"due_on": "Choose a day that is still to come."})
    if owner != decision.owner:
        notify("decisions.raised", to=[owner], about=decision, key=f"decisions.raised:{decision.pk}:{owner.pk}", at=at)
    if (owner, due_on) != (decision.owner, decision.due_on):
        record(decision, "moved", by=by, at=at, owner=owner.pk, due_on=str(due_on), before=str(decision.due_on))
    changed = {"owner": owner, "due_on": due_on, **facts}
    for name, value in changed.items():
        setattr(decision, name, value)
    decision.save(update_fields=list(changed))
    decision.options.all().delete()
    DecisionOption.objects.bulk_create(
        DecisionOption(decision=decision, position=position, **vars(option)) for position, option in enumerate(options, start=1)
    )
    return decision


@transaction.atomic
def name_voice(decision: Decision, *, employee: Employee, role: str, at: datetime) -> DecisionVoice:
    """Say that somebody is asked before, or told after, a decision (DecisionVoice.Role); who is asked hears at once.

    Raises Conflict when it is settled, ValidationError for whoever decides.
    """
    decision = _open(decision)
    if employee == decision.owner:
        raise ValidationError({"employee": "They decide it."})
    voice, _ = DecisionVoice.objects.update_or_create(decision=decision, employee=employee, defaults={"role": Role(role)})
    if voice.role == Role.ASKED:
        notify("decisions.asked", to=[employee], about=decision, key=f"decisions.asked:{decision.pk}:{employee.pk}", at=at)
    return voice


@transaction.atomic
def advise(decision: Decision, *, employee: Employee, words: str, at: datetime) -> DecisionVoice:
    """Say what one thinks, being asked; saying it again replaces it. Raises Conflict when it is settled, ValidationError when empty."""
    decision = _open(decision)
    if not words.strip():
        raise ValidationError({"words": "Write a few words."})
    voice = decision.voices.get(employee=employee, role=Role.ASKED)
    voice.words, voice.said_at = words.strip(), at
    voice.save(update_fields=["words", "said_at"])
    return voice


@transaction.atomic
def decide(
    decision: Decision, *, chosen: DecisionOption, reason: str, look_again_on: date | None, by: User, at: datetime
) -> Decision:
    """Decide it; who asked for it, was asked, or is to be told, is told.

    Raises Conflict when it is settled; ValidationError without two options or a reason, and where too little is known: without what is known,
    what is not, what waiting costs, what would change one's mind, and a day to look again.
    """
    decision = _open(decision)
    options = list(decision.options.all())
    if len(options) < 2:
        raise ValidationError("Write down at least two options first; leaving it as it is counts as one.")
    if chosen not in options:
        raise ValidationError({"chosen": "Choose one of the options."})
    if not reason.strip():
        raise ValidationError({"reason": "Say why: whoever was asked reads it."})
    if decision.is_uncertain:
        _refuse_unless_prepared(decision, look_again_on)
    if look_again_on is not None and look_again_on <= at.date():
        raise ValidationError({"look_again_on": "Choose a day that is still to come."})
    decision.state, decision.chosen, decision.reason = State.DECIDED, chosen, reason.strip()
    decision.decided_at, decision.look_again_on = at, look_again_on
    decision.save(update_fields=["state", "chosen", "reason", "decided_at", "look_again_on"])
    concerned = Employee.objects.filter(pk__in=decision.voices.values("employee")).select_related("user")
    told = {decision.raised_by, *concerned} - {decision.owner}
    notify("decisions.decided", to=told, about=decision, key=f"decisions.decided:{decision.pk}", at=at)
    record(decision, "decided", by=by, at=at, chosen=chosen.title)
    return decision


def _refuse_unless_prepared(decision: Decision, look_again_on: date | None) -> None:
    words = {
        "known": "what is known",
        "unknown": "what is not known",
        "cost_of_waiting": "what waiting costs",
        "would_change_mind": "what would change your mind",
    }
    missing = [said for name, said in words.items() if not getattr(decision, name).strip()]
    if missing:
        raise ValidationError(f"Too little is known, you say. Then write down first: {', '.join(missing)}.")
    if look_again_on is None:
        raise ValidationError({"look_again_on": "When too little is known, set a day to look again."})


@transaction.atomic
def drop_decision(decision: Decision, *, reason: str, by: User, at: datetime) -> Decision:
    """Say that nobody needs it decided any more, and why. Raises Conflict when it is settled, ValidationError without a reason."""
    decision = _open(decision)
    if not reason.strip():
        raise ValidationError({"reason": "Say why nobody needs it any more."})
    decision.state, decision.reason, decision.decided_at = State.DROPPED, reason.strip(), at
    decision.save(update_fields=["state", "reason", "decided_at"])
    record(decision, "dropped", by=by, at=at)
    return decision


@transaction.atomic
def look_again(decision: Decision, *, words: str, by: User, at: datetime) -> Decision:
    """Write down what one says of a decision afterwards. Raises ValidationError when it is not decided, or without words."""
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    if decision.state != State.DECIDED:
        raise ValidationError("It is not decided.")
    if not words.strip():
        raise ValidationError({"words": "Write what became of it."})
    decision.looked_again = words.strip()
    decision.save(update_fields=["looked_again"])
    record(decision, "looked again", by=by, at=at)
    return decision

"""What can happen to a portfolio, to initiatives, postmortems and the map of who should know?

A portfolio and a map are private, so nothing of them is written into any history; sharing, confirming and ending are.
"""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from people.accounts.models import User
from people.employees.models import Employee
from people.history.actions import record
from training.impact.models import (
    ImpactEntry,
    Initiative,
    Postmortem,
    PostmortemAction,
    ReviewWords,
    Stakeholder,
    StakeholderContact,
)
from training.impact.sheet import too_long
from transition.lib.faults import Conflict

# --- The portfolio -----------------------------------------------------------------------------------------------------


@transaction.atomic
def note_impact(employee: Employee, *, happened_on: date, on: date, **facts: Any) -> ImpactEntry:
    """Note what changed (`facts`: the other fields of an entry). Raises ValidationError for a day still to come."""
    _has_happened(happened_on, on)
    return ImpactEntry.objects.create(employee=employee, happened_on=happened_on, **_own_initiative(facts, employee))


def _has_happened(happened_on: date, on: date) -> None:
    if happened_on > on:
        raise ValidationError({"happened_on": "Note it once it has happened."})


def _own_initiative(facts: dict[str, Any], employee: Employee) -> dict[str, Any]:
    initiative = facts.get("initiative")
    if initiative is not None and initiative.owner_id != employee.pk and not initiative.is_shared:
        raise ValidationError({"initiative": "This one is not shared with you."})
    return facts


@transaction.atomic
def change_entry(entry: ImpactEntry, *, happened_on: date, on: date, **facts: Any) -> ImpactEntry:
    """Change an entry; refuses what `note_impact` refuses."""
    _has_happened(happened_on, on)
    entry.happened_on = happened_on
    for name, value in _own_initiative(facts, entry.employee).items():
        setattr(entry, name, value)
    entry.save(update_fields=["happened_on", *facts])
    return entry


@transaction.atomic
def remove_entry(entry: ImpactEntry) -> None:
    """Take an entry out of the portfolio, for good; that somebody was told something on a day stays."""
    entry.delete()


@transaction.atomic
def write_review_words(employee: Employee, *, summary: str, ways: str, reasons: str, on: date) -> ReviewWords:
    """Say something about the whole, for a review. Raises ValidationError when it leaves no room for results."""
    words = {"summary": summary.strip(), "ways": ways.strip(), "reasons": reasons.strip()}
    if too_long(**words):
        raise ValidationError("This takes more than half of the three pages: what changed needs the rest.")
    return ReviewWords.objects.update_or_create(employee=employee, defaults={**words, "written_on": on})[0]


# --- Initiatives -------------------------------------------------------------------------------------------------------


@transaction.atomic
def start_initiative(owner: Employee, *, name: str, goal: str, measure: str, by: User, at: datetime, on: date) -> Initiative:
    """Begin an initiative; its goal counts as confirmed on that day."""
    initiative = Initiative.objects.create(owner=owner, name=name, goal=goal, measure=measure, confirmed_on=on)
    record(initiative, "started", by=by, at=at)
    return initiative


def _going_on(initiative: Initiative) -> Initiative:
    initiative = Initiative.objects.select_for_update().get(pk=initiative.pk)
    if initiative.ended_on is not None:
        raise Conflict("This initiative has ended.")
    return initiative


@transaction.atomic
def change_initiative(initiative: Initiative, *, name: str, goal: str, measure: str, on: date) -> Initiative:
    """Say goal or measure anew, which confirms it. Raises Conflict when it has ended."""
    initiative = _going_on(initiative)
    initiative.name, initiative.goal, initiative.measure, initiative.confirmed_on = name, goal, measure, on
    initiative.save(update_fields=["name", "goal", "measure", "confirmed_on"])
    return initiative


@transaction.atomic
def confirm_initiative(initiative: Initiative, *, by: User, at: datetime, on: date) -> Initiative:
    """Say that the goal still stands, for thirty days. Raises Conflict when it has ended."""
    initiative = _going_on(initiative)
    if initiative.confirmed_on < on:
        initiative.confirmed_on = on
        initiative.save(update_fields=["confirmed_on"])
        record(initiative, "confirmed", by=by, at=at)
    return initiative


@transaction.atomic
def hand_over_initiative(initiative: Initiative, *, owner: Employee, by: User, at: datetime) -> Initiative:
    """Give it to somebody else, who then sees it whole. Raises ValidationError for its owner, Conflict when it has ended."""
    initiative = _going_on(initiative)
    if initiative.owner_id == owner.pk:
        raise ValidationError({"owner": "They own it already."})
    if owner.left_on is not None and owner.left_on <= at.date():
        raise ValidationError({"owner": "Somebody who works here."})
    initiative.owner = owner
    initiative.save(update_fields=["owner"])
    record(initiative, "handed over", by=by, at=at, to=owner.pk)
    return initiative


@transaction.atomic
def share_initiative(initiative: Initiative, *, is_shared: bool) -> Initiative:
    """Let everybody here read it, or no longer."""
    initiative.is_shared = is_shared
    initiative.save(update_fields=["is_shared"])
    return initiative


@transaction.atomic
def end_initiative(initiative: Initiative, *, outcome: str, by: User, at: datetime, on: date) -> Initiative:
    """End it and say what came of it. Raises Conflict when it has ended."""
    initiative = _going_on(initiative)
    initiative.ended_on, initiative.outcome = on, outcome.strip()
    initiative.save(update_fields=["ended_on", "outcome"])
    record(initiative, "ended", by=by, at=at)
    return initiative


# --- Postmortems -------------------------------------------------------------------------------------------------------


@transaction.atomic
def write_postmortem(led_by: Employee, *, happened_on: date, held_on: date | None, on: date, **words: Any) -> Postmortem:
    """Write down a postmortem one leads. Raises ValidationError by field for days that cannot be."""
    _check_days(happened_on, held_on, on)
    return Postmortem.objects.create(led_by=led_by, happened_on=happened_on, held_on=held_on, **words)


def _check_days(happened_on: date, held_on: date | None, on: date) -> None:
    _has_happened(happened_on, on)
    if held_on is not None and held_on < happened_on:
        raise ValidationError({"held_on": "After it happened."})


@transaction.atomic
def change_postmortem(row: Postmortem, *, happened_on: date, held_on: date | None, on: date, **words: Any) -> Postmortem:
    """Change what is written; refuses what `write_postmortem` refuses."""
    _check_days(happened_on, held_on, on)
    for name, value in {"happened_on": happened_on, "held_on": held_on, **words}.items():
        setattr(row, name, value)
    row.save(update_fields=["happened_on", "held_on", *words])
    return row


@transaction.atomic
def share_postmortem(row: Postmortem, *, is_shared: bool) -> Postmortem:
    """Let everybody here read it, or no longer."""
    row.is_shared = is_shared
    row.save(update_fields=["is_shared"])
    return row


@transaction.atomic
def add_action(row: Postmortem, *, text: str, owner: str, due_on: date | None = None) -> PostmortemAction:
    """Write down what is to be mended, by whom."""
    return PostmortemAction.objects.create(postmortem=row, text=text, owner=owner, due_on=due_on)


@transaction.atomic
def finish_action(action: PostmortemAction, *, on: date) -> PostmortemAction:
    """Say that it is mended. Raises Conflict when that was said already."""
    action = PostmortemAction.objects.select_for_update().get(pk=action.pk)
    if action.done_on is not None:
        raise Conflict("This is done already.")
    action.done_on = on
    action.save(update_fields=["done_on"])
    return action


# --- Who should know ---------------------------------------------------------------------------------------------------


@transaction.atomic
def add_stakeholder(employee: Employee, *, person: Employee | None, name: str, **facts: Any) -> Stakeholder:
    """Put somebody on the map, a colleague or (by name) anybody else. Raises ValidationError when it is nobody, or oneself."""
    return Stakeholder.objects.create(employee=employee, person=person, name=_called(employee, person, name), **facts)


def _called(employee: Employee, person: Employee | None, name: str) -> str:
    if person is not None and person.pk == employee.pk:
        raise ValidationError({"person": "Somebody else."})
    if person is None and not name.strip():
        raise ValidationError({"name": "Name a colleague above, or anybody else here."})
    return name.strip() or str(person)


@transaction.atomic
def change_stakeholder(row: Stakeholder, *, person: Employee | None, name: str, **facts: Any) -> Stakeholder:
    """Change what the map says; refuses what `add_stakeholder` refuses."""
    row.person, row.name = person, _called(row.employee, person, name)
    for field, value in facts.items():
        setattr(row, field, value)
    row.save(update_fields=["person", "name", *facts])
    return row


@transaction.atomic
def note_contact(
    row: Stakeholder, *, on: date, words: str = "", win: ImpactEntry | None = None, today: date
) -> StakeholderContact:
    """Write down when they heard something, and which win. Raises ValidationError for a day to come, or somebody else's win."""
    if on > today:
        raise ValidationError({"on": "Note it once it has happened."})
    if win is not None and win.employee_id != row.employee_id:
        raise ValidationError({"win": "One of your own portfolio."})
    return StakeholderContact.objects.create(stakeholder=row, on=on, words=words.strip(), win=win)


@transaction.atomic
def remove_stakeholder(row: Stakeholder) -> None:
    """Take somebody off the map, with every contact that was noted."""
    row.delete()

"""What can happen with what two people agreed on?"""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from people.accounts.models import User
from people.employees.models import Employee
from people.history.actions import record
from people.notifications.actions import notify
from training.agreements import queries
from training.agreements.models import AccountabilityThread, Delegation, ExpectationSheet, ExpectationSide, Role, Slip
from transition.lib.faults import Conflict

# --- What we expect of each other --------------------------------------------------------------------------------------


@transaction.atomic
def write_side(
    *, manager: Employee, employee: Employee, role: str, expects: str, offers: str, good: str, at: datetime
) -> ExpectationSheet:
    """Write one side (a Role) of what two people expect of each other; what both agreed on before is open again.

    Raises ValidationError by field for what is empty.
    """
    said = {"expects": expects.strip(), "offers": offers.strip(), "good": good.strip()}
    if missing := {name: "A line or two, please." for name, words in said.items() if not words}:
        raise ValidationError(missing)
    sheet, _ = ExpectationSheet.objects.get_or_create(manager=manager, employee=employee, defaults={"begun_at": at})
    sheet = ExpectationSheet.objects.select_for_update().get(pk=sheet.pk)
    _, is_first = ExpectationSide.objects.update_or_create(sheet=sheet, role=role, defaults=said | {"written_at": at})
    sheet.manager_agreed_on = sheet.employee_agreed_on = None
    sheet.save(update_fields=["manager_agreed_on", "employee_agreed_on"])
    other = employee if role == Role.MANAGER else manager
    if is_first:
        notify("agreements.written", to=[other], about=sheet, key=f"agreements.written:{sheet.pk}:{role}", at=at)
    return sheet


@transaction.atomic
def agree(sheet: ExpectationSheet, *, role: str, on: date) -> ExpectationSheet:
    """Say yes, as one of the two, to what both sides have written. Raises ValidationError before both are there."""
    sheet = ExpectationSheet.objects.select_for_update().get(pk=sheet.pk)
    if len(queries.sides_of(sheet)) < len(Role):
        raise ValidationError("Both of you write first; then you read, talk and agree.")
    field = f"{Role(role)}_agreed_on"
    setattr(sheet, field, on)
    sheet.save(update_fields=[field])
    return sheet


# --- What is handed over -----------------------------------------------------------------------------------------------


@transaction.atomic
def hand_over(
    employee: Employee,
    *,
    manager: Employee,
    task: str,
    level: int,
    experience: str,
    standard: str,
    check_in_on: date,
    is_stretch: bool = False,
    safe_to_fail: str = "",
    by: User,
    at: datetime,
    on: date,
) -> Delegation:
    """Hand a piece of work over: the level (1 Tell to 7 Delegate), what a good outcome is, and the day on which both look at it.

    Raises ValidationError by field: without a task or a standard, with a look that is not ahead, for a stretch that does not say what
    is safe to fail.
    """
    faults = {}
    if not task.strip():
        faults["task"] = "What is handed over?"
    if not standard.strip():
        faults["standard"] = "Say what a good outcome is; otherwise it is not handed over, it is dropped."
    if check_in_on <= on:
        faults["check_in_on"] = "A day that is still to come."
    if is_stretch and not safe_to_fail.strip():
        faults["safe_to_fail"] = "A stretch needs room: what may go wrong without harm?"
    if faults:
        raise ValidationError(faults)
    found = Delegation.objects.create(
        manager=manager,
        employee=employee,
        task=task.strip(),
        level=level,
        experience=experience,
        standard=standard.strip(),
        check_in_on=check_in_on,
        is_stretch=is_stretch,
        safe_to_fail=safe_to_fail.strip(),
        given_at=at,
    )
    record(found, "handed over", by=by, at=at, employee=employee, level=found.level)
    notify("agreements.handed_over", to=[employee], about=found, key=f"agreements.handed_over:{found.pk}", at=at)
    return found


@transaction.atomic
def change_level(delegation: Delegation, *, level: int, check_in_on: date, on: date) -> Delegation:
    """Agree on another level and on the next look. Raises ValidationError for a day that is not ahead, Conflict when it has ended."""
    delegation = _open_delegation(delegation)
    if check_in_on <= on:
        raise ValidationError({"check_in_on": "A day that is still to come."})
    delegation.level, delegation.check_in_on = level, check_in_on
    delegation.save(update_fields=["level", "check_in_on"])
    return delegation


@transaction.atomic
def close_delegation(delegation: Delegation, *, state: str, debrief: str, on: date) -> Delegation:
    """End it, done or taken back (a Delegation.State). Raises ValidationError for a stretch without a debrief, Conflict when it has ended."""
    delegation = _open_delegation(delegation)
    if delegation.is_stretch and not debrief.strip():
        raise ValidationError({"debrief": "It was a stretch: what was learned?"})
    delegation.state, delegation.debrief, delegation.closed_on = Delegation.State(state), debrief.strip(), on
    delegation.save(update_fields=["state", "debrief", "closed_on"])
    return delegation


def _open_delegation(delegation: Delegation) -> Delegation:
    delegation = Delegation.objects.select_for_update().get(pk=delegation.pk)
    if delegation.state != Delegation.State.OPEN:
        raise Conflict(f"This one is {delegation.get_state_display().lower()} already.")
    return delegation


# --- What was agreed and slipped ---------------------------------------------------------------------------------------


@transaction.atomic
def open_thread(
    *, manager: Employee, employee: Employee, topic: str, standard: str, happened_on: date, words: str, at: datetime, on: date
) -> AccountabilityThread:
    """Write down a standard that both know and that was not kept, with its first time. Raises ValidationError by field."""
    if missing := {name: "A line, please." for name, said in (("topic", topic), ("standard", standard)) if not said.strip()}:
        raise ValidationError(missing)
    thread = AccountabilityThread.objects.create(
        manager=manager, employee=employee, topic=topic.strip(), standard=standard.strip(), opened_at=at
    )
    note_slip(thread, happened_on=happened_on, words=words, at=at, on=on)
    return thread


@transaction.atomic
def note_slip(thread: AccountabilityThread, *, happened_on: date, words: str, at: datetime, on: date) -> Slip:
    """Write down that it happened again. Raises ValidationError without words or for a day to come, Conflict when the thread is closed."""
    thread = _open_thread(thread)
    if not words.strip():
        raise ValidationError({"words": "What happened? One sentence, without judging."})
    if happened_on > on:
        raise ValidationError({"happened_on": "That day is still to come."})
    return Slip.objects.create(thread=thread, happened_on=happened_on, words=words.strip(), noted_at=at)


@transaction.atomic
def close_thread(thread: AccountabilityThread, *, on: date) -> AccountabilityThread:
    """Say that the standard is kept now. Raises Conflict when it is closed."""
    thread = _open_thread(thread)
    thread.closed_on = on
    thread.save(update_fields=["closed_on"])
    return thread


@transaction.atomic
def ask_sponsor_in(thread: AccountabilityThread, *, sponsor: Employee, at: datetime) -> AccountabilityThread:
    """Let the manager's own sponsor read a thread and help. Raises ValidationError before the fourth time and for one of the two."""
    thread = _open_thread(thread)
    if thread.slips.count() < queries.OFFER_HELP_FROM:
        raise ValidationError("From the fourth time on. Before, talk about it yourself: the third time offers words for that.")
    if sponsor.pk in (thread.manager_id, thread.employee_id):
        raise ValidationError("Somebody who is not one of the two.")
    thread.helper = sponsor
    thread.save(update_fields=["helper"])
    notify("agreements.asked_in", to=[sponsor], about=thread, key=f"agreements.asked_in:{thread.pk}:{sponsor.pk}", at=at)
    return thread


def _open_thread(thread: AccountabilityThread) -> AccountabilityThread:
    thread = AccountabilityThread.objects.select_for_update().get(pk=thread.pk)
    if thread.closed_on is not None:
        raise Conflict("This one is closed: the standard is kept.")
    return thread

"""What can happen to a manager's duties? They are attended to, changed, and proposed away."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from people.accounts.models import User
from people.duties.models import Duty, DutyDone, DutyProposal
from people.duties.texts import shipped_duties
from people.employees.models import Employee
from people.history.actions import record
from people.notifications.actions import notify
from transition.lib.faults import Conflict

State = DutyProposal.State


@transaction.atomic
def publish_shipped_duties(*, at: datetime) -> list[Duty]:
    """Write the thirteen duties that come with the product and are not there yet; what is there stays as the company wrote it."""
    there = set(Duty.objects.values_list("key", flat=True))
    new = [
        Duty(key=text.key, position=position, title=text.title, summary=text.summary, how=text.how, every_days=text.every_days)
        for position, text in enumerate(shipped_duties(), start=1)
        if text.key not in there
    ]
    for duty in new:
        duty.counts_from = at.date()
        duty.save()
        record(duty, "published", by=None, at=at)
    return new


@transaction.atomic
def change_duty(duty: Duty, *, title: str, summary: str, how: str, every_days: int, by: User, at: datetime) -> Duty:
    """Say anew what a duty is, how it is done well, and how often (Duty.Cadence)."""
    duty = Duty.objects.select_for_update().get(pk=duty.pk)
    before = {name: getattr(duty, name) for name in ("title", "summary", "how", "every_days")}
    duty.title, duty.summary, duty.how, duty.every_days = title, summary, how.strip() + "\n", Duty.Cadence(every_days)
    duty.save(update_fields=list(before))
    record(duty, "changed", by=by, at=at, before=before)
    return duty


@transaction.atomic
def settle_duty(duty: Duty, *, state: str, became: str, on: date, by: User, at: datetime) -> Duty:
    """Say whether a duty is a manager's still (Duty.State), and if not who or what does it now. Raises ValidationError when that is not said."""
    duty = Duty.objects.select_for_update().get(pk=duty.pk)
    if state in (Duty.State.AUTOMATED, Duty.State.MOVED) and not became.strip():
        raise ValidationError({"became": "Say who or what does it now."})
    duty.state, duty.became, duty.changed_on = Duty.State(state), became.strip(), on
    duty.save(update_fields=["state", "became", "changed_on"])
    record(duty, str(duty.state), by=by, at=at, became=duty.became)
    return duty


@transaction.atomic
def record_duty_done(manager: Employee, *, duty: str, on: date, source: str) -> DutyDone | None:
    """Note that a manager attended to a duty (its key) on a day; twice a day is once.

    For the features with which duties are done: `source` is theirs ("one_on_ones"). Where the company does not have the duty, or it is no
    longer a manager's, nothing is noted and None returned.
    """
    found = Duty.objects.filter(key=duty, state=Duty.State.KEPT).first()
    if found is None:
        return None
    return DutyDone.objects.get_or_create(duty=found, manager=manager, done_on=on, defaults={"source": source})[0]


@transaction.atomic
def say_done(duty: Duty, *, manager: Employee, done_on: date, on: date) -> DutyDone:
    """Note what a manager says themself. Raises ValidationError for a day to come, Conflict when the duty is no longer a manager's."""
    if done_on > on:
        raise ValidationError({"done_on": "Choose today or a day that has passed."})
    done = record_duty_done(manager, duty=duty.key, on=done_on, source="said")
    if done is None:
        raise Conflict("This is no longer a manager's duty.")
    return done


# --- Proposing it away -------------------------------------------------------------------------------------------------


@transaction.atomic
def propose_away(duty: Duty, *, wish: str, instead: str = "", reason: str, author: Employee, at: datetime) -> DutyProposal:
    """Propose to drop, automate or move a duty (DutyProposal.Wish); HR administrators are told.

    Raises ValidationError by field without a reason, or without saying who or what would do it; Conflict when it is no manager's any more.
    """
    duty = Duty.objects.select_for_update().get(pk=duty.pk)
    if duty.state != Duty.State.KEPT:
        raise Conflict(f"This one is no manager's duty any more: {duty.get_state_display().lower()}.")
    if not reason.strip():
        raise ValidationError({"reason": "Say why."})
    if wish != DutyProposal.Wish.DROP and not instead.strip():
        raise ValidationError({"instead": "Say who or what would do it."})
    proposal = DutyProposal.objects.create(
        duty=duty, wish=DutyProposal.Wish(wish), instead=instead.strip(), reason=reason.strip(), author=author, proposed_at=at
    )
    told = Employee.objects.filter(user__is_hr_administrator=True, left_on=None).exclude(pk=author.pk).select_related("user")
    notify("duties.proposed", to=told, about=proposal, key=f"duties.proposed:{proposal.pk}", at=at)
    record(duty, "proposed", by=author.user, at=at, proposal=proposal.pk)
    return proposal


def _open(proposal: DutyProposal) -> DutyProposal:
    proposal = DutyProposal.objects.select_for_update(of=("self",)).select_related("duty", "author").get(pk=proposal.pk)
    if proposal.state != State.OPEN:
        raise Conflict(f"This proposal is answered already: {proposal.get_state_display().lower()}.")
    return proposal


@transaction.atomic
def answer_duty_proposal(
    proposal: DutyProposal, *, is_accepted: bool, answer: str, instead: str, on: date, by: User, at: datetime
) -> DutyProposal:
    """Do as proposed (the duty is then no manager's any more), or say why not; the author is told.

    Raises ValidationError by field for a no without a reason, Conflict when it was answered already.
    """
    proposal = _open(proposal)
    if is_accepted:
        settle_duty(proposal.duty, state=proposal.wish, became=instead or proposal.instead, on=on, by=by, at=at)
    elif not answer.strip():
        raise ValidationError({"answer": "Say why: whoever proposed it reads this, and so does everybody else."})
    proposal.state = State.ACCEPTED if is_accepted else State.DECLINED
    proposal.answer, proposal.answered_at, proposal.answered_by = answer.strip(), at, getattr(by, "employee", None)
    proposal.save(update_fields=["state", "answer", "answered_at", "answered_by"])
    notify("duties.answered", to=[proposal.author], about=proposal, key=f"duties.answered:{proposal.pk}", at=at)
    record(proposal.duty, f"proposal {proposal.state}", by=by, at=at, proposal=proposal.pk)
    return proposal


@transaction.atomic
def withdraw_duty_proposal(proposal: DutyProposal, *, by: User, at: datetime) -> DutyProposal:
    """Take one's own proposal back. Raises Conflict when it was answered."""
    proposal = _open(proposal)
    proposal.state, proposal.answered_at = State.WITHDRAWN, at
    proposal.save(update_fields=["state", "answered_at"])
    record(proposal.duty, "withdrew proposal", by=by, at=at, proposal=proposal.pk)
    return proposal

"""What can happen on a ladder of practice? Locks: the learner."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from people.accounts.models import User
from people.employees.models import Employee
from people.history.actions import record
from people.notifications.actions import notify
from training.certification import queries
from training.certification.models import FirstCertified, Observation, PracticeLadder, PracticeStep
from training.certification.texts import SHIPPED, LadderText, read_ladder
from transition.lib.faults import Conflict

State = Observation.State


@transaction.atomic
def define_ladder(
    *,
    key: str,
    title: str,
    summary: str,
    text: str,
    renewal_months: int,
    steps: Sequence[tuple[str, int]],
    by: User | None,
    at: datetime,
) -> PracticeLadder:
    """Define a ladder: steps as (title, how many observations: 1 to 20), renewed every 1 to 60 months; again with its key: changed.

    Raises ValidationError by field for numbers out of range and no step, and where somebody has begun and the steps differ: what was
    asked of one is asked of all, so other steps are another ladder.
    """
    if not 1 <= len(steps) <= 8 or any(not name.strip() or not 1 <= many <= 20 for name, many in steps):
        raise ValidationError({"steps": "One to eight steps, each with a name and 1 to 20 observations."})
    if not 1 <= renewal_months <= 60:
        raise ValidationError({"renewal_months": "Between 1 and 60 months."})
    facts = {"title": title.strip(), "summary": summary.strip(), "text": text.strip(), "renewal_months": renewal_months}
    ladder, _ = PracticeLadder.objects.update_or_create(key=key, defaults=facts)
    before = [(one.title, one.needed) for one in ladder.steps.all()]
    wanted = [(name.strip(), many) for name, many in steps]
    if before != wanted:
        if Observation.objects.filter(step__ladder=ladder).exists():
            raise ValidationError({"steps": "Somebody has begun. Other steps are another ladder: define a new one."})
        ladder.steps.all().delete()
        PracticeStep.objects.bulk_create(
            PracticeStep(ladder=ladder, position=position, title=name, needed=many)
            for position, (name, many) in enumerate(wanted, start=1)
        )
    record(ladder, "defined", by=by, at=at)
    return ladder


def publish_shipped_ladders(*, at: datetime) -> list[PracticeLadder]:
    """Define the ladders that come with the product and are not there yet; what HR has written stays as it is."""
    texts: list[LadderText] = [read_ladder(path) for path in sorted(SHIPPED.glob("*.md"))]
    known = set(PracticeLadder.objects.values_list("key", flat=True))
    return [
        define_ladder(
            key=one.key, title=one.title, summary=one.summary, text=one.text, renewal_months=one.renewal_months, steps=one.steps,
            by=None, at=at,
        )
        for one in texts
        if one.key not in known
    ]  # fmt: skip


@transaction.atomic
def name_certified(ladder: PracticeLadder, *, employee: Employee, by: User, on: date, at: datetime) -> FirstCertified:
    """Name somebody as certified from a day on, so that there is anybody who can confirm; again: from that day anew."""
    row, _ = FirstCertified.objects.update_or_create(ladder=ladder, employee=employee, defaults={"named_on": on, "by": by})
    record(row, "named certified", by=by, at=at, employee=employee)
    return row


@transaction.atomic
def ask_for_observation(
    ladder: PracticeLadder, *, employee: Employee, observer: Employee, happened_on: date, on: date, at: datetime
) -> Observation:
    """Say that one did the next step beside somebody certified on a day; they are asked to confirm it.

    The same step, person and day again is returned as it is, asked anew where it was “not yet”. Raises ValidationError by field for
    oneself, somebody not certified, a day to come or before the last observation confirmed, and when more is asked for than the step needs.
    """
    Employee.objects.select_for_update().get(pk=employee.pk)
    mine = queries.standing_of(ladder, employee)
    faults = {}
    if observer.pk == employee.pk:
        faults["observer"] = "Somebody else: nobody watches themself."
    elif not queries.standing_of(ladder, observer).is_certified(on):
        faults["observer"] = f"{observer} is not certified now. The list says who is."
    if happened_on > on:
        faults["happened_on"] = "That day is still to come."
    done = Observation.objects.filter(employee=employee, step__ladder=ladder, state=State.CONFIRMED)
    begun = done.exclude(step=mine.next_step).aggregate(last=Max("happened_on"))["last"]
    if begun is not None and happened_on < begun:
        faults["happened_on"] = f"This step came after the one before it: on {begun:%-d %B %Y} or later."
    if faults:
        raise ValidationError(faults)
    step = next(one for one in ladder.steps.all() if one.pk == mine.next_step)
    known = Observation.objects.filter(step=step, employee=employee, observer=observer, happened_on=happened_on).first()
    if known is not None and known.state != State.NOT_YET:
        return known
    facts = {"state": State.ASKED, "words": "", "asked_at": at, "answered_at": None}
    row, _ = Observation.objects.update_or_create(
        step=step, employee=employee, observer=observer, happened_on=happened_on, defaults=facts
    )
    key = f"certification.asked:{row.pk}:{at.isoformat()}"
    notify("certification.asked", to=[observer], about=row, key=key, at=at)
    return row


@transaction.atomic
def answer_observation(observation: Observation, *, is_confirmed: bool, words: str = "", on: date, at: datetime) -> Observation:
    """Confirm what one watched, or say "not yet" with a word for them alone.

    Raises Conflict when it was answered already, ValidationError when the observer is no longer certified, and by field for a "not yet"
    without a word: it would teach nothing.
    """
    Employee.objects.select_for_update().get(pk=observation.employee_id)
    rows = Observation.objects.select_related("step__ladder", "employee", "observer")
    observation = rows.get(pk=observation.pk)
    ladder = observation.step.ladder
    if observation.state != State.ASKED:
        raise Conflict("You have answered this already.")
    if not queries.standing_of(ladder, observation.observer).is_certified(on):
        raise ValidationError("Your own certification has run out. Renew it first, then confirm.")
    if not is_confirmed and not words.strip():
        raise ValidationError({"words": "One thing they should do otherwise next time."})
    was = queries.standing_of(ladder, observation.employee)
    observation.state = State.CONFIRMED if is_confirmed else State.NOT_YET
    observation.words, observation.answered_at = words.strip(), at
    observation.save(update_fields=["state", "words", "answered_at"])
    key = f"certification.answered:{observation.pk}:{at.isoformat()}"
    notify("certification.answered", to=[observation.employee], about=observation, key=key, at=at)
    now = queries.standing_of(ladder, observation.employee)
    if now.is_certified(on) and not was.is_certified(on):
        record(ladder, "certified", by=observation.observer.user, at=at, employee=observation.employee)
        key = f"certification.certified:{ladder.pk}:{observation.employee_id}:{now.until}"
        notify("certification.certified", to=[observation.employee], about=ladder, key=key, at=at)
    return observation

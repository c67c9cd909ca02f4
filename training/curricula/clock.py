"""What does the clock do for programmes? It enrols audiences, lets those who left rest, notes what lower features know, renews certificates.

Every part may run twice, late, or once for many missed days.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from people.history.actions import record_all
from training.curricula import done, queries
from training.curricula.actions import complete_module, enrolments_to_settle, settle
from training.curricula.audiences import Standing, anchor_day, belongs, known_days, standings
from training.curricula.models import Certificate, Enrolment, Module, Programme
from training.curricula.seats import reserve_first_seat
from transition.lib.dated import batched
from transition.lib.locks import lock

RENEWAL = timedelta(days=60)  # before a certificate expires, its next round begins


def sweep(*, at: datetime) -> int:
    """Bring every programme up to a moment; returns how many enrolments changed."""
    people = standings(at=at)
    changed = 0
    for programme in Programme.objects.prefetch_related("audiences"):
        changed += follow_audience(programme, people, at=at)
    return changed + move_anchors(people) + renew(people, at=at) + note_what_is_done(at=at) + reserve_seats(at=at)


@transaction.atomic
def follow_audience(programme: Programme, people: Mapping[int, Standing], *, at: datetime) -> int:
    """Enrol who entered the audience, let who left it rest, move anchors that moved; returns how many enrolments changed.

    Who enrolled themself and was never in the audience is left alone.
    """
    lock(f"curricula {programme.pk}")
    audiences = [(row.who, row.team_id) for row in programme.audiences.all()]
    inside = {pk: one for pk, one in people.items() if belongs(one, audiences)}
    rows = Enrolment.objects.filter(programme=programme)
    known = (
        {row.employee_id: row for row in rows.select_for_update()} if audiences or rows.filter(is_by_rule=True).exists() else {}
    )
    new = [
        Enrolment(
            employee_id=pk,
            programme=programme,
            anchor_on=anchor_day(programme, one) or one.on,
            anchors={Programme.Anchor.ENROLMENT: one.on.isoformat(), **known_days(one)},
            enrolled_at=at,
            is_by_rule=True,
        )
        for pk, one in inside.items()
        if pk not in known
    ]
    Enrolment.objects.bulk_create(new, ignore_conflicts=True, batch_size=500)
    made = [row for batch in batched([one.employee_id for one in new]) for row in rows.filter(employee__in=batch)]
    resumed, rested = [], []
    for pk, row in known.items():
        if pk in inside:
            if _goes_on(row, programme, inside[pk]):
                resumed.append(row)
        elif row.is_by_rule and row.paused_on is None:
            row.paused_on = people[pk].on if pk in people else at.date()
            rested.append(row)
    Enrolment.objects.bulk_update(resumed + rested, ["paused_on", "anchor_on", "is_by_rule"], batch_size=500)
    if not programme.is_private:
        for verb, found in (("enrolled", made), ("went on", resumed), ("paused", rested)):
            record_all(found, verb, by=None, at=at, details=lambda row: {"anchor_on": row.anchor_on.isoformat()})
    return len(made) + len(resumed) + len(rested)


def _goes_on(row: Enrolment, programme: Programme, one: Standing) -> bool:
    """Change an enrolment to what the audience wants of it; returns whether anything changed."""
    before = (row.paused_on, row.anchor_on, row.is_by_rule)
    known: date | None = anchor_day(programme, one)
    if row.completed_at is None and row.round == 1:  # a later round counts from the day it began
        row.anchor_on = known or (one.on if row.paused_on is not None else row.anchor_on)
    row.paused_on, row.is_by_rule = None, True
    return before != (row.paused_on, row.anchor_on, row.is_by_rule)


def move_anchors(people: Mapping[int, Standing]) -> int:
    """Note for each enrolment under way the days from which single modules count, where they moved; returns how many enrolments changed."""
    rows = queries.going_on(Enrolment.objects.filter(programme__modules__in=Module.objects.exclude(due_from="")).distinct())
    moved = []
    for row in rows:
        days = row.anchors | (known_days(people[row.employee_id]) if row.employee_id in people else {})
        if days != row.anchors:
            row.anchors = days
            moved.append(row)
    Enrolment.objects.bulk_update(moved, ["anchors"], batch_size=500)
    return len(moved)


def renew(people: Mapping[int, Standing], *, at: datetime) -> int:
    """Begin another round of programmes whose certificate runs out within sixty days; returns how many."""
    rows = Certificate.objects.filter(expires_on__lte=at.date() + RENEWAL + timedelta(days=1)).select_related("enrolment")
    count = 0
    for certificate in rows.filter(enrolment__paused_on=None, enrolment__completed_at__isnull=False):
        enrolment = certificate.enrolment
        here = people.get(enrolment.employee_id)
        if (
            here
            and certificate.round == enrolment.round
            and certificate.expires_on
            and certificate.expires_on - RENEWAL <= here.on
        ):
            count += Enrolment.objects.filter(pk=enrolment.pk, round=certificate.round).update(
                round=certificate.round + 1, completed_at=None, completed_version=None, anchor_on=here.on
            )
    return count


def note_what_is_done(*, at: datetime) -> int:
    """Note modules that are done without a word of the learner, and programmes that are complete; returns how many."""
    count = 0
    by_itself = (*done.BY_ITSELF, Module.Kind.WORKSHOP)
    for enrolment in queries.with_steps(
        queries.going_on(Enrolment.objects.filter(programme__modules__kind__in=by_itself).distinct())
    ):
        for step in queries.steps_of(enrolment):
            if step.module.kind in by_itself and not step.is_settled and not step.waits_for:
                count += _note(enrolment, step.module, at=at)
    begun = queries.going_on(Enrolment.objects.all()).exclude(completions=None, exceptions=None)
    for enrolment in enrolments_to_settle(queries.with_steps(begun)):
        count += settle(enrolment, at=at)
    return count


def _note(enrolment: Enrolment, module: Module, *, at: datetime) -> int:
    if done.why_not(enrolment, module):
        return 0
    try:
        complete_module(enrolment, module, by=None, at=at)
    except ValidationError:
        return 0
    return 1


def reserve_seats(*, at: datetime) -> int:
    """Give everybody who has begun with a workshop ahead, and never had a seat in it, one in its next session; returns how many."""
    open_ones = queries.going_on(
        Enrolment.objects.filter(programme__modules__sessions__starts_at__gt=at, programme__modules__sessions__is_cancelled=False)
    )
    without = open_ones.exclude(places__session__is_cancelled=False).select_related("programme", "employee").distinct()
    return sum(reserve_first_seat(enrolment, at=at) is not None for enrolment in without.order_by("enrolled_at", "pk"))

"""What do we tell people about evaluations? Never a word or number from one, and the same to those who answered and those who did not."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from people.employees.models import Employee
from people.notifications.actions import Due, plan
from people.notifications.kinds import Kind, Message, register, register_planner
from people.notifications.models import Notice
from training.evaluations import queries
from training.evaluations.models import Evaluation, EvaluationCycle
from transition.lib.moments import morning, zone_named

MINE = "/evaluations/"
GONE = Message("An evaluation that was called off")


def _cycle(notice: Notice) -> EvaluationCycle | None:
    return EvaluationCycle.objects.filter(pk=notice.about_id or 0).first()


def _evaluation(notice: Notice) -> Evaluation | None:
    return Evaluation.objects.select_related("manager", "cycle").filter(pk=notice.about_id or 0).first()


def _about_cycle(subject: str, body: str) -> Callable[[Notice, Any], Message]:
    def text(notice: Notice, recipient: Any) -> Message:
        cycle = _cycle(notice)
        return Message(subject.format(cycle=cycle), body.format(cycle=cycle), MINE) if cycle else GONE

    return text


def _about_evaluation(subject: str, body: str = "", link: str = MINE) -> Callable[[Notice, Any], Message]:
    def text(notice: Notice, recipient: Any) -> Message:
        one = _evaluation(notice)
        return Message(subject.format(one=one), body.format(one=one), link.format(one=one)) if one else GONE

    return text


def _is_open(notice: Notice, recipient: Any) -> bool:
    cycle = _cycle(notice)
    return cycle is not None and cycle.status == EvaluationCycle.Status.OPEN


def _waits_for_talk(notice: Notice, recipient: Any) -> bool:
    return Evaluation.objects.filter(pk=notice.about_id or 0, talk_on=None).exists()


register(
    "How somebody leads",
    Kind(
        "evaluations.asked",
        "You are asked how somebody's leadership lands",
        _about_cycle(
            "{cycle.title}: you are asked",
            "About five minutes each, until {cycle.closes_on:%-d %B}. Who reads what stands before the questions.",
        ),
        still_wanted=_is_open,
    ),
    Kind(
        "evaluations.reminder",
        "One reminder, half-way",
        _about_cycle(
            "{cycle.title}: open until {cycle.closes_on:%-d %B}",
            "Everybody who was asked gets this once: nobody is told who has answered. If you have, there is nothing to do.",
        ),
        still_wanted=_is_open,
    ),
    Kind(
        "evaluations.again",
        "Answers were lost and are asked for again",
        _about_cycle(
            "{cycle.title}: please answer again",
            "The key that sealed the answers was lost, so nobody can read them, ever. Please answer again until {cycle.closes_on:%-d %B}. "
            "The same promise holds.",
        ),
        still_wanted=_is_open,
        is_urgent=True,
    ),
    Kind(
        "evaluations.peers_welcome",
        "You can name peers to be asked about you",
        _about_cycle(
            "The evaluation “{cycle.title}” opens on {cycle.opens_on:%-d %B}",
            "Until then you can name colleagues who should be asked about you.",
        ),
    ),
    Kind(
        "evaluations.peers_named",
        "Somebody you lead has named peers",
        _about_evaluation(
            "{one.manager} has named colleagues to be asked",
            "Say yes or no to each before it opens.",
            "/evaluations/{one.pk}/peers/",
        ),
    ),
    Kind(
        "evaluations.released",
        "Your report is there",
        _about_evaluation(
            "Your report is there: {one.cycle.title}", "It opens with what people value in you.", "/evaluations/{one.pk}/"
        ),
    ),
    Kind(
        "evaluations.to_judge",
        "A report you were named to read is there",
        _about_evaluation(
            "{one.manager}'s report is there", "You were named as its reader before anybody answered.", "/evaluations/{one.pk}/"
        ),
    ),
    Kind(
        "evaluations.talk_due",
        "You hold a talk with a team",
        _about_evaluation(
            "Talk with the team of {one.manager}",
            "They are too few for scores. Ask each of them: what should stay as it is, and what is one thing to change? HR writes it up.",
        ),
        still_wanted=_waits_for_talk,
    ),
    Kind(
        "evaluations.talk_written",
        "What came of the talk is written up",
        _about_evaluation("What came of the talk with your team", link="/evaluations/{one.pk}/"),
    ),
    Kind(
        "evaluations.coach",
        "Somebody wants to talk their report over with you",
        _about_evaluation(
            "{one.manager} would like to talk their report over with you", "You can read it now.", "/evaluations/{one.pk}/"
        ),
    ),
    Kind(
        "evaluations.shared",
        "What your manager takes from the report",
        _about_evaluation("{one.manager} tells the team what they take from the report", link="/evaluations/{one.pk}/shared/"),
    ),
)


def plan_evaluations(at: datetime) -> int:
    """Write what has become due in evaluations by a moment and was not told."""
    on = timezone.localdate(at)
    return (
        plan("evaluations.asked", _asked(at, "asked", reminder=False), at=at)
        + plan("evaluations.reminder", _asked(at, "reminder", reminder=True), at=at)
        + plan("evaluations.peers_welcome", _peers_welcome(at), at=at)
        + plan("evaluations.talk_due", _talks_due(at), at=at)
        + plan("evaluations.released", _released(on, at, to_reader=False), at=at)
        + plan("evaluations.to_judge", _released(on, at, to_reader=True), at=at)
    )


def _due(name: str, person: Employee, about: Any, day: date, at: datetime, *, until: date | None = None) -> Iterator[Due]:
    zone = zone_named(person.time_zone)
    moment = morning(day, zone)
    if moment <= at:
        key = f"evaluations.{name}:{about.pk}:{person.pk}"
        expires_at = morning(until, zone) + timedelta(hours=12) if until else None
        yield Due(key, person, about, moment, expires_at=expires_at)


def _asked(at: datetime, name: str, *, reminder: bool) -> Iterator[Due]:
    """One message a person and cycle, however many they are asked about; one reminder, half-way, to all of them alike."""
    for cycle in EvaluationCycle.objects.filter(status=EvaluationCycle.Status.OPEN):
        day = cycle.opens_on + (cycle.closes_on - cycle.opens_on) / 2 if reminder else cycle.opens_on
        if day > at.date() + timedelta(days=1):
            continue
        people = Employee.objects.filter(evaluation_invitations__evaluation__cycle=cycle).distinct()
        for person in people.select_related("user"):
            yield from _due(name, person, cycle, day, at, until=cycle.closes_on)


def _peers_welcome(at: datetime) -> Iterator[Due]:
    rows = Evaluation.objects.filter(cycle__status=EvaluationCycle.Status.PLANNED, cycle__asks_reports_only=False)
    for row in rows.select_related("manager__user", "cycle"):
        yield from _due(
            "peers_welcome", row.manager, row.cycle, row.cycle.opens_on - timedelta(days=21), at, until=row.cycle.opens_on
        )


def _talks_due(at: datetime) -> Iterator[Due]:
    """To the manager's manager: from the opening where a talk is certain, else after the release."""
    rows = Evaluation.objects.filter(below=Evaluation.Below.TALK, talk_on=None, above__isnull=False, held_on=None)
    rows = rows.exclude(cycle__status=EvaluationCycle.Status.PLANNED).select_related("above__user", "cycle")
    for row in rows:
        is_released = row.cycle.status == EvaluationCycle.Status.RELEASED
        if row.above and (is_released or not queries.number_asked(row)):
            yield from _due("talk_due", row.above, row, row.cycle.opens_on, at)


def _released(on: date, at: datetime, *, to_reader: bool) -> Iterator[Due]:
    rows = Evaluation.objects.filter(cycle__released_on__gt=on - timedelta(days=30), cycle__released_on__lte=on)
    for row in rows.select_related("manager__user", "reader__user", "cycle"):
        person = row.reader if to_reader else row.manager
        if person is not None and row.cycle.released_on is not None:
            yield from _due("to_judge" if to_reader else "released", person, row, row.cycle.released_on, at)


register_planner("evaluations", plan_evaluations)

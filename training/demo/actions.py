"""How is the invented company filled? By doing what its people did, on the days they did it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from celery import current_app
from django.core.exceptions import ValidationError
from django.db import transaction

from people.accounts.actions import grant_hr, open_account
from people.accounts.models import User
from people.employees.actions import change_manager, hire_employee, open_team, record_leaving
from people.employees.models import Employee, Team
from people.notifications.actions import mark_read, store_as_sent
from people.notifications.models import InboxMessage
from people.tracks import document
from people.tracks.actions import import_ladder, place_employee, publish_version, set_pay_band
from people.tracks.models import Grade, Level
from training.demo.beside import fill_beside
from training.demo.between import fill_between
from training.demo.charter import fill_charter
from training.demo.choosing import fill_choosing
from training.demo.growing import fill_growing
from training.demo.ladders import fill_ladders
from training.demo.learning import fill_learning
from training.demo.people import PLACES, TEAMS, Life, everybody
from training.demo.rehearsing import fill_rehearsals
from training.demo.road import fill_road
from training.demo.stage import Stage
from training.demo.trouble import fill_trouble
from training.demo.voices import fill_evaluations
from training.insights.actions import draw_release
from transition.lib import moments
from transition.schedule import BEAT_SCHEDULE

SHIPPED = Path(document.__file__).parent / "shipped"
MONTH = 30.4375  # days, on average
DOMAIN = "kestrel.example"
NAMES_OF_HEIGHTS = (
    "Learning",
    "Working alone",
    "Owning",
    "Reaching further",
    "Leading an area",
    "Deciding for many",
    "Changing the company",
)
FIRST_BAND, STEP = Decimal(46_000), Decimal("1.19")  # EUR a year at height 1, and how much each height adds
COST_OF_PLACE = {"Lisbon": Decimal("0.88"), "Toronto": Decimal("1.06")}


@dataclass(frozen=True)
class Event:
    """Something that happened to somebody on a day."""

    on: date
    life: Life
    what: str
    is_first: bool


@transaction.atomic
def fill(*, today: date, now: datetime) -> int:
    """Fill an empty database with Kestrel Freight as it is on a day; return how many people work there.

    Raises ValidationError when somebody is there already.
    """
    if Employee.objects.exists() or User.objects.exists():
        raise ValidationError("The demo company fills an empty database only; somebody is here already.")
    lives = everybody()
    events = sorted(_events(lives, today), key=lambda event: (event.on, lives.index(event.life)))
    levels = _ladders(at=_moment(events[0].on))
    teams = {name: open_team(name, by=None, at=_moment(events[0].on)) for name in TEAMS}
    people: dict[str, Employee] = {}
    for event in events:
        _happen(event, people, levels, teams)
    _after_rasmus_left(people, lives, today)
    stage = Stage(people, levels, teams, today)
    fill_road(stage)
    fill_between(stage)
    fill_rehearsals(stage)
    fill_trouble(stage)
    fill_charter(stage)
    fill_ladders(stage)
    fill_evaluations(stage)
    fill_growing(stage)
    fill_learning(stage)
    fill_beside(stage)
    fill_choosing(stage)
    draw_release(on=today, by=None, at=_moment(today))
    store_as_sent(before=now - timedelta(days=3))
    mark_read(InboxMessage.objects.filter(at__lt=now - timedelta(days=10)), at=now)
    return Employee.objects.filter(left_on=None).count()


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(9, 30), UTC)


def _events(lives: list[Life], today: date) -> list[Event]:
    return [
        Event(today - timedelta(days=round(months * MONTH)), life, what, is_first=index == 0)
        for life in lives
        for index, (what, months) in enumerate(life.steps)
    ]


def _ladders(*, at: datetime) -> dict[str, Level]:
    for file in sorted(SHIPPED.glob("*.yaml")):
        version, _ = import_ladder(document.read(file.read_bytes()), ranks_are_grades=True, by=None, at=at)
        publish_version(version, by=None, at=at)
    for grade, title in zip(Grade.objects.order_by("order"), NAMES_OF_HEIGHTS, strict=True):
        grade.title = title
        grade.save(update_fields=["title"])
        for place in ("", *COST_OF_PLACE):
            middle = (FIRST_BAND * STEP ** (grade.order - 1) * COST_OF_PLACE.get(place, Decimal(1))).quantize(Decimal(100))
            set_pay_band(
                grade,
                currency="EUR",
                location=place,
                minimum=(middle * Decimal("0.85")).quantize(Decimal(100)),
                middle=middle,
                maximum=(middle * Decimal("1.15")).quantize(Decimal(100)),
                valid_from=at.date(),
                by=None,
                at=at,
            )
    return {level.key: level for level in Level.objects.select_related("grade")}


def _happen(event: Event, people: dict[str, Employee], levels: dict[str, Level], teams: dict[str, Team]) -> None:
    life, at = event.life, _moment(event.on)
    if event.what == "left":
        record_leaving(people[life.name], left_on=event.on, by=None, at=at)
        return
    if event.is_first:
        people[life.name] = _hire(life, event.on, at, number=len(people) + 101)
    employee, level = people[life.name], levels.get(event.what)
    title = level.title if level else "People Partner"
    place_employee(employee, on=event.on, level=level, title=title, team=teams.get(life.team), by=None, at=at)
    if event.is_first and life.manager:
        change_manager(employee, manager=people[life.manager], on=event.on, by=None, at=at)


def _hire(life: Life, on: date, at: datetime, *, number: int) -> Employee:
    first_name, _, last_name = life.name.partition(" ")
    employee = hire_employee(
        first_name=first_name,
        last_name=last_name,
        email=f"{first_name}.{last_name}@{DOMAIN}".lower(),
        number=f"K{number}",
        hired_on=on,
        location=life.place,
        time_zone=PLACES[life.place],
        by=None,
        at=at,
    )
    user = open_account(employee, by=None, at=at)
    if life.name == "Hana Sato":
        grant_hr(user, granted=True, by=None, at=at)
    return employee


def _after_rasmus_left(people: dict[str, Employee], lives: list[Life], today: date) -> None:
    """Until he left five months ago, Rasmus led Checkout; since then Lena leads two teams."""
    left = people["Rasmus Vik"].lines.model.objects.filter(employee=people["Rasmus Vik"]).get().ended_on
    for life in lives:
        if life.team == "Checkout" and life.manager == "Lena Okafor":
            start = people[life.name].lines.get().started_on
            if start < left:
                change_manager(people[life.name], manager=people["Rasmus Vik"], on=start, by=None, at=_moment(start))
                change_manager(people[life.name], manager=people["Lena Okafor"], on=left, by=None, at=_moment(left))


def week_on() -> int:
    """Put the demo's clock a week forward, doing the clock's work of each day; return how many messages were told.

    Raises RuntimeError outside the demo.
    """
    before, tasks = InboxMessage.objects.count(), tasks_of_the_clock()
    for _ in range(7):
        moments.put_forward(1)
        for task in tasks:
            task()
    return InboxMessage.objects.count() - before


def tasks_of_the_clock() -> list[Callable[[], Any]]:
    """Return what the clock does, also in a web server, which has not looked for tasks yet."""
    current_app.loader.import_default_modules()
    return [current_app.tasks[entry["task"]] for entry in BEAT_SCHEDULE.values()]

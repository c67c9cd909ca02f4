"""Programmes find their people: random companies, programmes and changes against a model that is slow and plain."""

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from people.employees.models import Team
from people.tracks.actions import import_ladder
from people.tracks.models import Placement
from tests.factories import EmployeeFactory, ReportingLineFactory, TeamFactory
from tests.soak import IS_SOAK, cases
from tests.training.scene import ladder
from training.curricula import actions, clock
from training.curricula.models import Completion, Enrolment, Programme
from training.curricula.texts import ModuleText, ProgrammeText, circle_among

START = date(2026, 1, 5)
WHO = ("everyone", "on_trial", "new_managers", "managers", "managers_of_managers", "returned", "team")


@dataclass
class Person:
    """Somebody of the model: their stays as (from, until, kind, track, team), whom they report to, and what they follow."""

    row: object
    stays: list
    boss: int | None = None
    left_on: date | None = None
    follows: dict = field(default_factory=dict)  # key -> Follows


@dataclass
class Follows:
    anchor: date
    by_rule: bool
    paused: bool = False
    done: set = field(default_factory=set)
    completed: bool = False


class Model:
    """The company as somebody would keep it on paper."""

    def __init__(self, chance: random.Random, levels: dict, teams: list[Team]) -> None:
        self.chance, self.levels, self.teams = chance, levels, teams
        self.people: list[Person] = []
        self.texts: dict[str, ProgrammeText] = {}

    def here(self, index: int, on: date) -> bool:
        left = self.people[index].left_on
        return left is None or left > on

    def stay(self, index: int, on: date):
        return next((one for one in self.people[index].stays if one[0] <= on and (one[1] is None or one[1] > on)), None)

    def run(self, index: int, on: date, fits) -> date:
        """From when on stays have fitted without a gap, by walking back day by day."""
        day = on
        while (one := self.stay(index, day - timedelta(days=1))) and fits(one):
            day -= timedelta(days=1)
        return day

    def leads(self, index: int, on: date) -> bool:
        return any(one.boss == index and self.here(number, on) for number, one in enumerate(self.people))

    def belongs(self, index: int, who: str, on: date) -> bool:  # noqa: PLR0911  (one line an audience)
        stay = self.stay(index, on)
        kind, _, team = who.partition(":")
        managing = stay is not None and stay[2] == "regular" and stay[3] == "em"
        if kind == "everyone":
            return True
        if kind == "on_trial":
            return stay is not None and stay[2] == "trial"
        if kind == "new_managers":
            return managing and on < self.run(index, on, lambda s: s[2] == "regular" and s[3] == "em") + timedelta(days=365)
        if kind == "managers":
            return self.leads(index, on)
        if kind == "managers_of_managers":
            return any(one.boss == index and self.here(n, on) and self.leads(n, on) for n, one in enumerate(self.people))
        if kind == "returned":
            if stay is None or stay[2] == "trial" or stay[3] == "em":
                return False
            begin = self.run(index, on, lambda s: s[2] == "regular" and s[3] != "em")
            before = [s for s in self.people[index].stays if s[0] < begin]
            came_back = bool(before) and (before[-1][2] == "trial" or before[-1][3] == "em")
            return came_back and on < begin + timedelta(days=183)
        return (
            stay is not None
            and stay[4] is not None
            and (stay[4].name == team or (stay[4].parent and stay[4].parent.name == team))
        )

    def anchor(self, index: int, text: ProgrammeText, on: date) -> date | None:
        stay = self.stay(index, on)
        if text.anchor == "trial" and stay and stay[2] == "trial":
            return self.run(index, on, lambda s: s[2] == "trial")
        if text.anchor == "confirmation" and stay and stay[2] == "regular" and stay[3] == "em":
            return self.run(index, on, lambda s: s[2] == "regular" and s[3] == "em")
        if text.anchor == "hired":
            return self.people[index].row.hired_on
        return date.fromisoformat(text.anchor_on) if text.anchor == "date" else None

    def sweep(self, on: date) -> None:
        for key, text in self.texts.items():
            for index, person in enumerate(self.people):
                inside = self.here(index, on) and any(self.belongs(index, who, on) for who in text.audiences)
                known = person.follows.get(key)
                if inside and known is None:
                    person.follows[key] = Follows(self.anchor(index, text, on) or on, by_rule=True)
                elif inside:
                    if not known.completed:
                        known.anchor = self.anchor(index, text, on) or (on if known.paused else known.anchor)
                    known.paused, known.by_rule = False, True
                elif known and known.by_rule:
                    known.paused = True
        self.settle()

    def settle(self) -> None:
        for person in self.people:
            for key, known in person.follows.items():
                if not known.paused:
                    self.settle_one(key, known)

    def settle_one(self, key: str, known: Follows) -> None:
        required = {module.key for module in self.texts[key].modules if module.is_required}
        shown = {module.key for module in self.texts[key].modules} | known.done
        if known.done & shown and required <= known.done:
            known.completed = True


def random_text(chance: random.Random, key: str, teams: list[Team]) -> ProgrammeText:
    number = chance.randint(1, 5)
    modules = []
    for n in range(number):
        needs = tuple(f"m{m}" for m in range(number) if m != n and chance.random() < 0.15)
        modules.append(
            ModuleText(
                f"m{n}", f"M{n}", "", 30, chance.choice((None, 10, 40)), "Read.", is_required=chance.random() < 0.7, needs=needs
            )
        )
    audiences = tuple(
        sorted(
            {who if who != "team" else f"team:{chance.choice(teams).name}" for who in chance.sample(WHO, chance.randint(0, 3))}
        )
    )
    anchor = chance.choice(("enrolment", "trial", "confirmation", "hired", "date"))
    anchor_on = "2026-02-01" if anchor == "date" else ""
    return ProgrammeText(key, key.title(), "", "", tuple(modules), audiences=audiences, anchor=anchor, anchor_on=anchor_on)


def has_circle(text: ProgrammeText) -> bool:
    """By walking every way from every module, as far as there are modules."""
    needs = {module.key: module.needs for module in text.modules}

    def reaches(start: str, key: str, steps: int) -> bool:
        return steps > 0 and any(one == start or reaches(start, one, steps - 1) for one in needs[key])

    return any(reaches(key, key, len(needs)) for key in needs)


def publish(model: Model, text: ProgrammeText, at: datetime) -> None:
    if has_circle(text):
        with pytest.raises(ValidationError):
            actions.publish_programme(text, by=None, at=at)
        assert circle_among(text.modules)
        return
    assert not circle_among(text.modules)
    actions.publish_programme(text, by=None, at=at)
    model.texts[text.key] = text


def move(model: Model, index: int, on: date) -> None:
    """Somebody stands elsewhere from a day on: another team, another track, a trial, or back."""
    person, chance = model.people[index], model.chance
    last = person.stays[-1]
    if last[0] >= on:
        return
    kind = chance.choice(("regular", "regular", "trial"))
    track, team = ("ic" if kind == "trial" else chance.choice(("ic", "em"))), chance.choice(model.teams)
    person.stays[-1] = (*last[:1], on, *last[2:])
    person.stays.append((on, None, kind, track, team))
    Placement.objects.filter(employee=person.row, ended_on=None).update(ended_on=on)
    Placement.objects.create(employee=person.row, level=model.levels[track], team=team, kind=kind, started_on=on)


def complete(model: Model, index: int, at: datetime) -> None:
    person, chance = model.people[index], model.chance
    if not person.follows:
        return
    key = chance.choice(sorted(person.follows))
    text, known = model.texts[key], person.follows[key]
    written = chance.choice(text.modules)
    enrolment = Enrolment.objects.get(employee=person.row, programme__key=key)
    module = enrolment.programme.modules.get(key=written.key)
    if written.key not in known.done and set(written.needs) - known.done:
        with pytest.raises(ValidationError):
            actions.complete_module(enrolment, module, by=None, at=at)
        return
    actions.complete_module(enrolment, module, by=None, at=at)
    if written.key not in known.done:  # a second time changes nothing
        known.done.add(written.key)
        model.settle_one(key, known)


def compare(model: Model) -> None:
    wanted = {
        (person.row.pk, key): (known.anchor, known.by_rule, known.paused, frozenset(known.done), known.completed)
        for person in model.people
        for key, known in person.follows.items()
    }
    done: dict = {}
    for row in Completion.objects.select_related("enrolment__programme", "module"):
        done.setdefault((row.enrolment.employee_id, row.enrolment.programme.key), set()).add(row.module.key)
    got = {
        (row.employee_id, row.programme.key): (
            row.anchor_on,
            row.is_by_rule,
            row.paused_on is not None,
            frozenset(done.get((row.employee_id, row.programme.key), ())),
            row.completed_at is not None,
        )
        for row in Enrolment.objects.select_related("programme")
    }
    assert got == wanted


@pytest.fixture
def levels(db):
    version, _ = import_ladder(ladder(), ranks_are_grades=True, by=None, at=datetime(2025, 1, 1, tzinfo=UTC))
    return {"ic": version.level_set.get(key="ic-2"), "em": version.level_set.get(key="em-2")}


def company(seed: int, levels: dict) -> Model:
    chance = random.Random(seed)
    area = TeamFactory(name=f"Area {seed}")
    teams = [area, TeamFactory(name=f"Inner {seed}", parent=area), TeamFactory(name=f"Other {seed}")]
    model = Model(chance, levels, teams)
    for _ in range(5):
        hired = START - timedelta(days=chance.randint(1, 500))
        row = EmployeeFactory(user=None, hired_on=hired, time_zone="UTC")
        track, team = chance.choice(("ic", "em")), chance.choice(teams)
        Placement.objects.create(employee=row, level=levels[track], team=team, started_on=hired)
        model.people.append(Person(row, [(hired, None, "regular", track, team)]))
    for index, person in enumerate(model.people[1:], start=1):
        person.boss = chance.randrange(index)
        ReportingLineFactory(employee=person.row, manager=model.people[person.boss].row, started_on=START - timedelta(days=1))
    return model


def live(seed: int, levels: dict) -> None:
    """One company with three programmes through a dozen changes."""
    model = company(seed, levels)
    chance, on = model.chance, START
    at = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    for key in ("a", "b", "c"):
        publish(model, random_text(chance, f"{key}{seed}", model.teams), at)
    for _ in range(12 if IS_SOAK else 7):
        on += timedelta(days=chance.choice((1, 5, 40, 120)))
        at = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
        index, what = chance.randrange(5), chance.random()
        if what < 0.35:
            move(model, index, on)
        elif what < 0.65:
            for _ in range(4):
                complete(model, chance.randrange(5), at)
        elif what < 0.85 and model.texts:
            publish(model, random_text(chance, chance.choice(sorted(model.texts)), model.teams), at)
        elif what < 0.9 and model.people[index].left_on is None:
            model.people[index].left_on = on
            model.people[index].row.left_on = on
            model.people[index].row.save(update_fields=["left_on"])
        elif model.texts and model.here(index, on):
            key = chance.choice(sorted(model.texts))
            known = model.people[index].follows.get(key)
            actions.enrol(model.people[index].row, Programme.objects.get(key=key), anchor_on=on, by=None, at=at)
            if known is None:
                model.people[index].follows[key] = Follows(on, by_rule=False)
            else:
                known.anchor, known.paused = on, False
        clock.sweep(at=at)
        model.sweep(on)
        compare(model)
        assert clock.sweep(at=at) == 0, "a second run found something to change"


@pytest.mark.soak
@pytest.mark.django_db
@pytest.mark.timeout(7200)
def test_random_programmes_are_followed_as_on_paper(levels):
    for seed in range(-(-cases(2000, quick=20) // 3)):  # three programmes in each company
        try:
            with transaction.atomic():
                live(seed, levels)
                transaction.set_rollback(True)
        except AssertionError as fault:
            raise AssertionError(f"company {seed}") from fault

"""A small company for stories about trials: Ines, who leads Otto and Pia on trial, between Lena, Marco and Hana."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from people.employees.actions import change_manager
from people.employees.models import Employee, Team
from people.tracks.actions import import_ladder, place_employee, publish_version, set_pay_band
from people.tracks.models import Grade, LadderVersion, Level
from tests.factories import EmployeeFactory, TeamFactory
from tests.remembered import remembered
from training.curricula.actions import publish_programme
from training.curricula.models import Programme
from training.curricula.texts import ModuleText, ProgrammeText
from training.trials import actions, nominations, package, sheets
from training.trials.models import PackagePart, Signature, Trial
from training.trials.terms import Promised, Terms

SEEN = (
    "She ran the migration: four people, two teams, nobody overworked.",
    "Two people asked her for help before they asked their lead.",
)
FIRST_DAY = date(2026, 3, 2)


def ladder(
    *, title: str = "Engineering", tracks: Sequence[tuple[str, str]] = (("ic", "ic"), ("em", "management"))
) -> dict[str, Any]:
    """Return a ladder document: tracks (key, kind) of four levels each, on ranks 1 to 4."""
    levels = [
        {"key": f"{track}-{order}", "track": track, "order": order, "title": f"{track.upper()} {order}", "rank": f"r{order}"}
        for track, _ in tracks
        for order in range(1, 5)
    ]
    return {
        "format": "ladder-import/1",
        "framework": {"key": "engineering", "title": title},
        "ranks": [{"key": f"r{order}", "order": order} for order in range(1, 5)],
        "tracks": [{"key": key, "title": key.upper(), "kind": kind} for key, kind in tracks],
        "levels": levels,
        "dimensions": [],
        "expectations": [],
    }


def moment(day: date, hour: int = 9) -> datetime:
    """Return a moment of a day."""
    return datetime.combine(day, time(hour), tzinfo=UTC)


@dataclass
class Scene:
    """The people, and what they do in the order of a trial; `today` is the day on which the next thing happens."""

    hana: Employee
    lena: Employee
    ines: Employee
    marco: Employee
    otto: Employee
    pia: Employee
    dora: Employee  # leads Lena
    team: Team
    other_team: Team
    version: LadderVersion
    programme: Programme
    first_day: date = FIRST_DAY
    today: date = FIRST_DAY - timedelta(days=21)

    @property
    def at(self) -> datetime:
        """Now."""
        return moment(self.today)

    def level(self, key: str) -> Level:
        """Return a level of the ladder as it was when the story began."""
        return self.version.level_set.get(key=key)

    def acts(self, who: Employee) -> dict[str, Any]:
        """Return the arguments with which somebody acts today."""
        return {"by": who.user, "at": self.at, "on": self.today}

    def nominate(self) -> Trial:
        """Lena proposes Ines, with Marco as mentor."""
        facts = {"sponsor": self.lena, "mentor": self.marco, "evidence": self.evidence()}
        return nominations.nominate(self.ines, **facts, **self.acts(self.lena))

    def evidence(self) -> list[tuple[str, str, Employee | None]]:
        """Return what Marco and Dora have seen."""
        return [("leadership", SEEN[0], self.marco), ("leadership", SEEN[1], self.dora)]

    def terms(self, **changes: Any) -> Terms:
        """Return the usual terms: ninety days from the first day, Otto and Pia as reports, check-ins on days 30, 60 and 85."""
        starts_on = changes.pop("starts_on", self.first_day)
        facts: dict[str, Any] = {
            "title": "Engineering manager (trial)",
            "target_level": self.level("em-3"),
            "team": self.team,
            "manager": self.lena,
            "starts_on": starts_on,
            "ends_on": starts_on + timedelta(days=89),
            "success_criteria": "Both reports know what is expected of them and say so.",
            "reports": [self.otto, self.pia],
            "check_in_days": [starts_on + timedelta(days=days) for days in (30, 60, 85)],
            "promises": [Promised("mentor", "An hour with Marco", self.lena, starts_on + timedelta(days=7), 4)],
            "programme": self.programme,
            "peer_group": "The round of new managers",
            "technical_hours": 8,
        }
        return Terms(**{**facts, **changes})

    def offer(self, trial: Trial, **changes: Any) -> None:
        """Lena offers the contract."""
        actions.offer_contract(trial, self.terms(**changes), **self.acts(self.lena))

    def sign(self, trial: Trial) -> None:
        """All three sign."""
        for role, who in self.sides().items():
            actions.sign_contract(trial, role=role, **self.acts(who))

    def prepare(self, trial: Trial) -> None:
        """Both sign what starts, stays and stops; the support is there."""
        sheets.write_sheet(trial, **sheets.PARTS, by=self.lena.user, at=self.at)
        for role in (Signature.Role.SPONSOR, Signature.Role.CANDIDATE):
            sheets.sign_sheet(trial, role=role, by=self.sides()[role].user, at=self.at)
        package.note_there(trial, kinds=PackagePart.Kind.values, **self.acts(self.lena))

    def sides(self) -> dict[str, Employee]:
        """Return who signs and decides as what."""
        return {Signature.Role.CANDIDATE: self.ines, Signature.Role.SPONSOR: self.lena, Signature.Role.HR: self.hana}

    def announced(self, **changes: Any) -> Trial:
        """Return a trial that is signed by all and announced."""
        trial = self.nominate()
        self.offer(trial, **changes)
        self.sign(trial)
        self.prepare(trial)
        return actions.announce_trial(trial, text="Ines tries leading, from March on.", **self.acts(self.lena))

    def under_way(self, day: int = 1) -> Trial:
        """Return a trial that runs, on its `day`-th day."""
        trial = self.announced()
        self.today = self.first_day + timedelta(days=day - 1)
        return actions.start_trial(trial, **self.acts(self.hana))


@remembered
def make_scene(first_day: date = FIRST_DAY) -> Scene:
    """Make the company three weeks before a first day.

    Dora leads Lena, Lena leads Ines, Otto and Pia; Ines stands on IC 3, of one height with EM 3.
    """
    at = moment(first_day - timedelta(days=400))
    names = {
        "hana": "Sato",
        "dora": "Quist",
        "lena": "Okafor",
        "ines": "Duarte",
        "marco": "Bianchi",
        "otto": "Lind",
        "pia": "Rossi",
    }
    people = {
        name: EmployeeFactory(
            first_name=name.title(), last_name=last_name, hired_on=at.date(), user__is_hr_administrator=name == "hana"
        )
        for name, last_name in names.items()
    }
    version, _ = import_ladder(ladder(), ranks_are_grades=True, by=None, at=at)
    version = publish_version(version, by=None, at=at)
    for order in range(1, 5):
        amount = Decimal(50_000 + 10_000 * order)
        band = {"minimum": amount, "middle": amount * 2, "maximum": amount * 3}
        set_pay_band(Grade.objects.get(order=order), currency="EUR", valid_from=at.date(), by=None, at=at, **band)
    team, other_team = TeamFactory(name="Dispatch"), TeamFactory(name="Depot")
    levels = {level.key: level for level in version.level_set.all()}
    for name, key in {"dora": "em-4", "lena": "em-3", "ines": "ic-3", "marco": "ic-4", "otto": "ic-2", "pia": "ic-1"}.items():
        level = levels[key]
        place_employee(people[name], level=level, title=level.title, team=team, on=at.date(), by=None, at=at)
    for name, manager in {"lena": "dora", "marco": "dora", "ines": "lena", "otto": "lena", "pia": "lena"}.items():
        change_manager(people[name], manager=people[manager], on=at.date(), by=None, at=at)
    modules = tuple(ModuleText(f"m{n}", f"Module {n}", "", 30, n * 20, "Read this.") for n in (1, 2))
    programme = publish_programme(ProgrammeText("first-90-days", "First 90 days", "", "", modules), by=None, at=at)
    days = {"first_day": first_day, "today": first_day - timedelta(days=21)}
    return Scene(**people, **days, team=team, other_team=other_team, version=version, programme=programme)

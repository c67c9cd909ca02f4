"""An office for stories about evaluations: managers with so many reports each, and everything that happens to a cycle, day by day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from people.accounts.models import User
from people.employees.models import Employee, ReportingLine
from training.evaluations import actions, clock
from training.evaluations.ballots import BallotBox
from training.evaluations.models import (
    Evaluation,
    EvaluationCycle,
    EvaluationInvitation,
    EvaluationQuestion,
    EvaluationResult,
    SealedBallot,
)

FIRST_DAY = date(2026, 3, 3)
LONG_AGO = date(2025, 1, 7)
Group = EvaluationInvitation.Group


def moment(day: date) -> datetime:
    """Return the morning of a day."""
    return datetime.combine(day, time(9), UTC)


@dataclass
class Office:
    """People by name, and who leads whom; `today` is the day on which the next thing happens."""

    today: date = FIRST_DAY
    people: dict[str, Employee] = field(default_factory=dict)
    teams: dict[str, list[str]] = field(default_factory=dict)

    @property
    def at(self) -> datetime:
        """Now."""
        return moment(self.today)

    def add(self, *names: str) -> None:
        """Let people work here, each with an account."""
        users = User.objects.bulk_create(User(username=f"{name}@kestrel.example", password="!") for name in names)
        made = Employee.objects.bulk_create(
            Employee(user=user, first_name=name, last_name="Of Kestrel", hired_on=LONG_AGO)
            for name, user in zip(names, users, strict=True)
        )
        self.people |= dict(zip(names, made, strict=True))

    def lead(self, manager: str, reports: Iterable[str], *, since: date = LONG_AGO) -> None:
        """Let somebody lead others since a day."""
        reports = list(reports)
        ReportingLine.objects.bulk_create(
            ReportingLine(employee=self.people[name], manager=self.people[manager], started_on=since) for name in reports
        )
        self.teams.setdefault(manager, []).extend(reports)

    def team(self, manager: str, size: int, *, above: str = "") -> list[str]:
        """Let somebody lead `size` new people; return their names."""
        names = [f"{manager}-{number}" for number in range(1, size + 1)]
        self.add(*([manager] if manager not in self.people else []), *names)
        self.lead(manager, names)
        if above:
            self.lead(above, [manager])
        return names

    def plan(self, *managers: str, **how: Any) -> EvaluationCycle:
        """Plan a cycle that opens today."""
        found = [self.people[name] for name in managers] or None
        return actions.plan_cycle(title="Spring", opens_on=self.today, managers=found, by=None, at=self.at, **how)

    def opened(self, *managers: str, **how: Any) -> EvaluationCycle:
        """Plan a cycle and open it."""
        return actions.open_cycle(self.plan(*managers, **how), on=self.today, at=self.at)

    def invitation(self, cycle: EvaluationCycle, person: str, about: str) -> EvaluationInvitation:
        """Return what one person is asked about another."""
        rows = EvaluationInvitation.objects.select_related("evaluation__cycle", "evaluation__manager")
        return rows.get(evaluation__cycle=cycle, person=self.people[person], evaluation__manager=self.people[about])

    def say(
        self,
        cycle: EvaluationCycle,
        person: str,
        about: str,
        values: int | Mapping[int, int],
        *,
        words: str = "",
        theme: str = "",
        by_name: bool = False,
    ) -> None:
        """Let somebody answer: the same value everywhere, or one for each question (primary keys)."""
        questions = list(cycle.questionnaire.questions.all())
        scaled = [one.pk for one in questions if one.kind == EvaluationQuestion.Kind.SCALE]
        open_ones = [one.pk for one in questions if one.kind == EvaluationQuestion.Kind.OPEN]
        given = dict.fromkeys(scaled, values) if isinstance(values, int) else dict(values)
        said = {open_ones[0]: (words, theme)} if words else {}
        actions.send_ballot(self.invitation(cycle, person, about), values=given, words=said, by_name=by_name)

    def all_say(self, cycle: EvaluationCycle, about: str, values: Iterable[int], **how: Any) -> None:
        """Let the first reports of a team answer, one value each."""
        for name, value in zip(self.teams[about], values, strict=False):
            self.say(cycle, name, about, value, **how)

    def release(self, cycle: EvaluationCycle) -> EvaluationCycle:
        """Let the days pass until the clock has released it."""
        cycle.refresh_from_db()
        self.today = cycle.closes_on + timedelta(days=1)
        clock.sweep(on=self.today, at=self.at)
        cycle.refresh_from_db()
        return cycle

    def evaluation(self, cycle: EvaluationCycle, manager: str) -> Evaluation:
        """Return what a cycle is for one manager."""
        return Evaluation.objects.select_related("cycle").get(cycle=cycle, manager=self.people[manager])

    def content(self, cycle: EvaluationCycle, manager: str) -> dict[str, Any]:
        """Return what may be shown about a manager."""
        return EvaluationResult.objects.get(cycle=cycle, scope="manager", head=self.people[manager]).content

    def cells(self, cycle: EvaluationCycle, manager: str, side: str = "reports") -> dict[str, dict[str, Any]]:
        """Return the cells of one side of a manager's report, by theme."""
        return {theme["key"]: theme[side] for theme in self.content(cycle, manager)["themes"]}


def answer_everything(cycle: EvaluationCycle) -> int:
    """Seal a ballot for everybody who is asked, in bulk; return how many."""
    box = BallotBox(cycle.key_name)
    scaled = [str(one.pk) for one in cycle.questionnaire.questions.filter(kind="scale")]
    words = str(cycle.questionnaire.questions.filter(kind="open").first().pk)
    rows, many = [], 0
    for pk in EvaluationInvitation.objects.filter(evaluation__cycle=cycle).values_list("pk", flat=True):
        values = {question: 1 + (pk * 7 + int(question) * 3) % 5 for question in scaled}
        said = {words: {"text": f"What {pk} says.", "theme": "trust"}}
        lookup, many = box.lookup(pk), many + 1
        content = box.seal(lookup, {"sent": {"values": values, "words": said, "by_name": False}, "draft": None})
        rows.append(SealedBallot(cycle=cycle, lookup=lookup, content=content))
        if len(rows) == 200:
            SealedBallot.objects.bulk_create(rows)
            rows = []
    SealedBallot.objects.bulk_create(rows)
    EvaluationInvitation.objects.filter(evaluation__cycle=cycle).update(is_done=True)
    return many

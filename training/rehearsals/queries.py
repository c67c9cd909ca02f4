"""Which scenarios and runs, and how did a run go?"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery

from people.employees.models import Employee
from training.rehearsals.models import RehearsalRun, Scenario, ScenarioVersion
from training.rehearsals.plot import Choice, Scene, plot_in


@dataclass(frozen=True)
class Step:
    """One choice of a run: the scene, what was chosen, and what else could have been."""

    scene: Scene
    chosen: Choice
    others: list[Choice]

    @property
    def is_to_look_at(self) -> bool:
        """Return whether something else would have shown more."""
        return any(sum(one.scores.values()) > sum(self.chosen.scores.values()) for one in self.others)


@dataclass(frozen=True)
class Score:
    """What a run showed of one competency: points got, and the least and the most that its scenes would have given."""

    competency: str
    got: int
    least: int
    most: int

    @property
    def share(self) -> int:
        """Return how far from the least to the most, 0 to 100."""
        return round(100 * (self.got - self.least) / (self.most - self.least)) if self.most > self.least else 100

    @property
    def title(self) -> str:
        """Return the competency as a word for people."""
        return self.competency.replace("-", " ").capitalize()


def steps_of(run: RehearsalRun) -> list[Step]:
    """Return the choices of a run in order (one query), single ways on left out."""
    plot = plot_in(run.version.source)
    steps = []
    for made in run.choices_made.all():
        scene = plot.scenes[made.scene]
        if len(scene.choices) > 1:
            others = [choice for number, choice in enumerate(scene.choices) if number != made.choice]
            steps.append(Step(scene, scene.choices[made.choice], others))
    return steps


def scores_of(steps: list[Step]) -> list[Score]:
    """Return what the choices of a run showed, by competency."""
    totals: dict[str, list[int]] = {}
    for step in steps:
        choices = [step.chosen, *step.others]
        for name in {name for choice in choices for name in choice.scores}:
            points = [choice.scores.get(name, 0) for choice in choices]
            total = totals.setdefault(name, [0, 0, 0])
            total[0] += points[0]
            total[1] += min(points)
            total[2] += max(points)
    return [Score(name, *total) for name, total in sorted(totals.items())]


def offered() -> QuerySet[ScenarioVersion]:
    """Return the texts that can be rehearsed, by title."""
    found = ScenarioVersion.objects.filter(status=ScenarioVersion.Status.PUBLISHED)
    return found.select_related("scenario").order_by("scenario__title")


def last_runs(employee: Employee) -> dict[int, RehearsalRun]:
    """Return somebody's last run of each scenario, under way or over, by the scenario's id (one query)."""
    latest = RehearsalRun.objects.filter(learner=employee, scenario=OuterRef("scenario")).order_by("-begun_at", "-pk")
    runs = RehearsalRun.objects.filter(learner=employee, pk=Subquery(latest.values("pk")[:1])).select_related("scenario")
    return {run.scenario_id: run for run in runs}


def finished_runs(employee: Employee, scenario: str) -> QuerySet[RehearsalRun]:
    """Return somebody's finished runs of the scenario with a key, the last one first."""
    return RehearsalRun.objects.filter(learner=employee, scenario__key=scenario, finished_at__isnull=False)


def run_under_way(employee: Employee, scenario: Scenario) -> RehearsalRun | None:
    """Return the run of a scenario that somebody has not finished, or None."""
    return RehearsalRun.objects.filter(learner=employee, scenario=scenario, finished_at=None).first()


def coming_back(runs: QuerySet[RehearsalRun], *, until: date) -> QuerySet[RehearsalRun]:
    """Return the runs whose scenario comes back by a day, the first due first; what nobody can rehearse any more does not."""
    still = runs.filter(again_on__lte=until, scenario__versions__status=ScenarioVersion.Status.PUBLISHED)
    under_way = RehearsalRun.objects.filter(learner=OuterRef("learner"), scenario=OuterRef("scenario"), finished_at=None)
    return still.exclude(Exists(under_way)).select_related("scenario").order_by("again_on", "pk")


def shared_by_others(runs: QuerySet[RehearsalRun], employee: Employee) -> QuerySet[RehearsalRun]:
    """Return the runs that others share, the newest first."""
    return runs.exclude(learner=employee).select_related("learner", "scenario").order_by(F("finished_at").desc(), "-pk")


def with_steps(runs: QuerySet[RehearsalRun]) -> QuerySet[RehearsalRun]:
    """Return runs with `steps_count`, how many choices have been made."""
    return runs.annotate(steps_count=Count("choices_made", distinct=True))

"""What did the people of the demo rehearse? Ines lets Marco read one run, another comes back today, and one waits half way."""

from collections.abc import Iterator
from datetime import date, timedelta

from people.employees.models import Employee
from training.demo.stage import Stage, moment
from training.rehearsals.actions import begin_run, choose, publish_shipped, share_run
from training.rehearsals.models import RehearsalRun, Scenario
from training.rehearsals.plot import Plot, plot_in


def fill_rehearsals(stage: Stage) -> None:
    """Publish what comes with the product, and let Ines, Noor and Otto rehearse."""
    publish_shipped(at=moment(stage.today - timedelta(days=200)))
    ines, today = stage.people["Ines Duarte"], stage.today
    _rehearse(ines, "the-first-11-with-a-former-peer", "good", on=today - timedelta(days=30))
    badly = _rehearse(ines, "a-deadline-missed-for-the-third-time", "poor", on=today - timedelta(days=4))
    share_run(badly, reader=stage.people["Marco Bianchi"], at=moment(today - timedelta(days=4), 16))
    begin_run(ines, Scenario.objects.get(key="delegating-what-you-love"), at=moment(today - timedelta(days=1), 8))
    _rehearse(stage.people["Otto Lind"], "deciding-with-too-little-information", "mixed", on=today - timedelta(days=2))


def _rehearse(who: Employee, key: str, ending: str, *, on: date) -> RehearsalRun:
    """Let somebody go a way that ends good, mixed or poor."""
    run = begin_run(who, Scenario.objects.get(key=key), at=moment(on))
    plot = plot_in(run.version.source)
    for position, number in enumerate(max(_ways(plot, plot.start, ending), key=len)):
        run = choose(run, position=position, choice=number, on=on, at=moment(on) + timedelta(minutes=position + 1))
    return run


def _ways(plot: Plot, here: str, ending: str, been: tuple[str, ...] = ()) -> Iterator[list[int]]:
    """Yield every way from a scene to such an ending that is nowhere twice."""
    if plot.scenes[here].ending == ending:
        yield []
    for number, choice in enumerate(plot.scenes[here].choices):
        if choice.target not in been:
            yield from ([number, *rest] for rest in _ways(plot, choice.target, ending, (*been, here)))

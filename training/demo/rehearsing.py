"""What did the people of the demo rehearse? Ines lets Marco read one run, another comes back today, and one waits half way."""

from datetime import date, timedelta

from people.employees.models import Employee
from training.demo.road import Stage, moment
from training.rehearsals.actions import begin_run, choose, publish_shipped, share_run
from training.rehearsals.models import RehearsalRun, Scenario
from training.rehearsals.plot import plot_in


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
    ways: dict[str, list[int]] = {plot.start: []}
    waiting = [plot.start]
    while waiting:
        here = waiting.pop()  # the longer way, which has more to talk about
        for number, choice in enumerate(plot.scenes[here].choices):
            if choice.target not in ways:
                ways[choice.target] = [*ways[here], number]
                waiting.append(choice.target)
    way = next(ways[scene.name] for scene in plot.endings if scene.ending == ending)
    for position, number in enumerate(way):
        run = choose(run, position=position, choice=number, on=on, at=moment(on) + timedelta(minutes=position + 1))
    return run

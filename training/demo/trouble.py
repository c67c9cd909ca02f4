"""What goes wrong at Kestrel Freight, and who works through it? Told by doing it, on the days on which they did it."""

from datetime import timedelta

from training.demo.stage import DAY, Stage, moment
from training.one_on_ones.actions import publish_shipped_questions
from training.playbooks import actions
from training.playbooks.models import PlaybookRun, PlaybookVersion

NOTES = """**Tue:** Priya said in the design review that Jonas "always knows better"; Jonas left the room before the end.

**Wed, each alone:** Priya needs objections before the meeting. Jonas needs to hear what was wrong with the design, not with him.

Agreed: objections go into the document by noon of the day before. Both wrote it down."""
LEARNED = "The date was nobody's by March. Next time the check at a third of the way has a name beside it."


def fill_trouble(stage: Stage) -> None:
    """Publish playbooks and questions; let Lena close a run and Ines be in the middle of one."""
    versions = {one.playbook.key: one for one in actions.publish_shipped(at=moment(stage.today - timedelta(days=400)))}
    publish_shipped_questions(at=moment(stage.today - timedelta(days=400)))
    _closed(stage, versions["missed-goal"])
    _in_the_middle(stage, versions["conflict"])


def _begin(stage: Stage, version: PlaybookVersion, name: str, *, days_ago: int, about: str = "") -> PlaybookRun:
    day = stage.today - timedelta(days=days_ago)
    facts = {"conduct": PlaybookRun.Conduct.NO, "by": stage.user(name), "at": moment(day), "on": day}
    return actions.start_run(version, owner=stage.people[name], about=stage.people[about] if about else None, **facts)


def _closed(stage: Stage, version: PlaybookVersion) -> None:
    run = _begin(stage, version, "Lena Okafor", days_ago=70)
    for step in run.steps.all():
        actions.tick_step(step, is_done=True, on=step.due_on)
    day = stage.today - timedelta(days=27)
    actions.close_run(run, learned=LEARNED, by=stage.user("Lena Okafor"), at=moment(day), on=day)


def _in_the_middle(stage: Stage, version: PlaybookVersion) -> None:
    run = _begin(stage, version, "Ines Duarte", days_ago=6, about="Jonas Weber")
    for step in run.steps.filter(due_on__lt=stage.today - DAY):
        actions.tick_step(step, is_done=True, on=step.due_on)
    actions.write_notes(run, text=NOTES)

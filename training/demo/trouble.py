"""What goes wrong at Kestrel Freight, and who works through it? Told by doing it, on the days on which they did it."""

from datetime import time, timedelta

from training.demo.stage import DAY, Stage, moment
from training.one_on_ones import actions as talks
from training.one_on_ones.actions import publish_shipped_questions
from training.one_on_ones.handing_over import release_handover, write_handover
from training.one_on_ones.models import Meeting
from training.playbooks import actions
from training.playbooks.models import PlaybookRun, PlaybookVersion
from transition.lib.moments import workday_from

NOTES = """**Tue:** Priya said in the design review that Jonas "always knows better"; Jonas left the room before the end.

**Wed, each alone:** Priya needs objections before the meeting. Jonas needs to hear what was wrong with the design, not with him.

Agreed: objections go into the document by noon of the day before. Both wrote it down."""
SHARED = (
    "The on-call rota is settled. Otto takes December.",
    "Wants to write the next design himself. We agreed: the retry service, one page first.",
    "The page is good. He asks for fewer meetings in the mornings.",
)
OF_LENA = "Otto thinks best in writing: a page the evening before, and he brings three answers. Promised and open: the retry design is his."
OF_OTTO = (
    "Mornings without meetings help me most. I would like to go on with the retry design, and to say what I think before you do."
)
LEARNED = "The date was nobody's by March. Next time the check at a third of the way has a name beside it."


def fill_trouble(stage: Stage) -> None:
    """Publish playbooks and questions; let Lena close a run and Ines be in the middle of one."""
    versions = {one.playbook.key: one for one in actions.publish_shipped(at=moment(stage.today - timedelta(days=400)))}
    publish_shipped_questions(at=moment(stage.today - timedelta(days=400)))
    _closed(stage, versions["missed-goal"])
    _in_the_middle(stage, versions["conflict"])
    _handed_over(stage)


def _handed_over(stage: Stage) -> None:
    """Otto met Lena before Ines led him: both wrote what she should know, and he let her read it with the notes of one month."""
    lena, otto, ines = (stage.people[name] for name in ("Lena Okafor", "Otto Lind", "Ines Duarte"))
    first, user = workday_from(stage.today - timedelta(days=75)), stage.user("Lena Okafor")
    facts = {"first_on": first, "at_time": time(14), "by": user, "at": moment(first - DAY)}
    series = talks.open_series(manager=lena, employee=otto, **facts)
    for text in SHARED:
        meeting = series.meetings.get(status=Meeting.Status.PLANNED)
        talks.save_shared_notes(meeting, text=text, version=0)
        talks.log_meeting(meeting, by=user, at=meeting.starts_at + timedelta(minutes=40))
    day = stage.today - timedelta(days=42)
    talks.end_series(series, on=day, by=user, at=moment(day))
    write_handover(series, author=lena, words=OF_LENA, at=moment(day))
    found = write_handover(series, author=otto, words=OF_OTTO, at=moment(day, 12))
    day = stage.today - timedelta(days=39)
    acts = {"by": stage.user("Otto Lind"), "at": moment(day), "on": day}
    release_handover(found, reader=ines, notes_from=first + timedelta(days=7), **acts)


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

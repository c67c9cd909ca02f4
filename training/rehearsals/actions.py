"""What can happen to scenarios and rehearsals? Of runs nothing is written into any history: they are the learner's."""

from datetime import date, datetime
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from people.accounts.models import User
from people.employees.models import Employee
from people.history.actions import record
from people.notifications.actions import forget_about, notify
from people.notifications.models import Channel
from training.rehearsals import queries
from training.rehearsals.comeback import comes_back_after
from training.rehearsals.models import RehearsalChoice, RehearsalRun, RehearsalShare, Scenario, ScenarioVersion
from training.rehearsals.plot import faults_of, plot_in, plot_of
from training.rehearsals.twee import Story, read_story, write_story
from transition.lib.addresses import free_key
from transition.lib.locks import lock

SHIPPED = Path(__file__).parent / "shipped"
Status = ScenarioVersion.Status
MOST_DROPPED = 300  # kept to be shown; no file of people's own writing has more


# --- Texts --------------------------------------------------------------------------------------------------------------


@transaction.atomic
def keep_draft(story: Story, *, by: User | None, at: datetime, is_shipped: bool = False) -> ScenarioVersion:
    """Keep a story as a draft: of the scenario with its IFID, or of a new one. A text that is there already is returned as it is.

    Raises ValidationError for a story with faults.
    """
    if faults := faults_of(story):
        raise ValidationError([f"{fault.passage}, line {fault.line}: {fault.reason}" for fault in faults])
    lock("rehearsals.scenarios")
    scenario = Scenario.objects.filter(ifid=story.ifid).first()
    if scenario is None:
        taken = set(Scenario.objects.values_list("key", flat=True))
        key = free_key(story.title, taken, otherwise="scenario", longest=70)
        scenario = Scenario.objects.create(ifid=story.ifid, title=story.title[:200], key=key)
    source = write_story(story)
    known = scenario.versions.filter(source=source).first()
    if known is not None:
        return known
    plot = plot_of(story)
    last = scenario.versions.first()
    version = ScenarioVersion.objects.create(
        scenario=scenario,
        number=last.number + 1 if last else 1,
        source=source,
        dropped=[[one.passage, one.line, one.what] for one in story.dropped[:MOST_DROPPED]],
        is_shipped=is_shipped,
        scenes_count=len(plot.scenes),
        endings_count=len(plot.endings),
        words_count=plot.words,
        minutes=plot.minutes,
        about=plot.about,
        written_at=at,
    )
    record(version, "written", by=by, at=at)
    return version


@transaction.atomic
def publish_version(version: ScenarioVersion, *, by: User | None, at: datetime) -> ScenarioVersion:
    """Let a version be rehearsed from now on instead of the one before; who is in the middle of that goes on with it.

    One that is published already stays so.
    """
    lock("rehearsals.scenarios")
    version = ScenarioVersion.objects.select_related("scenario").get(pk=version.pk)
    if version.status == Status.PUBLISHED:
        return version
    ScenarioVersion.objects.filter(scenario=version.scenario, status=Status.PUBLISHED).update(status=Status.RETIRED)
    version.status, version.published_at = Status.PUBLISHED, at
    version.save(update_fields=["status", "published_at"])
    version.scenario.title = plot_in(version.source).title[:200]
    version.scenario.save(update_fields=["title"])
    record(version, "published", by=by, at=at)
    return version


@transaction.atomic
def withdraw_version(version: ScenarioVersion, *, by: User | None, at: datetime) -> None:
    """Let a published version no longer be rehearsed, or throw a draft away; what was rehearsed stays as it was.

    Raises ValidationError for one that is retired already.
    """
    lock("rehearsals.scenarios")
    version = ScenarioVersion.objects.select_related("scenario").get(pk=version.pk)
    if version.status == Status.RETIRED:
        raise ValidationError("This version is retired already.")
    record(version, "withdrawn", by=by, at=at)
    if version.status == Status.PUBLISHED:
        version.status = Status.RETIRED
        version.save(update_fields=["status"])
    elif version.scenario.versions.exclude(pk=version.pk).exists():
        version.delete()
    else:
        version.scenario.delete()


def publish_shipped(*, at: datetime) -> list[ScenarioVersion]:
    """Publish the scenarios that come with the product; where the company has published or withdrawn its own, a new text stays a draft."""
    versions = []
    for path in sorted(SHIPPED.glob("*.twee")):
        story = read_story(path.read_bytes())
        others = ScenarioVersion.objects.filter(scenario__ifid=story.ifid)
        is_ours = not others.exists() or others.filter(status=Status.PUBLISHED, is_shipped=True).exists()
        is_known = others.filter(source=write_story(story)).exists()
        version = keep_draft(story, by=None, at=at, is_shipped=True)
        versions.append(publish_version(version, by=None, at=at) if is_ours and not is_known else version)
    return versions


# --- Runs ---------------------------------------------------------------------------------------------------------------


@transaction.atomic
def begin_run(employee: Employee, scenario: Scenario, *, at: datetime) -> RehearsalRun:
    """Begin a rehearsal, or go on with the one under way. Raises ValidationError when the scenario is not published."""
    Employee.objects.select_for_update().get(pk=employee.pk)
    run = queries.run_under_way(employee, scenario)
    if run is not None:
        return run
    version = scenario.versions.filter(status=Status.PUBLISHED).first()
    if version is None:
        raise ValidationError("This scenario cannot be rehearsed any more.")
    start = plot_in(version.source).start
    return RehearsalRun.objects.create(learner=employee, scenario=scenario, version=version, scene=start, begun_at=at)


@transaction.atomic
def choose(run: RehearsalRun, *, position: int, choice: int, on: date, at: datetime) -> RehearsalRun:
    """Choose in the scene in which a run is: `position` is how many choices were made before, `choice` is counted from 0.

    A position that is past changes nothing: a page sent twice, or an old one from the browser's memory. At an ending the run is finished
    and, where it did not sit, comes back some days later (`on` is the learner's today). Raises ValidationError when there is no such choice.
    """
    run = RehearsalRun.objects.select_for_update(of=("self",)).select_related("version").get(pk=run.pk)
    plot = plot_in(run.version.source)
    scene = plot.scenes[run.scene]
    if run.finished_at is not None or position < run.choices_made.count():
        return run
    if position > run.choices_made.count() or not 0 <= choice < len(scene.choices):
        raise ValidationError("There is no such choice here.")
    RehearsalChoice.objects.create(run=run, position=position, scene=scene.name, choice=choice, made_at=at)
    run.scene = scene.choices[choice].target
    ending = plot.scenes[run.scene].ending
    if ending:
        earlier = queries.finished_runs(run.learner, run.scenario.key)
        outcomes = [*earlier.order_by("finished_at", "pk").values_list("outcome", flat=True), ending]
        earlier.exclude(again_on=None).update(again_on=None)
        gap = comes_back_after(outcomes)
        run.finished_at, run.outcome, run.again_on = at, ending, on + gap if gap else None
    run.save(update_fields=["scene", "finished_at", "outcome", "again_on"])
    return run


@transaction.atomic
def let_rest(run: RehearsalRun) -> None:
    """Let a scenario no longer come back because of a run."""
    run.again_on = None
    run.save(update_fields=["again_on"])
    forget_about(run, key=f"rehearsals.again:{run.pk}")


@transaction.atomic
def share_run(run: RehearsalRun, *, reader: Employee, at: datetime) -> RehearsalShare:
    """Let one colleague read how a run went; they find it in their inbox, never in a mail.

    Raises ValidationError for oneself, and while the run is under way.
    """
    if reader.pk == run.learner_id:
        raise ValidationError({"reader": "Somebody else: you read it anyway."})
    if run.finished_at is None:
        raise ValidationError({"reader": "Finish it first."})
    share, is_new = RehearsalShare.objects.get_or_create(run=run, reader=reader)
    if is_new:
        notify("rehearsals.shared", to=[reader], about=run, key=f"rehearsals.shared:{share.pk}", at=at, channels=(Channel.INBOX,))
    return share


@transaction.atomic
def stop_sharing(share: RehearsalShare) -> None:
    """Let somebody no longer read a run; the message that told them goes as well."""
    forget_about(share.run, key=f"rehearsals.shared:{share.pk}")
    share.delete()


@transaction.atomic
def forget_run(run: RehearsalRun) -> None:
    """Forget a run, with everything that says it was ever there."""
    forget_about(run)
    run.delete()

"""What can happen to playbooks and their runs?"""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from people.accounts.models import User
from people.accounts.queries import hr_administrators
from people.employees.models import Employee
from people.history.actions import record
from people.notifications.actions import forget_about, notify
from training.playbooks import queries
from training.playbooks.models import Playbook, PlaybookRun, PlaybookVersion, RunStep
from training.playbooks.texts import SHIPPED, PlaybookText, check_body, read_playbook, steps_of
from transition.lib.faults import Conflict
from transition.lib.moments import workday_from

FACTS = ("title", "trigger", "conduct", "body")

# --- Playbooks ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def publish_playbook(
    text: PlaybookText, *, change: str = "", follows: int | None = None, by: User | None, at: datetime
) -> PlaybookVersion:
    """Write a playbook, or its next version; one that says nothing new is returned as it is. Runs keep the version they began with.

    `follows` is the number of the version its author started from. Raises ValidationError when somebody published another one
    meanwhile, or when the body lacks a section, a step or a review.
    """
    check_body(text.body)
    playbook = Playbook.objects.select_for_update().get_or_create(key=text.key)[0]
    now = playbook.versions.filter(is_current=True).first()
    if now is not None and all(getattr(now, name) == getattr(text, name) for name in FACTS):
        return now
    number = now.number if now else 0
    if follows is not None and follows != number:
        raise ValidationError(f"Somebody published version {number} meanwhile. Bring both together, and publish again.")
    playbook.versions.filter(is_current=True).update(is_current=False)
    facts = {name: getattr(text, name) for name in FACTS}
    version = playbook.versions.create(number=number + 1, change=change, published_at=at, published_by=by, **facts)
    record(playbook, "published", by=by, at=at, number=version.number)
    return version


def publish_shipped(*, at: datetime) -> list[PlaybookVersion]:
    """Write the playbooks that come with the product; one that somebody here has edited stays as they wrote it."""
    edited = set(PlaybookVersion.objects.exclude(published_by=None).values_list("playbook__key", flat=True))
    texts = [read_playbook(path) for path in sorted(SHIPPED.glob("*.md"))]
    return [publish_playbook(text, by=None, at=at) for text in texts if text.key not in edited]


# --- Runs --------------------------------------------------------------------------------------------------------------


@transaction.atomic
def ask_hr(version: PlaybookVersion, *, asker: Employee, by: User, at: datetime, on: date) -> None:
    """Tell HR administrators at once that somebody needs them today: who, and over which playbook; nothing else is kept."""
    people = Employee.objects.filter(user__in=hr_administrators()).exclude(pk=asker.pk).select_related("user")
    key = f"playbooks.conduct:{asker.pk}:{version.playbook_id}:{on}"
    notify("playbooks.conduct", to=people, about=version, key=key, at=at, asker=asker.pk)
    record(version.playbook, "asked HR", by=by, at=at)


@transaction.atomic
def start_run(
    version: PlaybookVersion, *, owner: Employee, about: Employee | None, conduct: str, by: User, at: datetime, on: date
) -> PlaybookRun:
    """Begin to work through a playbook: its steps become a checklist with days counted from `on`, never on a weekend.

    Raises ValidationError when it may be about conduct (then HR comes first), about oneself, or when an open run of the same playbook
    about the same person is there already.
    """
    if conduct not in PlaybookRun.Conduct.values:
        raise ValidationError({"conduct": "This may be conduct: HR comes first."})
    if about is not None and about.pk == owner.pk:
        raise ValidationError({"about": "Somebody else: a run about oneself is a note."})
    Employee.objects.select_for_update().get(pk=owner.pk)
    going_on = PlaybookRun.objects.filter(owner=owner, about=about, version__playbook=version.playbook_id, closed_on=None)
    if going_on.exists():
        raise ValidationError("You are running this playbook already; it is on the list of playbooks.")
    run = PlaybookRun.objects.create(version=version, owner=owner, about=about, conduct=conduct, started_on=on)
    RunStep.objects.bulk_create(
        RunStep(
            run=run, position=position, section=step.section, words=step.words, due_on=workday_from(on + timedelta(days=step.day))
        )
        for position, step in enumerate(steps_of(version.body), start=1)
    )
    record(run, "started", by=by, at=at)
    return run


def _locked(run: PlaybookRun) -> PlaybookRun:
    run = PlaybookRun.objects.select_for_update().get(pk=run.pk)
    if run.closed_on is not None:
        raise Conflict("This run is closed already.")
    return run


@transaction.atomic
def tick_step(step: RunStep, *, is_done: bool, on: date) -> RunStep:
    """Say that a step is done, or not done after all. Raises Conflict when the run is closed."""
    _locked(step.run)
    step.done_on = on if is_done else None
    step.save(update_fields=["done_on"])
    return step


@transaction.atomic
def move_step(step: RunStep, *, due_on: date) -> RunStep:
    """Do a step on another day. Raises ValidationError for a day before the run began, Conflict when the run is closed."""
    run = _locked(step.run)
    if due_on < run.started_on:
        raise ValidationError({"due_on": "Not before the day on which you began."})
    step.due_on = due_on
    step.save(update_fields=["due_on"])
    return step


@transaction.atomic
def write_notes(run: PlaybookRun, *, text: str) -> PlaybookRun:
    """Keep what was seen and agreed. Raises Conflict when the run is closed."""
    run = _locked(run)
    run.notes = text
    run.save(update_fields=["notes"])
    return run


@transaction.atomic
def open_to_hr(run: PlaybookRun, *, is_open: bool, by: User, at: datetime) -> PlaybookRun:
    """Let HR administrators read a run, or no longer."""
    run = PlaybookRun.objects.select_for_update().get(pk=run.pk)
    if run.is_open_to_hr != is_open:
        run.is_open_to_hr = is_open
        run.save(update_fields=["is_open_to_hr"])
        record(run, "opened to HR" if is_open else "closed to HR", by=by, at=at)
    return run


@transaction.atomic
def close_run(run: PlaybookRun, *, learned: str, by: User, at: datetime, on: date) -> PlaybookRun:
    """Close a run with what was learned; it is erased a year later. Raises ValidationError without a lesson, Conflict when it is closed."""
    run = _locked(run)
    if not learned.strip():
        raise ValidationError({"learned": "One sentence is enough: what would you do sooner?"})
    run.learned, run.closed_on = learned.strip(), on
    run.save(update_fields=["learned", "closed_on"])
    record(run, "closed", by=by, at=at)
    return run


@transaction.atomic
def erase_old_runs(*, on: date) -> int:
    """Erase the runs whose day has come, with every message about them; returns how many. Runs late or twice without harm."""
    runs = list(queries.expired(PlaybookRun.objects.select_for_update(), on=on))
    for run in runs:
        forget_about(run)
        run.delete()
    return len(runs)

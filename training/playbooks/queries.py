"""Which playbooks and runs?"""

from datetime import date, timedelta

from django.db.models import Count, Min, Q, QuerySet

from people.employees.models import Employee
from training.playbooks.models import PlaybookRun, PlaybookVersion, RunStep

KEPT = timedelta(days=365)  # after a run was closed
LONGEST = timedelta(days=730)  # after it began, closed or not
MOST_WORDS = 8  # of a search; more would cost a condition each


def current_versions() -> QuerySet[PlaybookVersion]:
    """Return every playbook as it reads now, by title."""
    return PlaybookVersion.objects.filter(is_current=True).select_related("playbook").order_by("title")


def mentioning(versions: QuerySet[PlaybookVersion], words: str) -> QuerySet[PlaybookVersion]:
    """Return the versions in which every one of some words stands, in title, trigger or text."""
    for word in words.replace("\x00", "").split()[:MOST_WORDS]:
        versions = versions.filter(Q(title__icontains=word) | Q(trigger__icontains=word) | Q(body__icontains=word))
    return versions


def open_runs(runs: QuerySet[PlaybookRun]) -> QuerySet[PlaybookRun]:
    """Return the runs that are not closed, with `next_on` (the day of the first open step, or None), `done` and `total`."""
    is_open = Q(steps__done_on=None)
    rows = runs.filter(closed_on=None).select_related("version__playbook", "about")
    return rows.annotate(
        next_on=Min("steps__due_on", filter=is_open), done=Count("steps", filter=~is_open), total=Count("steps")
    ).order_by("next_on", "pk")


def open_steps(steps: QuerySet[RunStep], *, until: date) -> QuerySet[RunStep]:
    """Return what is not done and due by a day, in runs that are not closed, the first due first."""
    rows = steps.filter(done_on=None, due_on__lte=until, run__closed_on=None)
    return rows.select_related("run__version", "run__owner").order_by("due_on", "run", "position")


def erased_on(run: PlaybookRun) -> date:
    """Return the day on which a run is erased: a year after it was closed, and two years after it began at the latest."""
    latest = run.started_on + LONGEST
    return min(run.closed_on + KEPT, latest) if run.closed_on else latest


def expired(runs: QuerySet[PlaybookRun], *, on: date) -> QuerySet[PlaybookRun]:
    """Return the runs whose day of erasure has come."""
    return runs.filter(Q(closed_on__lte=on - KEPT) | Q(started_on__lte=on - LONGEST))


def runs_about(person: Employee) -> QuerySet[PlaybookRun]:
    """Return the runs about somebody, by whomever: part of their own data."""
    rows = PlaybookRun.objects.filter(about=person).select_related("version", "owner")
    return rows.prefetch_related("steps")

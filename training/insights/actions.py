"""What can happen to what is known of the trials? Now and then it is counted, and kept as it is shown."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from people.accounts.models import User
from people.history.actions import record
from training.insights import census, curves, queries
from training.insights.models import InsightRelease
from transition.lib.faults import Conflict
from transition.lib.locks import lock
from transition.lib.small_groups import THRESHOLD, hidden

SOONEST, USUAL = timedelta(days=90), timedelta(days=182)  # between two releases: asked for, and by itself


@transaction.atomic
def draw_release(*, on: date, by: User | None, at: datetime) -> InsightRelease:
    """Count what became of the trials by a day, hide small groups by the one rule, also against all earlier releases; keep what is shown.

    A chart stays as it was on an earlier day as long as it would show fewer points of this one.
    Raises Conflict when the last release is younger than ninety days, ValidationError while fewer than five people began a trial.
    """
    lock("insights")
    earlier = list(InsightRelease.objects.all())
    if earlier and earlier[0].on > on - SOONEST:
        raise Conflict(
            f"The numbers of {earlier[0].on:%-d %B %Y} are younger than ninety days. Many releases make few people visible."
        )
    courses = {course.person: course for course in queries.courses_until(on)}
    if len(courses) < THRESHOLD:
        raise ValidationError(f"Fewer than {THRESHOLD} people have begun a trial. There is nothing to show yet.")
    table = census.groups_of(courses.values(), on=on)
    drawn = curves.charts_of(list(courses.values()), on=on)
    groups = [*table, *(group for chart in drawn for group in curves.groups_of(chart))]
    before = [people for release in earlier for people in release.people.values()]
    hide = hidden(groups, shown_before=before)
    charts = dict(earlier[0].charts) if earlier else {}
    for chart in drawn:
        points = curves.points_of(chart, hide=hide, on=on)
        if "begun" in hide or curves.how_many(points) < curves.how_many(charts.get(chart.key)):
            hide |= {group.key for group in curves.groups_of(chart)}  # nothing of this day is shown
        else:
            charts[chart.key] = points
    release = InsightRelease.objects.create(
        on=on,
        drawn_at=at,
        threshold=THRESHOLD,
        figures=census.figures_of(table, courses, hide=hide, before=earlier[0].figures if earlier else {}, on=on),
        charts=charts,
        people={group.key: sorted(group.people) for group in groups if group.people and group.key not in hide},
    )
    record(release, "drawn", by=by, at=at, hidden=len(hide))
    return release


def run(*, on: date, at: datetime) -> int:
    """Count anew twice a year; returns 1 when it did. Twice a day is once."""
    last = InsightRelease.objects.defer("people").first()
    if last is not None and last.on > on - USUAL:
        return 0
    try:
        draw_release(on=on, by=None, at=at)
    except ValidationError:  # too few people yet
        return 0
    return 1

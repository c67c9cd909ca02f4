"""What is owed, asked of the database at once, is what one counts day by day; and HR's page shows the longest owed first."""

from datetime import date, timedelta
from random import Random

import pytest
import time_machine

from tests import crowd
from tests.training.scene import make_scene, moment
from training.home.views import MOST_TO_LOOK_AT
from training.trials import queries
from training.trials.models import SupportPromise, Trial

pytestmark = pytest.mark.django_db
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


@pytest.fixture
def support():
    """Two hundred trials with promises of every kind: once, every week, every third one; kept always, sometimes or never."""
    scene, random = make_scene(), Random(7)
    people = crowd.add_people(200, start=0, level=None, team=None, prefix="Tried")
    crowd.add_first_trials(people, sponsor=scene.lena, level=scene.level("em-3"), team=scene.team, random=random, on=scene.today)
    for promise in SupportPromise.objects.all():
        promise.every_weeks = random.choice((None, 1, 3))
        promise.due_on += random.randint(-9, 100) * DAY
        promise.save()
        promise.deliveries.filter(on__gt=promise.due_on + random.randint(-10, 60) * DAY).delete()
    for trial in Trial.objects.all()[::5]:
        trial.ends_on = None
        trial.save()
    return scene


def first_owed(promise: SupportPromise, on: date) -> date | None:
    """Walk from day to day of a promise, past as many as were kept."""
    trial = promise.trial
    until = trial.ends_on or trial.contract.ends_on or on + queries.AHEAD
    days = [promise.due_on]
    while promise.every_weeks and days[-1] + promise.every_weeks * WEEK <= until:
        days.append(days[-1] + promise.every_weeks * WEEK)
    left = days[promise.deliveries.count() :]
    return left[0] if left and left[0] < on and trial.status == "running" else None


@pytest.mark.parametrize("back", [0, 40, 120])
def test_what_is_owed_is_what_one_counts_day_by_day(support, back):
    on = support.today - back * DAY
    counted = {one.pk: day for one in SupportPromise.objects.all() if (day := first_owed(one, on))}
    everything = queries.promises_owed(SupportPromise.objects.all(), on=on)
    assert {state.promise.pk: state.late_since for state in everything} == counted
    assert queries.owed(SupportPromise.objects.all(), on=on).count() == len(counted) >= 6
    longest = sorted(counted, key=lambda pk: (counted[pk], pk))
    assert [state.promise.pk for state in queries.promises_owed(SupportPromise.objects.all(), on=on, most=5)] == longest[:5]


def test_each_group_of_hrs_page_begins_with_its_first(support):
    trials = Trial.objects.all()
    groups = {
        "late": (queries.overdue(trials, on=support.today), ("ends_on", "pk")),
        "none": (trials.none(), ("pk",)),
        "newest": (trials, ("-nominated_at", "-pk")),
    }
    found = queries.first_of_each(groups, 3)
    assert found == {
        "late": list(queries.overdue(trials, on=support.today).order_by("ends_on", "pk")[:3]),
        "newest": list(trials.order_by("-nominated_at", "-pk")[:3]),
    }


def test_hrs_page_shows_the_first_of_what_is_owed_and_says_that_there_is_more(support, signed_in, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    on = support.today + 60 * DAY
    with time_machine.travel(moment(on), tick=False):
        page = signed_in(support.hana).get("/trials/overview/").content.decode()
    owed = page.partition('aria-labelledby="owed"')[2].partition("</section>")[0]
    assert "the first 10" in owed
    assert owed.count('class="row"') == MOST_TO_LOOK_AT == 10
    assert queries.owed(SupportPromise.objects.all(), on=on).count() > 10

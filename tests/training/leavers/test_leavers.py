"""Somebody who tried leading has left: HR alone says whether it was a loss, why, and what the company caused."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from people.employees.actions import record_leaving
from people.employees.models import Employee
from people.history.models import Record
from people.notifications.models import Delivery
from tests.clock import plan
from tests.training.scene import FIRST_DAY, moment
from training.leavers import actions, queries
from training.leavers.models import LeaverReview
from training.leavers.permissions import visible_leavers
from transition.lib.access import may
from transition.lib.faults import Conflict

DAY = timedelta(days=1)
SAID = {"why": "Another company.", "caused": "The mentor never came.", "cost": "Half a year."}


@pytest.fixture(autouse=True)
def one_factor(settings) -> None:
    """HR signs in without a second factor here."""
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def left(scene) -> Employee:
    """Ines left on day 40 of her trial, Otto the same day without ever trying."""
    scene.under_way(day=40)
    for who in (scene.ines, scene.otto):
        record_leaving(Employee.objects.get(pk=who.pk), left_on=scene.today, by=None, at=scene.at)
    return Employee.objects.get(pk=scene.ines.pk)


def review(scene, who, **facts) -> LeaverReview:
    return actions.review_leaver(who, **({"is_regretted": True} | SAID | facts), **scene.acts(scene.hana))


def test_it_is_written_about_those_who_tried_and_left_and_about_nobody_else(scene):
    scene.under_way(day=40)
    with pytest.raises(Conflict, match="have left"):
        review(scene, scene.ines)
    record_leaving(Employee.objects.get(pk=scene.otto.pk), left_on=scene.today, by=None, at=scene.at)
    with pytest.raises(Conflict):
        review(scene, scene.otto)
    assert not queries.who_tried(Employee.objects.all(), on=scene.today).exists()


def test_who_left_before_the_first_day_never_tried(scene):
    scene.announced()
    record_leaving(Employee.objects.get(pk=scene.ines.pk), left_on=FIRST_DAY, by=None, at=scene.at)
    assert not queries.who_tried(Employee.objects.all(), on=FIRST_DAY + 40 * DAY).exists()


@pytest.mark.parametrize("name", ["why", "caused"])
def test_what_lacks_is_said_beside_its_field(scene, left, name):
    with pytest.raises(ValidationError) as refused:
        review(scene, left, **{name: " "})
    assert list(refused.value.message_dict) == [name]


def test_it_is_encrypted_and_replaced_and_the_history_says_only_that_it_was_written(scene, left):
    review(scene, left)
    again = review(scene, left, is_regretted=False, cost="")
    assert LeaverReview.objects.get() == again
    assert (again.is_regretted, again.by, again.written_on) == (False, scene.hana.user, scene.today)
    assert actions.read_review(again) == SAID | {"cost": ""}
    assert b"mentor" not in bytes(again.content)
    records = Record.objects.filter(subject="training.leaverreview")
    assert [(one.verb, one.details, one.employee_id) for one in records] == [("written", {}, None)] * 2


def test_hr_alone_reads_it_and_nobody_about_themself(scene, left):
    readers = (scene.hana, scene.lena, scene.dora, scene.marco, scene.ines)
    assert [one.first_name for one in readers if may(one.user, "training.review_leaver", left)] == ["Hana"]
    assert [one.first_name for one in readers if visible_leavers(one.user).exists()] == ["Hana"]
    left.user.is_hr_administrator = True
    assert not may(left.user, "training.review_leaver", left)
    assert left not in visible_leavers(left.user)


def test_hr_is_asked_once_two_weeks_later_and_not_when_it_is_written(scene, left):
    def asked() -> list[str]:
        for days in range(40):
            plan("leavers", at=moment(scene.today + days * DAY, 12))
        rows = Delivery.objects.filter(notice__kind="leavers.review", channel="inbox")
        return [(row.recipient.first_name, row.notice.occurred_at.date() - scene.today) for row in rows]

    assert asked() == [("Hana", 14 * DAY)]
    Delivery.objects.all().delete()
    review(scene, left)
    assert asked() == []


def test_hr_finds_them_from_the_numbers_and_writes_on_the_page(scene, left, signed_in):
    hana, lena, page = signed_in(scene.hana), signed_in(scene.lena), f"/leavers/{left.pk}/"
    first = hana.get("/leavers/").content.decode()
    assert "Ines Duarte" in first
    assert "No review yet" in first
    assert "Otto" not in first
    assert [lena.get(path).status_code for path in ("/leavers/", page)] == [403, 404]
    assert "A few words" not in hana.get(page).content.decode()
    assert "This field is required" in hana.post(page, SAID).content.decode(), "whether it is a loss is said, not assumed"
    assert hana.post(page, SAID | {"is_regretted": "yes"}).status_code == 302
    said = " ".join(hana.get("/leavers/").content.decode().split())
    assert f"A loss, Hana Sato on {timezone.localdate():%-d %b %Y}" in said
    assert "The mentor never came." in hana.get(page).content.decode()
    assert "The mentor never came." not in said

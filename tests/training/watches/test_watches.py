"""The months after: talks about staying, a look back for oneself, and a review that begins with the company's part."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from people.employees.actions import change_manager
from people.history.models import Record
from people.notifications.models import Delivery
from tests.clock import plan
from tests.training.scene import FIRST_DAY, moment
from training.trials import decisions
from training.trials.models import Trial
from training.watches import actions, queries
from training.watches.questions import REVIEW, TALK
from transition.lib.access import may
from transition.lib.faults import Conflict
from transition.lib.moments import months_after

DAY = timedelta(days=1)
SAID = {one.key: f"Words on {one.key}." for one in TALK}


@pytest.fixture
def confirmed(scene):
    trial = scene.under_way(day=88)
    Trial.objects.filter(pk=trial.pk).update(status="confirmed", confirmed_on=scene.today)
    return Trial.objects.get(pk=trial.pk)


def hold(scene, trial, month, who=None):
    return actions.hold_talk(trial, month=month, words=SAID, **scene.acts(who or scene.lena))


def test_a_talk_is_held_in_its_months_by_whoever_leads_then_and_read_by_those_two(scene, confirmed):
    with pytest.raises(ValidationError, match="It opens on"):
        hold(scene, confirmed, 6)
    with pytest.raises(Conflict):
        hold(scene, confirmed, 7)
    change_manager(scene.ines, manager=scene.dora, on=scene.today + timedelta(days=30), by=None, at=scene.at)
    scene.today = months_after(confirmed.confirmed_on, 6)
    talk = hold(scene, confirmed, 6, scene.dora)
    assert talk.manager == scene.dora
    assert b"Words on" not in bytes(talk.content)
    people = (scene.ines, scene.lena, scene.dora, scene.hana, scene.marco)
    assert {one.first_name for one in people if may(one.user, "training.see_stay_talk", talk)} == {"Ines", "Dora"}
    assert actions.read_words(talk) == SAID
    with pytest.raises(Conflict):
        hold(scene, confirmed, 6, scene.ines)


def test_a_look_back_is_its_writers_alone_and_in_no_history(scene, confirmed):
    scene.today = months_after(confirmed.confirmed_on, 12)
    before = Record.objects.count()
    actions.look_back(confirmed, month=12, again=2, face=5, words="Not sure.", on=scene.today)
    actions.look_back(confirmed, month=12, again=3, face=5, words="Not sure.", on=scene.today)
    (month, numbers, words), *more = actions.read_look_backs(confirmed)
    assert (month, [number for _, number in numbers], words, more) == (12, [3, 5], "Not sure.", [])
    assert Record.objects.count() == before
    assert [one.first_name for one in (scene.ines, scene.lena, scene.hana) if may(one.user, "training.look_back", confirmed)] == [
        "Ines"
    ]


def test_nobody_but_its_writer_learns_that_a_look_back_was_answered(scene, confirmed, client, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    for who, sees in ((scene.ines, True), (scene.lena, False), (scene.hana, False)):
        client.force_login(who.user)
        page = client.get(f"/watches/{confirmed.pk}/").content.decode()
        assert ("For you alone, month 6" in page) == sees
        assert "A talk about staying, month 18" in page


def write(scene, trial, role, who):
    words = {one.key: f"{role} on {one.key}." for one in REVIEW[role]}
    return actions.write_half(trial, role=role, words=words, **scene.acts(who))


def test_the_review_asks_first_what_the_organisation_caused_and_is_read_by_both_once_both_have_written(scene, confirmed, client):
    assert all("organisation" in questions[0].text for questions in REVIEW.values())
    scene.today = months_after(FIRST_DAY, 6)
    write(scene, confirmed, "candidate", scene.ines)
    with pytest.raises(Conflict):
        write(scene, confirmed, "candidate", scene.ines)
    client.force_login(scene.lena.user)
    assert "candidate on works" not in client.get(f"/watches/{confirmed.pk}/review/").content.decode()
    write(scene, confirmed, "sponsor", scene.lena)
    assert "candidate on works" in client.get(f"/watches/{confirmed.pk}/review/").content.decode()


def test_what_is_due_is_asked_a_week_ahead_and_a_week_late_and_only_of_whom_it_concerns(scene, confirmed):
    due = months_after(confirmed.confirmed_on, 6)
    for days in range(-20, 30):
        plan("watches", at=moment(due + timedelta(days=days), 12))
    told = {}
    for one in Delivery.objects.filter(notice__kind="watches.asked", notice__key__contains=":talk:6").select_related("notice"):
        told.setdefault(one.recipient.first_name, set()).add(one.notice.occurred_at.date())
    assert told == {name: {due - timedelta(days=7), due + timedelta(days=7)} for name in ("Ines", "Lena")}
    private = Delivery.objects.filter(notice__kind="watches.asked", notice__key__contains=":look_back:6")
    assert {(one.recipient.first_name, one.channel) for one in private} == {("Ines", "inbox")}


def test_today_asks_for_the_latest_of_a_kind_and_stops_when_it_is_done(scene, confirmed):
    day = months_after(confirmed.confirmed_on, 9)
    kinds = [(one.kind, one.month) for one in queries.asked_of(scene.lena, on=day)]
    assert kinds == [("review", 6), ("talk", 9)], "the talk of month 6 that never was is not asked for again"
    scene.today = day
    hold(scene, confirmed, 9)
    assert [(one.kind, one.month) for one in queries.asked_of(scene.lena, on=day)] == [("review", 6)]


def late(on) -> list[tuple[str, int]]:
    return [(one.held_by, one.month) for one in queries.late_talks(Trial.objects.all(), on=on)]


def test_a_talk_is_late_from_the_day_after_until_the_next_one(scene, confirmed):
    sixth, ninth, last = (months_after(confirmed.confirmed_on, month) for month in (6, 9, 18))
    assert [late(day) for day in (sixth, sixth + DAY, ninth - DAY)] == [[], [("Lena Okafor", 6)], [("Lena Okafor", 6)]]
    change_manager(scene.ines, manager=scene.dora, on=ninth, by=None, at=scene.at)
    assert late(ninth + DAY) == [("Dora Quist", 9)], "by whoever leads them now"
    scene.today = ninth + DAY
    hold(scene, confirmed, 9, scene.dora)
    assert late(ninth + DAY) == []
    assert [late(day) for day in (last + DAY, months_after(last, 3))] == [[("Dora Quist", 18)], []], (
        "then nobody is late any more"
    )
    Trial.objects.update(status="returning")
    assert late(last + DAY) == []


def test_hr_reads_on_the_overview_who_is_late_and_no_word_of_any_talk(scene, confirmed, signed_in, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    today = timezone.localdate()
    Trial.objects.update(confirmed_on=months_after(today, -9) - DAY)
    scene.today = months_after(today, -3)
    hold(scene, Trial.objects.get(), 6)
    page = " ".join(signed_in(scene.hana).get("/trials/overview/").content.decode().split())
    assert "Talks about staying that are late" in page
    assert "Ines Duarte, month 9" in page
    assert "Lena Okafor holds it" in page
    assert "Words on" not in page
    assert signed_in(scene.lena).get("/trials/overview/").status_code == 403


def test_a_return_ends_the_watch(scene, confirmed):
    decisions.go_back(confirmed, **scene.acts(scene.ines))
    scene.today = months_after(confirmed.confirmed_on, 6)
    with pytest.raises(Conflict):
        hold(scene, confirmed, 6)
    assert queries.asked_of(scene.lena, on=scene.today) == []

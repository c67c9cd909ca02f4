"""Thinking it through: three scores that stay three, motives, who sees them, and that nothing is left when they go."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
import time_machine
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from people.notifications.actions import deliver_due
from people.notifications.models import Delivery, InboxMessage
from people.roles.actions import take_over_shipped
from tests.clock import plan
from tests.training.scene import moment
from training.choices import actions, queries, week
from training.choices.exploration import ITEMS, MOTIVES, explored
from training.choices.models import ExplorationNote

ALL_FIVE = dict.fromkeys(ITEMS, 5)


def values(answers) -> dict[str, float | None]:
    return {score.key: score.value for score in explored(answers).scores}


def test_each_score_is_the_mean_of_its_own_items_turned_round_where_they_speak_against_it():
    assert values(ALL_FIVE) == {"affective": 4.0, "free": 3.0, "social": 4.0}  # by hand: (5+5+5+1)/4, (5+1+5+1)/4, (5+5+5+1)/4
    assert values({"a1": 5, "a2": 4, "a4": 2, "f1": 1}) == {"affective": 4.3, "free": None, "social": None}


@given(st.dictionaries(st.sampled_from(sorted(ITEMS)), st.integers(1, 5)))
def test_a_score_stays_on_its_scale_and_agreeing_more_with_what_speaks_for_it_never_lowers_it(answers):
    for score in explored(answers).scores:
        assert score.value is None or 1 <= score.value <= 5
        assert 0 <= score.width <= 200
        for key, (of, _, is_against) in ITEMS.items():
            if of == score.key and key in answers and answers[key] < 5 and score.value is not None:
                after = values({**answers, key: answers[key] + 1})[of]
                assert after <= score.value if is_against else after >= score.value


@pytest.mark.parametrize(
    ("weights", "is_so"),
    [
        ({"influence": 4}, True),
        ({"benefits": 2, "growing": 2}, True),
        ({"influence": 1, "benefits": 1, "curiosity": 3}, False),
        ({"curiosity": 4}, False),
        ({}, False),
    ],
)
def test_half_of_the_weight_on_influence_and_benefits_shows_both_tracks_first(weights, is_so):
    assert explored(weights).is_for_more_say_or_terms is is_so


def test_pressure_is_noticed_where_nothing_weighs_more():
    assert explored({"pressure": 3, "curiosity": 3}).is_under_pressure
    assert not explored({"pressure": 2, "curiosity": 3}).is_under_pressure
    assert not explored({}).is_under_pressure


def answered(**changes) -> dict[str, str]:
    return {**dict.fromkeys(ITEMS, "4"), **dict.fromkeys(MOTIVES, "0"), "words": "Since the outage.", **changes}


def test_whoever_wants_a_say_sees_both_tracks_first_and_may_go_on(scene, signed_in):
    take_over_shipped(by=scene.hana.user, at=scene.at)
    browser = signed_in(scene.ines)
    page = browser.post("/choices/explore/", answered(influence="4"), follow=True)
    assert page.redirect_chain[-1][0] == "/choices/explore/both-tracks/"
    text = page.content.decode()
    assert "IC 4" in text, "how far one comes without leading people"
    assert "EM 3" in text, "of one height with IC 3"
    assert "Roles without a title" in text
    assert "/choices/explore/seen/" in text, "nothing blocks"
    assert browser.get("/choices/explore/seen/").status_code == 200


def test_whoever_is_curious_goes_on_at_once_and_no_score_blocks(scene, signed_in):
    browser = signed_in(scene.ines)
    page = browser.post("/choices/explore/", answered(curiosity="4") | dict.fromkeys(ITEMS, "1"), follow=True)
    assert page.redirect_chain[-1][0] == "/choices/explore/seen/"
    assert "Since the outage." in page.content.decode()
    saved = browser.post("/choices/", {"wish": "try", "words": "Yes."}, follow=True)
    assert "Saved, for you alone" in saved.content.decode()


def test_nothing_need_be_answered_and_what_cannot_be_read_is_said(scene, signed_in):
    browser = signed_in(scene.ines)
    assert browser.post("/choices/explore/", {"words": ""}, follow=True).redirect_chain[-1][0] == "/choices/explore/seen/"
    page = browser.post("/choices/explore/", answered(a1="9"))
    assert page.status_code == 200
    assert "It is marked below" in page.content.decode()
    assert "Since the outage." in page.content.decode(), "nothing is lost"


def test_it_is_kept_where_nobody_reads_it_and_encrypted_anew_with_a_new_key(scene, settings):
    actions.keep_exploration(scene.ines, answers=ALL_FIVE, words="hidden thoughts", on=scene.today)
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM training_explorationnote")
        (content,) = cursor.fetchone()
    assert b"hidden" not in bytes(content)
    settings.FIELD_KEYS = ["a newer key of some length", *settings.FIELD_KEYS]
    assert (actions.encrypt_explorations_anew(), actions.encrypt_explorations_anew()) == (1, 0)
    assert actions.read_exploration(ExplorationNote.objects.get()).words == "hidden thoughts"


def test_a_colleague_sees_the_bars_only_when_let_and_never_the_words(scene, signed_in):
    actions.keep_exploration(scene.ines, answers=ALL_FIVE | {"growing": 4}, words="hidden thoughts", on=scene.today)
    interest = actions.say_interest(scene.ines, wish="curious", on=scene.today)
    actions.share_interest(interest, reader=scene.lena, at=scene.at)
    actions.share_interest(interest, reader=scene.marco, shows_exploration=True, at=scene.at)
    pages = {one: signed_in(one).get("/choices/shared/").content.decode() for one in (scene.lena, scene.marco)}
    assert "growing people" not in pages[scene.lena]
    assert "growing people" in pages[scene.marco]
    assert "Not counting what it brings" in pages[scene.marco]
    assert "hidden thoughts" not in pages[scene.marco] + pages[scene.lena]


def test_declining_leaves_no_trace(scene, signed_in):
    browser = signed_in(scene.ines)
    browser.post("/choices/explore/", answered())
    browser.post("/choices/", {"wish": "stay", "words": ""})
    page = browser.get("/choices/").content.decode()
    assert "Look at yourself against IC 4" in page, "staying opens what one can grow into"
    browser.post("/choices/take-back/")
    assert not ExplorationNote.objects.exists()
    assert queries.interest_of(scene.ines) is None
    assert not Delivery.objects.filter(notice__kind__startswith="choices").exists()


def test_what_a_move_would_change_says_whether_the_band_is_equal(scene):
    sideways = queries.preview_of(scene.ines, scene.level("em-3"), on=scene.today)
    assert (sideways.move, sideways.is_same_band) == ("lateral", True)
    upwards = queries.preview_of(scene.ines, scene.level("em-4"), on=scene.today)
    assert (upwards.move, upwards.is_same_band) == ("up", False)
    assert [way.level.key for way in queries.leading(queries.ways_from(scene.ines, on=scene.today)[1])] == ["em-3", "em-4"]


def test_the_preview_shows_the_week_and_only_levels_that_lead(scene, signed_in):
    browser = signed_in(scene.ines)
    page = browser.get(f"/choices/preview/{scene.level('em-3').pk}/").content.decode()
    assert "one height has one band" in page
    assert "What stops" in page
    assert browser.get(f"/choices/preview/{scene.level('ic-4').pk}/").status_code == 404


def test_the_week_overlaps_nowhere_and_is_a_week_one_can_work():
    for _, stretches in week.day_by_day():
        assert all(one.end <= following.start for one, following in pairwise(stretches))
        assert all(9 <= one.start < one.end <= 18 for one in stretches)
    assert 30 <= sum(share.hours for share in week.shares()) <= 40


def test_once_a_quarter_all_who_lead_are_reminded_and_of_nobody(scene):
    actions.say_interest(scene.ines, wish="try", words="secret", on=scene.today)
    first = date(2026, 4, 1)
    for days in range(0, 200, 5):
        at = moment(first + timedelta(days=days), 12)
        with time_machine.travel(at, tick=False):
            plan("choices", at=at)
            deliver_due(at=at)
    told = InboxMessage.objects.filter(subject__startswith="Raise the choice")
    assert {one.recipient for one in told} == {scene.dora, scene.lena}
    assert sorted(one.at.date() for one in told) == [date(2026, 4, 15)] * 2 + [date(2026, 7, 15)] * 2
    assert not [one for one in told if "Ines" in one.body or "secret" in one.body]


def test_a_reminder_that_could_not_be_planned_comes_later_and_once(scene):
    for day in (date(2026, 5, 9), date(2026, 5, 10)):
        at = moment(day, 12)
        with time_machine.travel(at, tick=False):
            plan("choices", at=at)
            deliver_due(at=at)
    assert InboxMessage.objects.filter(subject__startswith="Raise the choice", recipient=scene.lena).count() == 1

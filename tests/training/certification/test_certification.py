"""Observed practice: steps in order, confirmed by who is certified, a year, and one more that renews it."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from people.notifications.actions import deliver_due
from people.notifications.models import InboxMessage
from tests.clock import plan
from tests.factories import EmployeeFactory
from tests.soak import cases
from tests.training.scene import moment
from training.certification import actions, queries
from training.certification.models import Observation, PracticeLadder
from training.certification.standing import Seen, standing
from transition.lib.faults import Conflict

DAY = date(2026, 3, 2)
STEPS = [(1, 2), (2, 1), (3, 2)]


@pytest.fixture
def ladder(scene) -> PracticeLadder:
    """Interviewer as shipped; Marco is named."""
    found = actions.publish_shipped_ladders(at=moment(DAY))[0]
    actions.name_certified(found, employee=scene.marco, by=scene.hana.user, on=DAY, at=moment(DAY))
    return found


def ask(ladder, learner, observer, *, day=DAY) -> Observation:
    return actions.ask_for_observation(ladder, employee=learner, observer=observer, happened_on=day, on=day, at=moment(day))


def seen(ladder, learner, observer, *, day=DAY) -> Observation:
    row = ask(ladder, learner, observer, day=day)
    return actions.answer_observation(row, is_confirmed=True, on=day, at=moment(day))


def climb(ladder, learner, observer, *, first=DAY) -> date:
    """Six observations on six days; returns the last."""
    for number in range(6):
        seen(ladder, learner, observer, day=first + timedelta(days=number))
    return first + timedelta(days=5)


def is_certified(ladder, who, day=DAY) -> bool:
    return queries.standing_of(ladder, who).is_certified(day)


def test_the_shipped_ladder_is_published_once_and_what_hr_wrote_stays(ladder):
    assert [(one.title, one.needed) for one in ladder.steps.all()] == [("Observe", 2), ("Co-lead", 2), ("Lead, observed", 2)]
    ladder.title = "Ours"
    ladder.save()
    assert not actions.publish_shipped_ladders(at=moment(DAY))
    assert PracticeLadder.objects.get().title == "Ours"


def test_from_watching_to_certified_and_then_one_confirms_others(scene, ladder):
    steps = []
    for number in range(6):
        steps.append(seen(ladder, scene.ines, scene.marco, day=DAY + timedelta(days=number)).step.title)
        assert is_certified(ladder, scene.ines, DAY + timedelta(days=number)) == (number == 5)
    assert steps == ["Observe"] * 2 + ["Co-lead"] * 2 + ["Lead, observed"] * 2
    last = DAY + timedelta(days=5)
    assert [one for one, _ in queries.certified(ladder, on=last)] == [scene.marco, scene.ines]
    assert seen(ladder, scene.otto, scene.ines, day=last).state == "confirmed"
    assert InboxMessage.objects.filter(recipient=scene.ines, subject="You are certified: Interviewer").count() == 1


def test_it_runs_out_after_a_year_and_one_observation_renews_it(scene, ladder):
    last = climb(ladder, scene.ines, scene.marco)
    until = date(2027, 3, 7)
    assert queries.standing_of(ladder, scene.ines).until == until
    assert is_certified(ladder, scene.ines, until - timedelta(days=1))
    assert not is_certified(ladder, scene.ines, until)
    actions.name_certified(ladder, employee=scene.marco, by=scene.hana.user, on=until, at=moment(until))
    later = until + timedelta(days=40)
    assert seen(ladder, scene.ines, scene.marco, day=later).step.title == "Lead, observed"
    assert queries.standing_of(ladder, scene.ines).until == date(2028, 4, 16)
    assert last < later


def test_not_yet_needs_a_word_does_not_count_and_may_be_asked_again(scene, ladder):
    row = ask(ladder, scene.ines, scene.marco)
    with pytest.raises(ValidationError) as refused:
        actions.answer_observation(row, is_confirmed=False, on=DAY, at=moment(DAY))
    assert list(refused.value.message_dict) == ["words"]
    actions.answer_observation(row, is_confirmed=False, words="Ask on.", on=DAY, at=moment(DAY))
    with pytest.raises(Conflict):
        actions.answer_observation(row, is_confirmed=True, on=DAY, at=moment(DAY))
    assert queries.standing_of(ladder, scene.ines).steps[0][1] == 0
    assert ask(ladder, scene.ines, scene.marco).state == "asked"


def test_only_who_is_certified_confirms(scene, ladder):
    for observer, words in ((scene.lena, "not certified now"), (scene.ines, "watches themself")):
        with pytest.raises(ValidationError, match=words):
            ask(ladder, scene.ines, observer)
    row = ask(ladder, scene.ines, scene.marco)
    later = date(2027, 3, 2)
    with pytest.raises(ValidationError, match="has run out"):
        actions.answer_observation(row, is_confirmed=True, on=later, at=moment(later))


def test_a_later_step_does_not_lie_before_the_one_it_follows(scene, ladder):
    for number in (3, 4):
        seen(ladder, scene.ines, scene.marco, day=DAY + timedelta(days=number))
    with pytest.raises(ValidationError, match="6 March 2026 or later"):
        actions.ask_for_observation(
            ladder, employee=scene.ines, observer=scene.marco, happened_on=DAY, on=DAY + timedelta(days=9), at=moment(DAY)
        )
    with pytest.raises(ValidationError, match="still to come"):
        actions.ask_for_observation(
            ladder, employee=scene.pia, observer=scene.marco, happened_on=DAY + timedelta(days=1), on=DAY, at=moment(DAY)
        )


def test_asking_twice_is_asking_once(scene, ladder):
    assert ask(ladder, scene.ines, scene.marco) == ask(ladder, scene.ines, scene.marco)
    assert InboxMessage.objects.filter(recipient=scene.marco, subject__startswith="Ines Duarte: Observe").count() == 1


def test_steps_stay_once_somebody_has_begun(scene, ladder):
    facts = {"key": "interviewer", "title": "Interviewer", "summary": "", "text": "", "by": scene.hana.user, "at": moment(DAY)}
    actions.define_ladder(**facts, renewal_months=6, steps=[("Watch", 1)])
    seen(ladder, scene.ines, scene.marco)
    with pytest.raises(ValidationError, match="Somebody has begun"):
        actions.define_ladder(**facts, renewal_months=6, steps=[("Watch", 2)])
    actions.define_ladder(**facts, renewal_months=24, steps=[("Watch", 1)])
    ladder = PracticeLadder.objects.get(pk=ladder.pk)
    assert is_certified(ladder, scene.ines)
    assert queries.standing_of(ladder, scene.ines).until == date(2028, 3, 2)


def test_thirty_days_before_it_runs_out_they_are_told_once(scene, ladder):
    for days in range(300, 366, 3):
        at = moment(DAY + timedelta(days=days), 12)
        with time_machine.travel(at, tick=False):
            plan("certification", at=at)
            deliver_due(at=at)
    found = InboxMessage.objects.filter(subject__startswith="Certified as Interviewer")
    assert [(one.recipient, one.at.date()) for one in found] == [(scene.marco, date(2027, 1, 31))]


def test_who_left_is_no_longer_in_the_list(scene, ladder):
    gone = EmployeeFactory(left_on=DAY)
    actions.name_certified(ladder, employee=gone, by=scene.hana.user, on=DAY, at=moment(DAY))
    assert [one for one, _ in queries.certified(ladder, on=DAY)] == [scene.marco]


def test_a_learner_over_http(scene, ladder, signed_in, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    with time_machine.travel(moment(DAY, 12), tick=False):
        ines, marco, hana = signed_in(scene.ines), signed_in(scene.marco), signed_in(scene.hana)
        assert "Marco Bianchi" in ines.get("/certification/interviewer/").content.decode()
        refused = ines.post("/certification/interviewer/ask/", {"observer": "Lena Okafor", "happened_on": "2026-03-02"})
        assert "not certified now" in refused.content.decode()
        ines.post("/certification/interviewer/ask/", {"observer": "Marco Bianchi", "happened_on": "2026-03-02"})
        page = f"/certification/observations/{Observation.objects.get().pk}/"
        assert "Ines Duarte: Observe" in marco.get("/certification/").content.decode()
        assert ines.post(page, {"is_confirmed": "yes"}).status_code == 403
        assert hana.get(page).status_code == 404
        marco.post(page, {"is_confirmed": "yes", "words": "You wrote every question down."})
        assert "every question down" in ines.get(page).content.decode()
        assert "1 of 2 confirmed" in ines.get("/certification/interviewer/").content.decode()
        hana.post(
            "/certification/new/", {"title": "Facilitator", "key": "facilitator", "steps": "See: 1\nDo: x", "renewal_months": 12}
        )
        assert not PracticeLadder.objects.filter(key="facilitator").exists()
        hana.post(
            "/certification/new/", {"title": "Facilitator", "key": "facilitator", "steps": "See: 1\nDo: 2", "renewal_months": 12}
        )
        assert PracticeLadder.objects.get(key="facilitator").steps.count() == 2


days = st.integers(0, 900).map(lambda number: DAY + timedelta(days=number))


@pytest.mark.soak
@settings(max_examples=cases(2000, quick=50), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.builds(Seen, st.sampled_from([1, 2, 3]), days), max_size=12), st.none() | days)
def test_what_is_derived_equals_counting_by_hand(rows, named_on):
    """Day by day: certified from the first day on which every step has its number (or from being named), a year from the last that counts."""
    found = standing(STEPS, rows, named_on=named_on, renewal_months=12)
    complete = [
        day
        for day in sorted({one.on for one in rows})
        if all(sum(s.step == k and s.on <= day for s in rows) >= n for k, n in STEPS)
    ]
    begins = [day for day in (named_on, complete[0] if complete else None) if day]
    assert (found.since is None) == (not begins)
    if begins:
        assert found.since == min(begins)
        last = max([*begins, *(one.on for one in rows if one.step == 3 and one.on >= min(begins))])
        assert found.until == last.replace(year=last.year + 1, day=28 if (last.month, last.day) == (2, 29) else last.day)
    assert [many for _, many, _ in found.steps] == [sum(one.step == step for one in rows) for step, _ in STEPS]

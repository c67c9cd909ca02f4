"""Mentoring: asking, room, the line, the rhythm, the end, and who learns of it."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError

from people.history.models import Record
from people.notifications.actions import deliver_due
from people.notifications.models import InboxMessage
from tests.clock import plan
from tests.factories import EmployeeFactory
from tests.training.scene import moment
from training.mentoring import actions, queries
from training.mentoring.models import Mentoring
from training.mentoring.permissions import visible_mentorings
from transition.lib.faults import Conflict

DAY = date(2026, 3, 2)


def ask(scene, *, mentee=None, mentor=None, **facts) -> Mentoring:
    facts = {"wish": "Handing over.", "on": DAY, "at": moment(DAY)} | facts
    return actions.ask_mentor(mentee or scene.ines, mentor=mentor or scene.marco, **facts)


def running(scene, **facts) -> Mentoring:
    pair = actions.accept(ask(scene, **facts), on=DAY, at=moment(DAY))
    actions.note_session(pair, held_on=DAY, talked_about=[], by=pair.mentor, on=DAY)
    return Mentoring.objects.get(pk=pair.pk)


def end(pair, **facts) -> Mentoring:
    return actions.end_mentoring(pair, by=pair.mentee, on=DAY, at=moment(DAY), **{"is_completed": True, **facts})


def test_from_asking_to_the_end(scene):
    pair = running(scene)
    assert pair.status == "running"
    assert end(pair, what_changed="She asks before she fixes.").status == "completed"
    with pytest.raises(Conflict):
        end(pair)
    assert ask(scene).pk != pair.pk, "the same two may begin again"


def test_before_the_first_session_it_ends_early_whatever_is_said(scene):
    pair = actions.accept(ask(scene), on=DAY, at=moment(DAY))
    assert end(pair).status == "ended_early"


def test_asking_twice_is_asking_once(scene):
    assert ask(scene) == ask(scene)
    assert InboxMessage.objects.filter(recipient=scene.marco, subject="Ines Duarte would like to learn from you").count() == 1


def test_an_answer_is_given_once(scene):
    pair = actions.decline(ask(scene), at=moment(DAY))
    with pytest.raises(Conflict):
        actions.accept(pair, on=DAY, at=moment(DAY))


@pytest.mark.parametrize("name", ["lena", "dora"])
def test_inside_the_line_only_who_wants_it(scene, name):
    leader = getattr(scene, name)
    with pytest.raises(ValidationError, match="leads the other"):
        ask(scene, mentor=leader)
    with pytest.raises(ValidationError, match="leads the other"):
        ask(scene, mentee=leader, mentor=scene.ines, kind="reverse", themes=["pains"])
    assert ask(scene, mentor=leader, wants_line=True).status == "requested"


@pytest.mark.parametrize(
    ("facts", "field"), [({"wish": " "}, "wish"), ({"every_weeks": 0}, "every_weeks"), ({"every_weeks": 9}, "every_weeks")]
)
def test_what_is_refused_is_said_beside_its_field(scene, facts, field):
    with pytest.raises(ValidationError) as refused:
        ask(scene, **facts)
    assert list(refused.value.message_dict) == [field]


def test_nobody_is_their_own_mentor_and_who_left_is_nobodys(scene):
    with pytest.raises(ValidationError, match="another pair of eyes"):
        ask(scene, mentor=scene.ines)
    with pytest.raises(ValidationError, match="no longer works here"):
        ask(scene, mentor=EmployeeFactory(left_on=DAY))


def test_four_at_once_unless_the_mentor_says_otherwise(scene):
    learners = [EmployeeFactory() for _ in range(6)]
    asked = [ask(scene, mentee=one) for one in learners[:5]]
    for pair in asked[:4]:
        actions.accept(pair, on=DAY, at=moment(DAY))
    with pytest.raises(ValidationError, match="as many as they can"):
        actions.accept(asked[4], on=DAY, at=moment(DAY))
    with pytest.raises(ValidationError, match="as many as they can"):
        ask(scene, mentee=learners[5])
    actions.offer_mentoring(scene.marco, topics="Leading", capacity=5)
    actions.accept(asked[4], on=DAY, at=moment(DAY))
    assert not queries.mentors_for(learners[5], on=DAY)
    end(Mentoring.objects.get(pk=asked[0].pk))
    assert [one.employee for one in queries.mentors_for(learners[5], on=DAY)] == [scene.marco]


def test_who_could_be_asked_is_sorted_by_the_wish_and_outside_the_line(scene):
    other = EmployeeFactory()
    for person, topics in (
        (scene.lena, "Handing over"),
        (scene.ines, "Handing over"),
        (scene.marco, "Hard talks, handing over"),
        (other, "Moving abroad"),
        (EmployeeFactory(left_on=DAY), "Handing over"),
    ):
        actions.offer_mentoring(person, topics=topics)
    actions.offer_mentoring(scene.otto, topics="Handing over", is_open=False)
    assert [one.employee for one in queries.mentors_for(scene.ines, words="handing over", on=DAY)] == [scene.marco, other]


def test_what_had_its_turn_leaves_the_agenda(scene):
    pair = running(scene)
    kept, talked = (actions.add_topic(pair, text=text, by=scene.ines, at=moment(DAY)) for text in ("Later", "Now"))
    with pytest.raises(ValidationError, match="between the beginning and today"):
        actions.note_session(pair, held_on=DAY + timedelta(days=1), talked_about=[], by=scene.ines, on=DAY)
    actions.note_session(pair, held_on=DAY, notes="Good.", talked_about=[talked.pk], by=scene.ines, on=DAY)
    assert [one.text for one in pair.topics.filter(talked_about_on=None)] == [kept.text]
    assert pair.sessions.count() == 1


def test_six_silent_weeks_are_told_once_to_both(scene):
    running(scene)
    for days in range(0, 70, 3):
        day = moment(DAY + timedelta(days=days), 12)
        with time_machine.travel(day, tick=False):
            plan("mentoring", at=day)
            deliver_due(at=day)
    told = InboxMessage.objects.filter(subject__endswith="have not met for six weeks")
    assert {one.recipient for one in told} == {scene.ines, scene.marco}
    assert told.count() == 2
    assert min(one.at for one in told).date() == DAY + timedelta(days=42)


def test_nobody_else_learns_of_it(scene):
    running(scene)
    readers = (scene.ines, scene.marco, scene.lena, scene.hana, scene.dora)
    assert [one for one in readers if visible_mentorings(one.user).exists()] == [scene.ines, scene.marco]
    assert not Record.objects.filter(subject="training.mentoring").exists()


def test_reverse_mentoring_has_themes_insights_and_what_changed_because_of_them(scene):
    with pytest.raises(ValidationError) as refused:
        ask(scene, mentee=scene.marco, mentor=scene.otto, kind="reverse")
    assert list(refused.value.message_dict) == ["themes"]
    pair = running(scene, mentee=scene.marco, mentor=scene.otto, kind="reverse", themes=["pains", "tools", "moon"])
    assert pair.themes == ["tools", "pains"]
    insight = actions.note_insight(pair, text="Nobody waits for the build: they merge blind.", on=DAY)
    end(pair)
    later = DAY + timedelta(days=60)
    actions.note_change(insight, change="The build takes four minutes.", on=later)
    assert (insight.change, insight.changed_on) == ("The build takes four minutes.", later)
    actions.note_change(insight, change=" ", on=later)
    assert insight.changed_on is None
    with pytest.raises(Conflict):
        actions.note_insight(pair, text="Too late.", on=later)
    with pytest.raises(ValidationError, match="reverse"):
        actions.note_insight(running(scene), text="Elsewhere.", on=DAY)


def test_an_insight_over_http_is_seen_by_the_two_alone(scene, signed_in):
    with time_machine.travel(moment(DAY, 12), tick=False):
        pair = running(scene, mentee=scene.marco, mentor=scene.otto, kind="reverse", themes=["pains"])
        marco, otto, lena = (signed_in(one) for one in (scene.marco, scene.otto, scene.lena))
        page = f"/mentoring/{pair.pk}/"
        assert "What hurts every day" in otto.get(page).content.decode()
        assert marco.post(f"{page}insights/", {"insight-text": ""}).status_code == 400
        marco.post(f"{page}insights/", {"insight-text": "They merge blind."})
        change = f"/mentoring/insights/{pair.insights.get().pk}/"
        otto.post(change, {"change": "Four minutes."})
        assert "Four minutes." in marco.get(page).content.decode()
        assert lena.get(change).status_code == 404

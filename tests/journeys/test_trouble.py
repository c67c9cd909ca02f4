"""Something goes wrong in Lena's team: HR first, then a playbook with days; a question for the 1:1; and all of it in her calendar."""

from datetime import timedelta

import pytest

from people.notifications.actions import deliver_due, plan_due
from tests.journeys.walker import Walker
from tests.training.calendar.reading import seen
from tests.training.scene import make_scene
from training.one_on_ones.actions import open_series, plan_all, publish_shipped_questions
from training.playbooks.actions import erase_old_runs, publish_shipped
from transition.lib import moments

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(db):
    return make_scene()


@pytest.fixture
def enter(scene, days, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    days.go_to(scene.first_day)
    publish_shipped(at=moments.now())
    publish_shipped_questions(at=moments.now())

    def enter(person) -> Walker:
        walker = Walker()
        walker.client.force_login(person.user)
        return walker.open("/")

    return enter


def test_a_quarrel_from_the_first_question_to_what_was_learned(scene, days, enter):
    lena = enter(scene.lena).follow("Learning").follow("Playbooks").press("Search", q="quarrel")
    lena.follow("Two people quarrel").follow("Work through it")
    lena.press("Go on", conduct=lena.choice("not sure"), about="Otto Lind")
    assert lena.heading() == "HR comes first"
    lena.press("Tell HR")
    hana = enter(scene.hana).follow("Inbox")
    assert "Lena Okafor needs to talk with you today" in hana.text
    assert "Otto" not in hana.page.all("main")[0].text

    lena.follow("Work through it").press("Go on", conduct=lena.choice("HR has looked"), about="Otto Lind")
    assert "About Otto Lind. Begun on" in lena.text
    lena.press("Save", notes="**Tue:** interrupted Pia twice in the review.")
    lena.press("Done").press("Done")
    assert "2 of 13 steps done" in lena.text
    lena.follow("Another day").press("Move it", due_on=(scene.first_day + timedelta(days=3)).isoformat())
    run = lena.path
    assert enter(scene.hana).open(run).status == 404
    lena.press("Let HR read it")
    hana.follow("Learning").follow("Playbooks").follow("Two people quarrel")
    assert "interrupted Pia twice" in hana.open(run).text
    assert "Close it" not in hana.page.all("main")[0].text, "HR reads, and changes nothing"

    days.go_to(scene.first_day + timedelta(days=3))
    plan_due(at=moments.now())
    deliver_due(at=moments.now())
    lena = enter(scene.lena).follow("Inbox")
    assert "Two people quarrel, and the work suffers:" in lena.text
    lena.open(run).follow("Close it").press("Close it", learned="Say who decides on the first day.")
    assert "Say who decides on the first day." in lena.text
    days.go_to(scene.first_day + timedelta(days=369))
    assert erase_old_runs(on=moments.today()) == 1
    assert enter(scene.lena).open(run).status == 404


def test_a_question_onto_the_agenda_and_the_talk_into_the_calendar(scene, days, enter):
    facts = {"first_on": scene.first_day + timedelta(days=1), "at_time": moments.now().time().replace(second=0, microsecond=0)}
    series = open_series(manager=scene.lena, employee=scene.ines, by=scene.lena.user, at=moments.now(), **facts)
    ines = enter(scene.ines).follow("1:1 with Lena Okafor").follow("Career")
    question = next(node.text for node in ines.page.all("button") if node.text.startswith("Add :")).removeprefix("Add : ")
    ines.press(f"Add : {question}")
    assert enter(scene.lena).follow("1:1 with Ines Duarte").text.count(question) >= 1
    assert series.agenda.get().text == question
    ines.press("Put all of it on the agenda")
    assert series.agenda.count() == 6

    ines.open("/").follow("1:1s").follow("Calendar").press("Make my address")
    address = next(node.attrs["value"] for node in ines.page.all("input") if "transition_ics" in node.attrs.get("value", ""))
    path = address[address.index("/calendar/") :]
    talk = series.meetings.get()
    feed = Walker().client.get(path).content
    assert min(seen(feed, moments.now(), moments.now() + timedelta(days=10))) == talk.starts_at
    ines.open("/").follow("1:1 with Lena").follow("Move").press("Move", starts_at="2026-03-06T15:00")
    plan_all(at=moments.now())
    talk.refresh_from_db()
    assert talk.is_moved
    assert min(seen(Walker().client.get(path).content, moments.now(), moments.now() + timedelta(days=7))) == talk.starts_at
    ines.open("/calendar/").press("Make it void")
    assert Walker().client.get(path).status_code == 404

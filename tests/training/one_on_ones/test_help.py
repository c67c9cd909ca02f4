"""What makes a 1:1 easy: agendas that HR writes, a line noted from anywhere, the next day on the page, hints and steps where they are due."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from tests.training.scene import moment
from training.agreements.actions import note_slip, open_thread
from training.agreements.models import Slip
from training.feedback.models import Feedback
from training.one_on_ones import actions, queries
from training.one_on_ones.bank import templates
from training.one_on_ones.models import Series, TemplateVersion
from training.playbooks.actions import publish_shipped, start_run, tick_step

TUESDAY = date(2026, 2, 10)
AT = moment(TUESDAY)


@pytest.fixture
def series(scene) -> Series:
    facts = {"first_on": TUESDAY, "at_time": time(10), "time_zone": "Europe/Berlin", "by": scene.lena.user}
    return actions.open_series(manager=scene.lena, employee=scene.ines, at=moment(TUESDAY - timedelta(days=1)), **facts)


def test_hr_writes_an_agenda_as_versions_and_it_is_what_comes_onto_agendas(scene, series, signed_in, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    hana, address = signed_in(scene.hana), reverse("one_on_ones:template", args=["weekly"])
    assert "top three" in hana.get(address).content.decode()
    sent = {"hint": "Theirs first.", "lines": "- What moved\n\nWhat is stuck\n", "follows": "0"}
    assert hana.post(address, sent).status_code == 302
    assert queries.templates_in_force()["weekly"].lines == ("What moved", "What is stuck")
    assert queries.templates_in_force()["career"] == templates()["career"], "the others are as they came"
    answer = hana.post(address, sent)
    assert answer.status_code == 200
    assert "Somebody published version 1 meanwhile" in answer.content.decode()
    assert hana.post(address, sent | {"lines": "What moved", "follows": "1"}).status_code == 302
    assert list(TemplateVersion.objects.values_list("number", "is_current")) == [(2, True), (1, False)]
    signed_in(scene.ines).post(reverse("one_on_ones:use_template", args=[series.pk]), {"moment": "weekly"})
    assert [(item.text, item.moment) for item in series.agenda.all()] == [("What moved", "weekly")]
    assert signed_in(scene.lena).get(address).status_code == 403
    assert hana.get(reverse("one_on_ones:template", args=["nonsense"])).status_code == 404


@pytest.mark.parametrize("lines", ["", "\n - \n", "\n".join(f"Line {n}" for n in range(13)), "x" * 501])
def test_an_agenda_has_one_to_twelve_lines_that_fit(scene, lines):
    with pytest.raises(ValidationError):
        actions.publish_template("weekly", hint="Listen.", lines=lines, follows=0, by=scene.hana.user, at=AT)


def test_from_anywhere_a_line_goes_onto_the_agenda_or_becomes_a_promise(scene, series, signed_in):
    ines, address = signed_in(scene.ines), reverse("one_on_ones:quick")
    page = ines.get(reverse("directory:people")).content.decode()
    assert f"{address}?next=/people/" in page
    assert "Lena Okafor" in ines.get(address).content.decode()
    answer = ines.post(address, {"series": series.pk, "text": "The freeze", "kind": "agenda", "next": "/people/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/people/")
    facts = {
        "series": series.pk,
        "text": "Ask Petra",
        "kind": "promise",
        "due_on": (due_on := timezone.localdate() + timedelta(days=7)),
        "next": "https://elsewhere.example/",
    }
    assert ines.post(address, facts).headers["Location"] == reverse("one_on_ones:series", args=[series.pk])
    assert [item.text for item in series.agenda.all()] == ["The freeze"]
    [promised] = series.action_items.all()
    assert (promised.text, promised.owner, promised.due_on) == ("Ask Petra", scene.ines, due_on)
    foreign = signed_in(scene.marco).post(address, {"series": series.pk, "text": "Mine too", "kind": "agenda"})
    assert foreign.status_code == 200
    assert series.agenda.count() == 1


def test_the_page_of_a_meeting_says_when_the_next_one_is(scene, series, signed_in):
    with time_machine.travel(AT):
        page = signed_in(scene.lena).get(reverse("one_on_ones:meeting", args=[series.meetings.get().pk]))
    assert page.context["after_it"] == TUESDAY + timedelta(days=7)
    assert "After it: Tuesday 17 February." in page.content.decode()


def test_steps_of_a_playbook_that_are_due_stand_on_today_of_whoever_runs_it(scene, signed_in):
    at, today = timezone.now(), timezone.localdate()
    version = next(one for one in publish_shipped(at=at) if one.playbook.key == "conflict")
    begun = today - timedelta(days=10)
    run = start_run(version, owner=scene.lena, about=scene.ines, conduct="no", by=scene.lena.user, at=at, on=begun)
    [task] = [one for one in signed_in(scene.lena).get("/").context["day"].due if one.meta.startswith("Playbook: ")]
    assert task.url == reverse("playbooks:run", args=[run.pk])
    assert "more due" in task.meta
    for step in run.steps.filter(due_on__lte=today):
        tick_step(step, is_done=True, on=today)
    assert not [one for one in signed_in(scene.lena).get("/").context["day"].due if one.meta.startswith("Playbook: ")]
    assert "Playbook: " not in signed_in(scene.ines).get("/").content.decode()


def test_words_that_judge_get_one_hint_and_the_second_press_sends(scene, signed_in):
    lena, address = signed_in(scene.lena), reverse("feedback:give")
    said = {
        "receiver": "Ines Duarte",
        "kind": "feedback",
        "situation": "Monday",
        "behaviour": "You were rude.",
        "impact": "Silence",
    }
    said["ask"] = "Ask first"
    page = lena.post(address, said)
    assert "You wrote “You were rude”" in page.content.decode()
    assert not Feedback.objects.exists()
    assert lena.post(address, said | {"hinted": "on"}).status_code == 302
    assert Feedback.objects.get().behaviour == "You were rude."
    assert lena.post(address, said | {"behaviour": "You answered before he had finished."}).status_code == 302


def test_a_slip_is_hinted_at_by_the_same_words(scene, signed_in):
    lena, today = signed_in(scene.lena), timezone.localdate()
    said = {"topic": "Notes", "standard": "By six", "happened_on": str(today), "words": "He never sends them."}
    address = reverse("agreements:slipped", args=[scene.ines.pk])
    assert "quiet hint" in lena.post(address, said).content.decode()
    assert not Slip.objects.exists()
    assert lena.post(address, said | {"words": "None came by six."}).status_code == 302


def test_the_third_time_offers_words_and_a_playbook_the_fourth_that_somebody_is_asked_in(scene, signed_in):
    publish_shipped(at=AT)
    facts = {"happened_on": TUESDAY, "words": "None came.", "at": AT, "on": TUESDAY}
    thread = open_thread(manager=scene.lena, employee=scene.ines, topic="Notes", standard="By six", **facts)
    lena, ines = signed_in(scene.lena), signed_in(scene.ines)
    address, offers = reverse("agreements:thread", args=[thread.pk]), []
    for _ in range(4):
        page = lena.get(address).content.decode()
        offers.append(
            [words for words in ("Words for the third time", "/playbooks/underperformance/", "Ask Dora Quist") if words in page]
        )
        assert "Ask Dora Quist" not in ines.get(address).content.decode(), "by the manager's own press only"
        assert "/playbooks/underperformance/" not in ines.get(address).content.decode()
        note_slip(thread, **facts)
    third = ["Words for the third time", "/playbooks/underperformance/"]
    assert offers == [[], [], third, [*third, "Ask Dora Quist"]]
    assert signed_in(scene.dora).get(address).status_code == 404
    lena.post(reverse("agreements:ask_in", args=[thread.pk]), {"sponsor": scene.dora.pk})
    assert signed_in(scene.dora).get(address).status_code == 200

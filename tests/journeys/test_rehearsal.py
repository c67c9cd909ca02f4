"""A rehearsal, over HTTP: badly, talked over with a mentor, and three days later well."""

from datetime import date

import pytest
from django.core.management import call_command

from people.notifications.actions import deliver_due, plan_due
from tests.journeys.walker import Walker
from tests.training.rehearsals.stories import published
from transition.lib import moments

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 2)


@pytest.fixture
def walk(settings):
    """Return a function that gives somebody a browser."""
    settings.SECOND_FACTOR_REQUIRED = False

    def enter(who) -> Walker:
        walker = Walker()
        walker.client.force_login(who.user)
        return walker.open("/")

    return enter


def test_ines_rehearses_badly_talks_it_over_and_does_it_well_three_days_later(days, walk, ines, marco):
    days.go_to(MONDAY)
    published()
    page = walk(ines).follow("Learning").follow("Rehearse a conversation").press("Begin")
    assert page.heading() == "The late train"
    page.press("Leave without him")
    assert page.heading() == "It went badly"
    assert "He was at the barrier." in page.text
    assert "On Thursday 5 March" in page.text
    page.press("Let them read it", reader="Marco Bianchi")
    other = walk(marco).follow("Inbox").press("Ines Duarte lets you read a rehearsal")
    other.follow("The late train")
    assert "He was at the barrier." in other.text
    page.press("Stop")
    assert "The late train" not in other.open("/rehearsals/shared/").text

    days.go_to(date(2026, 3, 5))
    plan_due(at=moments.now())
    deliver_due(at=moments.now())
    page = walk(ines).follow("Inbox").press("Once more: The late train")
    page.press("Again").press("Ring him")
    page = walk(ines).follow("Learning").follow("Rehearsals").follow("Go on")
    assert "I am at the barrier" in page.text, "what was chosen is still chosen"
    page.press("Hold the door")
    assert page.heading() == "It went well"
    assert "On Thursday 26 March" in page.text, "once more after weeks"
    assert page.text.count("It went badly") == 1, "the other time"
    page.press("Let it rest")
    assert "Comes back" not in page.text


def test_what_comes_with_the_product_can_be_played_to_an_end_by_always_taking_the_first_choice(walk, ines):
    for _ in range(2):
        call_command("publish_texts", verbosity=0)
    page = walk(ines)
    for number in range(8):
        page.open("/rehearsals/").press("Begin")
        title = page.heading()
        for _ in range(30):
            if page.heading() != title:
                break
            choices = [one for one in page.page.all("button") if one.attrs.get("class") == "scene-choice"]
            page.press(choices[number % len(choices)].text)
        assert page.heading() in ("It went well", "It went half well", "It went badly"), title

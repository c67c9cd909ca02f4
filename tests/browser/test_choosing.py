"""From first doubt to a choice that is shared, on a phone, by keyboard alone: what Ines did before her trial, here done by Otto."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_story import FOCUSED, pick, tab_to, write

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
YES = """
from django.utils import timezone
from people.notifications.models import InboxMessage
from training.tasters.actions import answer_taster
from training.tasters.models import Taster
asked = Taster.objects.get(kind="talk", guest__first_name="Otto")
answer_taster(asked, says_yes=True, at=timezone.now())
answer = [asked.host.name, InboxMessage.objects.filter(recipient=asked.host, subject="Otto Lind asks you for a little of your time").count()]
"""


def press(tab: Page, words: str, key: str = "Enter") -> None:
    tab_to(tab, words)
    tab.keyboard.press(key)


@pytest.mark.timeout(240)
def test_from_first_doubt_to_a_shared_choice_by_keyboard_alone(visit, house):
    tab = visit(None, viewport=PHONE)
    tab.goto("/accounts/login/")
    press(tab, "Otto")
    expect(tab.locator("h1")).to_have_text("Today")
    press(tab, "Tracks")
    expect(tab.locator("h1")).to_have_text("Two tracks of equal height")
    press(tab, "My track")
    expect(tab.locator("h1")).to_have_text("My track")

    press(tab, "Would leading be something for me?")
    expect(tab.locator("h1")).to_have_text("Would leading be something for me?")
    pick(tab, "When nobody takes the lead", "4")
    pick(tab, "Influence", "4")
    pick(tab, "Growing people", "2")
    write(tab, "What I want to remember of today", "The outage, and that I asked Mei how she was.")
    press(tab, "Keep it, and see what it says")
    expect(tab.locator("h1")).to_have_text("Before you go on: both tracks")
    press(tab, "Go on")
    expect(tab.locator("h1")).to_have_text("What you said of yourself")
    expect(tab.get_by_text("too few answers").first).to_be_visible()
    expect(tab.get_by_text("The outage, and that I asked Mei")).to_be_visible()

    press(tab, "A week of a manager here")
    expect(tab.locator("h1")).to_have_text("A week of a manager here")
    press(tab, "Hear from somebody who moved")
    expect(tab.locator("h1")).to_have_text("A taste of leading")
    expect(tab.get_by_text("Went back").first).to_be_visible()
    press(tab, "Ask Lucia Ferrante")
    expect(tab.locator("h1")).to_have_text("Ask for a taste of it")
    expect(tab.get_by_label("Hear from somebody who moved")).to_be_checked()
    write(tab, "What would you like to find out?", "Whether one can really come back.")
    for _ in range(20):
        if tab.evaluate(FOCUSED) == "Ask":
            break
        tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    expect(tab.locator(".toast")).to_contain_text("Lucia Ferrante has been asked. Nobody else knows.")
    assert house.ask(YES) == ["Lucia Ferrante", 1]
    tab.reload()
    press(tab, "Hear from somebody who moved, Lucia Ferrante")
    expect(tab.get_by_text("Agreed")).to_be_visible()

    tab.goto("/choices/explore/seen/")
    pick(tab, "Today I would say", "try")
    press(tab, "Keep it, for me")
    expect(tab.locator(".toast")).to_contain_text("Saved, for you alone.")
    write(tab, "Who may read it?", "Lena Okafor")
    press(tab, "Let them read it")
    expect(tab.locator(".toast")).to_contain_text("Shared. You can stop that at any time.")

    lena = visit("lena", viewport=PHONE)
    lena.goto("/choices/shared/")
    row = lena.get_by_role("listitem").filter(has_text="Otto Lind")
    expect(row).to_contain_text("I would like to try managing")
    expect(lena.get_by_text("The outage, and that I asked Mei")).to_have_count(0)

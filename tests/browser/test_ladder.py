"""Hana at her desk: a ladder of two tracks from nothing, published, changed and published again, while nobody moves."""

import re
import sys
import time
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

ENGINEERS = ["Associate", "Advisor", "Senior Advisor", "Staff Advisor", "Senior Staff Advisor", "Principal Advisor"]
LEADERS = ["Care Lead", "Care Manager", "Senior Care Manager", "Group Care Manager", "Director of Care", "VP of Care"]
TREE = ["Listening", "  First answer", "  Hard conversations", "Building", "  Knowledge base", "People", "  Growing people"]
KEYS_A_MINUTE, SECONDS_A_CLICK = 180, 5  # of somebody who types with care, and reads before they click
PLACE = """
from django.utils import timezone
from people.employees.actions import hire_employee
from people.tracks.actions import place_employee
from people.tracks.models import Level
now, today = timezone.now(), timezone.localdate()
for name, title in (("Sun", "Staff Advisor"), ("Moon", "Care Lead"), ("Star", "Advisor")):
    one = hire_employee(first_name=name, last_name="Newcomer", hired_on=today, by=None, at=now)
    place_employee(one, level=Level.objects.get(title=title, version__status="published"), title=title, on=today, by=None, at=now)
answer = True
"""
STAND = """
from people.tracks.models import Placement
rows = Placement.objects.filter(employee__last_name="Newcomer").order_by("employee__first_name", "started_on")
answer = [[row.employee.first_name, row.level.title, row.level.version.number] for row in rows.select_related("level__version")]
"""


@dataclass
class Hand:
    """A hand on mouse and keyboard: what it does is counted, so that a person's time can be told from it."""

    tab: Page
    clicks: int = 0
    keys: int = 0

    def click(self, role: str, words: str, *, exact: bool = True, nth: int = 0) -> None:
        self.tab.locator("main").get_by_role(role, name=words, exact=exact).nth(nth).click()
        self.clicks += 1

    def type(self, label: str, words: str) -> None:
        self.tab.get_by_label(re.compile(f"^{re.escape(label)}")).first.fill(words)
        self.clicks += 1
        self.keys += len(words)

    def choose(self, label: str, words: str) -> None:
        self.tab.get_by_label(label).select_option(label=words)
        self.clicks += 2

    @property
    def minutes(self) -> float:
        """How long a person needs for the same."""
        return self.keys / KEYS_A_MINUTE + self.clicks * SECONDS_A_CLICK / 60


def test_hana_makes_a_ladder_from_nothing_in_under_ten_minutes_and_nobody_is_moved(visit, house):
    tab = visit("hana")
    hand, begun = Hand(tab), time.perf_counter()
    tab.get_by_role("navigation", name="Main").get_by_role("link", name="Tracks").click()
    tab.get_by_role("navigation", name="Main").get_by_role("link", name="Ladders").click()
    hand.clicks += 2
    hand.click("link", "Make a ladder")
    hand.type("What is the ladder called?", "Customer care")
    hand.type("First track", "Advising")
    hand.type("Its levels", "\n".join(ENGINEERS))
    hand.type("Second track, for those who lead people", "Leading")
    hand.type("Its levels, too", "\n".join(LEADERS))
    hand.type("Competencies", "\n".join(TREE))
    hand.click("button", "Make the draft")
    expect(tab.locator("h1")).to_have_text("Customer care, version 1")
    hand.click("link", "What is expected on Advising", exact=False)
    hand.click("link", "nothing said", exact=False)
    tab.locator("textarea[name='text-0']").fill("Answers on the same day, and says when they do not know yet.")
    hand.clicks, hand.keys = hand.clicks + 1, hand.keys + 60
    hand.click("button", "Save this cell")
    expect(tab.locator("main")).to_contain_text("Answers on the same day")
    hand.click("link", "Review and publish")
    hand.click("button", "Publish")
    expect(tab.locator("main")).to_contain_text("In force")
    house.ask(PLACE)
    before = house.ask(STAND)

    tab.reload()
    hand.click("button", "New draft")
    expect(tab.locator("h1")).to_have_text("Customer care, version 2")
    hand.click("link", "Staff Advisor")
    hand.type("Title", "Lead Advisor")
    hand.click("button", "Save")
    hand.click("link", "Care Lead")
    tab.get_by_text("Remove it from this draft").click()
    hand.clicks += 1
    hand.click("button", "Remove")
    hand.click("link", "Review and publish")
    hand.click("button", "Publish")
    expect(tab.locator("select:invalid")).to_have_count(1)  # the browser asks before it sends anything
    hand.choose("Leading: Care Lead is no longer there. What did it become?", "Leading: Care Manager")
    hand.click("button", "Publish")
    expect(tab.locator(".toast")).to_contain_text("Nobody was moved")
    assert house.ask(STAND) == before == [["Moon", "Care Lead", 1], ["Star", "Advisor", 1], ["Sun", "Staff Advisor", 1]]
    tab.goto("/tracks/?ladder=customer-care")
    expect(tab.locator("main")).to_contain_text("3 people on one scale")
    took = time.perf_counter() - begun
    sys.stderr.write(
        f"\nA ladder from nothing: {took:.0f} s of the browser; {hand.clicks} clicks and {hand.keys} keys, "
        f"which are {hand.minutes:.1f} minutes of a person.\n"
    )
    assert took < 600
    assert hand.minutes < 10

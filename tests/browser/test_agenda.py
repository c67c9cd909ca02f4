"""Two people write one agenda at the same time, and each loses the connection once: is every word there?"""

import random
import time

import pytest
from playwright.sync_api import Page, expect

from tests.soak import cases

pytestmark = pytest.mark.browser

BEGIN = """
from datetime import timedelta, time
from django.utils import timezone
from people.employees.models import Employee
from training.one_on_ones.actions import add_agenda_item, open_series
from training.one_on_ones.models import Series
lena, marco = (Employee.objects.get(last_name=name) for name in ("Okafor", "Bianchi"))
series = Series.objects.get(manager=lena, employee=marco, ended_on=None)
now = timezone.now()
for number in range(10):
    add_agenda_item(series, text=f"shared{number}", by=lena, at=now)
answer = series.meetings.filter(status="planned").order_by("starts_at").first().pk
"""
WORDS = """
from training.one_on_ones.models import AgendaItem
answer = " ".join(AgendaItem.objects.filter(series__employee__last_name="Bianchi").values_list("text", flat=True))
"""


def add(tab: Page, word: str) -> None:
    tab.locator("#add").fill(word)
    tab.locator("#add").press("Enter")


def change(tab: Page, number: int, word: str) -> None:
    """Add a word to an item that the other one may be changing; where they were faster, bring both together."""
    item = tab.locator(".agenda-item", has_text=f"shared{number}").first
    if not item.locator("details").evaluate("one => one.open"):
        item.locator("summary").click()
    field, said = item.locator("textarea"), item.locator("[data-said]")
    field.fill(f"{field.input_value()} {word}")
    item.get_by_role("button", name="Save").click()
    for _ in range(200):
        words = said.text_content() or ""
        if "Saved" in words or not item.locator("details").evaluate("one => one.open"):
            return
        if "Now it says:" in words:
            theirs = words.partition("Now it says: ")[2].partition(" Your words are still")[0]
            said.evaluate("one => one.textContent = ''")
            field.fill(f"{theirs} {word}")
            item.get_by_role("button", name="Save").click()
        time.sleep(0.05)
    raise AssertionError(f"{word} was neither saved nor refused: {said.text_content()}")


@pytest.mark.soak
@pytest.mark.timeout(900)
def test_every_word_of_both_is_there(visit, house):
    meeting = house.ask(BEGIN)
    tabs = {name: visit(name) for name in ("lena", "marco")}
    for tab in tabs.values():
        tab.goto(f"/one-on-ones/meetings/{meeting}/")
    seed = random.randrange(10**6)
    chance, edits, written = random.Random(seed), cases(200, quick=8), []
    away = {"lena": edits // 3, "marco": 2 * edits // 3}  # when each loses the connection, for the next edits
    for number in range(edits):
        for name, tab in tabs.items():
            word = f"{name}{number:03}"
            if number == away[name]:
                tab.context.set_offline(True)
            is_away = away[name] <= number < away[name] + 3
            if is_away or chance.random() < 0.5:
                add(tab, word)
            else:
                change(tab, chance.randrange(10), word)
            written.append(word)
            if number == away[name] + 2:
                tab.context.set_offline(False)
    for tab in tabs.values():
        tab.context.set_offline(False)
        tab.wait_for_function("() => !document.querySelector('live-agenda').waiting.length")
        expect(tab.locator("[data-agenda-status]")).to_have_text("")
    found = house.ask(WORDS).split()
    lost = [word for word in written if word not in found]
    assert not lost, f"lost (seed {seed}): {lost}"
    added = [word for word in found if word.startswith(("lena", "marco"))]
    assert len(added) == len(set(added)), "nothing came twice"
    print(f"\n{len(written)} edits from two browsers, each without a connection for three of them: every word is there")

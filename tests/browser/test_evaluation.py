"""A respondent on a phone: interrupted, resumed, done within six minutes; and afterwards nobody sees more than that they answered."""

import sys
import time

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

FIRST, SECOND = "She asks before she answers for us.", "Say earlier when a date moves."
SECONDS_A_TAP, KEYS_A_MINUTE, WORDS_A_MINUTE = 2.5, 120, 200  # of thumbs on a phone, and of reading
CLOSED = """
from transition.lib import moments
from training.evaluations.clock import sweep
moments.put_forward(20)
answer = sweep(on=moments.today(), at=moments.now())
"""


def come_in(chromium, url: str) -> Page:
    """Otto's phone, signed in with one tap."""
    context = chromium.new_context(base_url=url, viewport={"width": 390, "height": 844}, has_touch=True)
    context.set_default_timeout(20_000)
    tab = context.new_page()
    tab.goto("/accounts/login/")
    tab.get_by_role("button", name="Otto Lind").tap()
    expect(tab.locator("h1")).to_have_text("Today")
    return tab


def scales(tab: Page) -> list[str]:
    """Return the names of the questions with a scale, in the order of the page."""
    names = tab.eval_on_selector_all("main input[type=radio]", "found => found.map(one => one.name)")
    return list(dict.fromkeys(name for name in names if name.startswith("q")))


def choose(tab: Page, name: str, value: int) -> None:
    tab.locator(f"label:has(input[name='{name}'][value='{value}'])").tap()


@pytest.mark.timeout(240)
def test_otto_is_interrupted_on_his_phone_goes_on_and_sees_afterwards_only_that_he_answered(chromium, another_house):
    tab, begun = come_in(chromium, another_house.url), time.perf_counter()
    tab.goto("/evaluations/")
    tab.get_by_role("button", name="Answer").first.tap()
    expect(tab.locator("h1")).to_contain_text("How does")
    heading = tab.locator("h1").inner_text()
    words = len(tab.locator("main").inner_text().split())
    asked = scales(tab)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    half = len(asked) // 2
    for name in asked[:half]:
        choose(tab, name, 4)
    tab.locator("main textarea").first.fill(FIRST)
    tab.get_by_role("button", name="Go on later").tap()
    expect(tab.locator(".toast")).to_contain_text("Kept, sealed")
    tab.context.close()  # the train arrives

    tab = come_in(chromium, another_house.url)
    tab.goto("/evaluations/")
    tab.get_by_role("button", name="Answer").first.tap()
    expect(tab.locator("h1")).to_have_text(heading)
    expect(tab.locator("main")).to_contain_text("Your words are back")
    assert tab.locator("main textarea").first.input_value() == FIRST
    kept = tab.eval_on_selector_all("main input[type=radio]:checked", "found => found.map(one => [one.name, one.value])")
    assert kept == [[name, "4"] for name in asked[:half]]
    for name in asked[half:]:
        choose(tab, name, 5)
    tab.locator("main textarea").nth(1).fill(SECOND)
    tab.get_by_role("button", name="Seal and send").tap()
    expect(tab.locator(".toast")).to_contain_text("You answered")
    took = time.perf_counter() - begun
    minutes = words / WORDS_A_MINUTE + (len(asked) + 8) * SECONDS_A_TAP / 60 + (len(FIRST) + len(SECOND)) / KEYS_A_MINUTE
    sys.stderr.write(
        f"\nAn evaluation on a phone: {len(asked)} questions with a scale, {took:.0f} s of the browser; {words} words to read, "
        f"which are {minutes:.1f} minutes of a person.\n"
    )
    assert took < 360
    assert minutes < 6

    assert another_house.ask(CLOSED)
    tab = come_in(chromium, another_house.url)
    tab.goto("/evaluations/")
    about = heading.removeprefix("How does ").removesuffix(" lead?")
    line = tab.get_by_role("region", name="Closed").locator(".row", has_text=about)
    expect(line.first).to_contain_text("You answered")
    assert line.locator("a, button").count() == 0, "there is nothing to open"
    page = tab.content()
    assert FIRST not in page
    assert SECOND not in page
    tab.goto("/evaluations/answer/")
    assert FIRST not in tab.content()

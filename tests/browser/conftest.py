"""A real Chromium, and the demo company behind the real command."""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from people.accounts.demo import FACES
from tests.chromium import ARGUMENTS, executable
from tests.house import House, demo_house, foundation, houses


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = executable()
    if path is None and os.environ.get("REQUIRE_BROWSER"):
        pytest.fail("REQUIRE_BROWSER is set, and no Chromium was found")
    if path is None:
        pytest.skip("NO CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def house(chromium: Browser) -> Iterator[House]:
    """The demo company: one a worker, shared by the tests, which leave each other alone."""
    with demo_house(foundation(houses(), "demo")) as found:
        yield found


@pytest.fixture(scope="session")
def things(house: House) -> dict[str, int]:
    """The ids that the pages need."""
    return house.ask("from tests.things import demo_things\nanswer = demo_things()")


@pytest.fixture
def visit(chromium: Browser, house: House) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a tab signed in as one of the faces (None: nobody)."""
    names = {face.name.partition(" ")[0].lower(): face.username for face in FACES}
    contexts: list[BrowserContext] = []

    def open_tab(who: str | None, **options: object) -> Page:
        context = chromium.new_context(base_url=house.url, **options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        tab = context.new_page()
        if who:
            tab.goto("/accounts/login/")
            tab.click(f"button[value='{names[who]}']")
            tab.wait_for_url("**/")
        return tab

    yield open_tab
    for context in contexts:
        context.close()

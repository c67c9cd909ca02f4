"""A real Chromium, and the demo company behind the real command."""

import os
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import APIRequestContext, Browser, BrowserContext, Page, sync_playwright

from people.accounts.demo import FACES
from tests.chromium import ARGUMENTS, executable
from tests.house import House, demo_house, foundation, houses

USERNAMES = {face.name.partition(" ")[0].lower(): face.username for face in FACES}


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
def another_house(chromium: Browser) -> Iterator[House]:
    """A demo company for stories that change it: seasons close, people move, the clock goes on. What a story needs, it makes."""
    with demo_house(foundation(houses(), "demo")) as found:
        yield found


@pytest.fixture(scope="session")
def things(house: House) -> dict[str, int]:
    """The ids that the pages need."""
    return house.ask("from tests.things import demo_things\nanswer = demo_things()")


@pytest.fixture
def contexts(chromium: Browser, house: House) -> Iterator[Callable[..., BrowserContext]]:
    """Return a function that opens a browser of its own at the demo company's door."""
    opened: list[BrowserContext] = []

    def open_context(**options: object) -> BrowserContext:
        opened.append(chromium.new_context(base_url=house.url, **options))
        opened[-1].set_default_timeout(10_000)
        return opened[-1]

    yield open_context
    for context in opened:
        context.close()


@pytest.fixture
def visit(contexts: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """Return a function that opens a tab signed in as one of the faces (None: nobody)."""

    def open_tab(who: str | None, **options: object) -> Page:
        tab = contexts(**options).new_page()
        if who:
            tab.goto("/accounts/login/")
            tab.click(f"button[value='{USERNAMES[who]}']")
            tab.wait_for_url("**/")
        return tab

    return open_tab


@pytest.fixture
def ask_as(contexts: Callable[..., BrowserContext]) -> Callable[[str | None], APIRequestContext]:
    """Return a function that signs in as one of the faces (None: nobody) and only fetches: nothing is drawn and no script runs."""

    def sign_in(who: str | None) -> APIRequestContext:
        context = contexts()
        if who:
            page = context.request.get("/accounts/login/").text()
            token = re.search('name="csrfmiddlewaretoken" value="(.+?)"', page)
            form = {"csrfmiddlewaretoken": token[1], "username": USERNAMES[who]}
            assert context.request.post("/accounts/demo/", form=form).ok
        return context.request

    return sign_in

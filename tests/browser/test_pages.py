"""Is every page one that everybody can use: by eye, by ear, on a phone, without scripts, under the strict policy?"""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.house import SERVER
from tests.pages import pages
from tests.soak import IS_SOAK

pytestmark = pytest.mark.browser
DESKTOP, PHONE, SMALLEST = ({"width": 1280, "height": 800}, {"width": 390, "height": 844}, {"width": 320, "height": 640})
VIEWS = [(size, scheme) for size in (DESKTOP, PHONE) for scheme in ("light", "dark")]
THE_SAME = {
    "exclude": [[".rail"], ["#me"], ["#palette"], ["main :is(tbody, ul, ol) > :nth-child(n + 7)"]]
}  # the frame, and more rows
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}


def by_person(things):
    found = {}
    for page in pages(things):
        found.setdefault(page.who, []).append(page)
    return found


def faults_of_axe(tab, page, *, whole):
    """Let axe look at a page: at all of it, or at what differs from the last one (no frame, six rows a list)."""
    found = Axe().run(tab, context=None if whole else THE_SAME, options=WCAG).response["violations"]
    nodes = [(fault["id"], fault["nodes"][0]) for fault in found]
    return [f"{page.name}: {rule} at {node['target']}: {node['failureSummary'][:160]}" for rule, node in nodes]


@pytest.mark.soak
@pytest.mark.timeout(1200)
def test_every_page_is_one_that_everybody_can_use(visit, things):
    """Axe, no wider than a small phone, nothing refused, nothing from another host.

    The gate runs the tests on both databases: each time a fifth of the pages (another fifth), each in one view, the frame and long
    lists once a person. In the long run all of every page, in all four.
    """
    faults = []
    for who, theirs in by_person(things).items():
        tab = visit(who, viewport=DESKTOP, reduced_motion="reduce")
        heard, requests = [], []
        tab.on("console", lambda message, heard=heard: heard.append(message.text) if message.type == "error" else None)
        tab.on("pageerror", lambda fault, heard=heard: heard.append(str(fault)))
        tab.on("request", lambda request, requests=requests: requests.append(request.url))
        for number, page in enumerate(theirs if IS_SOAK else theirs[bool(SERVER) :: 5]):
            heard.clear()
            requests.clear()
            for size, scheme in VIEWS if IS_SOAK else [VIEWS[number % 4]]:
                tab.set_viewport_size(size)
                tab.emulate_media(color_scheme=scheme)
                tab.goto(page.path)
                faults += faults_of_axe(tab, page, whole=IS_SOAK or number == 0)
            tab.set_viewport_size(SMALLEST)
            wide = tab.evaluate("document.documentElement.scrollWidth")
            if wide > SMALLEST["width"]:
                faults.append(f"{page.name} is {wide} px wide at {SMALLEST['width']}")
            faults += [f"{page.name}: {words}" for words in heard if "404" not in words]
            ours = ("http://localhost", "http://127.0.0.1", "data:")
            faults += [f"{page.name} asks {url}" for url in requests if not url.startswith(ours)]
    assert not faults, "\n".join(faults)


@pytest.mark.soak
def test_every_page_works_without_scripts(visit, ask_as, things):
    """Those that the test above does not visit this time, in the long run all."""
    faults = []
    for who, theirs in by_person(things).items():
        asked = ask_as(who)
        for number, page in enumerate(theirs):
            if not IS_SOAK and number % 5 == bool(SERVER):
                continue
            answer = asked.get(page.path)
            if (
                answer.status != (404 if page.name in ("nothing-here", "invitation-closed") else 200)
                or "<h1" not in answer.text()
            ):
                faults.append(f"{page.name}: {answer.status}")
    assert not faults, "\n".join(faults)
    tab = visit("hana", java_script_enabled=False)
    tab.goto("/people/")
    tab.get_by_label("Search by name, title or team").fill("Otto Lind")
    tab.get_by_role("button", name="Show").click()
    tab.get_by_role("link", name="Otto Lind").click()
    tab.get_by_role("link", name="Record a move").click()
    tab.get_by_role("textbox", name="Title (optional)").fill("Engineer for retries")
    tab.get_by_role("button", name="Look at it").click()
    assert "Same level." in tab.inner_text("main")
    tab.get_by_role("button", name="Record this move").click()
    assert "Engineer for retries" in tab.inner_text(".head")

"""Does a manager of one, two, three, five or eight, and one whose reports changed under way, see exactly what was promised?"""

import pytest
from playwright.sync_api import Browser, expect

from tests.house import House

pytestmark = pytest.mark.browser

# Five teams and a sixth from which two people moved to another manager while the cycle was open. All answer 4 throughout; where three or
# more are asked, each also writes a comment. Then the release, and who looks at which report.
COMPANY = """
from datetime import timedelta
from django.utils import timezone
from people.employees.models import ReportingLine
from tests.company import PRODUCT, signed_in
from tests.training.evaluations.office import Office
from training.evaluations import actions
today = timezone.localdate()
office = Office(today=today - timedelta(days=20))
sizes = {"one": 1, "two": 2, "three": 3, "five": 5, "eight": 8, "changed": 5}
for name, size in sizes.items():
    office.team(name, size)
cycle = office.opened(*sizes)
for name in ("changed-1", "changed-2"):
    ReportingLine.objects.filter(employee=office.people[name]).update(ended_on=today - timedelta(days=15))
    office.lead("three", [name], since=today - timedelta(days=15))
    office.teams["three"].remove(name)
for name, size in sizes.items():
    office.all_say(cycle, name, [4] * size, **({"words": "A word from the team."} if size > 2 else {}))
    office.say(cycle, name, name, 3)
actions.close_cycle(cycle, on=today, at=timezone.now())
actions.release_cycle(cycle, on=today)
answer = {name: [office.evaluation(cycle, name).pk, signed_in(office.people[name].user, PRODUCT).session_key] for name in sizes}
"""
TOO_FEW, STRONG, EXACT, WORDS = "Too few answered for scores", "a strength", "80 % or more", "A word from the team."
PROMISED = {  # words that stand in the report, words that do not, dots of the team's scores
    "one": ((TOO_FEW,), (STRONG, WORDS), 0),
    "two": ((TOO_FEW,), (STRONG, WORDS), 0),
    "three": ((STRONG, "Comments are shown from 5 answers on"), (EXACT, WORDS, TOO_FEW), 0),
    "five": ((WORDS,), (EXACT, TOO_FEW), 9),
    "eight": ((WORDS, EXACT), (TOO_FEW,), 9),
    "changed": ((WORDS,), (EXACT, TOO_FEW), 9),
}


def test_each_sees_exactly_what_was_promised(chromium: Browser, house: House):
    found = house.ask(COMPANY)
    for name, (report, session) in found.items():
        context = chromium.new_context(base_url=house.url, viewport={"width": 390, "height": 844})
        context.add_cookies([{"name": "session", "value": session, "url": house.url}])
        tab = context.new_page()
        tab.goto("/evaluations/")
        tab.get_by_role("link", name="Yours: Spring").click()
        expect(tab).to_have_url(f"{house.url}/evaluations/{report}/")
        there, hidden, dots = PROMISED[name]
        tab.locator("main details").evaluate_all("all => all.forEach(one => { one.open = true; })")
        text = tab.inner_text("main")
        assert [words for words in there if words not in text] == [], name
        assert [words for words in hidden if words in text] == [], name
        assert tab.locator("main circle[r='5'][cy='11']").count() == dots, name
        for other, (theirs, _) in found.items():
            if other != name:
                assert tab.request.get(f"/evaluations/{theirs}/").status == 404, f"{name} reads the report of {other}"
        context.close()

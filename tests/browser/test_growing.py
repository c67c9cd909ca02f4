"""Growing in a real browser: a suggestion asked, given and thanked for; a sheet that fits its paper."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

FILL = """
from datetime import timedelta
from django.utils import timezone
from people.employees.models import Employee
from training.impact.actions import write_review_words
from training.impact.models import ImpactEntry
marco, today = Employee.objects.get(first_name="Marco", last_name="Bianchi"), timezone.localdate()
prose = "Refunds that took two people a whole night are now done by a queue while everybody sleeps, and nobody is called. "
kinds = ("cost", "risk", "velocity", "people")
ImpactEntry.objects.filter(employee=marco).delete()
ImpactEntry.objects.bulk_create(
    ImpactEntry(employee=marco, happened_on=today, what=(prose * 2)[: 20 + 180 * (n % 2 * {long})], so_what=kinds[n % 4],
                worth=(prose * 3)[: 30 + 270 * (n % 2 * {long})], before="40 a week", after="5 a week", credited="Otto Lind",
                evidence="The dashboard of refunds")
    for n in range(90)
)
write_review_words(marco, summary=prose * 6, ways=prose * 8, reasons=prose * 6, on=today)
answer = True
"""


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize("long", [0, 1])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_full_sheet_fits_its_paper(visit, house, paper, long):
    house.ask(FILL.replace("{long}", str(long)))
    tab = visit("marco")
    for pages in (1, 3):
        tab.goto(f"/impact/sheet/?pages={pages}")
        expect(tab.locator(".sheet li").first).to_be_visible()
        expect(tab.get_by_text(re.compile(r"\d+ more stay in your portfolio"))).to_be_visible()
        assert pages_of(tab.pdf(format=paper)) == pages, "it is full, and nothing runs over"


def test_a_question_is_answered_and_thanked_for(visit):
    lena = visit("lena")
    lena.goto("/growth/others/")
    lena.get_by_role("link", name=re.compile("Ines Duarte: how do you experience")).click()
    lena.get_by_label("How you experience it").fill("You wait now, and it shows: Otto decides more.")
    lena.get_by_role("button", name="Send").click()
    expect(lena.get_by_text("Sent to Ines Duarte, and to nobody else.")).to_be_visible()
    ines = visit("ines")
    ines.goto("/growth/")
    thanks = ines.get_by_role("button", name=re.compile("Thank you.*Lena Okafor"))
    thanks.click()
    expect(ines.get_by_text("Thank you, sent to Lena Okafor.")).to_be_visible()
    expect(thanks).to_have_count(0)


def test_from_a_one_on_one_it_is_one_tap_to_the_readme(visit, things):
    otto = visit("otto", viewport={"width": 390, "height": 844})
    otto.goto(f"/one-on-ones/meetings/{things['meeting']}/")
    otto.get_by_role("link", name="Working with Ines Duarte: the README").click()
    expect(otto.locator("h1")).to_have_text("Working with Ines Duarte")
    expect(otto.get_by_text("When I look at the ceiling I am thinking")).to_be_visible()

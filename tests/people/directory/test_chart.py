"""Who stands at the top, who below somebody, and which way leads there?"""

from datetime import date, timedelta

from django.urls import reverse

from people.employees.actions import change_manager
from tests.factories import ReportingLineFactory
from transition.lib import moments


def level(page):
    return [(row["name"], row["reports_count"]) for row in page.context["page"].items]


def test_the_chart_leads_down_one_level_at_a_time(ines, otto, sam, signed_in):
    browser, address = signed_in(sam), reverse("directory:org_chart")
    page = browser.get(address)
    assert level(page) == [("Sam Mensah", 0), ("Lena Okafor", 1)]
    page = browser.get(address, {"of": ines.pk})
    assert (page.context["head"]["name"], level(page)) == ("Ines Duarte", [("Otto Lind", 0)])
    page = browser.get(address, {"of": otto.pk})
    assert [one["name"] for one in page.context["path"]] == ["Lena Okafor", "Ines Duarte"]
    assert browser.get(address, {"of": 10**17}).status_code == 404


def test_a_line_to_come_and_one_that_has_ended_do_not_count(ines, otto, sam, signed_in):
    at = moments.now()
    ReportingLineFactory(employee=sam, manager=otto, started_on=date(2024, 1, 8), ended_on=date(2025, 1, 8))
    change_manager(otto, manager=None, on=at.date() + timedelta(days=9), by=None, at=at)
    browser, address = signed_in(sam), reverse("directory:org_chart")
    assert level(browser.get(address)) == [("Sam Mensah", 0), ("Lena Okafor", 1)]
    assert level(browser.get(address, {"of": otto.pk})) == []
    assert level(browser.get(address, {"of": ines.pk})) == [("Otto Lind", 0)]

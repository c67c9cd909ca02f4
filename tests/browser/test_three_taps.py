"""From Today to a logged 1:1: three taps on a phone, and well under a minute?"""

import time

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

BEGIN = """
from datetime import timedelta
from django.utils import timezone
from people.employees.models import Employee
from training.one_on_ones.actions import add_agenda_item, move_meeting
from training.one_on_ones.models import Series
now = timezone.now()
lena = Employee.objects.get(last_name="Okafor")
series = Series.objects.get(manager=lena, employee__last_name="Bianchi", ended_on=None)
meeting = series.meetings.filter(status="planned", starts_at__gte=now).order_by("starts_at").first()
move_meeting(meeting, starts_at=now + timedelta(minutes=10), by=lena.user, at=now)
item = add_agenda_item(series, text="Three taps and no more", by=lena, at=now)
answer = [meeting.pk, item.pk]
"""
STATE = """
from training.one_on_ones.models import AgendaItem, Meeting
answer = [Meeting.objects.get(pk={}).status, AgendaItem.objects.get(pk={}).state]
"""


def test_three_taps_from_today_to_a_logged_talk(visit, house):
    meeting, item = house.ask(BEGIN)
    tab = visit("lena", viewport={"width": 390, "height": 844}, has_touch=True)
    taps, begun = 0, time.monotonic()

    def tap(found) -> None:
        nonlocal taps
        found.tap()
        taps += 1

    tap(tab.get_by_role("link", name="Open the 1:1 with Marco Bianchi").first)
    expect(tab.locator("h1")).to_have_text("1:1 with Marco Bianchi")
    tap(tab.locator(f"#item-{item} .tick"))
    tap(tab.get_by_role("button", name="We met: log it"))
    expect(tab.locator(".toast")).to_contain_text("Logged.")
    took = time.monotonic() - begun
    assert house.ask(STATE.format(meeting, item)) == ["held", "discussed"]
    assert taps == 3
    assert took < 60
    print(f"\nthree taps, {took:.1f} seconds")

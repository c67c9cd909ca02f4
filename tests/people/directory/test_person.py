"""What does a person's page show of those they lead?"""

from datetime import date, timedelta

from django.urls import reverse

from people.tracks.actions import place_employee
from transition.lib import moments


def test_a_report_stands_where_they_stand_today_although_a_move_is_agreed(ines, otto, sam, signed_in):
    at, facts = moments.now(), {"level": None, "team": None, "by": None, "at": moments.now()}
    place_employee(otto, title="Tester of today", on=date(2024, 1, 1), **facts)
    place_employee(otto, title="Lead to be", on=at.date() + timedelta(days=60), **facts)
    page = signed_in(sam).get(reverse("directory:person", args=[ines.pk])).content.decode()
    assert "Tester of today" in page
    assert "Lead to be" not in page

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


def test_a_planned_move_is_seen_by_who_moves_and_by_hr_alone(ines, otto, hana, signed_in, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    for title, on in (("Tester", date(2024, 1, 1)), ("Lead to be", moments.today() + timedelta(days=60))):
        place_employee(otto, title=title, on=on, level=None, team=None, by=None, at=moments.now())
    pages = {who: signed_in(who).get(reverse("directory:person", args=[otto.pk])).content.decode() for who in (ines, otto, hana)}
    assert [who for who, page in pages.items() if "Lead to be" in page] == [otto, hana]
    assert "planned" in pages[otto]
    day = f"{moments.today() + timedelta(days=60):%-d %b %Y}"
    assert [who for who, page in pages.items() if day in page] == [otto, hana], "nor does the end of what is say it"


def test_a_leaving_that_lies_ahead_is_known_to_who_leaves_and_to_hr_alone(ines, otto, hana, signed_in, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    place_employee(otto, title="Tester", on=date(2024, 1, 1), level=None, team=None, by=None, at=moments.now())
    day = moments.today() + timedelta(days=40)
    signed_in(hana).post(reverse("directory:leave", args=[otto.pk]), {"left_on": day})
    pages = {who: signed_in(who).get(reverse("directory:person", args=[otto.pk])).content.decode() for who in (ines, otto, hana)}
    assert [who for who, page in pages.items() if f"{day:%-d %b %Y}" in page] == [otto, hana]


def test_a_move_says_what_would_change_and_is_none_when_nothing_does(ines, lena, hana, signed_in, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    on = date(2024, 3, 1)
    place_employee(ines, title="Engineer", on=on, level=None, team=None, by=None, at=moments.now())
    to = reverse("directory:move", args=[ines.pk])
    said = {"on": moments.today(), "level": "", "title": "Engineer", "team": "", "manager": "Lena Okafor"}
    page = signed_in(hana).post(to, said | {"record": "1"}).content.decode()
    assert "nothing would change" in page
    page = signed_in(hana).post(to, said | {"title": "Staff Engineer", "look": "1"}).content.decode()
    assert "Title: Staff Engineer, before Engineer" in page
    assert ines.placements.count() == 1
    page = signed_in(hana).post(to, said | {"title": "Staff Engineer", "on": on, "record": "1"}, follow=True).content.decode()
    assert "Recorded" in page
    assert ines.placements.get().title == "Staff Engineer"


def test_what_was_recorded_says_to_what_it_was_done(ines, hana, signed_in):
    place_employee(ines, title="Engineer", on=date(2024, 3, 1), level=None, team=None, by=hana.user, at=moments.now())
    page = signed_in(ines).get(reverse("directory:person", args=[ines.pk])).content.decode()
    assert "Place: placed, 1 Mar 2024" in page


def test_the_page_of_somebody_who_left_says_what_they_were_and_who_needs_a_manager(ines, otto, hana, signed_in, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    place_employee(ines, title="Group Manager", on=date(2024, 3, 1), level=None, team=None, by=hana.user, at=moments.now())
    page = signed_in(hana).post(reverse("directory:leave", args=[ines.pk]), {"left_on": moments.today()}, follow=True)
    told = page.content.decode()
    for words in (
        "Group Manager",
        "left on",
        "Where they stood",
        "They need a new manager.",
        "Give them one",
        "Person: leaving noted",
    ):
        assert words in told, words
    assert "Record a move" not in told


def test_a_leaving_that_lies_ahead_is_said_with_its_day(ines, hana, signed_in, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    day = moments.today() + timedelta(days=40)
    page = signed_in(hana).post(reverse("directory:leave", args=[ines.pk]), {"left_on": day}, follow=True)
    assert f"leaves on {day:%-d %b %Y}" in page.content.decode()
    assert signed_in(hana).get(reverse("directory:leave", args=[ines.pk])).context["form"]["left_on"].value() == day
    page = signed_in(hana).post(reverse("directory:leave", args=[ines.pk]), {"stays": "1"}, follow=True).content.decode()
    assert "They stay. Look at where they stand." in page
    assert "leaves on" not in page

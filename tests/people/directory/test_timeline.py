"""Somebody's whole pendulum between the tracks: places in a row are one swing, a trial is one of its own."""

from datetime import date

from django.urls import reverse

from people.directory.timeline import timeline_of
from people.tracks.actions import place_employee
from tests.training.scene import make_scene


def test_places_on_one_track_are_one_swing_and_a_trial_stands_apart(db):
    scene = make_scene(first_day=date(2026, 3, 2))
    ines, facts = scene.ines, {"by": None, "at": scene.at}
    ines.placements.all().delete()
    for day, level, kind in (
        (date(2019, 1, 1), "ic-1", "regular"),
        (date(2020, 1, 1), "ic-2", "regular"),
        (date(2022, 1, 1), "ic-2", "trial"),
        (date(2022, 4, 1), "em-2", "regular"),
        (date(2024, 4, 1), "ic-3", "regular"),
    ):
        place_employee(ines, level=scene.level(level), title=level, team=scene.team, kind=kind, on=day, **facts)
    places = list(ines.placements.select_related("level__track").order_by("started_on"))
    drawn = timeline_of(places, until=date(2026, 4, 1))
    assert [(one.rail, one.is_trial, one.length) for one in drawn.swings] == [
        ("eng", False, "3 years"),
        ("mgmt", True, "2 months"),
        ("mgmt", False, "2 years"),
        ("eng", False, "1 year, 11 months"),
    ]
    assert drawn.swings[-1].ended_on is None
    assert len(drawn.stints) == 5


def test_the_page_of_a_person_draws_it_and_says_it_as_a_table(db, client):
    scene = make_scene(first_day=date(2026, 3, 2))
    client.force_login(scene.otto.user)
    page = client.get(reverse("directory:person", args=[scene.ines.pk]))
    assert "Between the tracks" in page.content.decode()

"""Hana makes a ladder of two tracks from nothing, publishes it, changes a level, and publishes again with the map."""

import pytest
from django.utils import timezone

from people.notifications.models import InboxMessage
from people.tracks.actions import place_employee
from people.tracks.models import LadderVersion, Level, Placement
from people.tracks.queries import place_of
from tests.journeys.conftest import PASSWORD

ENGINEERS = ["Associate", "Engineer", "Senior Engineer", "Staff Engineer", "Senior Staff Engineer", "Principal Engineer"]
LEADERS = ["Team Lead", "Manager", "Senior Manager", "Group Manager", "Director", "VP"]
TREE = "Building\n  Craft\n  System design\nPeople\n  Growing people"


@pytest.fixture
def desk(hana, sign_in):
    """Hana's browser, signed in through the page for it."""
    hana.user.set_password(PASSWORD)
    hana.user.save()
    return sign_in(hana.user.username)


def rows(walker):
    """Return the rows of all tables on the page, as they are read."""
    return [" ".join(cell.text for cell in row.all("th", "td")) for row in walker.page.all("tr")]


def test_hana_makes_a_ladder_publishes_changes_a_level_and_publishes_with_the_map(desk, ines, otto, marco):
    desk.open("/").follow("Tracks").follow("Ladders").follow("Make a ladder")
    desk.press(
        "Make the draft",
        title="Engineering",
        craft_levels="\n".join(ENGINEERS),
        craft_from="1",
        lead_levels="\n".join(LEADERS),
        lead_from="3",
        competencies=TREE,
    )
    assert desk.heading() == "Engineering, version 1", desk.text
    assert next(row for row in rows(desk) if "Staff Engineer" in row).startswith("5 Senior Staff Engineer")

    desk.follow("What is expected on Engineering").follow("nothing said")
    desk.press(
        "Save this cell", **{"text-0": "Ships small changes", "text-1": "Reviews get shorter", "kind-1": "signal", "under-1": "1"}
    )
    assert "Ships small changes" in desk.text
    assert desk.faults() == []

    desk.follow("Review and publish").press("Publish")
    assert "In force" in desk.text
    version = LadderVersion.objects.get()
    assert version.status == "published"
    today = timezone.localdate()
    stand = {"by": None, "at": timezone.now(), "on": today}
    level = {one.title: one for one in Level.objects.all()}
    for who, title in ((ines, "Staff Engineer"), (otto, "Team Lead"), (marco, "Engineer")):
        place_employee(who, level=level[title], title=title, **stand)

    desk.press("New draft")
    assert desk.heading() == "Engineering, version 2"
    desk.follow("Staff Engineer").press("Save", title="Lead Engineer")
    desk.follow("Team Lead").press("Remove")
    assert "When you publish, you say what it became" in desk.text
    desk.follow("Engineer").press("Save", summary="Works **alone**.")

    desk.follow("See changes")
    assert "Staff Lead Engineer" in desk.text  # the old word struck out, the new one underlined
    assert "gone Team Lead" in desk.text
    desk.follow("Review and publish").press("Publish")
    assert "What did it become? This field is required." in desk.text
    assert LadderVersion.objects.get(number=2).status == "draft"
    desk.press("Publish", **{"gone:team-lead": desk.choice("Management: Manager")})
    assert "Nobody was moved" in desk.text
    assert place_of(ines, on=today).level == level["Staff Engineer"]  # on version 1, as before
    assert Placement.objects.count() == 3

    assert [row for row in rows(desk) if row.startswith("Team Lead")] == ["Team Lead 1 1 Manager Bring over from Team Lead"]
    desk.follow("Bring over from Team Lead")
    desk.press("Bring them over", everyone="on")
    assert "1 person stands on Manager" in desk.text
    assert place_of(otto, on=today).level.version.number == 2
    assert InboxMessage.objects.filter(recipient=otto, subject__contains="You now stand on Manager in version 2").exists()
    assert place_of(ines, on=today).level.version.number == 1

    lattice = desk.open("/tracks/")
    assert any("Lead Engineer" in row and "1 person" in row for row in rows(lattice)), rows(
        lattice
    )  # Ines is counted where she is read

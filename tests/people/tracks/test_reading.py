"""What does somebody read on the page of a level, whatever shape the framework has?"""

from django.utils import timezone

from people.tracks.actions import publish_version
from people.tracks.document import read
from people.tracks.expectations import blocks_of
from tests.people.tracks.test_documents import bring_in, small
from tests.people.tracks.test_sheets import MILESTONES


def told(version, key):
    """Return competency -> [(whose words, text)] on the page of a level."""
    level = version.level_set.get(key=key)
    levels = list(version.level_set.filter(track=level.track).order_by("order", "position"))
    return {
        block.competency.title if block.competency else "": [
            (cell.scope, " ".join([cell.expectation.summary, *(item["text"] for item in cell.items)]).strip())
            for cell in block.cells
        ]
        for block in blocks_of(level, levels=levels, version=version)
    }


def test_a_step_of_a_scale_is_read_with_the_words_that_define_it(db):
    version, _ = bring_in(read(MILESTONES.encode()))
    web = told(version, "2.2")["Web client"]
    assert ("Step 1", "Words\n\n- a list\n- of two Ships Moved a button") in web


def test_a_ladder_of_points_shows_its_steps(db):
    document = read(MILESTONES.encode())
    document["expectations"] = [cell for cell in document["expectations"] if "level" not in cell]
    version, _ = bring_in(document)
    assert [scope for scope, _ in told(version, "5")["Web client"]] == ["Step 1"]


def test_a_competency_that_inherits_shows_what_it_inherits(db):
    document = small()
    document["dimensions"] += [
        {"key": "tests", "title": "Tests", "inherits_from": "craft"},
        {"key": "x", "title": "X", "inherits_from": "tests"},
    ]
    version, _ = bring_in(document)
    assert told(version, "e1") == {
        "Craft": [("", "Ships")],
        "Tests": [("Inherited from Craft", "Ships")],
        "X": [("Inherited from Craft", "Ships")],
    }


def test_a_level_that_is_no_longer_in_force_reads_as_it_was_and_says_what_it_became(hana, signed_in, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    first, _ = bring_in(small())
    publish_version(first, by=None, at=timezone.now())
    changed = small()
    changed["levels"][0]["title"] = "Software Engineer"
    second, _ = bring_in(changed)
    publish_version(second, by=None, at=timezone.now())
    page = signed_in(hana).get(f"/tracks/levels/{first.level_set.get(key='e1').pk}/").content.decode()
    assert "<h1>Engineer</h1>" in page
    assert "In version 2 it became" in page
    assert "Software Engineer" in page

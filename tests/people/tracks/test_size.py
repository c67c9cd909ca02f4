"""Do the pages of a large ladder stay cheap: 12 levels on 3 tracks, 40 competencies, 10,000 people, three versions?"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from people.ladders.actions import begin_draft
from people.tracks.actions import place_employee, publish_version
from tests import crowd
from tests.people.tracks.test_documents import bring_in
from tests.soak import cases

LEVELS, TRACKS, COMPETENCIES = 12, 3, 40
WORDS = (
    "Takes a goal that several teams share, says what it costs, and brings it to an end that all of them remember as their own. "
)


def large() -> dict:
    """A ladder in which every cell is written."""
    kinds = ("ic", "management", "hybrid")
    levels = [
        {
            "key": f"t{track}-{n}",
            "track": f"t{track}",
            "order": n,
            "rank": f"r{n}",
            "title": f"A level of some length {n}",
            "code": f"T{n}",
        }
        for track in range(TRACKS)
        for n in range(1, LEVELS + 1)
    ]
    competencies = [{"key": f"c{n}", "title": f"A competency {n}"} for n in range(COMPETENCIES)]
    return {
        "format": "ladder-import/1",
        "framework": {"key": "large", "title": "Large"},
        "ranks": [{"key": f"r{n}", "order": n} for n in range(1, LEVELS + 1)],
        "tracks": [{"key": f"t{track}", "title": f"Track {track}", "kind": kinds[track]} for track in range(TRACKS)],
        "levels": levels,
        "dimensions": competencies,
        "expectations": [
            {"level": level["key"], "dimension": one["key"], "state": "written", "items": [{"text": WORDS, "kind": "criterion"}]}
            for level in levels
            for one in competencies
        ],
    }


@pytest.mark.soak
def test_lattice_level_and_matrix_of_a_large_ladder_keep_within_the_budget(hana, signed_in, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    now, people = timezone.now(), cases(10_000, quick=72)
    first, _ = bring_in(large(), ranks_are_grades=True)
    publish_version(first, by=None, at=now)
    levels = list(first.level_set.all())
    for number, level in enumerate(levels):
        crowd.add_people(people // len(levels), start=number * people, level=level, team=None)
    second = publish_version(begin_draft(first, by=None, at=now), by=None, at=now)
    draft = begin_draft(second, by=None, at=now)
    place_employee(hana, level=levels[0], on=now.date(), by=None, at=now)
    desk, track = signed_in(hana), draft.track_set.first()
    cell = f"{track.levels.first().pk}-{draft.competency_set.first().pk}"
    pages = [
        "/tracks/", f"/tracks/levels/{second.level_set.last().pk}/", f"/ladders/{draft.pk}/", f"/ladders/tracks/{track.pk}/matrix/",
        f"/ladders/tracks/{track.pk}/matrix/?cell={cell}", f"/ladders/{draft.pk}/publish/", f"/ladders/{draft.pk}/changes/",
        f"/ladders/{second.pk}/over/", f"/ladders/levels/{levels[1].pk}/bring/",
    ]  # fmt: skip
    over = []
    for page in pages:
        with CaptureQueriesContext(connection) as captured:
            answer = desk.get(page)
        assert answer.status_code == 200, page
        if len(captured) > 12 or len(answer.content) > 100 * 1024:
            over.append(f"{page}: {len(captured)} queries, {len(answer.content)} bytes")
    assert not over, "\n".join(over)
    assert f"{people // len(levels) * len(levels) + 1} people on one scale" in desk.get("/tracks/").content.decode().replace(
        ",", ""
    )

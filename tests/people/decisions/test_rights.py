"""Does everybody know what they may decide, now and after a move?"""

import pytest
from django.core.exceptions import ValidationError

from people.decisions import actions, queries
from people.decisions.delegation import SAYS, SIDES, stance_at
from people.decisions.models import DecisionRight
from people.decisions.permissions import visible_decision_rights
from tests.training.scene import Scene, make_scene
from transition.lib import access
from transition.lib.faults import Conflict

FACTS = {"area": "Work", "held_by": "management", "held_from": 3, "given_to": "ic", "given_from": 2}


@pytest.fixture
def scene(db, settings) -> Scene:
    """Ines stands on IC 3, of one height with EM 3, on which Lena stands."""
    settings.SECOND_FACTOR_REQUIRED = False
    return make_scene()


def right(scene: Scene, title: str, level: int, **changes) -> DecisionRight:
    return actions.add_right(title=title, level=level, **{**FACTS, **changes}, by=scene.hana.user, at=scene.at)


def says(say: queries.Say) -> dict[str, str]:
    return {one.right.title: one.says for one in say.stances}


def where(scene: Scene, name: str) -> queries.Say:
    return queries.what_may_decide(getattr(scene, name), on=scene.today)


@pytest.mark.parametrize("level", range(1, 8))
def test_what_one_side_gives_away_the_other_has(level):
    (holders, _), (others, _) = SIDES[level]
    assert (holders == "decides") + (others == "decides") == (level != 4)
    assert holders == others == "together" if level == 4 else holders != others
    assert {holders, others} <= set(SAYS)


def test_each_level_says_who_decides_for_a_manager_and_for_an_engineer(scene):
    for level in range(1, 8):
        right(scene, f"at {level}", level)
    engineer, manager = says(where(scene, "ines")), says(where(scene, "lena"))
    assert [engineer[f"at {level}"] for level in range(1, 8)] == [
        "told", "told", "asked", "together", "decides", "decides", "decides",
    ]  # fmt: skip
    assert [manager[f"at {level}"] for level in range(1, 8)] == [
        "decides", "decides", "decides", "together", "asked", "told", "free",
    ]  # fmt: skip
    assert says(where(scene, "pia")) == {}, "she stands on height 1, below both sides"
    assert queries.what_may_decide(scene.hana, on=scene.today).stances == [], "no level, nothing to say"


def test_a_team_that_does_it_otherwise_replaces_the_companys_answer_for_its_own_people_alone(scene):
    company = right(scene, "When something goes out", 1)
    other = right(scene, "When something goes out", 7, team=scene.team, replaces=company)
    assert says(where(scene, "ines")) == {"When something goes out": "decides"}
    level = scene.level("ic-3")
    level.track, level.grade  # noqa: B018
    assert says(queries.what_may_be_decided(level, scene.other_team)) == {"When something goes out": "told"}
    with pytest.raises(ValidationError, match="no answer of its own"):
        right(scene, "Twice", 3, team=scene.team, replaces=company)
    with pytest.raises(ValidationError, match="no answer of its own"):
        right(scene, "Of a team's", 3, team=scene.other_team, replaces=other)
    actions.remove_right(company, on=scene.today, by=scene.hana.user, at=scene.at)
    assert says(where(scene, "ines")) == {}, "what replaces it goes with it"
    with pytest.raises(Conflict):
        actions.change_right(other, level=3, by=scene.hana.user, at=scene.at)


def test_a_move_of_equal_height_shows_what_one_says_more_and_what_less(scene, signed_in):
    right(scene, "Hiring", 3)
    right(scene, "Building", 6)
    right(scene, "Holidays", 4)
    engineer, manager = (scene.version.level_set.select_related("track", "grade").get(key=key) for key in ("ic-3", "em-3"))
    changes = queries.what_a_move_changes(engineer, manager, team=scene.team)
    assert [(one.right.title, one.is_more) for one in changes] == [("Building", False), ("Hiring", True)]
    page = signed_in(scene.ines).get(f"/decisions/?at={manager.pk}").content.decode()
    more, _, less = page.partition("You would say less in")
    assert "A move at the same height" in page
    assert "Hiring" in more
    assert "Hiring" not in less
    assert "Building" in less
    assert "Holidays" not in page, "what stays the same is no change"


def test_whoever_leads_a_team_writes_its_own_answers_and_nobody_elses(scene, signed_in):
    company = right(scene, "Hiring", 3)
    form = {**FACTS, "title": "Hiring", "level": 5, "asked": "", "told": "", "details": ""}
    for who, team, status in (
        ("ines", "Dispatch", 403),
        ("lena", "Depot", 403),
        ("lena", "Nowhere", 200),
        ("lena", "dispatch", 302),
    ):
        sent = signed_in(getattr(scene, who)).post(f"/decisions/rights/{company.pk}/team/", {**form, "team": team})
        assert sent.status_code == status, (who, team)
    own = DecisionRight.objects.get(team=scene.team)
    assert own.replaces == company
    for who, may in {"hana": True, "lena": True, "dora": True, "ines": False, "otto": False}.items():
        user = getattr(scene, who).user
        assert access.may(user, "people.change_decision_right", own) == may, who
        assert own in visible_decision_rights(user)
    assert not access.may(scene.lena.user, "people.change_decision_right", company)
    assert "Dispatch" in signed_in(scene.otto).get("/decisions/rights/").content.decode()


def test_what_comes_with_the_product_gives_both_tracks_something_to_decide_at_every_height(scene):
    new = actions.publish_shipped_rights(at=scene.at)
    assert len(new) > 20
    assert actions.publish_shipped_rights(at=scene.at) == []
    counts = queries.decided_by_height(list(range(1, 8)))
    assert all(counts[height, "ic"] > 0 for height in range(1, 8))
    assert counts[7, "management"] >= counts[3, "management"] > 0
    assert stance_at(new[0], {"any", "management"}, 3).says == "decides"

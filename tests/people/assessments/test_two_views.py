"""Ines looks at herself, Lena looks apart, then both read both: who reads what, and when?"""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from people.assessments import actions
from people.assessments.comparison import lines_of, missing
from people.assessments.models import Assessment, AssessmentMark
from people.assessments.queries import blocks_for, next_on_track
from people.history.models import Record
from people.notifications.models import InboxMessage
from people.tracks.actions import place_employee, publish_version
from people.tracks.models import Level
from tests.people.tracks.test_documents import bring_in, small
from transition.lib.faults import Conflict


@pytest.fixture
def senior(ines):
    """The level above Ines's, on a published ladder of two competencies."""
    document = small()
    document["dimensions"].append({"key": "reach", "title": "Reach"})
    document["expectations"] += [
        {"level": "e2", "dimension": "craft", "state": "same_as_previous"},
        {"level": "e2", "dimension": "reach", "state": "written", "items": [{"text": "Makes two teams better"}]},
    ]
    version, _ = bring_in(document, ranks_are_grades=True)
    publish_version(version, by=None, at=timezone.now())
    place_employee(ines, level=version.level_set.get(key="e1"), on=timezone.localdate(), by=None, at=timezone.now())
    return Level.objects.select_related("version", "track").get(version=version, key="e2")


@pytest.fixture
def browsers(ines, hana, sam, signed_in, settings):
    """The browsers of Ines, Lena, Hana and Sam."""
    settings.SECOND_FACTOR_REQUIRED = False
    return [signed_in(one) for one in (ines, ines.lines.get().manager, hana, sam)]


def keys(level):
    return {one.key: one.pk for one in level.version.competency_set.all()}


def fields(level, **marks):
    """Return what is typed into the form: competency -> (mark, evidence)."""
    typed = {}
    for key, (mark, evidence) in marks.items():
        typed |= {f"mark-{keys(level)[key]}": mark, f"evidence-{keys(level)[key]}": evidence}
    return typed


def test_two_views_of_one_level_from_the_first_look_to_the_conversation(lena, senior, browsers):
    me, boss, hr, stranger = browsers
    page = me.post(f"/assessments/levels/{senior.pk}/begin/", follow=True)
    address = page.request["PATH_INFO"].removesuffix("mark/")
    me.post(f"{address}mark/", fields(senior, craft=("exceeding", "Planted evidence one"), reach=("towards", "")))
    for other in (boss, hr, stranger):
        assert other.get(address).status_code == other.get(f"{address}mark/").status_code == 404
        assert "Senior" not in other.get("/assessments/").content.decode()
    assert not Record.objects.filter(subject="people.assessment").exists()

    me.post(f"{address}share/")
    assert InboxMessage.objects.filter(recipient=lena, subject__contains="asks how you see them").count() == 1
    asked = boss.get(f"{address}mark/").content.decode()
    assert "Planted evidence one" not in asked + boss.get(address).content.decode()
    assert me.get(f"{address}mark/").status_code == 409
    assert hr.get(address).status_code == 404
    boss.post(f"{address}mark/", fields(senior, craft=("towards", "Planted evidence two")))
    assert "Planted evidence two" not in me.get(address).content.decode()
    refused = boss.post(f"{address}open/", follow=True).content.decode()
    assert "1 more to mark" in refused
    boss.post(f"{address}mark/", fields(senior, craft=("towards", "Planted evidence two"), reach=("meeting", "")))
    boss.post(f"{address}open/")

    for one in (me, boss):
        text = one.get(address).content.decode()
        assert "Planted evidence one" in text
        assert "Planted evidence two" in text
        assert "Worth a conversation" in text
        assert "two steps apart on Craft" in text
        assert boss.get(f"{address}mark/").status_code == 409
    assert hr.get(address).status_code == 404
    assert me.post(f"{address}take-back/").status_code == 403
    mine = me.get("/assessments/").content.decode()
    assert "What still lies between you and it" in mine
    assert "Reach" in mine


def test_taking_back_takes_the_managers_marks_along(ines, lena, senior):
    found = actions.begin_assessment(ines, level=senior, on=timezone.localdate())
    assert actions.begin_assessment(ines, level=senior, on=timezone.localdate()) == found
    with pytest.raises(ValidationError, match="at least one"):
        actions.share_assessment(found, manager=lena, by=ines.user, at=timezone.now())
    actions.mark_level(found, side="self", marks={keys(senior)["craft"]: ("meeting", "")})
    with pytest.raises(ValidationError, match="report to nobody"):
        actions.share_assessment(found, manager=None, by=ines.user, at=timezone.now())
    actions.share_assessment(found, manager=lena, by=ines.user, at=timezone.now())
    with pytest.raises(Conflict, match="shared already"):
        actions.share_assessment(found, manager=lena, by=ines.user, at=timezone.now())
    actions.mark_level(found, side="manager", marks={keys(senior)["craft"]: ("towards", "")})
    with pytest.raises(Conflict, match="take it back first"):
        actions.discard_assessment(found)
    actions.take_back_assessment(found, at=timezone.now())
    assert set(AssessmentMark.objects.values_list("side", flat=True)) == {"self"}
    with pytest.raises(Conflict, match="taken back"):
        actions.mark_level(found, side="manager", marks={})
    actions.discard_assessment(found)
    assert not Assessment.objects.exists()


def test_an_assessment_is_frozen_to_its_version_and_the_level_before_speaks_for_its_next(ines, senior):
    blocks = blocks_for(senior)
    assert [block.competency.key for block in blocks] == ["craft", "reach"]
    assert blocks[0].cells[0].taken_from.key == "e1"
    assert [line.block.competency.key for line in missing(lines_of(blocks, []))] == ["craft", "reach"]
    assert next_on_track(ines, on=timezone.localdate())[1] == senior
    found = actions.begin_assessment(ines, level=senior, on=timezone.localdate())
    changed = small()
    changed["levels"][1]["title"] = "Somebody else"
    publish_version(bring_in(changed)[0], by=None, at=timezone.now())
    assert Assessment.objects.get(pk=found.pk).level.title == "Senior"
    assert next_on_track(ines, on=timezone.localdate())[1].title == "Somebody else"  # one grows on the version in force
    draft, _ = bring_in({**changed, "tracks": [*changed["tracks"], {"key": "x", "title": "X", "kind": "ic"}]})
    with pytest.raises(ValidationError, match="not published"):
        actions.begin_assessment(ines, level=draft.level_set.first(), on=timezone.localdate())

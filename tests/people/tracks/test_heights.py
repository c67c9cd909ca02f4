"""Can the height of a level on which people stand change without anybody seeing it?"""

import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from people.ladders.actions import begin_draft, save_level
from people.tracks.actions import place_employee, publish_version, set_heights
from people.tracks.models import Grade
from tests.people.tracks.test_documents import bring_in, small


def test_a_height_on_which_people_stand_changes_only_by_a_new_version(db, hana, signed_in, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    version, _ = bring_in(small(), grades={"r1": 3, "m2": 5})
    publish_version(version, by=hana.user, at=timezone.now())
    client, page = signed_in(hana), f"/tracks/ladders/{version.pk}/heights/"
    assert re.findall(r'name="height:([^"]+)"', client.get(page).content.decode()) == ["r2"], "only what was not said yet is open"
    assert client.post(page, {"height:r2": "5", "height:r1": "1"}).status_code == 302
    heights = dict(version.level_set.values_list("key", "grade__order"))
    assert heights == {"e1": 3, "e2": 5, "m2": 5}, "what was open is said, and nothing else is heard"
    assert "Every height is said" in client.get(page).content.decode()
    for grades in ({"r1": 2}, {"e1": None}):
        with pytest.raises(ValidationError, match=r"People stand on these .* Engineer .*\(3\)"):
            set_heights(version, grades=grades, by=hana.user, at=timezone.now())
    with pytest.raises(ValidationError, match="Begin a new draft"):
        bring_in(small(), ranks_are_grades=True)
    assert bring_in(small(), grades={"r1": 3}) == (version, False), "the same again says nothing new"
    assert dict(version.level_set.values_list("key", "grade__order")) == heights
    draft = begin_draft(version, by=hana.user, at=timezone.now())
    set_heights(draft, grades={"r1": 4}, by=hana.user, at=timezone.now())
    assert "Height" in client.get(f"/ladders/{draft.pk}/changes/").content.decode()
    publish_version(draft, by=hana.user, at=timezone.now())
    assert draft.level_set.get(key="e1").grade.order == 4


def test_a_height_typed_in_a_draft_is_named_before_publishing_and_comes_off_the_scale_again(hana, ines, signed_in, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    act = {"by": hana.user, "at": timezone.now()}
    version, _ = bring_in(small(), ranks_are_grades=True)
    publish_version(version, **act)
    level = version.level_set.get(key="e2")
    place_employee(ines, level=level, on=date(2024, 3, 1), **act)
    draft = begin_draft(version, **act)
    same = draft.level_set.get(key="e2")
    save_level(same.track, same, title=same.title, code=same.code, height=77, **act)
    page = signed_in(hana).get(reverse("ladders:publish", args=[draft.pk])).content.decode()
    assert f"{same}: 77, before {level.grade.order}; 1 person stands there" in " ".join(page.split())

    grades, far = reverse("tracks:grades"), Grade.objects.get(order=77)
    assert signed_in(hana).post(grades, {"remove_grade": far.pk}).status_code == 409
    save_level(same.track, same, title=same.title, code=same.code, height=level.grade.order, **act)
    assert f'value="{far.pk}">Take off' in " ".join(signed_in(hana).get(grades).content.decode().split())
    signed_in(hana).post(grades, {"remove_grade": far.pk})
    assert not Grade.objects.filter(order=77).exists()
    signed_in(hana).post(grades, {"grade-order": level.grade.order, "grade-title": "Senior", "add_grade": "1"})
    assert Grade.objects.get(order=level.grade.order).title == "Senior"

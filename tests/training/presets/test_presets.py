"""Presets: HR writes versions, and what is under way keeps the one it was made from."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from training.presets.actions import publish_preset, publish_shipped_presets
from training.presets.models import PresetVersion
from training.presets.queries import current_presets, versions_of
from training.presets.texts import SHIPPED

pytestmark = pytest.mark.django_db


def test_three_come_along_once_and_what_hr_edited_stays(scene):
    assert [one.title for one in publish_shipped_presets(at=scene.at)] == ["90 days", "180 days", "Acting, with an open end"]
    changed = publish_preset(replace(SHIPPED[0], extension_days=14), why="A month was long.", by=scene.hana.user, at=scene.at)
    assert (changed.number, publish_shipped_presets(at=scene.at)) == (2, [])
    assert publish_preset(replace(SHIPPED[0], extension_days=14), by=None, at=scene.at) == changed, (
        "the same words change nothing"
    )
    assert [(one.preset.key, one.number) for one in current_presets()] == [("90-days", 2), ("180-days", 1), ("acting", 1)]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"days": None}, "days"),
        ({"days": 20}, "days"),
        ({"review_days": 30}, "days"),
        ({"check_ins": ((95, "usual"),)}, "check_ins"),
        ({"check_ins": ((30, "poem"),)}, "check_ins"),
        ({"span_to": 9}, "span_to"),
        ({"extension_days": 90}, "extension_days"),
        ({"conditions": ["programme"]}, "conditions"),
    ],
)
def test_a_preset_that_cannot_be_lived_by_is_refused_at_its_field(scene, changes, field):
    with pytest.raises(ValidationError) as fault:
        publish_preset(replace(SHIPPED[0], **changes), by=None, at=scene.at)
    assert field in fault.value.message_dict
    assert not PresetVersion.objects.exists()


def test_hr_writes_a_version_on_a_page_and_a_bad_line_loses_nothing(scene, client, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    publish_shipped_presets(at=scene.at)
    client.force_login(scene.hana.user)
    said = {
        "title": "90 days", "days": "90", "check_ins": "20 first\n60", "extension_days": "14", "conditions": ["check_ins", "support"],
        "span_from": "2", "span_to": "3", "span_warning": "5", "why": "Earlier and smaller.",
    }  # fmt: skip
    page = client.post("/presets/90-days/edit/", said | {"check_ins": "soon usual"}).content.decode()
    assert "Cannot be read: soon usual" in page
    assert "Earlier and smaller." in page
    client.post("/presets/90-days/edit/", said)
    new = versions_of("90-days").first()
    assert (new.number, new.check_ins, new.extension_days) == (2, [[20, "first"], [60, "usual"]], 14)


def test_hr_writes_another_way_to_try(scene, signed_in, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    publish_shipped_presets(at=scene.at)
    hana, said = signed_in(scene.hana), {"title": "New", "days": 60, "check_ins": "30 first\r\n55 last", "why": "Shorter."}
    said |= {"extension_days": 0, "span_from": 2, "span_to": 4, "span_warning": 6}
    said["conditions"] = PresetVersion.Condition.values
    answer = hana.post(reverse("presets:new"), said, follow=True)
    assert answer.redirect_chain[-1][0] == "/presets/new-2/", "its address is not that of this very page"
    assert [(one.title, one.days) for one in current_presets()][-1] == ("New", 60)
    assert "New" in hana.get(reverse("presets:presets")).content.decode()
    assert signed_in(scene.ines).get(reverse("presets:new")).status_code == 403

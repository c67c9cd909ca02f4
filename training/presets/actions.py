"""What can happen to presets? HR writes a new version; those before it stay as they were."""

from dataclasses import fields
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from people.accounts.models import User
from people.history.actions import record
from training.presets import queries
from training.presets.models import PresetVersion, TrialPreset
from training.presets.texts import SHIPPED, PresetText, faults_of


@transaction.atomic
def publish_preset(text: PresetText, *, why: str = "", by: User | None, at: datetime) -> PresetVersion:
    """Write a preset, as a new version when there is one already; the same words again change nothing.

    Raises ValidationError by field of PresetText (texts.faults_of).
    """
    if faults := faults_of(text):
        raise ValidationError(faults)
    preset, _ = TrialPreset.objects.select_for_update().get_or_create(key=text.key)
    before = queries.versions_of(text.key).first()
    said = {one.name: getattr(text, one.name) for one in fields(PresetText) if one.name != "key"}
    said |= {"check_ins": [list(pair) for pair in sorted(text.check_ins)], "conditions": list(text.conditions)}
    if before and all(getattr(before, name) == value for name, value in said.items()):
        return before
    number = before.number + 1 if before else 1
    made = PresetVersion.objects.create(preset=preset, number=number, why=why.strip(), by=by, at=at, **said)
    record(made, "published", by=by, at=at, key=text.key, number=number)
    return made


def publish_shipped_presets(*, at: datetime) -> list[PresetVersion]:
    """Write the presets that come with the product and are not there yet; what HR has edited stays."""
    known = set(TrialPreset.objects.values_list("key", flat=True))
    return [publish_preset(text, by=None, at=at) for text in SHIPPED if text.key not in known]

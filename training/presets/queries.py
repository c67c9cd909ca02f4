"""Which version of a preset counts today?"""

from django.db.models import F, Max, QuerySet

from training.presets.models import PresetVersion, TrialPreset
from transition.lib.addresses import free_key


def current_presets() -> QuerySet[PresetVersion]:
    """Return the newest version of each preset, in the order in which the presets were made (one query)."""
    newest = PresetVersion.objects.annotate(newest=Max("preset__versions__number")).filter(number=F("newest"))
    return newest.select_related("preset", "by__employee").order_by("preset")


def free_key_of(title: str) -> str:
    """Return the key of a new preset."""
    taken = {"new", *TrialPreset.objects.values_list("key", flat=True)}
    return free_key(title, taken, otherwise="preset", longest=34)


def versions_of(key: str) -> QuerySet[PresetVersion]:
    """Return every version of a preset, the newest first."""
    return PresetVersion.objects.filter(preset__key=key).select_related("preset", "by__employee").order_by("-number")

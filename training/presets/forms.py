"""What may be typed in?"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from training.presets.models import PresetVersion
from training.presets.texts import PresetText
from transition.lib.fields import Area


class PresetForm(forms.Form):
    title = forms.CharField(label="What it is called", max_length=80)
    days = forms.IntegerField(label="Days", required=False, help_text="Leave it empty for an open end.")
    review_days = forms.IntegerField(label="Or: an open end, with a review every so many days", required=False)
    check_ins = forms.CharField(
        label="Check-ins",
        required=False,
        max_length=2000,
        widget=Area(5),
        help_text="One a line: days after the first day, then which questions: first, usual or last. As: 30 usual",
    )
    extension_days = forms.IntegerField(label="Days by which both sides can extend it, once", initial=0, min_value=0)
    conditions = forms.MultipleChoiceField(
        label="What a confirmation needs", choices=PresetVersion.Condition.choices, widget=forms.CheckboxSelectMultiple
    )
    span_from = forms.IntegerField(label="At least how many people they lead", min_value=1)
    span_to = forms.IntegerField(label="At most how many people they lead", min_value=1)
    span_warning = forms.IntegerField(label="More than this is warned about", min_value=1)
    why = forms.CharField(label="What changes with this version, and why", max_length=300)

    @staticmethod
    def initial_of(version: PresetVersion) -> dict[str, Any]:
        """Return what the form begins with: the version that counts today."""
        names = ("title", "days", "review_days", "extension_days", "conditions", "span_from", "span_to", "span_warning")
        lines = "\n".join(f"{day} {form}" for day, form in version.check_ins)
        return {name: getattr(version, name) for name in names} | {"check_ins": lines}

    def clean_check_ins(self) -> list[tuple[int, str]]:
        found = []
        for line in self.cleaned_data["check_ins"].splitlines():
            words = line.split()
            if words:
                if not words[0].isdecimal() or len(words[0]) > 3 or len(words) > 2:
                    raise ValidationError(
                        f"Cannot be read: {line[:40]}. A line says a number of days and which questions, as: 30 usual"
                    )
                found.append((int(words[0]), words[1] if len(words) == 2 else "usual"))
        return found

    def text(self, key: str) -> PresetText:
        """Return what the form says, as `actions.publish_preset` takes it."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "why"}
        return PresetText(key=key, **said)

"""What may be typed in?"""

from typing import Any

from django import forms

from people.notifications.kinds import choosable

HOURS = [(hour, f"{hour:02}:00") for hour in range(24)]


class ChoiceForm(forms.Form):
    wants_digest = forms.TypedChoiceField(
        label="Mail",
        choices=[("0", "One mail for each message, at once"), ("1", "One mail a day with everything")],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    digest_hour = forms.TypedChoiceField(label="The daily mail comes at", choices=HOURS, coerce=int)
    quiet_from = forms.TypedChoiceField(label="Quiet from", choices=HOURS, coerce=int)
    quiet_until = forms.TypedChoiceField(
        label="Quiet until",
        choices=HOURS,
        coerce=int,
        help_text="No mail in between but the daily one, in your own time. The same hour twice: never quiet.",
    )
    wanted = forms.MultipleChoiceField(
        label="Also by mail",
        help_text="Your inbox here has everything in any case. Open a group to leave some of it out.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, is_hr: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = choosable(is_hr=is_hr)
        self.offered = [kind.name for kinds in groups.values() for kind in kinds]
        self.fields["wanted"].choices = [  # type: ignore[attr-defined]
            (heading, [(kind.name, kind.title) for kind in kinds]) for heading, kinds in groups.items()
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "wanted" in data:
            data["muted"] = sorted(set(self.offered) - set(data.pop("wanted")))
        return data

"""What may be typed in?"""

from typing import Any

from django import forms

from people.notifications.kinds import all_kinds
from people.notifications.models import Channel

HOURS = [(hour, f"{hour:02}:00") for hour in range(24)]


class ChoiceForm(forms.Form):
    wants_digest = forms.TypedChoiceField(
        label="Mail",
        choices=[("", "One mail for each message, at once"), ("1", "One mail a day with everything")],
        coerce=bool,
        required=False,
        empty_value=False,
        widget=forms.RadioSelect,
    )
    digest_hour = forms.TypedChoiceField(label="The daily mail comes at", choices=HOURS, coerce=int)
    quiet_from = forms.TypedChoiceField(label="No mail from", choices=HOURS, coerce=int)
    quiet_until = forms.TypedChoiceField(
        label="until", choices=HOURS, coerce=int, help_text="In your own time. The same hour twice: never quiet."
    )
    wanted = forms.MultipleChoiceField(
        label="Also by mail",
        help_text="Your inbox here has everything in any case.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wanted"].choices = [  # type: ignore[attr-defined]
            (kind.name, kind.title) for kind in all_kinds() if Channel.MAIL in kind.channels and not kind.is_urgent
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "wanted" in data:
            offered = [name for name, _ in self.fields["wanted"].choices]  # type: ignore[attr-defined]
            data["muted"] = sorted(set(offered) - set(data.pop("wanted")))
        return data

"""What may be typed in?"""

from typing import Any

from django import forms

from people.directory.fields import EmployeeChoiceField
from training.certification.models import PracticeLadder
from transition.lib.fields import Area, date_field


class AskForm(forms.Form):
    observer = EmployeeChoiceField(label="Who was there, and is certified?")
    happened_on = date_field(label="On which day?")


class AnswerForm(forms.Form):
    is_confirmed = forms.TypedChoiceField(
        label="Did they do it as it is written?",
        choices=[("yes", "Yes: it counts"), ("no", "Not yet")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="What you would tell them",
        required=False,
        max_length=5000,
        widget=Area(5),
        help_text="What was good, and one thing for the next time. With “not yet” it is needed.",
    )


class NameForm(forms.Form):
    employee = EmployeeChoiceField(label="Who is certified already?")


class LadderForm(forms.Form):
    title = forms.CharField(label="What is somebody then?", max_length=200, help_text="As Interviewer.")
    key = forms.SlugField(
        label="Word in its address", max_length=80, help_text="Small letters, digits and hyphens; it never changes."
    )
    summary = forms.CharField(label="In one sentence", required=False, max_length=1000, widget=Area(2))
    steps = forms.CharField(
        label="Steps",
        max_length=2000,
        widget=Area(4),
        help_text="One a line, with how many observations it takes: Co-lead: 2",
    )
    renewal_months = forms.IntegerField(label="Renewed after how many months?", min_value=1, max_value=60, initial=12)
    text = forms.CharField(
        label="What is looked at",
        required=False,
        max_length=20_000,
        widget=Area(14),
        help_text="Markdown.",
    )

    def __init__(self, *args: Any, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_new:
            del self.fields["key"]

    def clean_key(self) -> str:
        key = self.cleaned_data["key"]
        if key in ("new", "observations") or PracticeLadder.objects.filter(key=key).exists():
            raise forms.ValidationError("This word is taken.")
        return key

    def clean_steps(self) -> list[tuple[str, int]]:
        found = []
        for line in self.cleaned_data["steps"].splitlines():
            name, _, many = line.rpartition(":")
            if line.strip() and not (name.strip() and many.strip().isdigit()):
                raise forms.ValidationError(f"“{line.strip()}”: a name, a colon, and a number.")
            if line.strip():
                found.append((name.strip(), int(many)))
        return found

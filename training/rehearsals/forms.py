"""What may be typed in?"""

from typing import Any

from django import forms

from people.directory.fields import EmployeeChoiceField
from training.rehearsals.plot import Fault, faults_of
from training.rehearsals.twee import LARGEST_BYTES, Story, read_story


class ChoiceForm(forms.Form):
    position = forms.IntegerField(min_value=0, max_value=1000, widget=forms.HiddenInput)
    choice = forms.IntegerField(min_value=0, max_value=100)


class ShareForm(forms.Form):
    reader = EmployeeChoiceField(label="Who may read it?")


class ScenarioFileForm(forms.Form):
    """A Twee file; the `story` it holds, and its `faults`, are there once it was read."""

    story: Story | None = None
    faults: list[Fault] = []
    file = forms.FileField(
        label="Scenario",
        help_text=f"A .twee or .tw file in UTF-8, as Twine exports it, at most {LARGEST_BYTES // 1024} KB. It is kept as a draft.",
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_BYTES:
            raise forms.ValidationError(f"The file is larger than {LARGEST_BYTES // 1024} KB.")
        try:
            self.story = read_story(file.read())
        except ValueError as fault:
            raise forms.ValidationError(str(fault)) from fault
        self.faults = faults_of(self.story)
        if self.faults:
            raise forms.ValidationError("It cannot be rehearsed yet, and nothing was written: see below.")
        return file

"""What may be typed in?"""

from typing import Any

from django import forms

from people.assessments.comparison import Line
from people.assessments.models import AssessmentMark
from transition.lib.fields import Area


class MarksForm(forms.Form):
    """For each competency a mark and what shows it; what is left empty is not marked."""

    def __init__(self, lines: list[Line], side: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.side = side
        self.keys: dict[str, int | None] = {}
        for line in lines:
            key = line.block.competency.pk if line.block.competency else None
            said = line.own if side == AssessmentMark.Side.SELF else line.managers
            title = line.block.competency.title if line.block.competency else "What is expected here"
            self.keys[str(key or 0)] = key
            self.fields[f"mark-{key or 0}"] = forms.ChoiceField(
                label=title,
                choices=[("", "Not marked"), *AssessmentMark.Mark.choices],
                required=False,
                initial=said.mark if said else "",
            )
            self.fields[f"evidence-{key or 0}"] = forms.CharField(
                label=f"What shows it: {title}",
                widget=Area(2),
                required=False,
                max_length=4000,
                initial=said.evidence if said else "",
            )

    def clean(self) -> dict[str, Any]:
        for name in self.keys:
            if self.cleaned_data.get(f"evidence-{name}") and not self.cleaned_data.get(f"mark-{name}"):
                self.add_error(f"mark-{name}", "Choose a mark for what you wrote.")
        return self.cleaned_data

    def marks(self) -> dict[int | None, tuple[str, str]]:
        data = self.cleaned_data
        return {key: (data[f"mark-{name}"], data[f"evidence-{name}"]) for name, key in self.keys.items()}

"""What may be typed in?"""

from datetime import timedelta
from functools import partial
from typing import Any

from django import forms

from people.directory.fields import EmployeeChoiceField
from training.growth.models import Ask, Experiment, Focus
from transition.lib import fields, moments
from transition.lib.fields import date_field
from transition.lib.hinting import HintedForm

words_field = partial(fields.words_field, max_length=4000)


class ChangeFocusForm(forms.Form):
    own_part = words_field(
        "What is my own part in how it is now?", help_text="What I do, or leave undone. Others' faults belong to others."
    )
    aim = words_field("What do I want to do differently?", rows=3, help_text="Something that others could see.")


class FocusForm(ChangeFocusForm):
    competency = forms.ChoiceField(label="One competency, not two", choices=Focus.Competency.choices)
    field_order = ["competency", "own_part", "aim"]


class EndFocusForm(forms.Form):
    learned = words_field("What did you learn?")


class AskForm(forms.Form):
    asked = EmployeeChoiceField(label="Whom do you ask?")
    kind = forms.ChoiceField(label="For what?", choices=Ask.Kind.choices, initial=Ask.Kind.FEEDFORWARD, widget=forms.RadioSelect)


class AnswerForm(HintedForm):
    first = words_field("First suggestion")
    second = words_field("Second suggestion", required=False)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind == Ask.Kind.INPUT:
            self.fields["first"].label = "How you experience it, with an example or two"
            del self.fields["second"]


class ExperimentForm(forms.Form):
    behaviour = forms.CharField(label="What I do", max_length=300, help_text="So plain that somebody could film it.")
    hypothesis = words_field("What I believe will come of it", rows=3)
    sign = forms.CharField(label="By what I will notice", max_length=300)
    started_on = date_field(label="From")
    ends_on = date_field(label="Until", help_text="Two to six weeks are long enough to know.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        today = moments.today()
        days = {"started_on": today, "ends_on": today + timedelta(days=28)}
        super().__init__(*args, initial=days | kwargs.pop("initial", {}), **kwargs)


class ResultForm(forms.Form):
    result = words_field("What came of it?")
    verdict = forms.ChoiceField(
        label="And now?",
        choices=[(Experiment.Verdict.KEEP, "Keep it"), (Experiment.Verdict.DROP, "Drop it")],
        widget=forms.RadioSelect,
    )

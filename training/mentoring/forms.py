"""What may be typed in?"""

from typing import Any

from django import forms

from people.directory.fields import EmployeeChoiceField
from training.mentoring.models import Mentoring, Theme
from transition.lib.fields import Area, date_field


class OfferForm(forms.Form):
    topics = forms.CharField(
        label="What may people ask you for?",
        max_length=1000,
        widget=Area(3),
        help_text="In your own words: first months of leading, hard talks, reading code with others, moving abroad …",
    )
    capacity = forms.IntegerField(label="For how many at once?", min_value=1, max_value=12, initial=4)
    is_open = forms.BooleanField(label="I may be asked now", required=False, initial=True)


class AskForm(forms.Form):
    mentor = EmployeeChoiceField(label="Whom do you ask?")
    wish = forms.CharField(label="What would you like to work on?", max_length=2000, widget=Area(3))
    kind = forms.ChoiceField(label="Which kind?", choices=Mentoring.Kind.choices, initial=Mentoring.Kind.MENTORING)
    themes = forms.MultipleChoiceField(
        label="In reverse mentoring: what would you like to see through their eyes?",
        required=False,
        choices=Theme.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    every_weeks = forms.IntegerField(label="Every how many weeks?", min_value=1, max_value=8, initial=2)
    wants_line = forms.BooleanField(label="One of us leads the other, and I want it nevertheless", required=False)


class TopicForm(forms.Form):
    text = forms.CharField(label="To talk about", max_length=500)


class InsightForm(forms.Form):
    text = forms.CharField(label="What did you understand?", max_length=1000)


class ChangeForm(forms.Form):
    change = forms.CharField(
        label="What changed because of it?",
        required=False,
        max_length=1000,
        widget=Area(4),
        help_text="A thing somebody else could see. Empty: nothing yet.",
    )


class NoteForm(forms.Form):
    held_on = date_field(label="When did you meet?")
    talked_about = forms.TypedMultipleChoiceField(
        label="What had its turn?", required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    notes = forms.CharField(label="What you both want to keep", required=False, max_length=20_000, widget=Area(6))

    def __init__(self, *args: Any, topics: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["talked_about"].choices = [(one.pk, one.text) for one in topics]  # type: ignore[attr-defined]


class EndForm(forms.Form):
    is_completed = forms.TypedChoiceField(
        label="How does it end?",
        choices=[("yes", "We have done what we set out to do"), ("no", "It ends here")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    what_changed = forms.CharField(label="What changed because of it?", required=False, max_length=5000, widget=Area(4))

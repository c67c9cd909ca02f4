"""What may be typed in?"""

from typing import Any

from django import forms

from people.directory.fields import EmployeeChoiceField
from training.tasters.models import Taster
from transition.lib.fields import Area, date_field


class StoryForm(forms.Form):
    words = forms.CharField(
        label="What may people ask you?",
        max_length=1000,
        widget=Area(3),
        help_text="In your own words: why you went, what surprised you, why you came back or stayed …",
    )
    is_open = forms.BooleanField(label="I may be asked now", required=False, initial=True)


class AskForm(forms.Form):
    kind = forms.ChoiceField(label="What would you like?", choices=Taster.Kind.choices, widget=forms.RadioSelect)
    host = EmployeeChoiceField(label="Whom do you ask?")
    wish = forms.CharField(label="What would you like to find out?", max_length=2000, widget=Area(3))
    planned_on = date_field(label="On which day?", required=False)


class NoteForm(forms.Form):
    text = forms.CharField(label="What you want to remember", required=False, max_length=20_000, widget=Area(8))


class AfterwardsForm(forms.Form):
    """What is said afterwards: the guest says what they learned and whether it counts, the host what they saw."""

    done_on = date_field(label="When was it?")
    words = forms.CharField(max_length=5000, widget=Area(5))
    counts = forms.BooleanField(
        label="What the other one saw may count when somebody proposes me for a trial",
        required=False,
        help_text="Whoever proposes you then reads their words, with their name. You can change this here.",
    )

    def __init__(self, *args: Any, is_guest: bool, is_talk: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = "What did you find out?" if is_guest else "What did you see them do?"
        if not is_guest:
            self.fields["words"].help_text = "What happened, and what it did; they read it."
        if not is_guest or is_talk:
            del self.fields["counts"]

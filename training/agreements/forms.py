"""What may be typed in?"""

from functools import partial
from typing import Any

from django import forms

from training.agreements.models import Delegation
from transition.lib import fields
from transition.lib.fields import date_field
from transition.lib.hinting import HintedForm

words_field = partial(fields.words_field, rows=3, max_length=3000)


class SideForm(forms.Form):
    expects = words_field("What I expect of you", help_text="What would surprise the other if nobody said it?")
    offers = words_field("What you can expect of me")
    good = words_field("What good looks like", help_text="In half a year, how do we both see that this works?")


class HandOverForm(forms.Form):
    task = forms.CharField(label="What is handed over?", max_length=300)
    experience = forms.ChoiceField(
        label="How well do they know this kind of work?", choices=Delegation.Experience.choices, widget=forms.RadioSelect
    )
    level = forms.TypedChoiceField(
        label="Who decides?",
        choices=Delegation.Level.choices,
        coerce=int,
        help_text="New to it: 1 to 3. With some help before: 3 to 5. Done it alone: 5 to 7.",
    )
    standard = words_field("What is a good outcome?", help_text="So that both can tell whether it is reached.")
    check_in_on = date_field(label="When do you both look at it?")
    is_stretch = forms.BooleanField(label="It is a stretch: more than they have done so far", required=False)
    safe_to_fail = words_field("What may go wrong without harm?", help_text="For a stretch.", rows=2, required=False)


class LevelForm(forms.Form):
    level = forms.TypedChoiceField(label="Who decides from here on?", choices=Delegation.Level.choices, coerce=int)
    check_in_on = date_field(label="Next look")


class EndForm(forms.Form):
    state = forms.ChoiceField(label="How did it end?", choices=[("done", "Done"), ("taken_back", "Taken back")])
    debrief = words_field(
        "What was learned?", help_text="Of a stretch always; otherwise if there is something.", rows=2, required=False
    )


class SlipForm(HintedForm):
    happened_on = date_field(label="When?")
    words = words_field("What happened?", help_text="One sentence, without judging.", rows=2)


class ThreadForm(SlipForm):
    topic = forms.CharField(label="What is it about?", max_length=200)
    standard = words_field("What was agreed?", help_text="The standard both of you know.", rows=2)

    field_order = ("topic", "standard", "happened_on", "words")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["happened_on"].label = "When was it not kept?"

"""What may be typed in?"""

from django import forms

from people.directory.forms import LevelField
from people.employees.models import Team
from training.openings.models import CallApplication
from training.openings.queries import levels_to_try
from transition.lib.fields import Area, date_field


class CallForm(forms.Form):
    team = forms.ModelChoiceField(label="Which team?", empty_label="Choose a team", queryset=Team.objects.filter(closed_on=None))
    target_level = LevelField(label="Which level would it be, once confirmed?", empty_label="Choose a level")
    words = forms.CharField(
        label="What is it about?",
        max_length=5000,
        widget=Area(6),
        help_text="Who would be led, what is hard, what support there is. Ask for no results that only some could have.",
    )
    until = date_field(label="Until when can one apply?")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["target_level"].queryset = levels_to_try()


class ApplyForm(forms.Form):
    words = forms.CharField(
        label="Why you would like to",
        max_length=5000,
        widget=Area(6),
        help_text="What draws you, and what you would want to learn. Nobody expects that you have done it before.",
    )


class EndForm(forms.Form):
    words = forms.CharField(
        label="What everybody who waits reads",
        max_length=5000,
        widget=Area(4),
        help_text="The same sentence for each of them. You do not read what they wrote.",
    )


class AnswerForm(forms.Form):
    state = forms.ChoiceField(
        label="Your answer",
        choices=[one for one in CallApplication.State.choices if one[0] != CallApplication.State.SENT],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="In a sentence or two",
        max_length=5000,
        widget=Area(4),
        help_text="What comes next, or what you would want to see another time.",
    )

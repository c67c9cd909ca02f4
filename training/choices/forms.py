"""What may be typed in?"""

from django import forms

from people.directory.fields import EmployeeChoiceField
from training.choices.models import Interest


class InterestForm(forms.Form):
    wish = forms.ChoiceField(label="Today I would say", choices=Interest.Wish.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label="Why, or what would have to be different",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ShareForm(forms.Form):
    reader = EmployeeChoiceField(label="Who may read it?")

"""What may be typed in?"""

from django import forms

from people.directory.fields import EmployeeChoiceField


def _words(label, help_text=""):
    return forms.CharField(label=label, max_length=5000, widget=forms.Textarea(attrs={"rows": 4}), help_text=help_text)


class PlanForm(forms.Form):
    refresh = _words("Which skills are refreshed, with what time?")
    hand_over = _words(
        "What is handed over about whom they led?", "In talks of three: who led, who leads now, and the person it is about."
    )
    telling = _words("Who tells the team what?", "Why somebody goes back is theirs to say, or not to say.")
    first_90 = _words("The first ninety days")
    helper = EmployeeChoiceField(label="Who helps?", required=False)

"""What may be typed in?"""

from django import forms

from people.directory.fields import EmployeeChoiceField
from transition.lib.fields import words_field


class PlanForm(forms.Form):
    refresh = words_field("Which skills are refreshed, with what time?")
    hand_over = words_field(
        "What is handed over about whom they led?",
        help_text="In talks of three: who led, who leads now, and the person it is about.",
    )
    telling = words_field("Who tells the team what?", help_text="Why somebody goes back is theirs to say, or not to say.")
    first_90 = words_field("The first ninety days")
    helper = EmployeeChoiceField(label="Who helps?", required=False)

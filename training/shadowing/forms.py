"""What may be typed in?"""

from django import forms

from people.directory.fields import EmployeeChoiceField, EmployeesField
from training.shadowing.models import ShadowedMeeting
from transition.lib.fields import date_field, words_field


class AskForm(forms.Form):
    host = EmployeeChoiceField(label="Beside whom?")
    aims = words_field(
        "What would you like to see?", 4, help_text="A 1:1 that is not easy, how a week is planned, what lies on their desk …"
    )
    starts_on = date_field(label="First day")
    ends_on = date_field(label="Last day", help_text="A week or two: between 5 and 14 days.")


class MeetingForm(forms.Form):
    title = forms.CharField(label="Which meeting?", max_length=200)
    starts_at = forms.DateTimeField(
        label="When?", widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    part = forms.ChoiceField(label="What does the visitor do?", choices=ShadowedMeeting.Part.choices, widget=forms.RadioSelect)
    people = EmployeesField(label="Who else is in it?", required=False)


class NoteForm(forms.Form):
    text = words_field(
        "What you keep for yourself", 8, required=False, help_text="Who did what, and what came of it. Empty: forget it."
    )


class DebriefForm(forms.Form):
    surprised = words_field("What did you see that you had not expected?", 4, required=False)
    otherwise = words_field("What would you have done otherwise, and why?", 4, required=False)
    changes = words_field("What does it change for you?", 4)


class ReplyForm(forms.Form):
    reply = words_field("Your reply", 6, help_text="What you would add, and what you noticed about them.")

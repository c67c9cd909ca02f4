"""What may be typed in?"""

from django import forms

from people.directory.fields import EmployeeChoiceField
from training.feedback.actions import PARTS
from training.feedback.models import Feedback
from transition.lib.fields import Area
from transition.lib.hinting import HintedForm


def _part(label: str, name: str, *, required: bool = True) -> forms.CharField:
    widget = Area(2)
    return forms.CharField(label=label, help_text=PARTS[name], required=required, max_length=2000, widget=widget)


class FeedbackForm(HintedForm):
    receiver = EmployeeChoiceField(label="For whom?")
    kind = forms.ChoiceField(label="What is it?", choices=Feedback.Kind.choices, initial="feedback", widget=forms.RadioSelect)
    situation = _part("Situation", "situation")
    behaviour = _part("Behaviour", "behaviour")
    impact = _part("Impact", "impact")
    ask = _part("Ask", "ask", required=False)


class AskForm(forms.Form):
    giver = EmployeeChoiceField(label="Whom do you ask?")
    about = forms.CharField(label="About what?", max_length=500, help_text="A talk, a document, a decision of yours.")

"""What may be typed in?"""

from django import forms

from people.audit.models import SeatPlan
from people.directory.fields import EmployeeChoiceField
from people.tracks.forms import GradeField
from transition.lib.fields import Area, date_field


class AssignForm(forms.Form):
    owner = EmployeeChoiceField(label="Who mends it")
    due_on = date_field(label="By when")


class AcceptForm(forms.Form):
    reason = forms.CharField(label="Why it may stay so", max_length=4000, widget=Area(4))


class SeatsForm(forms.Form):
    grade = GradeField(label="Height", empty_label=None)
    side = forms.ChoiceField(label="Side", choices=SeatPlan.Side.choices, widget=forms.RadioSelect)
    most = forms.IntegerField(
        label="At most how many", min_value=0, max_value=100_000, required=False, help_text="Empty: as many as are ready for it."
    )
    open_now = forms.IntegerField(label="Open now", min_value=0, max_value=100_000, initial=0)

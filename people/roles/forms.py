"""What may be typed in?"""

from django import forms

from people.directory.fields import EmployeeChoiceField
from people.roles.models import LeadRole
from people.tracks.models import Grade
from transition.lib.fields import Area, date_field


class RoleForm(forms.Form):
    title = forms.CharField(label="What is it called?", max_length=120)
    kind = forms.ChoiceField(label="How is it done?", choices=LeadRole.Kind.choices)
    summary = forms.CharField(label="What it is", widget=Area(4), help_text="Markdown.")
    scope = forms.CharField(label="How far it reaches", widget=Area(3), required=False)
    recognition = forms.CharField(label="How it is thanked for", widget=Area(3), required=False)
    time_share = forms.IntegerField(
        label="Time kept free for it, % of a week", min_value=0, max_value=100, help_text="0 where it is the work itself."
    )
    from_grade = forms.ModelChoiceField(label="From which height on", queryset=Grade.objects.all(), required=False)
    is_offered = forms.BooleanField(label="It is given today", required=False, initial=True)


class GiveRoleForm(forms.Form):
    employee = EmployeeChoiceField(label="To whom?")
    scope = forms.CharField(label="For what?", max_length=300, help_text="As: the payment service, or interviews in Lisbon.")
    time_share = forms.IntegerField(
        label="Time kept free for it, % of a week",
        min_value=0,
        max_value=50,
        help_text="A day a week is 20. All roles together: half a week at most.",
    )
    recognition = forms.CharField(label="How it is thanked for", max_length=300, required=False)
    on = date_field(label="From")

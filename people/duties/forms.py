"""What may be typed in?"""

from django import forms

from people.duties.models import Duty, DutyProposal
from transition.lib.fields import Area, date_field


class DutyForm(forms.Form):
    title = forms.CharField(label="Title", max_length=120)
    summary = forms.CharField(label="What it is, in a sentence", max_length=300, widget=Area(2))
    every_days = forms.TypedChoiceField(label="How often", choices=Duty.Cadence.choices, coerce=int)
    how = forms.CharField(
        label="How it is done well", max_length=20_000, widget=Area(16), help_text="Markdown, with links."
    )  # fmt: skip


class SettleForm(forms.Form):
    state = forms.ChoiceField(label="Whose is it?", choices=Duty.State.choices, widget=forms.RadioSelect)
    became = forms.CharField(label="Who or what does it now", max_length=300, required=False)


class DoneForm(forms.Form):
    done_on = date_field(label="I did it on")


class ProposeAwayForm(forms.Form):
    wish = forms.ChoiceField(label="What would you do with it?", choices=DutyProposal.Wish.choices, widget=forms.RadioSelect)
    instead = forms.CharField(
        label="Who or what would do it", max_length=300, required=False, help_text="Not needed when you would drop it."
    )
    reason = forms.CharField(label="Why", max_length=4000, widget=Area(4))


class AnswerForm(forms.Form):
    choice = forms.ChoiceField(
        label="Your answer", choices=[("accept", "Do as proposed"), ("decline", "Leave it as it is")], widget=forms.RadioSelect
    )
    instead = forms.CharField(label="Who or what does it from now on", max_length=300, required=False)
    answer = forms.CharField(
        label="To whoever proposed it", max_length=4000, required=False, widget=Area(3),
        help_text="Needed when you leave it as it is. Everybody reads it.",
    )  # fmt: skip

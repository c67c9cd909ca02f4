"""What may be typed in?"""

from django import forms

from people.directory.fields import EmployeeChoiceField
from transition.lib.fields import Area


class InviteForm(forms.Form):
    name = forms.CharField(label="Name", max_length=200)
    email = forms.EmailField(label="E-mail address", help_text="They sign in with it.")
    firm = forms.CharField(label="Firm", required=False, max_length=200)


class OfferForm(forms.Form):
    employee = EmployeeChoiceField(label="To whom?")


class ShareForm(forms.Form):
    title = forms.CharField(label="What is it about?", max_length=200)
    text = forms.CharField(
        label="What should they read?",
        max_length=20_000,
        widget=Area(10),
        help_text="Leave names of others out: they were not asked.",
    )


class WordForm(forms.Form):
    text = forms.CharField(label="Say something to it", max_length=10_000, widget=Area(5))


class PasswordForm(forms.Form):
    password = forms.CharField(label="Choose a password", widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))

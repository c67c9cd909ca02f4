"""What may be typed in?"""

from typing import Any

from allauth.account.forms import LoginForm
from django import forms


class SignInForm(LoginForm):
    """The library's, in the words of this house."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "User name or e-mail address"
        self.fields["login"].widget.attrs.pop("placeholder", None)
        self.fields["password"].widget.attrs.pop("placeholder", None)
        self.fields["password"].help_text = ""  # the way in without it stands below
        self.fields["remember"].label = "Stay signed in"


class PasswordForm(forms.Form):
    password = forms.CharField(
        label="Choose a password",
        help_text="At least 12 characters. A few words in a row are good.",
        min_length=12,
        max_length=256,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

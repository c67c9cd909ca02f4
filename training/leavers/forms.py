"""What may be typed in?"""

from django import forms


def _words(label, help_text, *, required=True):
    widget = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, help_text=help_text, max_length=5000, widget=widget, required=required)


class ReviewForm(forms.Form):
    is_regretted = forms.TypedChoiceField(
        label="Would the company rather have kept them?",
        choices=[("yes", "Yes, it is a loss"), ("no", "No")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    why = _words("Why did they leave?", "What they said themselves. Where it is a guess, say that it is one.")
    caused = _words(
        "What did the organisation cause?",
        "Support that did not come, a team that was moved, a way back that looked closed. This before anything about the person.",
    )
    cost = _words(
        "What does it cost, roughly?",
        "Finding somebody, the months until they know what this person knew, what is not built. Words will do; nobody adds them up.",
        required=False,
    )

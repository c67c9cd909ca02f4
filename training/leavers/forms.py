"""What may be typed in?"""

from django import forms

from transition.lib.fields import words_field


class ReviewForm(forms.Form):
    is_regretted = forms.TypedChoiceField(
        label="Would the company rather have kept them?",
        choices=[("yes", "Yes, it is a loss"), ("no", "No")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    why = words_field("Why did they leave?", help_text="What they said themselves. Where it is a guess, say that it is one.")
    caused = words_field(
        "What did the organisation cause?",
        help_text="Support that did not come, a team that was moved, a way back that looked closed. This before anything about the person.",
    )
    cost = words_field(
        "What does it cost, roughly?",
        help_text="Finding somebody, the months until they know what this person knew, what is not built. Words will do; nobody adds them up.",
        required=False,
    )

"""What may be typed in?"""

from django import forms

from training.watches.questions import LOOK_BACK
from transition.lib.fields import Area


class WordsForm(forms.Form):
    def __init__(self, *args, questions, **kwargs):
        super().__init__(*args, **kwargs)
        for one in questions:
            widget = Area(4)
            self.fields[one.key] = forms.CharField(label=one.text, help_text=one.hint, max_length=5000, widget=widget)


class LookBackForm(forms.Form):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        says = {1: "1, not at all", 5: "5, yes"}
        choices = [(number, says.get(number, str(number))) for number in range(1, 6)]
        for key, sentence in LOOK_BACK:
            self.fields[key] = forms.TypedChoiceField(label=sentence, coerce=int, choices=choices, widget=forms.RadioSelect)
        words = forms.CharField(label="A few words, for yourself", required=False, max_length=5000, widget=Area(4))
        self.fields["words"] = words

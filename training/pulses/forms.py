"""What may be typed in?"""

from django import forms

from transition.lib.fields import Area

ENDS = {"energy": ("drained", "full"), "confidence": ("out of my depth", "sure of my steps"), "meaning": ("empty", "worth it")}


class PulseForm(forms.Form):
    energy = forms.TypedChoiceField(label="Energy", coerce=int, widget=forms.RadioSelect)
    confidence = forms.TypedChoiceField(label="Confidence", coerce=int, widget=forms.RadioSelect)
    meaning = forms.TypedChoiceField(label="Meaning", coerce=int, widget=forms.RadioSelect)
    words = forms.CharField(label="A few words, for yourself", required=False, max_length=5000, widget=Area(4))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, (low, high) in ENDS.items():
            says = {1: f"1, {low}", 5: f"5, {high}"}
            self.fields[name].choices = [(number, says.get(number, str(number))) for number in range(1, 6)]

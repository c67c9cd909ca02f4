"""What may be typed in?"""

from typing import Any

from django import forms

from people.charter.models import Guideline
from people.directory.fields import EmployeeChoiceField
from transition.lib.fields import Area, date_field, words_field

LONGEST = 40_000


def text_field(label: str, *, rows: int = 22, **kwargs: Any) -> forms.CharField:
    return words_field(label, rows, max_length=LONGEST, **kwargs)


class EditForm(forms.Form):
    number = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label="Title", max_length=120)
    text = text_field("Text", help_text="Markdown: ## for a heading, - for a list. Everybody can still read earlier versions.")
    what_changed = forms.CharField(
        label="What changed, in a line",
        max_length=300,
        required=False,
        help_text="It stands in the changelog. Empty when the text stays.",
    )
    is_to_acknowledge = forms.BooleanField(
        label="Ask everybody to read this version", required=False, help_text="Rarely: for a change that people must know of."
    )
    owner = EmployeeChoiceField(label="Who keeps it", required=False, help_text="Empty: HR administrators together.")
    review_on = date_field(label="To be read again on")


class NewForm(forms.Form):
    kind = forms.ChoiceField(label="What is it?", choices=Guideline.Kind.choices, widget=forms.RadioSelect)
    title = forms.CharField(label="Title", max_length=120)
    key = forms.SlugField(label="Word for its address", max_length=60, help_text="Small letters and hyphens, as meetings.")
    text = text_field("Text", help_text="Markdown: ## for a heading, - for a list.")
    is_to_acknowledge = forms.BooleanField(label="Ask everybody to read it", required=False)
    owner = EmployeeChoiceField(label="Who keeps it", required=False, help_text="Empty: HR administrators together.")
    review_on = date_field(label="To be read again on")


class ProposeForm(forms.Form):
    text = text_field("The text as you would have it", help_text="Change what you would change. Everybody sees the difference.")
    reason = forms.CharField(label="Why", max_length=2000, widget=Area(3))


class AnswerForm(forms.Form):
    number = forms.IntegerField(widget=forms.HiddenInput)
    choice = forms.ChoiceField(
        label="Your answer",
        choices=[("accept", "Take it up: publish the text below"), ("decline", "Not now")],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label="To whoever proposed it", max_length=2000, required=False, widget=Area(3),
        help_text="Needed when you do not take it up.",
    )  # fmt: skip
    text = text_field("The text that would be published", rows=14)
    is_to_acknowledge = forms.BooleanField(label="Ask everybody to read this version", required=False)


class CommentForm(forms.Form):
    text = forms.CharField(label="Your comment", max_length=4000, widget=Area(3))


class ReviewForm(forms.Form):
    review_on = date_field(label="It holds. Read it again on")


class ReadForm(forms.Form):
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=32_767)

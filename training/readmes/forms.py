"""What may be typed in?"""

from typing import Any

from django import forms

from training.readmes.prompts import CARD, README, Prompt
from transition.lib.fields import Area


class _PromptForm(forms.Form):
    prompts: tuple[Prompt, ...] = ()
    rows = 3

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for prompt in self.prompts:
            area = Area(self.rows)
            self.fields[prompt.key] = forms.CharField(
                label=prompt.title, help_text=prompt.hint, required=False, max_length=4000, widget=area
            )


class ReadmeForm(_PromptForm):
    prompts = README


class CardForm(_PromptForm):
    prompts = CARD
    rows = 2


class CommentForm(forms.Form):
    text = forms.CharField(label="Where is it not so, or what is missing?", max_length=1000, widget=Area(3))

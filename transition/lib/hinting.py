"""How is a hint on wording shown once, before something is sent? The second press sends it as it is."""

from collections.abc import Callable

from django import forms
from django.http import HttpRequest

from transition.lib.wording import Hint


class HintedForm(forms.Form):
    """A form whose words may deserve a hint; `hinted` says that it was shown."""

    hinted = forms.BooleanField(required=False, widget=forms.HiddenInput)


def hints_before(request: HttpRequest, form: HintedForm, look: Callable[[str], list[Hint]]) -> list[Hint]:
    """Return what `look` says about the words of a form that can be sent, unless it was said before; nothing sends it.

    Takes `hinted` out of `cleaned_data`, so that the rest can go to an action.
    """
    if request.method != "POST" or not form.is_valid() or form.cleaned_data.pop("hinted"):
        return []
    hints = look("\n".join(words for words in form.cleaned_data.values() if isinstance(words, str)))
    if hints:
        form.data = {**form.data.dict(), "hinted": "on"}  # type: ignore[attr-defined, assignment]
    return hints

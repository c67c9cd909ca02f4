"""What may be typed in?"""

from collections.abc import Iterator
from typing import Any

from django import forms

from people.directory.fields import EmployeeChoiceField
from training.choices.exploration import AGREEMENT, ITEMS, MOTIVES, WEIGHTS
from training.choices.models import Interest
from transition.lib.fields import Area


class Ruler(forms.RadioSelect):
    """Five marks on one line."""

    template_name = "training/evaluations/_scale.html"


class InterestForm(forms.Form):
    wish = forms.ChoiceField(label="Today I would say", choices=Interest.Wish.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label="Why, or what would have to be different",
        required=False,
        max_length=5000,
        widget=Area(4),
    )


class ShareForm(forms.Form):
    reader = EmployeeChoiceField(label="Who may read it?")
    shows_exploration = forms.BooleanField(
        label="With my three bars and my motives",
        required=False,
        help_text="Never a single answer, never what I wrote for myself.",
    )


class ExploreForm(forms.Form):
    """The twelve items and the six motives; none has to be answered."""

    words = forms.CharField(
        label="What I want to remember of today",
        required=False,
        max_length=5000,
        widget=Area(4),
        help_text="For you alone, even if you let somebody see the bars.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = {key: _ruler(statement, AGREEMENT) for key, (_, statement, _) in ITEMS.items()}
        own |= {key: _ruler(f"{title}: {words}", WEIGHTS) for key, (title, words) in MOTIVES.items()}
        self.fields = own | self.fields  # what one wrote comes last

    @property
    def kept(self) -> dict[str, Any]:
        """What was answered, and the words, as actions.keep_exploration takes them."""
        given = {key: value for key, value in self.cleaned_data.items() if key in ITEMS | MOTIVES and value is not None}
        return {"answers": given, "words": self.cleaned_data["words"]}

    def items(self) -> Iterator[forms.BoundField]:
        return (self[key] for key in _MIXED)

    def motives(self) -> Iterator[forms.BoundField]:
        return (self[key] for key in MOTIVES)


_MIXED = sorted(ITEMS, key=lambda key: (key[1], key[0]))  # a1, f1, s1, a2 ...: nobody answers for a heading


def _ruler(label: str, steps: tuple[tuple[int, str], ...]) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=[(str(value), words) for value, words in steps],
        coerce=int,
        empty_value=None,
        required=False,
        widget=Ruler,
    )

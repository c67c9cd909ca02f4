"""Which fields do forms all over the product have?"""

from typing import Any

from django import forms


def date_field(**kwargs: Any) -> forms.DateField:
    """Return a field for a day, with the browser's own calendar."""
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), **kwargs)


def words_field(label: str, rows: int = 4, *, max_length: int = 5000, **kwargs: Any) -> forms.CharField:
    """Return a field for some sentences; `max_length` is in characters."""
    return forms.CharField(label=label, max_length=max_length, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

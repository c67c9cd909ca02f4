"""Which fields do forms all over the product have?"""

from typing import Any

from django import forms


def date_field(**kwargs: Any) -> forms.DateField:
    """Return a field for a day, with the browser's own calendar."""
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), **kwargs)


class Area(forms.Textarea):
    """Room for words, some rows high. Browsers send a line's end as two characters: it is one here, as it was counted and shown."""

    def __init__(self, rows: int = 4, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": rows, **(attrs or {})})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        words = super().value_from_datadict(data, files, name)
        return words.replace("\r\n", "\n") if isinstance(words, str) else words


def words_field(label: str, rows: int = 4, *, max_length: int = 5000, **kwargs: Any) -> forms.CharField:
    """Return a field for some sentences; `max_length` is in characters."""
    return forms.CharField(label=label, max_length=max_length, widget=Area(rows), **kwargs)

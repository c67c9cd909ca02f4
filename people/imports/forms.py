"""What may be typed in?"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.text import Truncator

from people.imports.mapping import CODED, FIELDS, faults_of
from people.imports.reader import LARGEST_BYTES, Table, Unreadable, read_table


def _read(file: Any) -> None:
    """Raises forms.ValidationError with the place of every fault."""
    if file.size > LARGEST_BYTES:
        raise forms.ValidationError("The file is larger than 20 MB.")
    try:
        read_table(file.read())
    except Unreadable as unreadable:
        raise forms.ValidationError([str(fault) for fault in unreadable.faults]) from unreadable
    file.seek(0)


class TableField(forms.FileField):
    """A CSV file that can be read."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if file:
            _read(file)
        return file


class PeopleFileForm(forms.Form):
    file = TableField(
        label="People", help_text="CSV with one row a person and a heading. Nothing is written before you have seen what changes."
    )


class MappingForm(forms.Form):
    """One choice for each of their columns, and files that turn codes into names."""

    def __init__(self, table: Table, guessed: Mapping[str, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = table.columns
        for index, column in enumerate(table.columns):
            first = dict.fromkeys(cell for _, cells in table.rows[:3] if (cell := Truncator(cells[index].strip()).chars(40)))
            self.fields[f"column-{index}"] = forms.ChoiceField(
                label=column,
                choices=[("", "Leave out"), *FIELDS.items()],
                required=False,
                initial=guessed.get(column, ""),
                help_text=f"As in {'; '.join(first)}" if first else "Empty in the first rows.",
            )
        for field in CODED:
            self.fields[f"names-{field}"] = TableField(
                label=f"Names for the codes of {FIELDS[field].lower()}",
                required=False,
                help_text="A CSV with codes and names.",
            )
        self.fields["history"] = TableField(
            label="Earlier places", required=False, help_text="A CSV with employee number, start, end, title and team."
        )

    def mapping(self) -> dict[str, str]:
        return {column: field for index, column in enumerate(self.columns) if (field := self.cleaned_data.get(f"column-{index}"))}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for fault in faults_of(self.mapping(), self.columns):
            self.add_error(None, fault)
        return data

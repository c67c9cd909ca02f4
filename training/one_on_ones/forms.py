"""What may be typed in?"""

from typing import Any

from django import forms
from django.utils import timezone

from people.employees.models import Employee
from people.imports.reader import Unreadable
from training.one_on_ones.bank import LARGEST_BYTES, Written, read_questions
from training.one_on_ones.models import Meeting, Question, Series
from transition.lib.fields import Area, date_field
from transition.lib.hinting import HintedForm


class RhythmForm(forms.Form):
    cadence = forms.ChoiceField(label="How often", choices=Series.Cadence.choices, initial=Series.Cadence.WEEKLY)
    first_on = date_field(label="From", help_text="Its weekday is the day you meet.")
    at_time = forms.TimeField(label="At", widget=forms.TimeInput(attrs={"type": "time"}), initial="10:00")
    minutes = forms.IntegerField(label="Minutes", min_value=15, max_value=120, initial=30)
    time_zone = forms.CharField(
        label="Time zone", required=False, max_length=60, help_text="Of the two of you, as Europe/Lisbon; empty: the employee's."
    )


class MoveMeetingForm(forms.Form):
    starts_at = forms.DateTimeField(
        label="New time", widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )


class AgendaItemForm(forms.Form):
    text = forms.CharField(label="What to talk about", max_length=500, widget=Area(2))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class PromiseForm(forms.Form):
    text = forms.CharField(label="What", max_length=500)
    owner = forms.TypedChoiceField(label="Who")
    due_on = date_field(label="Until", required=False)

    def __init__(self, *args: Any, pair: list[Employee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner: Any = self.fields["owner"]
        owner.choices = [(one.pk, str(one)) for one in pair]
        owner.coerce = {str(one.pk): one for one in pair}.get


class QuickForm(forms.Form):
    series = forms.TypedChoiceField(label="With whom?")
    text = forms.CharField(label="What?", max_length=500, widget=forms.TextInput(attrs={"autofocus": True}))
    kind = forms.ChoiceField(
        label="It is",
        choices=[("agenda", "To talk about"), ("promise", "A promise of mine")],
        initial="agenda",
        widget=forms.RadioSelect,
    )
    due_on = date_field(label="Until", required=False, help_text="For a promise.")

    def __init__(self, *args: Any, pairs: list[tuple[Series, Employee]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        series: Any = self.fields["series"]
        series.choices = [(one.pk, str(other)) for one, other in pairs]
        series.coerce = {str(one.pk): one for one, _ in pairs}.get


class NotesForm(forms.Form):
    shared_notes = forms.CharField(label="Shared notes", required=False, max_length=20_000, widget=Area(8))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class PrivateNoteForm(forms.Form):
    private_note = forms.CharField(label="Private notes", required=False, max_length=20_000, widget=Area(5))


class HandoverForm(HintedForm):
    words = forms.CharField(
        label="Your part",
        required=False,
        max_length=10_000,
        widget=Area(10),
        help_text="What goes well, what is open, what helps, what was promised. About the work and how you work together.",
    )


class ReleaseForm(forms.Form):
    reader = forms.TypedChoiceField(label="To whom?")
    notes_from = date_field(
        label="Shared notes from", required=False, help_text="Of every 1:1 from that day on. Empty: only those you tick, or none."
    )
    meetings = forms.TypedMultipleChoiceField(
        label="Shared notes of these as well", required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, readers: list[Employee], meetings: list[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reader, chosen = self.fields["reader"], self.fields["meetings"]
        reader.choices = [(one.pk, str(one)) for one in readers]
        reader.coerce = {str(one.pk): one for one in readers}.get
        chosen.choices = [(one.pk, f"{timezone.localtime(one.starts_at):%-d %b %Y}") for one in meetings]


class QuestionSearchForm(forms.Form):
    q = forms.CharField(required=False, max_length=200)
    moment = forms.ChoiceField(required=False, choices=[("", "Any moment"), *Question.Moment.choices])
    language = forms.CharField(required=False, max_length=12)
    source = forms.IntegerField(required=False, min_value=1, max_value=2**31)

    def wanted(self) -> dict[str, Any]:
        """What can be read of the address; the rest counts as not given."""
        self.is_valid()
        return {"words" if name == "q" else name: self.cleaned_data.get(name) or "" for name in self.fields}


class TemplateForm(forms.Form):
    hint = forms.CharField(label="A hint for whoever prepares it", max_length=300, widget=Area(2))
    lines = forms.CharField(
        label="What stands on the agenda",
        max_length=8000,
        widget=Area(9),
        help_text="One line an item.",
    )
    follows = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class QuestionFileForm(forms.Form):
    title = forms.CharField(
        label="Where do they come from?", max_length=120, help_text="A file of the same name replaces what came from it before."
    )
    credit = forms.CharField(
        label="Author and licence", required=False, max_length=300, help_text="Shown beside the questions, as many licences ask."
    )
    file = forms.FileField(
        label="Questions",
        help_text="JSON or CSV, at most 5 MB. Either all of it comes in, or nothing and the places of all faults.",
    )

    def clean_file(self) -> list[Written]:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_BYTES:
            raise forms.ValidationError("The file is larger than 5 MB.")
        try:
            return read_questions(file.read())
        except Unreadable as unreadable:
            raise forms.ValidationError([str(fault) for fault in unreadable.faults]) from unreadable

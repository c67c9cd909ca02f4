"""What may be typed in?"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify

from people.directory.fields import EmployeeChoiceField
from people.employees.models import Employee
from people.employees.queries import reports_of
from training.playbooks.models import Playbook, PlaybookRun
from training.playbooks.texts import SECTIONS, PlaybookText, check_body
from transition.lib import moments
from transition.lib.fields import Area, date_field

HR_FIRST = "hr"  # an answer to the first question that begins no run
OUTLINE = "\n\n".join(f"## {name}\n\n- " if name in ("The first 24 hours", "Steps") else f"## {name}\n" for name in SECTIONS[:-1])
OUTLINE += "\n\n## Review\n\n- Week 2: \n- Week 6: "


class SearchForm(forms.Form):
    q = forms.CharField(required=False, max_length=200)


class PlaybookForm(forms.Form):
    title = forms.CharField(label="Title", max_length=200)
    trigger = forms.CharField(label="When is it the right one?", max_length=1000, widget=Area(3))
    conduct = forms.CharField(
        label="What would make it conduct?",
        help_text="Asked before anything else. Whoever is not sure is led to HR first.",
        max_length=1000,
        widget=Area(3),
    )
    body = forms.CharField(
        label="What to do",
        help_text='Seven sections in Markdown. Lines that begin with "- Day 3:" or "- Week 2:" become steps of a run.',
        max_length=30_000,
        strip=True,
        widget=Area(30),
    )
    change = forms.CharField(label="What is new in this version", required=False, max_length=300)
    follows = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def clean_body(self) -> str:
        body = self.cleaned_data["body"]
        try:
            check_body(body)
        except ValidationError as fault:
            raise forms.ValidationError(fault.messages) from fault
        return body

    def text(self, key: str) -> PlaybookText:
        return PlaybookText(key, *(self.cleaned_data[name] for name in ("title", "trigger", "conduct", "body")))


class NewPlaybookForm(PlaybookForm):
    follows = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=0, initial=0)

    def clean_title(self) -> str:
        key = self.key()
        if not key or key in ("new", "runs") or Playbook.objects.filter(key=key).exists():
            raise forms.ValidationError("There is a playbook with this title, or one that sounds the same. Edit that one.")
        return self.cleaned_data["title"]

    def key(self) -> str:
        return slugify(self.cleaned_data["title"])[:80]


class StartForm(forms.Form):
    """The first question is part of the form: nothing begins before it is answered."""

    conduct = forms.ChoiceField(
        label="Is this conduct?",
        choices=[(HR_FIRST, "Yes, or I am not sure"), *PlaybookRun.Conduct.choices],
        widget=forms.RadioSelect,
    )
    about = EmployeeChoiceField(
        label="Whom is it about?",
        required=False,
        help_text="Somebody you lead. Leave it empty when it is about a team or a piece of work.",
    )

    def __init__(self, *args: Any, owner: Employee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about = self.fields["about"]
        about.queryset, about.whom = reports_of(owner, on=moments.today()), "somebody who reports to you"  # type: ignore[attr-defined]


class RunNotesForm(forms.Form):
    notes = forms.CharField(
        label="What you saw, and what was agreed",
        help_text="Days and facts, as you would say them to the person. No guesses about health or character.",
        required=False,
        max_length=20_000,
        widget=Area(10),
    )


class StepDateForm(forms.Form):
    due_on = date_field(label="On")


class CloseForm(forms.Form):
    learned = forms.CharField(
        label="What was learned?",
        help_text="What would you do sooner, or not at all? What should this playbook say?",
        max_length=5000,
        widget=Area(5),
    )

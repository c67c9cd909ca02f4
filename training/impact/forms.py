"""What may be typed in?"""

from typing import Any

from django import forms
from django.db.models import QuerySet

from people.directory.fields import EmployeeChoiceField
from training.impact.models import ImpactEntry, Initiative
from transition.lib import moments
from transition.lib.fields import date_field, words_field


def _area(label: str, *, rows: int = 4, **kwargs: Any) -> forms.CharField:
    return words_field(label, rows, required=False, **kwargs)


class EntryForm(forms.Form):
    what = forms.CharField(label="What happened", max_length=200)
    happened_on = date_field(label="When")
    so_what = forms.ChoiceField(label="So what?", choices=ImpactEntry.SoWhat.choices)
    worth = forms.CharField(
        label="In terms of the business",
        max_length=300,
        help_text="As to somebody outside: “Two releases a week instead of one”, not “refactored the pipeline”.",
    )
    before = forms.CharField(label="Before", max_length=80, required=False, help_text="A number, if there is one.")
    after = forms.CharField(label="After", max_length=80, required=False)
    credited = forms.CharField(label="Who did it", max_length=300, required=False, help_text="Names. Credit costs nothing.")
    evidence = forms.CharField(label="Where one can see it", max_length=300, required=False)
    audience = forms.CharField(label="Who knows it already", max_length=200, required=False)
    initiative = forms.ModelChoiceField(Initiative.objects.none(), label="Part of", required=False, empty_label="Nothing larger")
    is_highlight = forms.BooleanField(label="Put it first on the one page", required=False)

    def __init__(self, *args: Any, initiatives: QuerySet[Initiative], **kwargs: Any) -> None:
        super().__init__(*args, initial={"happened_on": moments.today()} | kwargs.pop("initial", {}), **kwargs)
        field: Any = self.fields["initiative"]
        field.queryset = initiatives
        field.label_from_instance = lambda one: one.name


class WordsForm(forms.Form):
    summary = _area("Summary", help_text="The three sentences you would want read if nothing else is.")
    ways = _area("How I work", help_text="With an example or two of what you did, not of what you are.")
    reasons = _area("Why it matters", help_text="What the company has now that it would not have otherwise.")


class InitiativeForm(forms.Form):
    name = forms.CharField(label="What it is called", max_length=120)
    goal = forms.CharField(
        label="What the business gets from it",
        max_length=300,
        help_text="Without it, one measures very exactly what nobody needs.",
    )
    measure = forms.CharField(label="From what to what", max_length=200, help_text="“Refunds by hand: 40 a week to 5”.")


class HandOverForm(forms.Form):
    owner = EmployeeChoiceField(label="Who owns it from now on?")


class EndInitiativeForm(forms.Form):
    outcome = _area("What came of it?")


class PostmortemForm(forms.Form):
    title = forms.CharField(label="What happened", max_length=160)
    happened_on = date_field(label="On")
    held_on = date_field(label="Talked through on", required=False)
    teams = forms.CharField(label="Teams that took part", max_length=300, help_text="Separated by commas.")
    learned = _area("What you learned together", help_text="About the system, not about a person.")
    audience = forms.CharField(label="Who was told", max_length=200, required=False)


class ActionForm(forms.Form):
    text = forms.CharField(label="What is to be mended", max_length=300)
    owner = forms.CharField(label="Who", max_length=120)
    due_on = date_field(label="Until", required=False)


class StakeholderForm(forms.Form):
    person = EmployeeChoiceField(label="A colleague", required=False)
    name = forms.CharField(label="Or anybody else, by name", max_length=120, required=False)
    why = forms.CharField(
        label="Why they should know what your team does", max_length=300, help_text="What they decide, or need."
    )
    thinks = forms.CharField(label="How they see your team, as far as you know", max_length=300, required=False)
    every_days = forms.TypedChoiceField(
        label="How often they should hear something",
        choices=[(14, "Every two weeks"), (30, "Every month"), (60, "Every two months"), (90, "Every quarter")],
        coerce=int,
        initial=60,
    )


class ContactForm(forms.Form):
    on = date_field(label="When")
    win = forms.ModelChoiceField(ImpactEntry.objects.none(), label="Which win", required=False, empty_label="None in particular")
    words = forms.CharField(label="What they said", max_length=300, required=False)

    def __init__(self, *args: Any, wins: QuerySet[ImpactEntry], **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": moments.today()} | kwargs.pop("initial", {}), **kwargs)
        field: Any = self.fields["win"]
        field.queryset = wins
        field.label_from_instance = lambda one: one.worth

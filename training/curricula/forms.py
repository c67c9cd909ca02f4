"""What may be typed in?"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import yaml
from django import forms
from django.conf import settings

from people.directory.fields import EmployeeChoiceField
from training.curricula.models import Audience, Cohort, Module, Programme
from training.curricula.quiz import Question
from training.curricula.texts import LARGEST_BYTES, ModuleText, ProgrammeText
from transition.lib.fields import Area, date_field, words_field


class WorkForm(forms.Form):
    text = words_field("In your own words", 8, max_length=20_000)
    happened_on = date_field(label="On which day?", required=False)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            Module.Kind.REFLECTION: "What you write for yourself",
            Module.Kind.DISCUSSION: "What surprised you",
            Module.Kind.TASK: "What you did, and what shows it",
            Module.Kind.EXTERNAL: "Where, with whom, and what you take with you",
        }
        self.fields["text"].label = labels[Module.Kind(kind)]
        if kind == Module.Kind.EXTERNAL:
            self.fields["proof"] = forms.FileField(
                label="What proves it",
                required=False,
                help_text="A PDF, PNG or JPEG of at most 5 MB. Without one, HR is asked to confirm it.",
            )
        if kind in (Module.Kind.REFLECTION, Module.Kind.TASK):
            del self.fields["happened_on"]


class QuizForm(forms.Form):
    def __init__(self, *args: Any, questions: Sequence[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, question in enumerate(questions, start=1):
            self.fields[f"q{number}"] = forms.TypedChoiceField(
                label=question.text, choices=list(enumerate(question.options)), coerce=int, widget=forms.RadioSelect
            )

    def answers(self) -> list[int]:
        return [self.cleaned_data[name] for name in self.fields]


class SpareForm(forms.Form):
    module = forms.ModelChoiceField(Module.objects.none(), label="Which module", empty_label="Choose a module")
    reason = words_field(
        "Why", 3, max_length=2000, help_text="The learner reads it, and everybody who looks after the programme."
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["module"].queryset = Module.objects.filter(programme=programme, is_retired=False, is_required=True)  # type: ignore[attr-defined]


class SessionForm(forms.Form):
    module = forms.ModelChoiceField(Module.objects.none(), label="Workshop", empty_label="Choose a workshop")
    starts_at = forms.DateTimeField(
        label="When",
        help_text=f"In the company's time, {settings.TIME_ZONE}.",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    minutes = forms.IntegerField(label="Minutes", min_value=15, max_value=960, initial=120)
    seats = forms.IntegerField(label="Seats", min_value=1, max_value=1000, initial=12)
    place = forms.CharField(label="Where", required=False, max_length=300, help_text="A room, or the link of a call.")
    facilitator = EmployeeChoiceField(label="Facilitator", required=False)
    cohort = forms.ModelChoiceField(
        Cohort.objects.none(), label="For the cohort", required=False, empty_label="All who follow it"
    )

    def __init__(self, *args: Any, programme: Programme, is_new: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        workshops = Module.objects.filter(programme=programme, kind=Module.Kind.WORKSHOP, is_retired=False)
        self.fields["module"].queryset = workshops  # type: ignore[attr-defined]
        self.fields["cohort"].queryset = programme.cohorts.all()  # type: ignore[attr-defined]
        if not is_new:
            for name in ("module", "facilitator", "cohort"):
                del self.fields[name]


class CohortForm(forms.Form):
    title = forms.CharField(label="Name", max_length=200)
    starts_on = date_field(label="Begins on")
    facilitator = EmployeeChoiceField(label="Facilitator", required=False)


class ScheduleForm(forms.Form):
    """A day for each module; nothing typed in means that each one's own day counts."""

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for module in cohort.programme.modules.filter(is_retired=False):
            self.fields[module.key] = date_field(label=module.title, required=False, initial=self._proposed(cohort, module))

    @staticmethod
    def _proposed(cohort: Cohort, module: Module) -> str | date | None:
        if cohort.days or module.due_after_days is None or module.due_from:
            return cohort.days.get(module.key)
        return cohort.starts_on + timedelta(days=module.due_after_days)

    def days(self) -> dict[str, date]:
        return {key: day for key, day in self.cleaned_data.items() if day}


class JoinForm(forms.Form):
    person = EmployeeChoiceField(label="Who joins?")


class ProgrammeFileForm(forms.Form):
    file = forms.FileField(label="Programme", help_text="One document, as the export gives it. It becomes a draft.")

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_BYTES:
            raise forms.ValidationError("The document is larger than 2 MB.")
        return file


class NewProgrammeForm(forms.Form):
    title = forms.CharField(label="Title", max_length=200)
    key = forms.SlugField(
        label="Word in its address", max_length=80, help_text="Small letters, digits and hyphens, as new-leads."
    )


class ProgrammeForm(forms.Form):
    title = forms.CharField(label="Title", max_length=200)
    summary = forms.CharField(label="In one sentence", required=False, max_length=1000, widget=Area(2))
    introduction = words_field("Introduction", 6, required=False, max_length=20_000, help_text="Markdown.")
    audiences = forms.MultipleChoiceField(
        label="Who follows it by itself?",
        required=False,
        choices=[choice for choice in Audience.Who.choices if choice[0] != Audience.Who.TEAM],
        widget=forms.CheckboxSelectMultiple,
        help_text="Whoever is any of these. With none of them, and no team: who likes to.",
    )
    teams = words_field(
        "And which teams?", 2, required=False, max_length=2000, help_text="One name a line. Teams below them follow too."
    )
    anchor = forms.ChoiceField(label="Due dates count from", choices=Programme.Anchor.choices)
    anchor_on = date_field(label="Which date?", required=False)
    is_private = forms.BooleanField(label="Private: nobody but the learner knows that they follow it", required=False)
    minimum_minutes = forms.IntegerField(label="Minutes that must be done at least", min_value=0, max_value=60_000, initial=0)
    certificate_months = forms.IntegerField(
        label="Months a certificate counts",
        required=False,
        min_value=0,
        max_value=240,
        help_text="0: it does not expire. Empty: none.",
    )
    reading = words_field("To read besides", 4, required=False, max_length=10_000, help_text="Markdown: title, author and link.")

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        teams = [line.strip() for line in facts.pop("teams", "").splitlines() if line.strip()]
        facts["audiences"] = (*facts.get("audiences", ()), *(f"team:{name}" for name in teams))
        facts["anchor_on"] = facts["anchor_on"].isoformat() if facts.get("anchor_on") else ""
        return facts

    @staticmethod
    def initial_of(text: ProgrammeText) -> dict[str, Any]:
        facts = {name: getattr(text, name) for name in ProgrammeForm.base_fields if name != "teams"}
        teams = [name.strip() for who, _, name in (one.partition(":") for one in text.audiences) if who == Audience.Who.TEAM]
        return facts | {"audiences": list(text.audiences), "teams": "\n".join(teams)}


class ModuleForm(forms.Form):
    title = forms.CharField(label="Title", max_length=200)
    key = forms.SlugField(
        label="Word in its address", max_length=80, help_text="What is done is kept under it: it never changes."
    )
    summary = forms.CharField(label="In one sentence", required=False, max_length=1000, widget=Area(2))
    kind = forms.ChoiceField(label="Kind", choices=Module.Kind.choices)
    group = forms.CharField(label="Group", required=False, max_length=80)
    minutes = forms.IntegerField(label="Minutes, with the exercise", min_value=1, max_value=6000, initial=30)
    due_after_days = forms.IntegerField(
        label="Due after days", required=False, min_value=0, max_value=3650, help_text="Empty: at one's own pace."
    )
    due_from = forms.ChoiceField(
        label="Counted from", required=False, choices=[("", "The programme's day"), *Programme.Anchor.choices]
    )
    due_on = date_field(label="Which date?", required=False)
    is_required = forms.BooleanField(label="Required", required=False, initial=True)
    needs = forms.MultipleChoiceField(label="First come", required=False, widget=forms.CheckboxSelectMultiple)
    body = words_field("Text and exercise", 20, max_length=100_000, help_text="Markdown.", strip=True)
    link = forms.URLField(label="Link", required=False, assume_scheme="https")
    subject = forms.CharField(label="Scenario of the rehearsal", required=False, max_length=80)
    quiz = words_field(
        "Questions of the quiz", 8, required=False, max_length=50_000, help_text="YAML: questions, ask, pass_percent, attempts."
    )

    def __init__(self, *args: Any, others: Sequence[ModuleText], is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["needs"].choices = [(one.key, one.title) for one in others]  # type: ignore[attr-defined]
        if not others:
            del self.fields["needs"]
        if not is_new:
            del self.fields["key"]

    def clean_due_on(self) -> str:
        day = self.cleaned_data["due_on"]
        return day.isoformat() if day else ""

    def clean_quiz(self) -> dict[str, Any]:
        try:
            quiz = yaml.safe_load(self.cleaned_data["quiz"] or "{}")
        except (yaml.YAMLError, ValueError, RecursionError) as fault:
            raise forms.ValidationError(f"This is not YAML that can be read: {fault}") from fault
        if not isinstance(quiz, dict):
            raise forms.ValidationError("Names and values: questions, ask, pass_percent, attempts.")
        return quiz

    @staticmethod
    def initial_of(module: ModuleText) -> dict[str, Any]:
        facts = {name: getattr(module, name) for name in ModuleForm.base_fields}
        quiz = yaml.safe_dump(dict(module.quiz), allow_unicode=True, sort_keys=False, width=110) if module.quiz else ""
        return facts | {"quiz": quiz, "needs": list(module.needs)}

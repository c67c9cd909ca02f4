"""What may be typed in?"""

from collections.abc import Iterable
from typing import Any

from django import forms

from people.directory.fields import EmployeeChoiceField
from training.evaluations.actions import LONGEST_WORDS
from training.evaluations.models import (
    Evaluation,
    EvaluationCycle,
    EvaluationInvitation,
    EvaluationQuestion,
    Questionnaire,
    ReportStep,
)
from training.evaluations.questionnaire import LARGEST_BYTES, QuestionnaireText, QuestionText
from transition.lib.fields import Area, date_field

CANNOT_SAY = "0"
SCALE = (
    ("1", "1 seldom"),
    ("2", "2"),
    ("3", "3 now and then"),
    ("4", "4"),
    ("5", "5 nearly always"),
    (CANNOT_SAY, "I cannot say"),
)
NOT_FOR_SELF = "*"  # in front of a question that the manager is not asked about themself


class ScaleInput(forms.RadioSelect):
    template_name = "training/evaluations/_scale.html"


class AnswerForm(forms.Form):
    def __init__(
        self, *args: Any, invitation: EvaluationInvitation, questions: Iterable[EvaluationQuestion], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        evaluation = invitation.evaluation
        is_self = invitation.group == EvaluationInvitation.Group.SELF
        themes = [("", "nothing in particular"), *((one["key"], one["title"]) for one in evaluation.cycle.questionnaire.themes)]
        self.questions = [one for one in questions if one.is_for_self or not is_self]
        for one in self.questions:
            if one.kind == EvaluationQuestion.Kind.SCALE:
                self.fields[f"q{one.pk}"] = forms.ChoiceField(
                    label=one.text,
                    choices=SCALE,
                    widget=ScaleInput,
                    error_messages={"required": "Choose one, or “I cannot say”."},
                )
            else:
                self.fields[f"q{one.pk}"] = forms.CharField(
                    label=one.text,
                    required=False,
                    max_length=LONGEST_WORDS,
                    widget=Area(3),
                    help_text=""
                    if is_self
                    else "Write what anybody could have written: no names, dates, projects or turns of phrase of your own.",
                )
                self.fields[f"t{one.pk}"] = forms.ChoiceField(label="That was about", choices=themes, required=False)
        by_name = evaluation.below == Evaluation.Below.ATTRIBUTED and invitation.group == EvaluationInvitation.Group.REPORT
        if by_name:
            self.fields["by_name"] = forms.BooleanField(
                required=False,
                label=f"If fewer than {evaluation.cycle.scores_from} answer, show my answers with my name",
                help_text="Only if you want that. Without it they are not shown then.",
            )
        self.use_required_attribute = False

    def answers(self) -> dict[str, Any]:
        said = self.cleaned_data
        values, words = {}, {}
        for one in self.questions:
            if one.kind == EvaluationQuestion.Kind.SCALE:
                if said[f"q{one.pk}"] != CANNOT_SAY:
                    values[one.pk] = int(said[f"q{one.pk}"])
            else:
                words[one.pk] = (said[f"q{one.pk}"], said[f"t{one.pk}"])
        return {"values": values, "words": words, "by_name": said.get("by_name", False)}

    @staticmethod
    def initial_from(sent: dict[str, Any], questions: Iterable[EvaluationQuestion]) -> dict[str, Any]:
        found: dict[str, Any] = {f"q{one.pk}": CANNOT_SAY for one in questions if one.kind == EvaluationQuestion.Kind.SCALE}
        found |= {f"q{question}": str(value) for question, value in sent["values"].items()}
        for question, said in sent["words"].items():
            found |= {f"q{question}": said["text"], f"t{question}": said["theme"]}
        return found | {"by_name": sent["by_name"]}


class PeerForm(forms.Form):
    peer = EmployeeChoiceField(label="Whom should we ask as well?")


class TalkForm(forms.Form):
    talk_on = date_field(label="When the talk was held")
    words = forms.CharField(
        label="What came of it",
        max_length=5000,
        widget=Area(8),
        help_text="What should stay, and what is to change. Nobody's name, nobody's words. The manager reads it.",
    )


class CoachForm(forms.Form):
    with_whom = EmployeeChoiceField(
        label="With whom do you talk it over?",
        help_text="They can read your report from then on. A name, an e-mail address or a number.",
    )


class WordsForm(forms.Form):
    words = forms.CharField(max_length=2000, widget=Area(6))

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind == ReportStep.Kind.SHARE:
            self.fields["words"].label = "What the team reads"
            self.fields[
                "words"
            ].help_text = "What you heard, what surprised you, and that you would like to talk about it. No scores needed."
        else:
            self.fields["words"].label = "One goal"
            self.fields[
                "words"
            ].help_text = "Something you will do, that others can see. The team is asked about it after four and eight weeks."


class BelowForm(forms.Form):
    below = forms.ChoiceField(label="If too few answer", choices=Evaluation.Below.choices)


class CycleForm(forms.Form):
    title = forms.CharField(label="What it is called", max_length=120)
    manager = EmployeeChoiceField(
        label="About one manager",
        required=False,
        help_text="A full name, an e-mail address or an employee number. Empty: about everybody who leads.",
    )
    kind = forms.ChoiceField(
        label="What it is for",
        choices=(
            (EvaluationCycle.Kind.DEVELOPMENTAL, "To learn from: the manager alone reads the report"),
            (
                EvaluationCycle.Kind.EVALUATIVE,
                "To judge by: whom the manager reports to reads it too, and everybody is told before they answer",
            ),
        ),
        widget=forms.RadioSelect,
        initial=EvaluationCycle.Kind.DEVELOPMENTAL,
    )
    preset = forms.ChoiceField(
        label="When something is shown",
        choices=EvaluationCycle.Preset.choices,
        widget=forms.RadioSelect,
        initial=EvaluationCycle.Preset.SMALL_TEAM,
    )
    questionnaire = forms.ModelChoiceField(label="Questionnaire", queryset=Questionnaire.objects.none(), empty_label=None)
    opens_on = date_field(label="Opens on", help_text="For fourteen days.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Questionnaire.objects.filter(status=Questionnaire.Status.PUBLISHED)
        self.fields["questionnaire"].queryset = rows  # type: ignore[attr-defined]


class QuestionnaireFileForm(forms.Form):
    file = forms.FileField(
        label="Questionnaire",
        help_text="YAML with key, title, rights, themes and open, at most 200 kB. Only wording that your company may use. It becomes a draft.",
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_BYTES:
            raise forms.ValidationError("The file is larger than 200 kB.")
        return file


class QuestionnaireForm(forms.Form):
    """One group of fields for each theme, and one more for a new one; a theme without questions goes."""

    title = forms.CharField(label="Title", max_length=120)
    rights = forms.CharField(label="Whose wording it is, and why it may be used here", max_length=300)

    def __init__(self, *args: Any, text: QuestionnaireText, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.text = text
        self.fields["title"].initial, self.fields["rights"].initial = text.title, text.rights
        self.keys = [key for key, _, _ in text.themes]
        for number, (key, title, says) in enumerate((*text.themes, ("", "", ""))):
            asked = "\n".join(
                f"{'' if one.is_for_self else NOT_FOR_SELF + ' '}{one.text}" for one in text.questions if one.theme == key and key
            )
            name = title or "a new theme"
            self.fields[f"title{number}"] = forms.CharField(label=f"Theme: {name}", max_length=60, required=False, initial=title)
            self.fields[f"says{number}"] = forms.CharField(
                label=f"What is true when {name} is strong", max_length=200, required=False, initial=says
            )
            self.fields[f"asked{number}"] = forms.CharField(
                label=f"Questions about {name}",
                required=False,
                initial=asked,
                widget=Area(3),
                help_text="One a line. A star in front: not asked of the manager about themself.",
            )
        self.fields["open"] = forms.CharField(
            label="Questions in own words",
            required=False,
            initial="\n".join(one.text for one in text.questions if not one.theme),
            widget=Area(3),
            help_text="One a line, at most four.",
        )

    def written(self) -> QuestionnaireText:
        said = self.cleaned_data
        themes, questions = [], []
        for number in range(len(self.keys) + 1):
            title, asked = said[f"title{number}"].strip(), said[f"asked{number}"].split("\n")
            lines = [line.strip()[:301] for line in asked if line.strip()]
            if title and lines:
                key = self.keys[number] if number < len(self.keys) else self._new_key()
                themes.append((key, title, said[f"says{number}"].strip() or title))
                questions += [
                    QuestionText(line.removeprefix(NOT_FOR_SELF).strip(), key, not line.startswith(NOT_FOR_SELF))
                    for line in lines
                ]
        questions += [QuestionText(line.strip()) for line in said["open"].split("\n") if line.strip()]
        return QuestionnaireText(self.text.key, said["title"], said["rights"], tuple(themes), tuple(questions))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name in said:
            if name.startswith(("asked", "open")) and any(len(line.strip()) > 300 for line in said[name].split("\n")):
                self.add_error(name, "A question has at most 300 letters.")
        return said

    def _new_key(self) -> str:
        number = len(self.keys) + 1
        while f"theme-{number}" in self.keys:
            number += 1
        return f"theme-{number}"

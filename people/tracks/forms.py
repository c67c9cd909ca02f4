"""What may be typed in?"""

from collections.abc import Iterable
from typing import Any

from django import forms

from people.tracks.book_reader import Question
from people.tracks.document import LARGEST_BYTES, LONGEST_TITLE
from people.tracks.models import Grade, LadderVersion, PayRule, Track
from people.tracks.queries import heights_proposed
from transition.lib.fields import date_field


class LadderFileForm(forms.Form):
    file = forms.FileField(
        label="Ladder",
        help_text=(
            "A ladder document (JSON or YAML), a workbook (.xlsx), a zip of CSV files, or one CSV file with a matrix; at most 5 MB. "
            "Nothing is written before you have seen what comes in."
        ),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_BYTES:
            raise forms.ValidationError("The file is larger than 5 MB.")
        return file


class QuestionsForm(forms.Form):
    """One field for each thing that the source does not say."""

    def __init__(self, questions: Iterable[Question], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in questions:
            if question.choices:
                field: forms.Field = forms.ChoiceField(label=question.words, choices=question.choices, initial=question.guess)
            else:
                field = forms.CharField(label=question.words, max_length=LONGEST_TITLE, initial=question.guess)
            self.fields[question.name] = field


class HeightsForm(forms.Form):
    """One field for each rank, and for each level that has none; one for each track whose kind is not said.

    Once a version was published, only those of levels without a height: what was said stays.
    """

    def __init__(self, version: LadderVersion, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        proposals = heights_proposed(version)
        levels = list(version.level_set.select_related("rank", "track", "grade").order_by("order", "position"))
        for track in version.track_set.filter(kind=Track.Kind.UNSPECIFIED):
            self.fields[f"track:{track.pk}"] = forms.ChoiceField(
                label=f"What kind of track is {track.title}?", choices=Track.Kind.choices
            )
        ranks = version.rank_set.order_by("order")
        if version.status != LadderVersion.Status.DRAFT:
            levels = [level for level in levels if level.grade_id is None]
            ranks = ranks.filter(pk__in=[level.rank_id for level in levels if level.rank_id])
        for rank in ranks:
            titles = ", ".join(level.title for level in levels if level.rank_id == rank.pk)
            self._add(rank.key, rank.title or rank.key, titles, proposals)
        for level in levels:
            if level.rank_id is None:
                self._add(level.key, f"{level.track.title}: {level}", "", proposals)

    def _add(self, key: str, label: str, hint: str, proposals: dict[str, int]) -> None:
        self.fields[f"height:{key}"] = forms.IntegerField(
            label=label, help_text=hint, required=False, min_value=1, max_value=99, initial=proposals.get(key)
        )

    def heights(self) -> dict[str, int | None]:
        return {name.removeprefix("height:"): value for name, value in self.cleaned_data.items() if name.startswith("height:")}

    def kinds(self) -> dict[int, str]:
        return {int(name.removeprefix("track:")): value for name, value in self.cleaned_data.items() if name.startswith("track:")}


class GradeField(forms.ModelChoiceField):
    """The company's heights, by number and name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Grade.objects.all(), **kwargs)

    def label_from_instance(self, grade: Grade) -> str:
        return f"{grade.order} {grade.title}".strip()


class GradeForm(forms.Form):
    order = forms.IntegerField(label="Height", min_value=1, max_value=99)
    title = forms.CharField(label="Name", max_length=80, required=False)


class PayRuleForm(forms.Form):
    seen_by = forms.ChoiceField(label="Who sees pay bands?", choices=PayRule.SeenBy.choices, widget=forms.RadioSelect)


class PayBandForm(forms.Form):
    grade = GradeField(label="Height", empty_label="Choose a height")
    currency = forms.RegexField(r"^[A-Za-z]{3}$", label="Currency", help_text="Three letters, as EUR.")
    location = forms.CharField(label="Location", max_length=120, required=False, help_text="Empty: everywhere.")
    minimum = forms.DecimalField(label="From, a year", min_value=0, max_digits=12, decimal_places=2)
    middle = forms.DecimalField(label="Middle", min_value=0, max_digits=12, decimal_places=2)
    maximum = forms.DecimalField(label="To", min_value=0, max_digits=12, decimal_places=2)
    valid_from = date_field(label="Valid from")

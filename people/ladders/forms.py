"""What may be typed in?"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from people.ladders.actions import NewTrack
from people.ladders.succession import Question
from people.tracks.document import LONGEST_CODE, LONGEST_TITLE
from people.tracks.models import Competency, Expectation, Family, LadderVersion, Level, Track
from people.tracks.queries import in_tree_order
from transition.lib.fields import Area, date_field

BLANK_LINES = 4
KINDS = [
    ("criterion", "Criterion"),
    ("signal", "Signal: what one would see or hear"),
    ("example", "Example"),
    ("note", "Note"),
    ("anti_pattern", "Not this"),
    ("", "No kind"),
]


class NewLadderForm(forms.Form):
    """Two tracks side by side: their levels one a line, lowest first."""

    title = forms.CharField(
        label="What is the ladder called?", max_length=LONGEST_TITLE, help_text="The family of work, as Engineering."
    )
    craft_title = forms.CharField(label="First track", max_length=LONGEST_TITLE, initial="Engineering")
    craft_levels = forms.CharField(
        label="Its levels", widget=Area(7), help_text="One a line, the lowest first. A new line is one height more."
    )
    craft_from = forms.IntegerField(label="Height of its lowest level", min_value=1, max_value=99, initial=1)
    lead_title = forms.CharField(
        label="Second track, for those who lead people", max_length=LONGEST_TITLE, initial="Management", required=False
    )
    lead_levels = forms.CharField(
        label="Its levels, too", widget=Area(7), required=False, help_text="Leave it empty for one track only."
    )
    lead_from = forms.IntegerField(
        label="Height of the lowest of them",
        min_value=1,
        max_value=99,
        initial=3,
        help_text="Levels of one height are equal: the same pay band and the same say.",
    )
    competencies = forms.CharField(
        label="Competencies",
        widget=Area(8),
        required=False,
        help_text="One a line. Two spaces in front put it under the one above. You can add them later, too.",
    )

    def tracks(self) -> list[NewTrack]:
        data = self.cleaned_data
        both = [("craft", Track.Kind.IC), ("lead", Track.Kind.MANAGEMENT)]
        found = [
            NewTrack(data[f"{name}_title"] or "Management", kind, _lines(data[f"{name}_levels"]), data[f"{name}_from"])
            for name, kind in both
        ]
        return [track for track in found if track.levels]

    def tree(self) -> list[tuple[str, int]]:
        lines = [line.expandtabs(2) for line in self.cleaned_data["competencies"].splitlines() if line.strip()]
        return [(line.strip(), (len(line) - len(line.lstrip())) // 2) for line in lines]

    def clean(self) -> dict[str, Any]:
        for name in ("craft_levels", "lead_levels", "competencies"):
            if any(len(line) > LONGEST_TITLE for line in _lines(self.cleaned_data.get(name, ""))):
                self.add_error(name, f"A line is at most {LONGEST_TITLE} characters long.")
        return self.cleaned_data


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class WordsForm(forms.Form):
    title = forms.CharField(label="Title", max_length=LONGEST_TITLE)
    summary = forms.CharField(label="Summary", widget=Area(6), required=False, help_text="Markdown.")


class TrackForm(forms.Form):
    title = forms.CharField(label="Title", max_length=LONGEST_TITLE)
    kind = forms.ChoiceField(label="What kind of track is it?", choices=Track.Kind.choices)
    summary = forms.CharField(label="Summary", widget=Area(4), required=False, help_text="Markdown.")


class LevelForm(forms.Form):
    title = forms.CharField(label="Title", max_length=LONGEST_TITLE)
    code = forms.CharField(label="Code", max_length=LONGEST_CODE, required=False, help_text="As E4.")
    height = forms.IntegerField(
        label="Height",
        min_value=1,
        max_value=99,
        required=False,
        help_text="Levels of one height are equal, whatever their track. One that the company's scale does not have yet is added to it.",
    )
    kind = forms.ChoiceField(label="What is it?", choices=[("", "A level"), *Level.Kind.choices[1:]], required=False)
    summary = forms.CharField(label="Summary", widget=Area(4), required=False, help_text="Markdown.")


class CompetencyForm(forms.Form):
    title = forms.CharField(label="Title", max_length=LONGEST_TITLE)
    parent = forms.ChoiceField(label="Stands under", required=False)
    family = forms.ModelChoiceField(label="Only for the family", queryset=Family.objects.none(), required=False)
    description = forms.CharField(label="What it means", widget=Area(4), required=False, help_text="Markdown.")

    def __init__(self, version: LadderVersion, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tree = in_tree_order(version.competency_set.all())
        parent: Any = self.fields["parent"]
        parent.choices = [
            ("", "Nothing: it is one of the first"),
            *((one.pk, f"{'  ' * depth}{one.title}") for one, depth in self.tree),
        ]
        families = version.family_set.all()
        self.fields["family"].queryset = families
        if not families:
            del self.fields["family"]

    def clean_parent(self) -> Competency | None:
        chosen = self.cleaned_data["parent"]
        return next((one for one, _ in self.tree if str(one.pk) == chosen), None)


class CellForm(forms.Form):
    """One cell: its state, and its lines, each with a kind and (by number) the line it belongs to."""

    state = forms.ChoiceField(
        label="This cell",
        choices=[
            ("written", "has its own words"),
            ("same_as_previous", "is as the level before"),
            ("not_applicable", "is not applicable"),
            ("blank", "is left blank"),
            ("todo", "is still to be written"),
        ],
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    summary = forms.CharField(label="In a sentence", widget=Area(2), required=False, help_text="Markdown.")

    def __init__(
        self, cell: Expectation | None, steps: list[tuple[str, str]], *args: Any, has_before: bool, **kwargs: Any
    ) -> None:
        self.items: list[dict[str, Any]] = list(cell.items or []) if cell else []
        initial = {"state": cell.state, "summary": cell.summary, "step": cell.scale_step} if cell else {"state": "written"}
        for index, item in enumerate(self.items):
            initial |= {f"kind-{index}": item.get("kind", ""), f"text-{index}": item["text"]}
            initial[f"under-{index}"] = str(item["parent"] + 1) if "parent" in item else ""
        super().__init__(*args, initial=initial | kwargs.pop("initial", {}), **kwargs)
        self.had_items = cell is not None and cell.items is not None
        if not has_before:
            state: Any = self.fields["state"]
            state.choices = [one for one in state.choices if one[0] != "same_as_previous" or (cell and cell.state == one[0])]
        if steps:
            self.fields["step"] = forms.ChoiceField(label="Step of the scale", choices=[("", "none"), *steps], required=False)
        for index in range(len(self.items) + BLANK_LINES):
            self._add_line(index)

    def _add_line(self, index: int) -> None:
        number = index + 1
        self.fields[f"text-{index}"] = forms.CharField(label=f"Line {number}", widget=Area(2), required=False, strip=False)
        kind = "criterion" if index >= len(self.items) else None
        self.fields[f"kind-{index}"] = forms.ChoiceField(
            label=f"Kind of line {number}", choices=KINDS, required=False, initial=kind
        )
        if index:
            above = [("", "nothing"), *((str(other), f"line {other}") for other in range(1, number))]
            self.fields[f"under-{index}"] = forms.ChoiceField(label=f"Line {number} belongs to", choices=above, required=False)

    def clean(self) -> dict[str, Any]:
        data, kept = self.cleaned_data, {}
        items: list[dict[str, Any]] = []
        for index in range(len(self.items) + BLANK_LINES):
            text = data.get(f"text-{index}", "")
            under = data.get(f"under-{index}", "")
            if not text.strip():
                continue
            if under and int(under) - 1 not in kept:
                self.add_error(f"under-{index}", "The line it belongs to is empty.")
                continue
            was = self.items[index] if index < len(self.items) else {}
            item = {name: value for name, value in was.items() if name not in ("text", "kind", "parent")} | {"text": text}
            if kind := data.get(f"kind-{index}"):
                item["kind"] = kind
            if under:
                item["parent"] = kept[int(under) - 1]
            kept[index] = len(items)
            items.append(item)
        has_words = bool(items or data.get("summary") or data.get("step"))
        if data.get("state") == "written" and not has_words:
            self.add_error(
                "state", ValidationError("Write something, or say that it is blank, not applicable or as the level before.")
            )
        elif data.get("state") != "written" and has_words:
            self.add_error("state", ValidationError("There are words in this cell: say that it has its own, or empty them."))
        data["items"] = items if items or self.had_items else None
        return data

    def lines(self) -> list[list[forms.BoundField]]:
        names = (("text-{}", "kind-{}", "under-{}"),) * (len(self.items) + BLANK_LINES)
        return [
            [self[name.format(index)] for name in each if name.format(index) in self.fields] for index, each in enumerate(names)
        ]


class SuccessionForm(forms.Form):
    """One field for each level that goes (what does it become?) and for each new one (what does it come from?)."""

    def __init__(self, question: Question, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question = question
        after = [(level.key, f"{level.track.title}: {level}") for level in question.after]
        before = [(level.key, f"{level.track.title}: {level}") for level in question.before]
        for level, people in question.gone:
            stands = f"{people} {'person stands' if people == 1 else 'people stand'} there." if people else "Nobody stands there."
            self.fields[f"gone:{level.key}"] = forms.ChoiceField(
                label=f"{level.track.title}: {level} is no longer there. What did it become?",
                choices=[("", "Choose"), *after, ("-", "Nothing: it ends"), ("+", "Several: the new levels below say so")],
                help_text=f"{stands} They stay on it until you bring them over.",
            )
        for level in question.new:
            self.fields[f"new:{level.key}"] = forms.ChoiceField(
                label=f"{level.track.title}: {level} is new. Where does it come from?",
                choices=[("", "Nowhere: it is new"), *before],
                required=False,
                help_text="Choose a level that was split into several.",
            )

    def became(self) -> dict[str, list[str]]:
        """Return by key what the levels before became: where it is not just their namesake."""
        found: dict[str, list[str]] = {}
        for name, chosen in self.cleaned_data.items():
            sort, _, key = name.partition(":")
            if sort == "gone":
                found.setdefault(key, []).extend([chosen] if chosen not in ("-", "+") else [])
            elif chosen:
                namesake = [chosen] if chosen in {level.key for level in self.question.after} else []
                found.setdefault(chosen, list(namesake)).append(key)
        return found

    def clean(self) -> dict[str, Any]:
        named = {chosen for name, chosen in self.cleaned_data.items() if name.startswith("new:") and chosen}
        for name, chosen in list(self.cleaned_data.items()):
            key = name.removeprefix("gone:")
            if name.startswith("gone:") and chosen == "+" and key not in named:
                self.add_error(name, "None of the new levels below says that it comes from here.")
        return self.cleaned_data


class BringOverForm(forms.Form):
    """Who of those on a level of an earlier version stands on which level of the one in force, from when on."""

    to = forms.ChoiceField(label="They stand on")
    on = date_field(label="From")
    everyone = forms.BooleanField(label="Everybody who stands there", required=False)
    people = forms.MultipleChoiceField(label="Or only", widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, levels: list[Level], people: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to: Any = self.fields["to"]
        to.choices = [("", "Choose"), *((str(level.pk), f"{level.track.title}: {level}") for level in levels)]
        some: Any = self.fields["people"]
        some.choices = people
        self.levels = {str(level.pk): level for level in levels}

    def clean(self) -> dict[str, Any]:
        if not self.cleaned_data.get("everyone") and not self.cleaned_data.get("people"):
            self.add_error("everyone", "Choose everybody, or some of them.")
        return self.cleaned_data

    def target(self) -> Level:
        return self.levels[self.cleaned_data["to"]]

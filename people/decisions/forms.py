"""What may be typed in?"""

from functools import partial
from typing import Any

from django import forms

from people.decisions.actions import Option
from people.decisions.models import Decision, DecisionOption, DecisionRight, DecisionVoice
from people.directory.fields import EmployeeChoiceField
from people.employees.models import Team
from transition.lib import fields
from transition.lib.fields import date_field

MOST_OPTIONS = 5
words_field = partial(fields.words_field, rows=3, max_length=8000)


class TeamNameField(forms.CharField):
    """Names a team that is open; the value is the Team (or None when left empty)."""

    def clean(self, value: Any) -> Any:
        words = super().clean(value)
        if not words:
            return None
        team = Team.objects.filter(name__iexact=words, closed_on=None).first()
        if team is None:
            raise forms.ValidationError(f"There is no team called “{words}”.")
        return team


class RightForm(forms.Form):
    area = forms.CharField(label="Area", max_length=80, help_text="As People, Technology, Money.")
    title = forms.CharField(label="What is decided", max_length=200)
    level = forms.TypedChoiceField(label="How", choices=DecisionRight.Delegation.choices, coerce=int, widget=forms.RadioSelect)
    held_by = forms.ChoiceField(label="Who holds it", choices=DecisionRight.Side.choices)
    held_from = forms.IntegerField(label="Who holds it, from height", min_value=1, max_value=99, initial=1)
    given_to = forms.ChoiceField(label="Who are the others", choices=DecisionRight.Side.choices)
    given_from = forms.IntegerField(label="The others, from height", min_value=1, max_value=99, initial=1)
    asked = forms.CharField(label="Who is asked before", max_length=300, required=False)
    told = forms.CharField(label="Who is told afterwards", max_length=300, required=False)
    details = words_field("What else there is to know", required=False, help_text="Markdown.")


class TeamRightForm(RightForm):
    team = TeamNameField(label="Team", max_length=120, required=False, help_text="Empty: it holds in the whole company.")


class RaiseForm(forms.Form):
    title = forms.CharField(label="The question", max_length=200, help_text="In one sentence.")
    context = words_field("What one has to know", rows=5, required=False, help_text="Markdown.")
    owner = EmployeeChoiceField(label="Who decides")
    due_on = date_field(label="By when")
    right = forms.ModelChoiceField(
        label="Kind of decision",
        required=False,
        queryset=DecisionRight.objects.filter(removed_on=None, team=None),
        empty_label="None of these",
    )
    is_public = forms.BooleanField(
        label="Everybody who works here may read it",
        required=False,
        initial=True,
        help_text="Else: who decides, who raised it, who is asked, and afterwards who is told.",
    )


class PrepareForm(forms.Form):
    owner = EmployeeChoiceField(label="Who decides")
    due_on = date_field(label="By when")
    context = words_field("What one has to know", rows=5, required=False)
    undoing = forms.ChoiceField(
        label="Could it be undone?",
        choices=[("", "Not said"), *Decision.Undoing.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    is_uncertain = forms.BooleanField(
        label="Too little is known, and more will not come in time",
        required=False,
        help_text="Then the four questions below, and a day to look again, are part of deciding.",
    )
    known = words_field("What is known", required=False)
    unknown = words_field("What is not known", required=False)
    cost_of_waiting = words_field("What waiting costs", required=False)
    would_change_mind = words_field("What would change your mind", required=False)

    def __init__(self, *args: Any, options: int, **kwargs: Any) -> None:
        """Make room for one more than the options there are, for three at least."""
        super().__init__(*args, **kwargs)
        self.many = min(MOST_OPTIONS, max(3, options + 1))
        for number in range(1, self.many + 1):
            self.fields[f"title_{number}"] = forms.CharField(label=f"Option {number}", max_length=200, required=False)
            self.fields[f"for_{number}"] = words_field(f"Option {number}, what speaks for it", rows=2, required=False)
            self.fields[f"against_{number}"] = words_field(f"Option {number}, what speaks against it", rows=2, required=False)

    @staticmethod
    def initial_of(decision: Decision, options: list[DecisionOption]) -> dict[str, Any]:
        names = (
            "owner",
            "due_on",
            "context",
            "undoing",
            "is_uncertain",
            "known",
            "unknown",
            "cost_of_waiting",
            "would_change_mind",
        )
        initial = {name: getattr(decision, name) for name in names}
        for number, option in enumerate(options, start=1):
            initial |= {
                f"title_{number}": option.title,
                f"for_{number}": option.speaks_for,
                f"against_{number}": option.speaks_against,
            }
        return initial

    def facts(self) -> dict[str, Any]:
        """Return what `prepare_decision` takes."""
        said = self.cleaned_data
        options = [
            Option(said[f"title_{number}"], said[f"for_{number}"], said[f"against_{number}"])
            for number in range(1, self.many + 1)
            if said[f"title_{number}"]
        ]
        return {name: value for name, value in said.items() if not name[-1].isdigit()} | {"options": options}


class VoiceForm(forms.Form):
    employee = EmployeeChoiceField(label="Who")
    role = forms.ChoiceField(label="What for", choices=DecisionVoice.Role.choices, widget=forms.RadioSelect)


class AdviceForm(forms.Form):
    words = words_field("What you think")


class DecideForm(forms.Form):
    chosen = forms.ModelChoiceField(
        label="We do this", queryset=DecisionOption.objects.none(), empty_label=None, widget=forms.RadioSelect
    )
    reason = words_field("Why", rows=4)
    look_again_on = date_field(label="Look again on", required=False)

    def __init__(self, decision: Decision, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].queryset = decision.options.all()
        self.fields["look_again_on"].required = decision.is_uncertain


class ReasonForm(forms.Form):
    reason = words_field("Why nobody needs it decided any more")


class LookForm(forms.Form):
    words = words_field("What became of it; what you would decide now")

"""What may be typed in?"""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from people.directory.fields import EmployeeChoiceField
from people.directory.forms import LevelField, date_field
from people.employees.models import Employee, Team
from people.employees.queries import manager_of
from people.tracks.models import Track
from people.tracks.queries import place_of
from training.curricula.models import Programme
from training.curricula.queries import known_to_others, programme_for_trials
from training.trials.models import SupportPromise, Trial, Verdict
from training.trials.questions import questions_for
from training.trials.terms import Promised, Terms
from transition.lib.moments import workday_from


def words_field(label: str, rows: int = 4, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=5000, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class NominationForm(forms.Form):
    candidate = EmployeeChoiceField(label="Whom do you propose?")
    leadership = words_field(
        "What have you seen them do as a leader?",
        help_text="In which situation, what they did, what came of it. Without leading anybody yet.",
    )
    leadership_seen_by = forms.CharField(label="Who saw it besides you", max_length=200, required=False)
    technical = words_field(
        "A technical result you would name",
        rows=3,
        required=False,
        help_text="Kept apart: the best engineer is not the best manager by that.",
    )
    mentor = EmployeeChoiceField(
        label="Mentor", required=False, help_text="Somebody who leads, outside the line. A name, an e-mail address or a number."
    )

    def evidence(self) -> list[tuple[str, str, str]]:
        """Return what was seen, as `actions.nominate` takes it."""
        said = self.cleaned_data
        return [("leadership", said["leadership"], said["leadership_seen_by"]), ("technical", said["technical"], "")]


LENGTHS = {"90": "90 days", "120": "120 days", "180": "180 days"}


class ContractForm(forms.Form):
    title = forms.CharField(label="Title during the trial", max_length=200, initial="Engineering Manager")
    target_level = LevelField(label="Level after a confirmation", empty_label=None)
    team = forms.ModelChoiceField(label="Team", queryset=Team.objects.filter(closed_on=None), empty_label=None)
    manager = EmployeeChoiceField(label="To whom they report during the trial")
    known_reports = forms.ModelMultipleChoiceField(
        label="Whom they lead",
        queryset=Employee.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="One to six people: enough to learn on, few enough to have time for.",
    )
    other_report = EmployeeChoiceField(label="And somebody from elsewhere", required=False)
    starts_on = date_field(label="First day")
    length = forms.ChoiceField(label="How long", choices=[*LENGTHS.items()], initial="90")
    success_criteria = words_field(
        "By what do both see that it works?", help_text="Things one can see from outside, at most five."
    )
    check_ins = forms.CharField(
        label="Check-ins", initial="30, 60, 85", max_length=60, help_text="Days after the first day, with commas between them."
    )
    mentor_weeks = forms.IntegerField(
        label="With the mentor every so many weeks", initial=2, min_value=1, max_value=8, required=False
    )
    protected_hours = forms.IntegerField(label="Protected hours a week", initial=4, min_value=0, max_value=20)
    other_support = forms.CharField(label="Something else that is promised", max_length=300, required=False)
    other_support_on = date_field(label="Due on", required=False)
    programme = forms.ModelChoiceField(
        label="Programme", queryset=known_to_others(Programme.objects.all()), required=False, empty_label="None"
    )
    way_back_months = forms.IntegerField(
        label="Months for which the way back stays open after a confirmation", initial=12, min_value=6, max_value=24
    )

    def __init__(self, *args: Any, trial: Trial, known: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.trial = trial
        levels = self.fields["target_level"]
        levels.queryset = levels.queryset.filter(track__kind__in=(Track.Kind.MANAGEMENT, Track.Kind.HYBRID))  # type: ignore[attr-defined]
        self.fields["known_reports"].queryset = Employee.objects.filter(pk__in=known)  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(trial: Trial, *, on: date) -> dict[str, Any]:
        """Return what a contract begins with: the last offer, or proposals from where the candidate stands."""
        if hasattr(trial, "contract"):
            contract = trial.contract
            names = (
                "title",
                "target_level",
                "team",
                "manager",
                "success_criteria",
                "protected_hours",
                "programme",
                "way_back_months",
            )
            days = [(row.agreed_on - contract.starts_on).days for row in trial.check_ins.all() if row.agreed_on]
            return {name: getattr(contract, name) for name in names} | {
                "starts_on": contract.starts_on,
                "length": str((contract.ends_on - contract.starts_on).days + 1),
                "check_ins": ", ".join(str(day) for day in days),
                "known_reports": [row.employee_id for row in contract.reports.all()],
            }
        place, lead = place_of(trial.candidate, on=on), manager_of(trial.candidate, on=on)
        height = place.level.grade if place and place.level else None
        levels = LevelField().queryset.filter(track__kind=Track.Kind.MANAGEMENT, grade=height)
        return {
            "manager": lead or trial.sponsor,
            "starts_on": workday_from(on + timedelta(days=14)),
            "team": place.team if place else None,
            "target_level": levels.first(),
            "programme": programme_for_trials(),
        }

    def clean_check_ins(self) -> list[int]:
        words = [word.strip() for word in self.cleaned_data["check_ins"].split(",") if word.strip()]
        if not words or not all(word.isdecimal() and len(word) < 4 for word in words):
            raise ValidationError("Numbers of days with commas between them, as 30, 60, 85.")
        return sorted({int(word) for word in words})

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("other_support") and not said.get("other_support_on"):
            self.add_error("other_support_on", "Say by when.")
        return said

    def terms(self) -> Terms:
        """Return what the form says, as `actions.offer_contract` takes it."""
        said, starts_on = self.cleaned_data, self.cleaned_data["starts_on"]
        reports = [*said["known_reports"], *([said["other_report"]] if said["other_report"] else [])]
        return Terms(
            title=said["title"],
            target_level=said["target_level"],
            team=said["team"],
            manager=said["manager"],
            starts_on=starts_on,
            ends_on=starts_on + timedelta(days=int(said["length"]) - 1),
            success_criteria=said["success_criteria"],
            reports=list({one.pk: one for one in reports}.values()),
            check_in_days=[workday_from(starts_on + timedelta(days=days)) for days in said["check_ins"]],
            promises=list(self._promises(starts_on)),
            protected_hours=said["protected_hours"],
            programme=said["programme"],
            way_back_months=said["way_back_months"],
        )

    def _promises(self, starts_on: date) -> Any:
        said, kinds, week = self.cleaned_data, SupportPromise.Kind, timedelta(days=7)
        sponsor, mentor = self.trial.sponsor, self.trial.mentor
        if mentor and said["mentor_weeks"]:
            every = said["mentor_weeks"]
            what = f"{mentor} as mentor, every {'week' if every == 1 else f'{every} weeks'}"
            yield Promised(kinds.MENTOR, what, mentor, starts_on + week, every)
        if said["protected_hours"]:
            yield Promised(
                kinds.PROTECTED_TIME, f"{said['protected_hours']} protected hours a week", sponsor, starts_on + week, 1
            )
        if said["other_support"]:
            yield Promised(kinds.OTHER, said["other_support"], sponsor, said["other_support_on"])

    # What the action refuses by field of Terms stands beside the field that was filled in.
    NAMES = {"ends_on": "length", "reports": "known_reports", "check_in_days": "check_ins"}


class AnnouncementForm(forms.Form):
    text = words_field("What the team reads", rows=8)
    hinted = forms.BooleanField(required=False, widget=forms.HiddenInput)


class CheckInForm(forms.Form):
    def __init__(self, *args: Any, role: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in questions_for(role):
            self.fields[question.key] = words_field(question.text, help_text=question.hint)


class VerdictForm(forms.Form):
    choice = forms.ChoiceField(label="What do you say?", choices=Verdict.Choice.choices, widget=forms.RadioSelect)
    words = words_field("Why", help_text="The other side reads this once both have spoken.")

    def __init__(self, *args: Any, trial: Trial, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        says = {
            Verdict.Choice.CONFIRM: "Confirm: this is for good, and the way back stays open as the contract says",
            Verdict.Choice.EXTEND: "Extend: thirty days more, once",
            Verdict.Choice.RETURN: "Return: back to the place that was kept",
        }
        if trial.is_extended:
            del says[Verdict.Choice.EXTEND]
        self.fields["choice"].choices = list(says.items())  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    reason = words_field("Why it does not apply", rows=3)


class WaiverForm(ReasonForm):
    condition = forms.ChoiceField(label="Condition", widget=forms.RadioSelect)
    field_order = ("condition", "reason")

    def __init__(self, *args: Any, conditions: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["condition"].choices = conditions  # type: ignore[attr-defined]


class SponsorForm(forms.Form):
    sponsor = EmployeeChoiceField(label="Who is the sponsor from today on?")


class TeamForm(forms.Form):
    team = forms.ModelChoiceField(
        label="In which team does the trial go on?", queryset=Team.objects.filter(closed_on=None), empty_label=None
    )


class AbsenceForm(forms.Form):
    started_on = date_field(label="First day away")
    ended_on = date_field(label="First day back")

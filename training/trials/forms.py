"""What may be typed in?"""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from people.directory.fields import EmployeeChoiceField
from people.directory.forms import LevelField
from people.employees.models import Employee, Team
from people.employees.queries import manager_of
from people.tracks.models import Track
from people.tracks.queries import place_of
from training.curricula.models import Programme
from training.curricula.queries import known_to_others, programme_for_trials
from training.presets.models import PresetVersion
from training.presets.queries import current_presets
from training.trials.models import SupportPromise, Trial, Verdict
from training.trials.queries import extension_of
from training.trials.questions import questions_for
from training.trials.terms import Promised, Terms
from transition.lib.fields import date_field, words_field
from transition.lib.moments import workday_from


class NominationForm(forms.Form):
    candidate = EmployeeChoiceField(label="Whom do you propose?")
    first = words_field(
        "What has somebody seen them do as a leader?",
        help_text="In which situation, what they did, what came of it. Without leading anybody yet.",
    )
    first_by = EmployeeChoiceField(
        label="Who saw it?", help_text="Neither you nor the candidate. A name, an e-mail address or a number."
    )
    second = words_field("And what has somebody else seen?")
    second_by = EmployeeChoiceField(label="Who saw that?")
    technical = words_field(
        "A technical result you would name",
        rows=3,
        required=False,
        help_text="Kept apart, and not enough by itself: building well and leading well are two crafts.",
    )
    mentor = EmployeeChoiceField(
        label="Mentor", required=False, help_text="Somebody who leads, outside the line. A name, an e-mail address or a number."
    )
    answers = forms.BooleanField(label="I am the sponsor: I answer for the support they get, by my name")

    def evidence(self) -> list[tuple[str, str, Employee | None]]:
        """Return what was seen, as `nominations.nominate` takes it."""
        said = self.cleaned_data
        led = [("leadership", said[name], said[f"{name}_by"]) for name in ("first", "second")]
        return [*led, ("technical", said["technical"], None)]


class PresetField(forms.ModelChoiceField):
    def label_from_instance(self, preset: PresetVersion) -> str:
        days = ", ".join(str(day) for day, _ in preset.check_ins)
        return (
            f"{preset.title} (check-ins on days {days})" if days else f"{preset.title} (a review every {preset.review_days} days)"
        )


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
        help_text="Two to four are usual: enough to learn on, few enough to have time for.",
    )
    other_report = EmployeeChoiceField(label="And somebody from elsewhere", required=False)
    starts_on = date_field(label="First day")
    preset = PresetField(label="How it goes", queryset=current_presets(), empty_label=None)
    success_criteria = words_field(
        "By what do both see that it works?", help_text="Things one can see from outside, at most five."
    )
    check_ins = forms.CharField(
        label="Check-ins",
        required=False,
        max_length=60,
        help_text="Days after the first day, with commas between them. Left empty: as it usually goes.",
    )
    mentor_weeks = forms.IntegerField(
        label="With the mentor every so many weeks", initial=2, min_value=1, max_value=8, required=False
    )
    coach = EmployeeChoiceField(label="Coach, if it is not the mentor", required=False)
    peer_group = forms.CharField(
        label="Peer group",
        required=False,
        max_length=200,
        help_text="Others who lead for the first time. As: the round of new managers, Thursdays.",
    )
    protected_hours = forms.IntegerField(
        label="Protected hours a week",
        initial=4,
        min_value=0,
        max_value=20,
        help_text="For learning to lead: nobody books over them.",
    )
    technical_hours = forms.IntegerField(
        label="Hours a week for work with their own hands",
        initial=8,
        min_value=0,
        max_value=30,
        help_text="A budget that is agreed on, not what is left over: up to a third of the week, and nothing that the team waits for.",
    )
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
                "technical_hours",
                "peer_group",
                "coach",
                "programme",
                "way_back_months",
            )
            days = [(row.agreed_on - contract.starts_on).days for row in trial.check_ins.all() if row.agreed_on]
            return {name: getattr(contract, name) for name in names} | {
                "starts_on": contract.starts_on,
                "preset": contract.preset.preset.versions.first() if contract.preset else None,
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
        if not all(word.isdecimal() and len(word) < 4 for word in words):
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
        preset = said["preset"]
        days = said["check_ins"] or [day for day, _ in preset.check_ins] or [preset.review_days]
        return Terms(
            title=said["title"],
            target_level=said["target_level"],
            team=said["team"],
            manager=said["manager"],
            starts_on=starts_on,
            ends_on=None if preset.is_open_end else starts_on + timedelta(days=preset.days - 1),
            success_criteria=said["success_criteria"],
            reports=list({one.pk: one for one in reports}.values()),
            check_in_days=[self._day(starts_on, day, preset) for day in days],
            promises=list(self._promises(starts_on)),
            protected_hours=said["protected_hours"],
            technical_hours=said["technical_hours"],
            peer_group=said["peer_group"].strip(),
            coach=said["coach"],
            programme=said["programme"],
            preset=preset,
            way_back_months=said["way_back_months"],
        )

    @staticmethod
    def _day(starts_on: date, days: int, preset: PresetVersion) -> date:
        """A workday, and within the trial where the day itself is."""
        day, last = starts_on + timedelta(days=days), starts_on + timedelta(days=(preset.days or 999) - 1)
        return day if day <= last < workday_from(day) else workday_from(day)

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
    NAMES = {"ends_on": "preset", "reports": "known_reports", "check_in_days": "check_ins"}


class AnnouncementForm(forms.Form):
    text = words_field("What the team reads", rows=8)
    hinted = forms.BooleanField(required=False, widget=forms.HiddenInput)


class SheetForm(forms.Form):
    starts = words_field("What starts", help_text="What they do from the first day on that they did not do before.")
    stays = words_field("What stays")
    stops = words_field(
        "What stops", help_text="What somebody else does from then on, and who. What is not said here is done twice."
    )


class SupportForm(forms.Form):
    kinds = forms.MultipleChoiceField(label="What is there?", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, parts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kinds"].choices = parts  # type: ignore[attr-defined]


class CheckInForm(forms.Form):
    def __init__(self, *args: Any, role: str, form: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in questions_for(role, form):
            self.fields[question.key] = words_field(question.text, help_text=question.hint)


class VerdictForm(forms.Form):
    choice = forms.ChoiceField(label="What do you say?", choices=Verdict.Choice.choices, widget=forms.RadioSelect)
    words = words_field("Why", help_text="The other side reads this once both have spoken.")

    def __init__(self, *args: Any, trial: Trial, too_early: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        says = {
            Verdict.Choice.CONFIRM: "Confirm: the role stays, and the way back stays open for as long as the contract says",
            Verdict.Choice.EXTEND: f"Extend: {extension_of(trial).days} days more, once",
            Verdict.Choice.RETURN: "Return: back to the place that was kept",
        }
        if trial.is_extended or not extension_of(trial):
            del says[Verdict.Choice.EXTEND]
        if too_early:
            says = {Verdict.Choice.RETURN: says[Verdict.Choice.RETURN]}
            self.fields["choice"].help_text = too_early
        self.fields["choice"].choices = list(says.items())  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    reason = words_field("Why it does not apply", rows=3)


class PartWaiverForm(ReasonForm):
    kind = forms.ChoiceField(label="Without what may it start?", widget=forms.RadioSelect)
    field_order = ("kind", "reason")

    def __init__(self, *args: Any, parts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = parts  # type: ignore[attr-defined]


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

"""What may be typed in?"""

from typing import Any

from django import forms

from people.directory.fields import EmployeeChoiceField
from people.employees.models import Team
from people.tracks.models import LadderVersion, Level, Track
from transition.lib import moments
from transition.lib.fields import date_field


class SearchForm(forms.Form):
    q = forms.CharField(required=False, max_length=200)
    team = forms.CharField(
        required=False, max_length=120
    )  # an id from the list, or (where there are too many to list) a part of a name
    track = forms.ChoiceField(required=False, choices=[("", "Both tracks"), *Track.Kind.choices])
    place = forms.CharField(required=False, max_length=120)


class FactsForm(forms.Form):
    first_name = forms.CharField(label="First name", max_length=120, required=False)
    last_name = forms.CharField(label="Last name", max_length=120)
    email = forms.EmailField(label="E-mail", required=False)
    login_name = forms.CharField(
        label="Login name", max_length=150, required=False, help_text="Only where there is no e-mail address."
    )
    number = forms.CharField(label="Employee number", max_length=60, required=False)
    location = forms.CharField(label="Location", max_length=120, required=False)
    time_zone = forms.CharField(
        label="Time zone", max_length=60, required=False, help_text="As Europe/Lisbon; empty: the company's."
    )
    hired_on = date_field(label="First day", required=False)

    def clean_time_zone(self) -> str:
        zone = self.cleaned_data["time_zone"]
        if zone and not moments.is_zone(zone):
            raise forms.ValidationError("This is not a time zone. One is written like Europe/Lisbon.")
        return zone


class LevelField(forms.ModelChoiceField):
    """The levels of the ladders in force, by track."""

    def __init__(self, **kwargs: Any) -> None:
        levels = Level.objects.filter(version__status=LadderVersion.Status.PUBLISHED).select_related(
            "track__version__ladder", "grade"
        )
        super().__init__(queryset=levels.order_by("version__ladder__title", "track__position", "order"), **kwargs)

    def label_from_instance(self, level: Level) -> str:
        height = f", height {level.grade.order}" if level.grade else ""
        return f"{level.track.title}: {level}{height}"


class MoveForm(forms.Form):
    """A dated move: what is left as it is stays as it is."""

    on = date_field(label="From", initial=moments.today)
    level = LevelField(label="Level", required=False, empty_label="No level")
    title = forms.CharField(label="Title", max_length=200, required=False)
    team = forms.ModelChoiceField(
        label="Team", queryset=Team.objects.filter(closed_on=None), required=False, empty_label="No team"
    )
    manager = EmployeeChoiceField(label="Manager", required=False)


class LeaveForm(forms.Form):
    left_on = date_field(label="First day on which they no longer work here")

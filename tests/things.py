"""Which ids do the pages of the demo need?"""

from people.employees.models import Employee
from people.tracks.models import LadderVersion, Level
from training.growth.models import Ask, Focus
from training.impact.models import ImpactEntry, Initiative, Postmortem, Stakeholder
from training.one_on_ones.models import Meeting, Series
from training.readmes.models import ReadmeVersion
from training.trials.models import Trial


def demo_things() -> dict[str, int]:
    """Return the ids of the demo's faces and of one level and one ladder version."""
    people = {one.first_name.lower(): one.pk for one in Employee.objects.filter(user__username__in=_usernames())}
    version = LadderVersion.objects.get(ladder__key="engineering", status="published")
    return people | _road(people) | {"level": Level.objects.get(version=version, key="e4").pk, "version": version.pk}


def _road(people: dict[str, int]) -> dict[str, int]:
    """Return the ids of the demo's trials and of what belongs to Ines's."""
    trials = {trial.candidate.first_name: trial for trial in Trial.objects.select_related("candidate")}
    ines = trials["Ines"]
    series = Series.objects.get(manager=people["ines"], employee=people["otto"], ended_on=None)
    meeting = series.meetings.filter(status=Meeting.Status.PLANNED).order_by("starts_at").first()
    return {
        "trial": ines.pk,
        "late": trials["Noor"].pk,
        "decided": trials["Dmitri"].pk,
        "returned": trials["Samuel"].pk,
        "to_sign": trials["Johanna"].pk,
        "check_in_held": ines.check_ins.get(number=1).pk,
        "check_in_ahead": ines.check_ins.get(number=2).pk,
        "announcement": ines.announcements.first().pk,
        "series": series.pk,
        "meeting": meeting.pk,
    } | _growing(people)


def _growing(people: dict[str, int]) -> dict[str, int]:
    """Return the ids of what Ines works on, and of what it changed."""
    focus, ask = Focus.objects.get(employee=people["ines"]), Ask.objects.get(asked=people["lena"])
    return {
        "focus": focus.pk,
        "experiment": focus.experiments.get(verdict="").pk,
        "ask": ask.pk,
        "entry": ImpactEntry.objects.filter(employee=people["ines"]).first().pk,
        "initiative": Initiative.objects.get(owner=people["ines"]).pk,
        "postmortem": Postmortem.objects.get().pk,
        "stakeholder": Stakeholder.objects.get(name="Head of Finance").pk,
        "readme_version": ReadmeVersion.objects.get(number=1).pk,
    }


def _usernames() -> list[str]:
    return [f"{name}@kestrel.example" for name in ("ines.duarte", "lena.okafor", "marco.bianchi", "otto.lind", "hana.sato")]

"""Which ids do the pages of the demo need?"""

from people.employees.models import Employee
from people.tracks.models import LadderVersion, Level
from training.curricula.models import Cohort, Enrolment, WorkshopSession
from training.mentoring.models import Mentoring
from training.one_on_ones.models import Meeting, Series
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
        "workshop": WorkshopSession.objects.get().pk,
        "cohort": Cohort.objects.get().pk,
        "enrolment": Enrolment.objects.get(employee=people["lena"], programme__key="hard-talks").pk,
        "mentoring": Mentoring.objects.get(mentee=people["ines"]).pk,
    }


def _usernames() -> list[str]:
    return [f"{name}@kestrel.example" for name in ("ines.duarte", "lena.okafor", "marco.bianchi", "otto.lind", "hana.sato")]

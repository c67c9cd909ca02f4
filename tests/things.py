"""Which ids do the pages of the demo need?"""

from people.employees.models import Employee
from people.tracks.models import LadderVersion, Level


def demo_things() -> dict[str, int]:
    """Return the ids of the demo's faces and of one level and one ladder version."""
    people = {one.first_name.lower(): one.pk for one in Employee.objects.filter(user__username__in=_usernames())}
    version = LadderVersion.objects.get(ladder__key="engineering", status="published")
    return people | {"level": Level.objects.get(version=version, key="e4").pk, "version": version.pk}


def _usernames() -> list[str]:
    return [f"{name}@kestrel.example" for name in ("ines.duarte", "lena.okafor", "marco.bianchi", "otto.lind", "hana.sato")]

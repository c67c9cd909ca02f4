"""Who can be tried on the sign-in page of the demo company?"""

from dataclasses import dataclass

from people.accounts.models import User


@dataclass(frozen=True)
class Face:
    """Somebody of the demo company, or beside it, in one sentence."""

    username: str
    name: str
    sentence: str

    @property
    def initials(self) -> str:
        return "".join(word[0] for word in self.name.split())


FACES = (
    Face("ines.duarte@kestrel.example", "Ines Duarte", "engineer, on trial as a manager"),
    Face("lena.okafor@kestrel.example", "Lena Okafor", "her manager"),
    Face("marco.bianchi@kestrel.example", "Marco Bianchi", "staff engineer, her mentor"),
    Face("otto.lind@kestrel.example", "Otto Lind", "engineer in her team"),
    Face("hana.sato@kestrel.example", "Hana Sato", "HR administrator"),
    Face("vera@lindholm-coaching.example", "Vera Lindholm", "coach from outside"),
)


def user_of(username: str) -> User | None:
    """Return the user of one of the faces, or None for anybody else."""
    if username not in {face.username for face in FACES}:
        return None
    return User.objects.filter(username=username, is_active=True).first()

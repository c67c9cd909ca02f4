"""Who sees which tasters? The two alone; what counts as evidence is shown by consent of the guest."""

import rules
from django.db.models import Q, QuerySet

from people.accounts.models import User
from people.accounts.permissions import is_employed
from training.tasters.models import Taster
from transition.lib.access import add_permission


@rules.predicate
def is_guest(user: User, taster: Taster) -> bool:
    return is_employed(user) and user.employee.pk == taster.guest_id


@rules.predicate
def is_host(user: User, taster: Taster) -> bool:
    return is_employed(user) and user.employee.pk == taster.host_id


add_permission("training.ask_for_taster", is_employed, readers="You and whom you ask; a no is told to nobody else")
add_permission("training.offer_story", is_employed, readers="Everybody who works here, until you close it")
add_permission(
    "training.see_taster",
    is_guest | is_host,
    readers="The two of you; what the host saw also whoever proposes the guest for a trial, if the guest lets it count",
)
add_permission("training.note_taster", is_guest | is_host, readers="You alone; it is encrypted")
add_permission("training.answer_taster", is_host)
add_permission("training.take_back_taster", is_guest)


def visible_tasters(user: User) -> QuerySet[Taster]:
    """Return the tasters that `user` asked for or was asked for."""
    if not is_employed(user):
        return Taster.objects.none()
    return Taster.objects.filter(Q(guest=user.employee) | Q(host=user.employee))

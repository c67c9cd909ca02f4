"""Who sees which pairs? The two alone; HR counts them."""

import rules
from django.db.models import Q, QuerySet

from people.accounts.models import User
from people.accounts.permissions import is_employed
from training.mentoring.models import Mentoring
from transition.lib.access import add_permission


@rules.predicate
def is_of_the_pair(user: User, mentoring: Mentoring) -> bool:
    person = getattr(user, "employee", None)
    return person is not None and person.pk in (mentoring.mentor_id, mentoring.mentee_id)


@rules.predicate
def is_the_mentor(user: User, mentoring: Mentoring) -> bool:
    person = getattr(user, "employee", None)
    return person is not None and person.pk == mentoring.mentor_id


add_permission("training.see_mentoring", is_of_the_pair, readers="The two of you, nobody else; not even HR administrators")
add_permission("training.change_mentoring", is_of_the_pair)
add_permission("training.answer_mentoring", is_the_mentor)
add_permission("training.ask_for_mentoring", is_employed, readers="You and whom you ask; a no is told to nobody else")
add_permission("training.offer_mentoring", is_employed, readers="Everybody who works here")


def visible_mentorings(user: User) -> QuerySet[Mentoring]:
    """Return the pairs that `user` is one of."""
    person = getattr(user, "employee", None)
    return Mentoring.objects.filter(Q(mentor=person) | Q(mentee=person)) if person else Mentoring.objects.none()

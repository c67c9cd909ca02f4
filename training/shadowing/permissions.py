"""Who sees a shadowing? The visitor and the host; of its days also the visitor's manager; of a meeting also its people."""

import rules
from django.db.models import Q, QuerySet

from people.accounts.models import User
from people.accounts.permissions import is_employed
from people.employees.models import Employee
from people.employees.queries import reports_of
from training.shadowing.models import MeetingConsent, ShadowedMeeting, Shadowing
from transition.lib import moments
from transition.lib.access import add_permission


def _person(user: User) -> Employee | None:
    return getattr(user, "employee", None)


@rules.predicate
def is_visitor(user: User, shadowing: Shadowing) -> bool:
    person = _person(user)
    return person is not None and person.pk == shadowing.visitor_id


@rules.predicate
def is_host(user: User, shadowing: Shadowing) -> bool:
    person = _person(user)
    return person is not None and person.pk == shadowing.host_id


@rules.predicate
def leads_visitor(user: User, shadowing: Shadowing) -> bool:
    person = _person(user)
    return person is not None and reports_of(person, on=moments.today()).filter(pk=shadowing.visitor_id).exists()


@rules.predicate
def is_asked(user: User, consent: MeetingConsent) -> bool:
    person = _person(user)
    return person is not None and person.pk == consent.employee_id


add_permission(
    "training.see_shadowing",
    is_visitor | is_host | leads_visitor,
    readers="The visitor and the host; the visitor's manager sees what it is for and the days, no meeting and no word of the debrief",
)
add_permission("training.see_shadowed_meetings", is_visitor | is_host)
add_permission("training.answer_shadowing", is_host | leads_visitor)
add_permission("training.plan_shadowing", is_host, readers="You two, and for each meeting those who are asked")
add_permission("training.end_shadowing", is_visitor | is_host)
add_permission("training.write_shadow_note", is_visitor, readers="You alone; not even whom you go beside")
add_permission("training.debrief_shadowing", is_visitor | is_host, readers="The two of you, nobody else")
add_permission("training.ask_to_shadow", is_employed, readers="You, whom you ask, and your own manager")
add_permission("training.answer_consent", is_asked, readers="You alone: a no is told without a name")


def visible_shadowings(user: User) -> QuerySet[Shadowing]:
    """Return those that `user` visits or hosts, and those of the people who report to them today."""
    person = _person(user)
    if person is None:
        return Shadowing.objects.none()
    led = reports_of(person, on=moments.today())
    return Shadowing.objects.filter(Q(visitor=person) | Q(host=person) | Q(visitor__in=led))


def visible_meetings(user: User) -> QuerySet[ShadowedMeeting]:
    """Return the meetings of what `user` visits or hosts."""
    person = _person(user)
    if person is None:
        return ShadowedMeeting.objects.none()
    return ShadowedMeeting.objects.filter(Q(shadowing__visitor=person) | Q(shadowing__host=person))


def visible_consents(user: User) -> QuerySet[MeetingConsent]:
    """Return the questions that `user` is asked."""
    person = _person(user)
    return MeetingConsent.objects.filter(employee=person) if person else MeetingConsent.objects.none()

"""Who sees and changes which 1:1s? The pair alone; HR, and who leads the manager, see whether they take place, never what is said."""

from datetime import date

import rules
from django.db.models import Exists, OuterRef, Q, QuerySet

from people.accounts.models import User
from people.accounts.permissions import is_employed, is_hr
from people.employees.models import Employee, ReportingLine
from people.employees.queries import manager_of, reports_of
from training.one_on_ones.models import ActionItem, AgendaItem, Handover, Meeting, Series
from transition.lib import moments
from transition.lib.access import add_permission


@rules.predicate
def is_of_the_pair(user: User, series: Series) -> bool:
    person = getattr(user, "employee", None)
    return person is not None and person.pk in (series.manager_id, series.employee_id)


@rules.predicate
def is_their_own(user: User, series: Series) -> bool:
    person = getattr(user, "employee", None)
    return person is not None and person.pk == series.employee_id


@rules.predicate
def is_next_manager(user: User, handover: Handover) -> bool:
    person = getattr(user, "employee", None)
    return person is not None and handover.released_at is not None and handover.reader_id == person.pk


@rules.predicate
def goes_on(user: User, series: Series) -> bool:
    return series.ended_on is None


@rules.predicate
def is_their_manager(user: User, employee: Employee) -> bool:
    person = getattr(user, "employee", None)
    return person is not None and manager_of(employee, on=moments.today()) == person


add_permission(
    "training.see_series", is_of_the_pair, readers="The two of you; HR and who leads the manager see only whether you met"
)
add_permission("training.change_series", is_of_the_pair & goes_on)
add_permission("training.write_private_note", is_of_the_pair, readers="You alone; not even HR administrators")
add_permission("training.open_series", is_their_manager)
add_permission("training.note_quickly", is_employed)
add_permission("training.see_questions", is_employed | is_hr, readers="Everybody who works here")
add_permission("training.change_questions", is_hr)
add_permission("training.see_rhythm", is_hr, readers="HR administrators: held or missed, never a word of it")
add_permission(
    "training.see_course",
    is_of_the_pair,
    readers="The two of you. Who leads the manager, and HR, see how many were held and missed, nothing else. Hints on habits: the manager alone",
)
add_permission(
    "training.write_handover",
    is_of_the_pair,
    readers="The two of you. The next manager reads it once the employee releases it, and until it is taken back",
)
add_permission("training.release_handover", is_their_own)
add_permission(
    "training.read_handover", is_next_manager, readers="You, as long as you lead them and they let you; and the two who wrote it"
)
add_permission(
    "training.see_below",
    is_employed,
    readers="You, and HR administrators: how many were held and missed. The rest is between the two of each pair",
)


def visible_series(user: User) -> QuerySet[Series]:
    """Return the 1:1s of which `user` is one of the two, ended ones too."""
    person = getattr(user, "employee", None)
    return Series.objects.filter(Q(manager=person) | Q(employee=person)) if person else Series.objects.none()


def series_below(user: User, *, on: date) -> QuerySet[Series]:
    """Return the 1:1s that those who report to `user` on a day hold with their people: for counting, never for reading."""
    person = getattr(user, "employee", None)
    if person is None:
        return Series.objects.none()
    return Series.objects.filter(manager__in=reports_of(person, on=on)).exclude(employee=person)


def visible_meetings(user: User) -> QuerySet[Meeting]:
    """Return the meetings of the 1:1s that `user` sees."""
    return Meeting.objects.filter(series__in=visible_series(user))


def visible_agenda_items(user: User) -> QuerySet[AgendaItem]:
    """Return what stands on the agendas of the 1:1s that `user` sees."""
    return AgendaItem.objects.filter(series__in=visible_series(user))


def visible_action_items(user: User) -> QuerySet[ActionItem]:
    """Return what was promised in the 1:1s that `user` sees."""
    return ActionItem.objects.filter(series__in=visible_series(user))


def released_handovers(user: User, *, on: date) -> QuerySet[Handover]:
    """Return the hand-overs that were released to `user`, of those whom they lead, on a day or from a later one."""
    person = getattr(user, "employee", None)
    if person is None:
        return Handover.objects.none()
    counting = Q(ended_on=None) | Q(ended_on__gt=on)
    leads = ReportingLine.objects.filter(counting, employee=OuterRef("series__employee"), manager=person)
    return Handover.objects.filter(Exists(leads), reader=person, released_at__isnull=False)

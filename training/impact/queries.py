"""Which entries, initiatives, postmortems and stakeholders?"""

from datetime import date, timedelta

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet

from people.employees.models import Employee
from training.impact.models import ImpactEntry, Initiative, Postmortem, ReviewWords, Stakeholder, StakeholderContact
from training.impact.quarters import Quarter

STALE_AFTER = timedelta(days=30)
KEEPS_ONE = timedelta(days=365)  # whoever noted something within a year keeps a portfolio
NEWS = timedelta(days=180)  # how old a win may be and still be told


def between(entries: QuerySet[ImpactEntry], first: date, last: date) -> QuerySet[ImpactEntry]:
    """Return the entries of the days from `first` to `last`, the newest first, with their initiatives."""
    return entries.filter(happened_on__gte=first, happened_on__lte=last).select_related("initiative")


def by_worth(entries: QuerySet[ImpactEntry], quarter: Quarter) -> list[tuple[str, list[ImpactEntry]]]:
    """Return the entries of a quarter by what they are worth: (words, entries), in the order of ImpactEntry.SoWhat (one query)."""
    rows = list(between(entries, quarter.first_day, quarter.last_day))
    return [(kind.label, [row for row in rows if row.so_what == kind]) for kind in ImpactEntry.SoWhat]


def words_of(employee: Employee) -> ReviewWords | None:
    """Return what somebody says about the whole, or None."""
    return ReviewWords.objects.filter(employee=employee).first()


def open_initiatives(initiatives: QuerySet[Initiative]) -> QuerySet[Initiative]:
    """Return the initiatives that go on, those confirmed longest ago first."""
    return initiatives.filter(ended_on=None).select_related("owner")


def left_alone(initiatives: QuerySet[Initiative], *, on: date) -> QuerySet[Initiative]:
    """Return the shared ones that go on although their owner no longer works here; what was theirs alone stays theirs alone."""
    return open_initiatives(initiatives).filter(is_shared=True, owner__left_on__lte=on)


def stale_on(initiative: Initiative) -> date:
    """Return the day from which the goal of an initiative is stale: thirty days after it was confirmed."""
    return initiative.confirmed_on + STALE_AFTER


def stale(initiatives: QuerySet[Initiative], *, on: date) -> QuerySet[Initiative]:
    """Return the open initiatives of those who work here whose goal is stale on a day."""
    works_here = Q(owner__left_on=None) | Q(owner__left_on__gt=on)
    return open_initiatives(initiatives).filter(works_here, confirmed_on__lte=on - STALE_AFTER)


def with_actions(postmortems: QuerySet[Postmortem]) -> QuerySet[Postmortem]:
    """Return postmortems with `planned` and `done`: how many actions, and how many of them are done."""
    is_done = Q(actions__done_on__isnull=False)
    return postmortems.annotate(planned=Count("actions"), done=Count("actions", filter=is_done)).select_related("led_by")


def with_last_contact(stakeholders: QuerySet[Stakeholder]) -> QuerySet[Stakeholder]:
    """Return stakeholders with `last_on` (None: never), those never spoken with and those longest ago first."""
    found = stakeholders.annotate(last_on=Max("contacts__on")).select_related("person")
    return found.order_by(F("last_on").asc(nulls_first=True), "name")


def gap(stakeholder: Stakeholder, *, on: date) -> int:
    """Return for how many days a stakeholder (with `last_on`) should have heard something: 0 when all is well.

    Somebody never spoken with counts from the first day on: the gap is their whole rhythm.
    """
    last = stakeholder.last_on  # type: ignore[attr-defined]
    return stakeholder.every_days if last is None else max(0, (on - last).days - stakeholder.every_days)


def untold(entries: QuerySet[ImpactEntry], stakeholder: Stakeholder, *, on: date) -> QuerySet[ImpactEntry]:
    """Return the wins of the last half-year that a stakeholder has not heard of, highlights first."""
    told = StakeholderContact.objects.filter(stakeholder=stakeholder, win=OuterRef("pk"))
    recent = entries.filter(happened_on__gt=on - NEWS, happened_on__lte=on)
    return recent.filter(~Exists(told)).order_by("-is_highlight", "-happened_on", "-pk")


def without_entry(*, since: date, on: date) -> QuerySet[Employee]:
    """Return those who keep a portfolio, work here on a day, and noted nothing that happened from `since` on."""
    noted = ImpactEntry.objects.filter(employee=OuterRef("pk"))
    keeps = Exists(noted.filter(happened_on__gt=on - KEEPS_ONE))
    here = Q(left_on=None) | Q(left_on__gt=on)
    return Employee.objects.filter(here, keeps, ~Exists(noted.filter(happened_on__gte=since))).select_related("user")

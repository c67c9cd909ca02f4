"""Which guidelines, and who has not read what?"""

from datetime import date

from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery

from people.charter.models import Acknowledgement, Guideline, GuidelineProposal, GuidelineVersion
from people.employees.models import Employee


def in_force(guidelines: QuerySet[Guideline]) -> QuerySet[Guideline]:
    """Return the guidelines that were not retired."""
    return guidelines.filter(retired_on=None)


def with_state(guidelines: QuerySet[Guideline], *, reader: Employee | None) -> QuerySet[Guideline]:
    """Return guidelines with `number` and `published_at` of their newest version, `open_proposals`, and `asks` (the newest version that
    everybody is to read) beside `read` (the newest that `reader` has read), each a number or None; one query."""
    newest = GuidelineVersion.objects.filter(guideline=OuterRef("pk")).order_by("-number")
    asking = newest.filter(is_to_acknowledge=True)
    read = Acknowledgement.objects.filter(version__guideline=OuterRef("pk"), employee=reader).order_by("-version__number")
    waiting = GuidelineProposal.objects.filter(guideline=OuterRef("pk"), state=GuidelineProposal.State.OPEN).order_by()
    return guidelines.select_related("owner").annotate(
        number=Subquery(newest.values("number")[:1]),
        published_at=Subquery(newest.values("published_at")[:1]),
        asks=Subquery(asking.values("number")[:1]),
        read=Subquery(read.values("version__number")[:1]),
        open_proposals=Subquery(waiting.values("guideline").annotate(many=Count("pk")).values("many")),
    )


def has_to_read(guideline: Guideline) -> bool:
    """Return whether the reader of `with_state` is asked to read a guideline and has not said that they did."""
    asks, read = getattr(guideline, "asks", None), getattr(guideline, "read", None)
    return asks is not None and (read or 0) < asks


def newest_version(guideline: Guideline) -> GuidelineVersion:
    """Return the version in force."""
    return guideline.versions.select_related("published_by").order_by("-number")[0]


def who_has_not_read(version: GuidelineVersion, employees: QuerySet[Employee]) -> QuerySet[Employee]:
    """Return those of `employees` who have read neither this version nor a later one."""
    read = Acknowledgement.objects.filter(version__guideline=version.guideline_id, version__number__gte=version.number)
    return employees.exclude(pk__in=read.values("employee"))


def to_be_read(versions: QuerySet[GuidelineVersion]) -> QuerySet[GuidelineVersion]:
    """Return, of each guideline in force, the newest version that everybody is to read."""
    rows = versions.filter(is_to_acknowledge=True, guideline__retired_on=None)
    newest = GuidelineVersion.objects.filter(guideline=OuterRef("guideline"), is_to_acknowledge=True).order_by()
    return rows.filter(number=Subquery(newest.values("guideline").annotate(last=Max("number")).values("last"))).select_related(
        "guideline"
    )


def to_review(guidelines: QuerySet[Guideline], *, on: date) -> QuerySet[Guideline]:
    """Return the guidelines whose review date has come by a day."""
    return in_force(guidelines).filter(review_on__lte=on).select_related("owner")


def keepers(guideline: Guideline) -> list[Employee]:
    """Return who answers for a guideline: its owner while they work here, else every HR administrator."""
    if guideline.owner is not None and guideline.owner.left_on is None:
        return [guideline.owner]
    return list(Employee.objects.filter(user__is_hr_administrator=True, left_on=None).select_related("user"))


def proposals_of(guideline: Guideline) -> QuerySet[GuidelineProposal]:
    """Return the proposals for a guideline, those that wait first."""
    is_open = Q(state=GuidelineProposal.State.OPEN)
    rows = guideline.proposals.select_related("author", "answered_by", "became").annotate(said=Count("comments"), is_open=is_open)  # type: ignore[no-redef]
    return rows.order_by(F("is_open").desc(), "-proposed_at", "-pk")

"""Who reads a README, what the team says to it, and its cards? Nobody until it is published; then the page is for all, the talk for the team."""

import rules
from django.db.models import Q, QuerySet

from people.accounts.models import User
from people.accounts.permissions import is_employed
from people.employees.models import Employee, ReportingLine
from people.employees.queries import lines_on, manager_of
from training.readmes.models import Readme, ReadmeComment, ReadmeVersion, WorkingCard
from transition.lib import moments
from transition.lib.access import add_permission


@rules.predicate
def is_author(user: User, readme: Readme) -> bool:
    person = getattr(user, "employee", None)
    return person is not None and readme.employee_id == person.pk


@rules.predicate
def is_published(user: User, readme: Readme) -> bool:
    return readme.is_shared


@rules.predicate
def reports_to_author(user: User, readme: Readme) -> bool:
    person = getattr(user, "employee", None)
    manager = manager_of(person, on=moments.today()) if person else None
    return manager is not None and manager.pk == readme.employee_id


@rules.predicate
def wrote_it(user: User, comment: ReadmeComment) -> bool:
    person = getattr(user, "employee", None)
    return person is not None and comment.author_id == person.pk


@rules.predicate
def is_about_own(user: User, comment: ReadmeComment) -> bool:
    return is_author(user, comment.version.readme)


add_permission("training.write_readme", is_employed, readers="You alone until you publish it, then everybody who works here")
add_permission("training.see_readme", is_author | is_employed & is_published, readers="Everybody who works here")
add_permission(
    "training.comment_on_readme",
    is_published & reports_to_author,
    readers="Whoever wrote the README and those who report to them, with your name",
)
add_permission("training.remove_comment", wrote_it | is_about_own)
add_permission(
    "training.write_card",
    is_employed,
    readers="Whoever you report to and those who report to the same person; nobody before you save it",
)


def visible_readmes(user: User) -> QuerySet[Readme]:
    """Return the README of `user`, and those that are published."""
    person = getattr(user, "employee", None)
    return Readme.objects.filter(Q(employee=person) | Q(is_shared=True)) if person else Readme.objects.none()


def visible_versions(user: User) -> QuerySet[ReadmeVersion]:
    """Return the published versions of the READMEs `user` sees."""
    return ReadmeVersion.objects.filter(readme__in=visible_readmes(user), published_at__isnull=False)


def visible_comments(user: User) -> QuerySet[ReadmeComment]:
    """Return what is said to the README of `user`, and to the published one of whoever they report to."""
    person = getattr(user, "employee", None)
    if person is None:
        return ReadmeComment.objects.none()
    own, led = Q(version__readme__employee=person), Q(version__readme__is_shared=True)
    return ReadmeComment.objects.filter(own | led & Q(version__readme__employee__in=_leads(person)))


def visible_cards(user: User, manager: Employee) -> QuerySet[WorkingCard]:
    """Return the cards of those who report to `manager` today, for that manager and for those who report to them."""
    person = getattr(user, "employee", None)
    today = moments.today()
    if person is None or not (person.pk == manager.pk or _leads(person).filter(manager=manager).exists()):
        return WorkingCard.objects.none()
    team = lines_on(ReportingLine.objects.filter(manager=manager), today).order_by().values("employee")
    return WorkingCard.objects.filter(employee__in=team)


def _leads(person: Employee) -> QuerySet:
    return lines_on(ReportingLine.objects.filter(employee=person), moments.today()).order_by().values("manager")

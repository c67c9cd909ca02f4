"""Who sees ladders, levels, pay, and who changes them?"""

import rules
from django.conf import settings
from django.db.models import Exists, Q, QuerySet

from people.accounts.models import User
from people.accounts.permissions import is_employed, is_hr
from people.tracks.models import Grade, LadderVersion, Level, PayBand, PayRule, Placement
from people.tracks.queries import placements_on
from transition.lib import moments
from transition.lib.access import add_permission


@rules.predicate
def is_in_force(user: User, version: LadderVersion) -> bool:
    return version.status != LadderVersion.Status.DRAFT


@rules.predicate
def belongs_to_one_in_force(user: User, level: Level) -> bool:
    return level.version.status != LadderVersion.Status.DRAFT


@rules.predicate
def is_their_own(user: User, band: PayBand) -> bool:
    return visible_pay_bands(user).filter(pk=band.pk).exists()


def _own_grades(user: User) -> QuerySet[Grade]:
    if not is_employed(user):
        return Grade.objects.none()
    places = placements_on(Placement.objects.filter(employee=user.employee), moments.today())
    return Grade.objects.filter(levels__in=places.values("level"))


add_permission("people.see_ladder", is_hr | is_employed, readers="Everybody who works here")
add_permission("people.see_ladder_version", is_hr | is_employed & is_in_force, readers="Everybody who works here, once published")
add_permission(
    "people.see_level", is_hr | is_employed & belongs_to_one_in_force, readers="Everybody who works here, once published"
)
add_permission("people.change_ladder", is_hr, readers="HR administrators")
add_permission(
    "people.see_pay_band",
    is_hr | is_their_own,
    readers="HR administrators, and you for your own height where the company decided so",
)


def visible_ladder_versions(user: User) -> QuerySet[LadderVersion]:
    """Return the versions `user` sees: drafts are HR's."""
    if user.is_hr_administrator:
        return LadderVersion.objects.all()
    if not is_employed(user):
        return LadderVersion.objects.none()
    return LadderVersion.objects.exclude(status=LadderVersion.Status.DRAFT)


def visible_levels(user: User) -> QuerySet[Level]:
    """Return the levels of the versions `user` sees."""
    return Level.objects.filter(version__in=visible_ladder_versions(user))


def visible_pay_bands(user: User) -> QuerySet[PayBand]:
    """Return the pay bands `user` sees: HR all, others those of their own height where the company decided so."""
    if user.is_hr_administrator:
        return PayBand.objects.all()
    decided = Q(Exists(PayRule.objects.filter(seen_by=PayRule.SeenBy.OWN)))
    if settings.PEOPLE_SEE_THEIR_BAND:  # until the company has decided on the page for it
        decided |= ~Q(Exists(PayRule.objects.all()))
    return PayBand.objects.filter(decided, grade__in=_own_grades(user))

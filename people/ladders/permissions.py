"""Who writes ladders? HR administrators (`people.change_ladder`); and only drafts are there to be written."""

from django.db.models import QuerySet

from people.accounts.models import User
from people.tracks.models import Competency, LadderVersion, Level, Track
from people.tracks.permissions import is_hr, visible_ladder_versions
from transition.lib.access import add_permission

add_permission("people.write_ladder", is_hr, readers="HR administrators, until it is published")


def drafts(user: User) -> QuerySet[LadderVersion]:
    """Return the drafts that `user` sees."""
    return visible_ladder_versions(user).filter(status=LadderVersion.Status.DRAFT)


def tracks_in_drafts(user: User) -> QuerySet[Track]:
    """Return the tracks of those drafts."""
    return Track.objects.filter(version__in=drafts(user))


def levels_in_drafts(user: User) -> QuerySet[Level]:
    """Return the levels of those drafts."""
    return Level.objects.filter(version__in=drafts(user))


def competencies_in_drafts(user: User) -> QuerySet[Competency]:
    """Return the competencies of those drafts."""
    return Competency.objects.filter(version__in=drafts(user))

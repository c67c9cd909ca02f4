"""What do we tell people about guidelines? Who keeps one, who proposed something, and who is asked to read it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from people.charter import queries
from people.charter.models import Acknowledgement, Guideline, GuidelineComment, GuidelineProposal, GuidelineVersion
from people.employees.models import Employee
from people.employees.queries import current
from people.notifications.actions import Due, plan
from people.notifications.kinds import Kind, Message, register, register_planner
from people.notifications.models import Channel, Notice
from transition.lib.moments import morning, zone_named

ASKED_FOR = timedelta(days=21)  # after that nobody is asked any more by a message; the page still says so


def _proposal(notice: Notice) -> GuidelineProposal | None:
    return GuidelineProposal.objects.select_related("guideline", "author").filter(pk=notice.about_id or 0).first()


def _proposed(notice: Notice, recipient: Any) -> Message:
    proposal = _proposal(notice)
    if proposal is None:
        return Message("A proposal that is no longer there")
    return Message(
        f"{proposal.author} proposes a change to “{proposal.guideline}”", proposal.reason, f"/charter/proposals/{proposal.pk}/"
    )


def _is_open(notice: Notice, recipient: Any) -> bool:
    proposal = _proposal(notice)
    return proposal is not None and proposal.state == GuidelineProposal.State.OPEN


def _answered(notice: Notice, recipient: Any) -> Message:
    proposal = _proposal(notice)
    if proposal is None:
        return Message("A proposal that is no longer there")
    words = f"Your proposal for “{proposal.guideline}” was {proposal.get_state_display().lower()}"
    return Message(words, proposal.answer, f"/charter/proposals/{proposal.pk}/")


def _commented(notice: Notice, recipient: Any) -> Message:
    said = GuidelineComment.objects.select_related("guideline", "author").filter(pk=notice.about_id or 0).first()
    if said is None:
        return Message("A comment that is no longer there")
    link = f"/charter/proposals/{said.proposal_id}/" if said.proposal_id else f"/charter/{said.guideline.key}/"
    return Message(f"{said.author} comments on “{said.guideline}”", said.text, link)


def _guideline(notice: Notice) -> Guideline | None:
    return Guideline.objects.filter(pk=notice.about_id or 0, retired_on=None).first()


def _review(notice: Notice, recipient: Any) -> Message:
    guideline = _guideline(notice)
    if guideline is None:
        return Message("A guideline that is no longer in force")
    words = "Read it as if you were new. Say that it still holds, or publish what holds now."
    return Message(f"Does “{guideline}” still hold?", words, f"/charter/{guideline.key}/")


def _still_to_review(notice: Notice, recipient: Any) -> bool:
    guideline = _guideline(notice)
    return guideline is not None and str(guideline.review_on) == notice.details.get("review_on")


def _version(notice: Notice) -> GuidelineVersion | None:
    return GuidelineVersion.objects.select_related("guideline").filter(pk=notice.about_id or 0).first()


def _to_read(notice: Notice, recipient: Any) -> Message:
    version = _version(notice)
    if version is None:
        return Message("A guideline that is no longer there")
    return Message(f"Please read “{version.guideline}”", version.what_changed, f"/charter/{version.guideline.key}/")


def _still_to_read(notice: Notice, recipient: Any) -> bool:
    version = _version(notice)
    if version is None or version.guideline.retired_on is not None:
        return False
    later = GuidelineVersion.objects.filter(guideline=version.guideline_id, is_to_acknowledge=True, number__gt=version.number)
    read = Acknowledgement.objects.filter(
        version__guideline=version.guideline_id, version__number__gte=version.number, employee=recipient
    )
    return not later.exists() and not read.exists()


register(
    "Decisions, guidelines and playbooks",
    Kind("charter.proposed", "Somebody proposes a change to a guideline you keep", _proposed, still_wanted=_is_open),
    Kind("charter.answered", "Your proposal for a guideline was answered", _answered),
    Kind("charter.commented", "Somebody comments on your guideline or proposal", _commented, channels=(Channel.INBOX,)),
    Kind("charter.review", "A guideline you keep is to be read again", _review, still_wanted=_still_to_review),
    Kind(
        "charter.to_read",
        "A guideline that everybody is to read",
        _to_read,
        still_wanted=_still_to_read,
        channels=(Channel.INBOX,),
    ),
    Kind("charter.to_read_again", "A guideline you have not said to have read", _to_read, still_wanted=_still_to_read),
)


def plan_charter(at: datetime) -> int:
    """Write what has become due about guidelines by a moment and was not told."""
    return (
        plan("charter.review", _reviews(at), at=at)
        + plan("charter.to_read", _readers(at, "to_read", after=0), at=at)
        + plan("charter.to_read_again", _readers(at, "to_read_again", after=7), at=at)
    )


def _reviews(at: datetime) -> Iterator[Due]:
    for guideline in queries.to_review(Guideline.objects.all(), on=at.date() + timedelta(days=1)):
        for person in queries.keepers(guideline):
            day = guideline.review_on or at.date()
            moment = morning(day, zone_named(person.time_zone))
            if moment <= at:
                key = f"charter.review:{guideline.pk}:{day}:{person.pk}"
                yield Due(key, person, guideline, moment, expires_at=moment + timedelta(days=30), details={"review_on": str(day)})


def _readers(at: datetime, name: str, *, after: int) -> Iterator[Due]:
    """Everybody who has not read a version: when it is published, and once more a week later."""
    published = GuidelineVersion.objects.filter(published_at__gt=at - ASKED_FOR, published_at__lte=at - timedelta(days=after))
    for version in queries.to_be_read(published):
        moment = version.published_at + timedelta(days=after)
        people = current(Employee.objects.filter(user__isnull=False), on=at.date()).select_related("user")
        for person in queries.who_has_not_read(version, people).iterator(chunk_size=1000):
            key = f"charter.{name}:{version.pk}:{person.pk}"
            yield Due(key, person, version, moment, expires_at=version.published_at + ASKED_FOR)


register_planner("charter", plan_charter)

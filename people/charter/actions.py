"""What can happen to what was agreed? Whoever writes it publishes versions; anybody proposes, comments and says that they have read it."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from people.accounts.models import User
from people.charter import queries
from people.charter.models import Acknowledgement, Guideline, GuidelineComment, GuidelineProposal, GuidelineVersion
from people.charter.texts import shipped_texts
from people.employees.models import Employee
from people.history.actions import record
from people.notifications.actions import notify
from transition.lib.faults import Conflict

REVIEW_AFTER = timedelta(days=182)  # of what comes with the product: it is a beginning, to be made the company's own
RESERVED = {"new", "proposals"}  # words of addresses
State = GuidelineProposal.State


# --- Publishing --------------------------------------------------------------------------------------------------------


@transaction.atomic
def publish_shipped(*, at: datetime) -> list[Guideline]:
    """Publish what comes with the product and is not there yet, as a first version to edit; what is there stays as the company wrote it."""
    there = set(Guideline.objects.values_list("key", flat=True))
    new = []
    for position, text in enumerate(shipped_texts(), start=1):
        if text.key not in there:
            review_on = at.date() + REVIEW_AFTER
            guideline = Guideline.objects.create(
                key=text.key, kind=text.kind, title=text.title, position=position, review_on=review_on
            )
            _publish(guideline, text=text.text, what_changed="Came with the product, ready to edit", asks=False, by=None, at=at)
            new.append(guideline)
    return new


@transaction.atomic
def add_guideline(
    *,
    key: str,
    kind: str,
    title: str,
    text: str,
    owner: Employee | None,
    review_on: date,
    is_to_acknowledge: bool,
    by: User,
    at: datetime,
) -> Guideline:
    """Publish the first version of something new. Raises ValidationError by field for a key that is taken, or empty words."""
    if key in RESERVED or Guideline.objects.filter(key=key).exists():
        raise ValidationError({"key": "This one is taken. Choose another."})
    position = (Guideline.objects.filter(kind=kind).aggregate(last=Max("position"))["last"] or 0) + 1
    guideline = Guideline.objects.create(
        key=key, kind=Guideline.Kind(kind), title=title, owner=owner, review_on=review_on, position=position
    )
    _publish(guideline, text=text, what_changed="First version", asks=is_to_acknowledge, by=by, at=at)
    return guideline


@transaction.atomic
def publish_version(
    guideline: Guideline,
    *,
    number: int,
    title: str,
    text: str,
    what_changed: str,
    owner: Employee | None,
    review_on: date,
    is_to_acknowledge: bool,
    by: User,
    at: datetime,
) -> Guideline:
    """Put a new version in force; earlier ones stay readable. When the text is the same, only owner, title and review date change.

    `number` is the version the writer started from; raises ValidationError when somebody published another one meanwhile.
    """
    guideline = _locked(guideline)
    newest = queries.newest_version(guideline)
    if newest.number != number:
        fault = f"Version {newest.number} was published meanwhile. Your words are still here: compare, and publish again."
        raise ValidationError({"text": fault})
    guideline.title, guideline.owner, guideline.review_on = title, owner, review_on
    guideline.save(update_fields=["title", "owner", "review_on"])
    if newest.text.strip() != text.strip():
        if not what_changed.strip():
            raise ValidationError({"what_changed": "Say in a line what changed: it stands in the changelog."})
        _publish(guideline, text=text, what_changed=what_changed, asks=is_to_acknowledge, by=by, at=at)
    else:
        record(guideline, "arranged", by=by, at=at, owner=owner.pk if owner else None, review_on=str(review_on))
    return guideline


def _locked(guideline: Guideline) -> Guideline:
    guideline = Guideline.objects.select_for_update(of=("self",)).select_related("owner").get(pk=guideline.pk)
    if guideline.retired_on is not None:
        raise Conflict("This one is no longer in force.")
    return guideline


def _publish(
    guideline: Guideline, *, text: str, what_changed: str, asks: bool, by: User | None, at: datetime
) -> GuidelineVersion:
    if not text.strip():
        raise ValidationError({"text": "Write something: an empty guideline guides nobody."})
    last = guideline.versions.aggregate(last=Max("number"))["last"] or 0
    version = GuidelineVersion.objects.create(
        guideline=guideline,
        number=last + 1,
        text=text.strip() + "\n",
        what_changed=what_changed.strip(),
        is_to_acknowledge=asks,
        published_at=at,
        published_by=getattr(by, "employee", None),
    )
    record(guideline, "published", by=by, at=at, number=version.number)
    return version


@transaction.atomic
def review_guideline(guideline: Guideline, *, review_on: date, by: User, at: datetime) -> Guideline:
    """Say that it was read again and still holds, until another day. Raises ValidationError for a day that has passed."""
    guideline = _locked(guideline)
    if review_on <= at.date():
        raise ValidationError({"review_on": "Choose a day that is still to come."})
    guideline.review_on = review_on
    guideline.save(update_fields=["review_on"])
    record(guideline, "reviewed", by=by, at=at, review_on=str(review_on))
    return guideline


@transaction.atomic
def retire_guideline(guideline: Guideline, *, on: date, by: User, at: datetime) -> Guideline:
    """Put it out of force; its versions, proposals and comments stay readable. Raises ValidationError while a proposal waits."""
    guideline = _locked(guideline)
    if guideline.proposals.filter(state=State.OPEN).exists():
        raise ValidationError("A proposal waits for an answer. Answer it first.")
    guideline.retired_on = on
    guideline.save(update_fields=["retired_on"])
    record(guideline, "retired", by=by, at=at)
    return guideline


# --- Proposing ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def propose_change(guideline: Guideline, *, text: str, reason: str, author: Employee, at: datetime) -> GuidelineProposal:
    """Propose that the text becomes another one; who keeps it is told. Raises ValidationError when nothing would change."""
    guideline = _locked(guideline)
    newest = queries.newest_version(guideline)
    if newest.text.strip() == text.strip():
        raise ValidationError({"text": "Nothing is different yet. Change the words, or leave a comment instead."})
    proposal = GuidelineProposal.objects.create(
        guideline=guideline, based_on=newest, author=author, text=text.strip() + "\n", reason=reason.strip(), proposed_at=at
    )
    told = [one for one in queries.keepers(guideline) if one != author]
    notify("charter.proposed", to=told, about=proposal, key=f"charter.proposed:{proposal.pk}", at=at)
    record(guideline, "proposed", by=author.user, at=at, proposal=proposal.pk)
    return proposal


def _open(proposal: GuidelineProposal) -> GuidelineProposal:
    rows = GuidelineProposal.objects.select_for_update(of=("self",)).select_related("guideline__owner", "author")
    proposal = rows.get(pk=proposal.pk)
    if proposal.state != State.OPEN:
        raise Conflict(f"This proposal is {proposal.get_state_display().lower()} already.")
    return proposal


@transaction.atomic
def withdraw_proposal(proposal: GuidelineProposal, *, by: User, at: datetime) -> GuidelineProposal:
    """Take one's own proposal back. Raises Conflict when it was answered."""
    proposal = _open(proposal)
    proposal.state, proposal.answered_at = State.WITHDRAWN, at
    proposal.save(update_fields=["state", "answered_at"])
    record(proposal.guideline, "withdrew proposal", by=by, at=at, proposal=proposal.pk)
    return proposal


@transaction.atomic
def accept_proposal(
    proposal: GuidelineProposal, *, number: int, text: str, answer: str, is_to_acknowledge: bool, by: User, at: datetime
) -> GuidelineProposal:
    """Publish what was proposed, as whoever answers has worded it; the author is told.

    `number` is the version they compared it with: raises ValidationError when another one was published meanwhile, Conflict when the
    proposal was answered already.
    """
    proposal = _open(proposal)
    guideline = _locked(proposal.guideline)
    newest = queries.newest_version(guideline)
    if newest.number != number:
        raise ValidationError(
            {"text": f"Version {newest.number} was published meanwhile. Compare again before you take this up."}
        )
    if newest.text.strip() == text.strip():
        raise ValidationError({"text": "This is the text in force, word for word. Decline the proposal instead."})
    words = f"Proposed by {proposal.author}: {proposal.reason}"[:300]
    proposal.became = _publish(guideline, text=text, what_changed=words, asks=is_to_acknowledge, by=by, at=at)
    return _answer(proposal, State.ACCEPTED, answer, by=by, at=at)


@transaction.atomic
def decline_proposal(proposal: GuidelineProposal, *, answer: str, by: User, at: datetime) -> GuidelineProposal:
    """Say no, and why; the author is told. Raises ValidationError without a reason, Conflict when it was answered already."""
    proposal = _open(proposal)
    if not answer.strip():
        raise ValidationError({"answer": "Say why: whoever proposed it reads this, and so does everybody else."})
    return _answer(proposal, State.DECLINED, answer, by=by, at=at)


def _answer(proposal: GuidelineProposal, state: str, answer: str, *, by: User, at: datetime) -> GuidelineProposal:
    proposal.state, proposal.answer, proposal.answered_at = state, answer.strip(), at
    proposal.answered_by = getattr(by, "employee", None)
    proposal.save(update_fields=["state", "answer", "answered_at", "answered_by", "became"])
    notify("charter.answered", to=[proposal.author], about=proposal, key=f"charter.answered:{proposal.pk}", at=at)
    record(proposal.guideline, f"proposal {state}", by=by, at=at, proposal=proposal.pk)
    return proposal


# --- Saying something --------------------------------------------------------------------------------------------------


@transaction.atomic
def comment(
    guideline: Guideline, *, text: str, author: Employee, at: datetime, proposal: GuidelineProposal | None = None
) -> GuidelineComment:
    """Say something about a guideline or one of its proposals; whoever proposed it, or keeps it, is told. Raises ValidationError when empty."""
    if not text.strip():
        raise ValidationError({"text": "Write a few words."})
    said = GuidelineComment.objects.create(guideline=guideline, proposal=proposal, author=author, text=text.strip(), said_at=at)
    told = [proposal.author] if proposal else queries.keepers(guideline)
    others = [one for one in told if one != author]
    notify("charter.commented", to=others, about=said, key=f"charter.commented:{said.pk}", at=at)
    return said


@transaction.atomic
def acknowledge(guideline: Guideline, *, employee: Employee, number: int, at: datetime) -> Acknowledgement:
    """Note that somebody has read a version; a second time changes nothing. Raises Conflict when a newer one is in force."""
    newest = queries.newest_version(guideline)
    if newest.number != number:
        raise Conflict("A newer version is in force. Read that one.")
    return Acknowledgement.objects.get_or_create(version=newest, employee=employee, defaults={"said_at": at})[0]

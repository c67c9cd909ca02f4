"""What can happen before, during and after a week or two beside somebody?

Nothing of it is written into any history: it is the affair of those who take part. Locks: the shadowing first.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from people.employees.models import Employee
from people.employees.queries import current, manager_of
from people.notifications.actions import notify
from training.shadowing import queries
from training.shadowing.models import MeetingConsent, ShadowedMeeting, Shadowing, ShadowNote
from transition.lib.crypto import decrypt, encrypt, encrypt_anew
from transition.lib.faults import Conflict
from transition.lib.moments import zone_named

Status, Part = Shadowing.Status, ShadowedMeeting.Part
SHORTEST, LONGEST = 5, 14  # days, the first and the last counted
MOST_PEOPLE = 20  # in one meeting


@transaction.atomic
def ask_to_shadow(
    visitor: Employee, *, host: Employee, aims: str, starts_on: date, ends_on: date, on: date, at: datetime
) -> Shadowing:
    """Ask to go beside somebody for a week or two (5 to 14 days, both ends counted); the host and the visitor's manager are told.

    An open request to the same host is returned as it is. Raises ValidationError by field for oneself, somebody who does not work
    here, days that have passed or are too few or too many, no aims, and for a visitor without a manager, since theirs has to say yes.
    """
    faults = {}
    if host.pk == visitor.pk:
        faults["host"] = "Somebody else: you see your own week anyway."
    elif not current(Employee.objects.filter(pk=host.pk), on=on).exists():
        faults["host"] = f"{host} does not work here."
    if not aims.strip():
        faults["aims"] = "Say what you would like to see. The two who answer decide by it."
    if starts_on < on:
        faults["starts_on"] = "A day still to come."
    if not SHORTEST <= (ends_on - starts_on).days + 1 <= LONGEST:
        faults["ends_on"] = "A week or two: between 5 and 14 days."
    manager = manager_of(visitor, on=on)
    if manager is None:
        faults["host"] = "Your own manager has to say yes, and nobody is entered as yours. HR can mend that."
    if faults:
        raise ValidationError(faults)
    Employee.objects.select_for_update().get(pk=visitor.pk)
    known = Shadowing.objects.filter(visitor=visitor, host=host, status__in=queries.OPEN).first()
    if known is not None:
        return known
    facts = {"aims": aims.strip(), "starts_on": starts_on, "ends_on": ends_on, "asked_at": at}
    shadowing = Shadowing.objects.create(visitor=visitor, host=host, **facts)
    to = [host] + ([manager] if manager else [])
    notify("shadowing.asked", to=to, about=shadowing, key=f"shadowing.asked:{shadowing.pk}", at=at)
    return shadowing


def _locked(shadowing: Shadowing) -> Shadowing:
    return Shadowing.objects.select_for_update(of=("self",)).select_related("visitor", "host").get(pk=shadowing.pk)


def _pass_to(shadowing: Shadowing, status: str) -> Shadowing:
    shadowing = _locked(shadowing)
    if status not in Shadowing.TRANSITIONS.get(Status(shadowing.status), set()):
        raise Conflict("This was answered or ended meanwhile.")
    shadowing.status = status
    return shadowing


@transaction.atomic
def answer_request(shadowing: Shadowing, *, is_yes: bool, by: Employee, on: date, at: datetime) -> Shadowing:
    """Say yes or no as the host, as the visitor's manager, or as both at once; it is agreed once both have said yes, one no ends it.

    Raises Conflict when it was answered or ended already, or its days are over, and ValidationError for anybody else.
    """
    if not is_yes:
        shadowing = _pass_to(shadowing, Status.DECLINED)
        shadowing.save(update_fields=["status"])
        notify("shadowing.declined", to=[shadowing.visitor], about=shadowing, key=f"shadowing.declined:{shadowing.pk}", at=at)
        return shadowing
    shadowing = _locked(shadowing)
    if shadowing.status != Status.ASKED or shadowing.ends_on < on:
        raise Conflict("This was answered already, or its days are over.")
    manager = manager_of(shadowing.visitor, on=on)
    if by.pk not in {shadowing.host_id, manager.pk if manager else None}:
        raise ValidationError("The host answers, and the visitor's own manager.")
    if by.pk == shadowing.host_id:
        shadowing.welcomed_at = shadowing.welcomed_at or at
    if manager is not None and by.pk == manager.pk:
        shadowing.approved_by, shadowing.approved_at = by, shadowing.approved_at or at
    if shadowing.welcomed_at and shadowing.approved_at:
        shadowing.status = Status.AGREED
        to = [shadowing.visitor, shadowing.host]
        notify("shadowing.agreed", to=to, about=shadowing, key=f"shadowing.agreed:{shadowing.pk}", at=at)
    shadowing.save(update_fields=["status", "welcomed_at", "approved_by", "approved_at"])
    return shadowing


@transaction.atomic
def call_off(shadowing: Shadowing, *, by: Employee, at: datetime) -> Shadowing:
    """End it before its time: visitor or host, without a reason. Raises Conflict when it has ended already."""
    shadowing = _pass_to(shadowing, Status.WITHDRAWN)
    shadowing.save(update_fields=["status"])
    other = shadowing.host if by.pk == shadowing.visitor_id else shadowing.visitor
    notify("shadowing.called_off", to=[other], about=shadowing, key=f"shadowing.called_off:{shadowing.pk}", at=at)
    return shadowing


# --- Its meetings ------------------------------------------------------------------------------------------------------


@transaction.atomic
def add_meeting(
    shadowing: Shadowing, *, title: str, starts_at: datetime, part: str, people: Sequence[Employee], at: datetime
) -> ShadowedMeeting:
    """Offer a meeting of the host; each of its people (besides the two) is asked whether they want a visitor.

    Raises ValidationError by field outside the days, for more than twenty people, and for one to teach before one to see; Conflict
    unless it is agreed.
    """
    shadowing = _locked(shadowing)
    if shadowing.status != Status.AGREED:
        raise Conflict("Meetings are added while both have agreed and nobody has ended it.")
    day = starts_at.astimezone(zone_named(shadowing.host.time_zone)).date()
    asked = {one.pk: one for one in people if one.pk not in (shadowing.visitor_id, shadowing.host_id)}
    faults = {}
    if not shadowing.starts_on <= day <= shadowing.ends_on or starts_at <= at:
        faults["starts_at"] = f"A time still to come, from {shadowing.starts_on:%-d %B} to {shadowing.ends_on:%-d %B}."
    if len(asked) > MOST_PEOPLE:
        faults["people"] = f"At most {MOST_PEOPLE} people: in a larger round a visitor learns little."
    earlier = shadowing.meetings.filter(part=Part.SEE, starts_at__lt=starts_at).prefetch_related("consents")
    if part == Part.TEACH and not any(queries.is_open_to_visitor(one) is not False for one in earlier):
        faults["part"] = "First comes one to see."
    if faults:
        raise ValidationError(faults)
    meeting = ShadowedMeeting.objects.create(shadowing=shadowing, title=title.strip(), starts_at=starts_at, part=part)
    MeetingConsent.objects.bulk_create(MeetingConsent(meeting=meeting, employee=one) for one in asked.values())
    key = f"shadowing.consent:{meeting.pk}"
    notify("shadowing.consent", to=asked.values(), about=meeting, key=key, at=at, expires_at=starts_at)
    if not asked:
        _tell_settled(meeting, shadowing, at=at)
    return meeting


def _tell_settled(meeting: ShadowedMeeting, shadowing: Shadowing, *, at: datetime) -> None:
    is_open = queries.is_open_to_visitor(meeting)
    if is_open is not None:
        key = f"shadowing.settled:{meeting.pk}:{is_open}:{at.isoformat()}"
        to = [shadowing.visitor, shadowing.host]
        notify("shadowing.settled", to=to, about=meeting, key=key, at=at, expires_at=meeting.starts_at, is_open=is_open)


@transaction.atomic
def drop_meeting(meeting: ShadowedMeeting) -> None:
    """Take a meeting off the list. Raises Conflict where the visitor has written about it."""
    meeting = ShadowedMeeting.objects.select_for_update().get(pk=meeting.pk)
    if ShadowNote.objects.filter(meeting=meeting).exists():
        raise Conflict("Somebody has written about it already.")
    meeting.delete()


@transaction.atomic
def answer_consent(consent: MeetingConsent, *, is_given: bool, at: datetime) -> MeetingConsent:
    """Say whether a visitor may come; may be said otherwise until the meeting begins. Host and visitor hear yes or no, never whose.

    Raises Conflict once it has begun or the shadowing has ended.
    """
    shadowing = _locked(consent.meeting.shadowing)
    meeting = ShadowedMeeting.objects.get(pk=consent.meeting_id)
    if shadowing.status != Status.AGREED or meeting.starts_at <= at:
        raise Conflict("The meeting has begun, or nobody comes any more.")
    before = queries.is_open_to_visitor(meeting)
    consent.is_given = is_given
    consent.save(update_fields=["is_given"])
    meeting = ShadowedMeeting.objects.get(pk=meeting.pk)
    if queries.is_open_to_visitor(meeting) != before:
        _tell_settled(meeting, shadowing, at=at)
    return consent


@transaction.atomic
def write_note(meeting: ShadowedMeeting, *, text: str, at: datetime) -> ShadowNote | None:
    """Keep what the visitor writes about a meeting for themself, encrypted; empty text forgets it (None).

    Raises Conflict before it has begun, and for one to which somebody said no or had not answered.
    """
    if meeting.starts_at > at or not queries.is_open_to_visitor(meeting):
        raise Conflict("Notes are written about meetings you were in.")
    if not text.strip():
        ShadowNote.objects.filter(meeting=meeting).delete()
        return None
    facts = {"content": encrypt(text.strip(), context=_context(meeting.pk)), "written_at": at}
    return ShadowNote.objects.update_or_create(meeting=meeting, defaults=facts)[0]


def read_note(note: ShadowNote) -> str:
    """Return what the visitor wrote. Ask only for them (permissions: training.write_shadow_note)."""
    return decrypt(bytes(note.content), context=_context(note.meeting_id))


def _context(meeting: int) -> str:
    return f"shadow note {meeting}"


def encrypt_shadow_notes_anew() -> int:
    """Encrypt every note that an older key made with the newest one; returns how many. Nobody reads it."""
    return encrypt_anew(ShadowNote.objects.iterator(), lambda note: _context(note.meeting_id))


# --- Afterwards --------------------------------------------------------------------------------------------------------


@transaction.atomic
def write_debrief(shadowing: Shadowing, *, surprised: str, otherwise: str, changes: str, on: date, at: datetime) -> Shadowing:
    """Say, as the visitor, what one saw and what it changes; that closes it, and the host may reply. May be written anew.

    Raises ValidationError by field for nothing about what it changes, and Conflict before the first day or when it was called off.
    """
    shadowing = _locked(shadowing)
    if not changes.strip():
        raise ValidationError({"changes": "One thing you do otherwise from now on, or one you now know you do not want."})
    if shadowing.status not in (Status.AGREED, Status.CLOSED) or shadowing.starts_on > on:
        raise Conflict("It is talked over once it has begun.")
    shadowing.surprised, shadowing.otherwise, shadowing.changes = surprised.strip(), otherwise.strip(), changes.strip()
    shadowing.status, shadowing.closed_on = Status.CLOSED, shadowing.closed_on or on
    shadowing.save(update_fields=["surprised", "otherwise", "changes", "status", "closed_on"])
    notify("shadowing.debriefed", to=[shadowing.host], about=shadowing, key=f"shadowing.debriefed:{shadowing.pk}", at=at)
    return shadowing


@transaction.atomic
def reply_to_debrief(shadowing: Shadowing, *, reply: str, at: datetime) -> Shadowing:
    """Reply, as the host. Raises ValidationError for nothing, Conflict before the visitor has written."""
    shadowing = _locked(shadowing)
    if not reply.strip():
        raise ValidationError({"reply": "Write what you would like to say to it."})
    if shadowing.status != Status.CLOSED:
        raise Conflict("The visitor writes first.")
    shadowing.reply = reply.strip()
    shadowing.save(update_fields=["reply"])
    notify("shadowing.replied", to=[shadowing.visitor], about=shadowing, key=f"shadowing.replied:{shadowing.pk}", at=at)
    return shadowing

"""What can happen in 1:1s?

Agenda and promises belong to the pair: whatever happens to a meeting, what is open stays open, and each time it is carried is written
down. Locks: the series first.
"""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Q

from people.accounts.models import User
from people.duties.actions import record_duty_done
from people.employees.models import Employee
from people.history.actions import record
from people.notifications.actions import notify
from training.one_on_ones import bank, queries, rhythm
from training.one_on_ones.bank import Written
from training.one_on_ones.models import (
    ActionItem,
    AgendaItem,
    Carry,
    Meeting,
    Moment,
    PrivateNote,
    Question,
    QuestionSource,
    Series,
    TemplateVersion,
)
from transition.lib import moments
from transition.lib.crypto import decrypt, encrypt, encrypt_anew
from transition.lib.faults import Conflict
from transition.lib.prepared import Prepared

MOST_LINES = 12  # of a template
SHIPPED_TITLE = "Transition"  # whose questions the shipped ones are
EARLIEST_LOG = timedelta(days=2)  # before a meeting begins: who met earlier than planned, moves it
CATCH_UP = timedelta(days=14)  # a meeting of the rhythm that far back is still made; older ones are nobody's memory any more


# --- The series --------------------------------------------------------------------------------------------------------


@transaction.atomic
def open_series(
    *,
    manager: Employee,
    employee: Employee,
    first_on: date,
    at_time: time,
    cadence: str = Series.Cadence.WEEKLY,
    minutes: int = 30,
    time_zone: str = "",
    by: User | None,
    at: datetime,
) -> Series:
    """Begin the 1:1s of a pair (`minutes` 15 to 120; `time_zone` empty: the employee's own); an open series is returned as it is.

    Raises ValidationError by field for times and zones that make no sense, or when both are one person.
    """
    if manager.pk == employee.pk:
        raise ValidationError({"employee": "A 1:1 takes two."})
    zone = time_zone or employee.time_zone or settings.TIME_ZONE
    _check_rhythm(minutes, zone)
    Employee.objects.select_for_update().get(pk=employee.pk)
    series, is_new = Series.objects.get_or_create(
        manager=manager,
        employee=employee,
        ended_on=None,
        defaults={"cadence": cadence, "first_on": first_on, "at_time": at_time, "minutes": minutes, "time_zone": zone},
    )
    if is_new:
        record(series, "opened", by=by, at=at, employee=employee, manager=manager.pk, cadence=cadence)
        plan_meetings(series, at=at)
    return series


def _check_rhythm(minutes: int, zone: str) -> None:
    if not 15 <= minutes <= 120:
        raise ValidationError({"minutes": "Between 15 and 120 minutes."})
    if not moments.is_zone(zone):
        raise ValidationError({"time_zone": "This is not a time zone. One is written like Europe/Lisbon."})


@transaction.atomic
def change_rhythm(
    series: Series, *, cadence: str, first_on: date, at_time: time, minutes: int, time_zone: str, by: User, at: datetime
) -> Series:
    """Meet in another rhythm from now on. The next meeting moves with what was prepared for it. Refuses what `open_series` refuses."""
    series = _locked(series)
    time_zone = time_zone or series.time_zone
    _check_rhythm(minutes, time_zone)
    before = queries.next_meeting(series, at=at)
    series.cadence, series.first_on, series.at_time = cadence, first_on, at_time
    series.minutes, series.time_zone = minutes, time_zone
    series.save(update_fields=["cadence", "first_on", "at_time", "minutes", "time_zone"])
    ahead = series.meetings.filter(status=Meeting.Status.PLANNED, starts_at__gte=at)
    taken = set(series.meetings.exclude(pk__in=ahead).values_list("planned_on", flat=True))
    today = at.astimezone(ZoneInfo(time_zone)).date()
    days = (day for day in rhythm.days_from(first_on, cadence, after=today) if day not in taken)
    for meeting, day in zip(list(ahead), days, strict=False):
        meeting.planned_on, meeting.is_moved = day, False
        meeting.starts_at = rhythm.moment_of(day, at_time, time_zone)
        meeting.save(update_fields=["planned_on", "is_moved", "starts_at"])
    plan_meetings(series, at=at)
    following = queries.next_meeting(series, at=at)
    if following and (before is None or before.starts_at != following.starts_at):
        _tell_the_other("one_on_ones.moved", following, by=by, at=at)
    record(series, "changed rhythm", by=by, at=at, employee=series.employee, cadence=cadence)
    return series


@transaction.atomic
def end_series(series: Series, *, on: date, by: User | None, at: datetime) -> Series:
    """End the 1:1s of a pair. Meetings still to come go, unless something was written for them; what was said stays with the two."""
    series = Series.objects.select_for_update().get(pk=series.pk)
    if series.ended_on is None:
        series.ended_on = on
        series.save(update_fields=["ended_on"])
        ahead = series.meetings.filter(status=Meeting.Status.PLANNED, starts_at__gte=at, shared_notes="", private_notes=None)
        ahead.delete()
        record(series, "ended", by=by, at=at, employee=series.employee)
    return series


def _locked(series: Series) -> Series:
    series = Series.objects.select_for_update().get(pk=series.pk)
    if series.ended_on is not None:
        raise Conflict("These 1:1s have ended.")
    return series


@transaction.atomic
def plan_meetings(series: Series, *, at: datetime) -> int:
    """Make the meetings of the rhythm up to the next one after a moment; returns how many are new. Runs late or twice without harm."""
    series = Series.objects.select_for_update().get(pk=series.pk)
    if series.ended_on is not None or queries.next_meeting(series, at=at):
        return 0
    last = series.meetings.aggregate(last=Max("planned_on"))["last"]
    today = at.astimezone(ZoneInfo(series.time_zone)).date()
    after = max(last, today - CATCH_UP) if last else today - CATCH_UP
    new = 0
    for day in rhythm.days_from(series.first_on, series.cadence, after=after):
        starts_at = rhythm.moment_of(day, series.at_time, series.time_zone)
        _, is_new = Meeting.objects.get_or_create(series=series, planned_on=day, defaults={"starts_at": starts_at})
        new += is_new
        if starts_at >= at:
            return new
    return new


def plan_all(*, at: datetime) -> int:
    """Make the next meeting of every series that has none; returns how many are new."""
    ready = Meeting.objects.filter(status=Meeting.Status.PLANNED, starts_at__gte=at)
    waiting = queries.going_on(Series.objects.exclude(meetings__in=ready))
    return sum(plan_meetings(series, at=at) for series in waiting)


# --- A meeting ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def move_meeting(meeting: Meeting, *, starts_at: datetime, by: User, at: datetime) -> Meeting:
    """Meet at another time; agenda, notes and promises come along. Raises ValidationError for a time that has passed."""
    meeting = _planned(meeting)
    if starts_at < at:
        raise ValidationError({"starts_at": "Choose a time that is still to come."})
    meeting.starts_at, meeting.is_moved = starts_at, True
    meeting.save(update_fields=["starts_at", "is_moved"])
    record(meeting, "moved", by=by, at=at, employee=meeting.series.employee, to=starts_at.isoformat())
    _tell_the_other("one_on_ones.moved", meeting, by=by, at=at)
    return meeting


def _tell_the_other(kind: str, meeting: Meeting, *, by: User, at: datetime) -> None:
    """Tell whoever of the two did not do it, as long as the meeting lies ahead."""
    pair = (meeting.series.manager, meeting.series.employee)
    others = [one for one in pair if one.user_id != by.pk]
    key, begins = f"{kind}:{meeting.pk}:{at.isoformat()}", meeting.starts_at
    if begins > at:
        notify(kind, to=others, about=meeting, key=key, at=at, expires_at=begins, starts_at=begins.isoformat())


@transaction.atomic
def skip_meeting(meeting: Meeting, *, by: User, at: datetime) -> Meeting:
    """Leave one out on purpose; the next one is made, and everything open is carried to it."""
    meeting = _close_without(meeting, Meeting.Status.SKIPPED, by=by, at=at)
    meeting.called_off_by = getattr(by, "employee", None)
    meeting.save(update_fields=["called_off_by"])
    _tell_the_other("one_on_ones.left_out", meeting, by=by, at=at)
    return meeting


@transaction.atomic
def miss_meeting(meeting: Meeting, *, by: User, at: datetime) -> Meeting:
    """Say that one did not take place; everything open is carried. Raises ValidationError before its time."""
    if meeting.starts_at > at:
        raise ValidationError("It is still to come. Move it, or leave it out.")
    return _close_without(meeting, Meeting.Status.MISSED, by=by, at=at)


def _close_without(meeting: Meeting, status: Meeting.Status, *, by: User, at: datetime) -> Meeting:
    meeting = _planned(meeting)
    meeting.status, meeting.logged_at = status, at
    meeting.save(update_fields=["status", "logged_at"])
    _carry(meeting, discussed=())
    plan_meetings(meeting.series, at=at)
    record(meeting, status.label.lower(), by=by, at=at, employee=meeting.series.employee)
    return meeting


@transaction.atomic
def log_meeting(
    meeting: Meeting, *, discussed: Collection[int] = (), is_career_talk: bool = False, by: User, at: datetime
) -> Meeting:
    """Say that it took place, and which items (ids of the pair's agenda) were talked about; the rest is carried to the next one.

    It counts as a talk about career when somebody says so, or when an item of that kind was talked about.

    A meeting marked missed by mistake can still be logged. Raises Conflict when it is logged already, ValidationError when it is to
    begin in more than two days (not "after tomorrow": the two may live where it is not the same day).
    """
    _locked(meeting.series)
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("series__employee", "series__manager")
    meeting = rows.get(pk=meeting.pk)
    if meeting.status == Meeting.Status.HELD:
        raise Conflict("This 1:1 is logged already; its page shows it.")
    zone = ZoneInfo(meeting.series.time_zone)
    if meeting.starts_at - at > EARLIEST_LOG:
        raise ValidationError("It is still days away. If you met earlier, move it first.")
    meeting.status, meeting.logged_at = Meeting.Status.HELD, at
    of_career = meeting.series.agenda.filter(pk__in=discussed, moment=Moment.CAREER)
    meeting.is_career_talk = is_career_talk or of_career.exists()
    meeting.save(update_fields=["status", "logged_at", "is_career_talk"])
    _carry(meeting, discussed=discussed)
    plan_meetings(meeting.series, at=max(at, meeting.starts_at + timedelta(seconds=1)))
    met_on = min(meeting.starts_at, at).astimezone(zone).date()
    record_duty_done(meeting.series.manager, duty="one-on-ones", on=met_on, source="one_on_ones")
    record(meeting, "held", by=by, at=at, employee=meeting.series.employee)
    return meeting


def _planned(meeting: Meeting) -> Meeting:
    _locked(meeting.series)
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("series__employee").get(pk=meeting.pk)
    if meeting.status != Meeting.Status.PLANNED:
        raise Conflict(f"This 1:1 is {meeting.get_status_display().lower()} already.")
    return meeting


def _carry(meeting: Meeting, *, discussed: Collection[int]) -> None:
    """Close what was talked about; write down that the rest is carried."""
    agenda = meeting.series.agenda.filter(state=AgendaItem.State.OPEN)
    for item in agenda.filter(pk__in=discussed):
        item.state, item.discussed_in = AgendaItem.State.DISCUSSED, meeting
        item.save(update_fields=["state", "discussed_in"])
    before = meeting.series.action_items.exclude(made_in=meeting)
    promises = before.filter(state=ActionItem.State.OPEN, made_at__lt=meeting.starts_at)
    rows = [Carry(meeting=meeting, agenda_item=item) for item in agenda.exclude(pk__in=discussed)]
    rows += [Carry(meeting=meeting, action_item=item) for item in promises]
    Carry.objects.bulk_create(rows, ignore_conflicts=True)


# --- What is written ---------------------------------------------------------------------------------------------------


@transaction.atomic
def add_agenda_item(series: Series, *, text: str, by: Employee, at: datetime, moment: str = "", token: str = "") -> AgendaItem:
    """Put something on the pair's agenda; what a page sends twice under one token (at most 36 characters) is added once.

    `moment` is the kind of 1:1 (a Moment) whose question or template it is, empty for one's own words. Raises ValidationError when it is empty.
    """
    series = _locked(series)
    if token and (known := series.agenda.filter(token=token[:36]).first()):
        return known
    position = (series.agenda.aggregate(last=Max("position"))["last"] or 0) + 1
    return AgendaItem.objects.create(
        series=series,
        text=_words(text),
        added_by=by,
        added_at=at,
        moment=moment if moment in Moment.values else "",
        position=position,
        token=token[:36],
    )


@transaction.atomic
def change_agenda_item(item: AgendaItem, *, text: str, version: int) -> AgendaItem:
    """Say it in other words. `version` is the one the writer started from.

    Raises ValidationError when it is empty or the other was faster (their words stand), Conflict when the item is no longer open.
    """
    item = _open_item(item)
    if item.text == text.strip():
        return item
    if item.version != version:
        raise ValidationError({"text": f"The other of you changed it meanwhile. Now it says: {item.text}"})
    item.text, item.version = _words(text), version + 1
    item.save(update_fields=["text", "version"])
    return item


@transaction.atomic
def shift_agenda_item(item: AgendaItem, *, up: bool) -> AgendaItem:
    """Let an open item change places with the open one above or below it; at the end it stays where it is."""
    item = _open_item(item)
    others = item.series.agenda.filter(state=AgendaItem.State.OPEN)
    beyond = Q(position__lt=item.position) if up else Q(position__gt=item.position)
    other = others.filter(beyond).order_by("-position" if up else "position").first()
    if other:
        item.position, other.position = other.position, item.position
        AgendaItem.objects.bulk_update([item, other], ["position"])
    return item


def _words(text: str) -> str:
    if not text.strip():
        raise ValidationError({"text": "Write a few words."})
    return text.strip()


@transaction.atomic
def drop_agenda_item(item: AgendaItem) -> AgendaItem:
    """Take something off the agenda without having talked about it. Raises Conflict when it is no longer open."""
    item = _open_item(item)
    item.state = AgendaItem.State.DROPPED
    item.save(update_fields=["state"])
    return item


def _open_item(item: AgendaItem) -> AgendaItem:
    _locked(item.series)
    item = AgendaItem.objects.select_for_update().get(pk=item.pk)
    if item.state != AgendaItem.State.OPEN:
        raise Conflict(f"This one is {item.get_state_display().lower()} already.")
    return item


@transaction.atomic
def promise(
    series: Series, *, text: str, owner: Employee, due_on: date | None = None, made_in: Meeting | None = None, at: datetime
) -> ActionItem:
    """Write down who promised what, until when.

    Raises ValidationError by field when it is empty, not one of the two owns it, or its day has passed.
    """
    series = _locked(series)
    if owner.pk not in (series.manager_id, series.employee_id):
        raise ValidationError({"owner": "One of the two of you."})
    if due_on and due_on < at.astimezone(ZoneInfo(series.time_zone)).date():
        raise ValidationError({"due_on": "Choose a day that is still to come."})
    return ActionItem.objects.create(series=series, text=_words(text), owner=owner, due_on=due_on, made_in=made_in, made_at=at)


@transaction.atomic
def close_action_item(item: ActionItem, *, state: str, at: datetime) -> ActionItem:
    """Say that a promise is kept ("done") or no longer wanted ("dropped"). Raises Conflict when that was said already."""
    item = ActionItem.objects.select_for_update().get(pk=item.pk)
    if item.state != ActionItem.State.OPEN:
        raise Conflict(f"This one is {item.get_state_display().lower()} already.")
    item.state, item.closed_at = ActionItem.State(state), at
    item.save(update_fields=["state", "closed_at"])
    return item


@transaction.atomic
def save_shared_notes(meeting: Meeting, *, text: str, version: int) -> Meeting:
    """Save what both read and write. `version` is the one the writer started from; raises ValidationError when the other was faster."""
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if meeting.shared_notes == text:
        return meeting
    if meeting.notes_version != version:
        fault = (
            "The other of you wrote meanwhile. Their words are below; yours are still in the field: bring both together and save."
        )
        raise ValidationError({"shared_notes": fault})
    meeting.shared_notes, meeting.notes_version = text, version + 1
    meeting.save(update_fields=["shared_notes", "notes_version"])
    return meeting


@transaction.atomic
def write_private_note(meeting: Meeting, *, author: Employee, text: str, at: datetime) -> None:
    """Keep what one of the pair writes for themself, encrypted; empty text forgets it."""
    if not text.strip():
        PrivateNote.objects.filter(meeting=meeting, author=author).delete()
        return
    content = encrypt(text, context=_note_context(meeting.pk, author.pk))
    PrivateNote.objects.update_or_create(meeting=meeting, author=author, defaults={"content": content, "written_at": at})


_private_note = Prepared(
    lambda meeting, author: PrivateNote.objects.filter(meeting=meeting, author=author), meeting=int, author=int
)


def read_private_note(meeting: Meeting, *, author: Employee) -> str:
    """Return what `author` wrote for themself about a meeting, or nothing. Ask only for the person who reads."""
    note = _private_note.first(meeting=meeting.pk, author=author.pk)
    return decrypt(bytes(note.content), context=_note_context(meeting.pk, author.pk)) if note else ""


def _note_context(meeting: int, author: int) -> str:
    return f"private note {meeting} {author}"


def encrypt_notes_anew() -> int:
    """Encrypt every private note that an older key made with the newest one; returns how many. Nobody reads them."""
    return encrypt_anew(PrivateNote.objects.iterator(), lambda note: _note_context(note.meeting_id, note.author_id))


# --- The bank of questions ---------------------------------------------------------------------------------------------


@transaction.atomic
def import_questions(
    questions: Sequence[Written], *, title: str, credit: str = "", is_shipped: bool = False, by: User | None, at: datetime
) -> tuple[int, int, int]:
    """Write the questions of one source, in place of what came from it before; return (new, changed, gone).

    Raises ValidationError for the title of the questions that come with the product.
    """
    if not is_shipped and title == SHIPPED_TITLE:
        raise ValidationError({"title": "Our own questions are called that. Choose another name."})
    facts = {"credit": credit, "imported_at": at, "is_shipped": is_shipped}
    source, _ = QuestionSource.objects.select_for_update().update_or_create(title=title, defaults=facts)
    known = {(one.key, one.language): one for one in source.questions.all()}
    new, changed = [], []
    for written in questions:
        one = known.pop((written.key, written.language), None)
        if one is None:
            new.append(Question(source=source, **asdict(written)))
        elif any(getattr(one, name) != value for name, value in asdict(written).items()):
            one.theme, one.moment, one.text = written.theme, written.moment, written.text
            changed.append(one)
    Question.objects.bulk_create(new, batch_size=500)
    Question.objects.bulk_update(changed, ["theme", "moment", "text"], batch_size=200)
    Question.objects.filter(pk__in=[one.pk for one in known.values()]).delete()
    if new or changed or known:
        record(source, "imported", by=by, at=at, new=len(new), changed=len(changed), gone=len(known))
    return len(new), len(changed), len(known)


def publish_shipped_questions(*, at: datetime) -> int:
    """Write the questions that come with the product; returns how many there are. Runs twice without harm."""
    questions = bank.shipped_questions()
    import_questions(questions, title=SHIPPED_TITLE, is_shipped=True, by=None, at=at)
    return len(questions)


@transaction.atomic
def remove_source(source: QuestionSource, *, by: User, at: datetime) -> None:
    """Take the questions of a source out of the bank; what stands on agendas stays there. Raises ValidationError for the shipped ones."""
    if source.is_shipped:
        raise ValidationError("These come with the product and would be back after the next start.")
    record(source, "removed", by=by, at=at, title=source.title)
    source.delete()


@transaction.atomic
def publish_template(moment: str, *, hint: str, lines: str, follows: int, by: User, at: datetime) -> TemplateVersion:
    """Write the agenda of a kind of 1:1 (a Moment) in place of the one in force: one line an item, 1 to 12 of at most 500 characters.

    `follows` is the number of the version its author started from, 0 for the shipped one. Raises ValidationError by field, and when
    somebody published another one meanwhile.
    """
    items = bank.lines_of(lines)
    if not 1 <= len(items) <= MOST_LINES:
        raise ValidationError({"lines": f"One to {MOST_LINES} lines; half an hour has no room for more."})
    if any(len(line) > 500 for line in items):
        raise ValidationError({"lines": "At most 500 characters a line."})
    now = TemplateVersion.objects.select_for_update().filter(moment=moment, is_current=True).first()
    number = now.number if now else 0
    if follows != number:
        raise ValidationError(f"Somebody published version {number} meanwhile. Bring both together, and publish again.")
    text = "\n".join(items)
    if now is not None and (now.hint, now.lines) == (hint.strip(), text):
        return now
    TemplateVersion.objects.filter(moment=moment, is_current=True).update(is_current=False)
    facts = {"hint": hint.strip(), "lines": text, "published_by": by, "published_at": at}
    version = TemplateVersion.objects.create(moment=moment, number=number + 1, **facts)
    record(version, "published", by=by, at=at, moment=moment, number=version.number)
    return version


@transaction.atomic
def add_template(series: Series, template: bank.Template, *, by: Employee, at: datetime) -> int:
    """Put the lines of a template on the pair's agenda, without those that stand there already; returns how many were added."""
    series = _locked(series)
    there = set(series.agenda.filter(state=AgendaItem.State.OPEN).values_list("text", flat=True))
    lines = [line for line in template.lines if line not in there]
    for line in lines:
        add_agenda_item(series, text=line, moment=template.moment, by=by, at=at)
    return len(lines)

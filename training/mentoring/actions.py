"""What can happen between a mentor and a mentee?

Nothing of it is written into any history: asking, a no and an early end are nobody else's affair. Locks: the mentor, then the pair.
"""

from collections.abc import Collection
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from people.employees.models import Employee
from people.notifications.actions import notify
from training.mentoring import queries
from training.mentoring.models import Mentoring, MentoringInsight, MentoringSession, MentoringTopic, MentorProfile, Theme
from transition.lib.faults import Conflict

Status = Mentoring.Status
MOST = 12  # more than that at once is no mentoring


@transaction.atomic
def offer_mentoring(employee: Employee, *, topics: str, capacity: int = 4, is_open: bool = True) -> MentorProfile:
    """Say that one would like to be asked, for what, and by how many at once (1 to 12). Raises ValidationError by field otherwise."""
    if not topics.strip():
        raise ValidationError({"topics": "Say in a few words what people may ask you for."})
    if not 1 <= capacity <= MOST:
        raise ValidationError({"capacity": f"Between 1 and {MOST}."})
    facts = {"topics": topics.strip(), "capacity": capacity, "is_open": is_open}
    return MentorProfile.objects.update_or_create(employee=employee, defaults=facts)[0]


@transaction.atomic
def ask_mentor(
    mentee: Employee,
    *,
    mentor: Employee,
    wish: str,
    kind: str = Mentoring.Kind.MENTORING,
    themes: Collection[str] = (),
    every_weeks: int = 2,
    wants_line: bool = False,
    on: date,
    at: datetime,
) -> Mentoring:
    """Ask somebody to be one's mentor, every 1 to 8 weeks; an open request to them is returned as it is.

    Raises ValidationError by field for oneself, without a wish, for somebody with no room or no longer here, and inside one reporting
    line unless the mentee says that they want that (the mentor says it by accepting). Reverse mentoring names at least one Theme.
    """
    if mentor.pk == mentee.pk:
        raise ValidationError({"mentor": "Somebody else: a mentor is another pair of eyes."})
    if not wish.strip():
        raise ValidationError({"wish": "Say what you would like to work on."})
    if not 1 <= every_weeks <= 8:
        raise ValidationError({"every_weeks": "Between every week and every eighth."})
    is_reverse = kind == Mentoring.Kind.REVERSE
    if is_reverse and not set(themes) & set(Theme.values):
        raise ValidationError({"themes": "Say at least one thing you would like to see through their eyes."})
    Employee.objects.select_for_update().get(pk=mentor.pk)
    known = Mentoring.objects.filter(mentor=mentor, mentee=mentee, kind=kind, status__in=queries.OPEN).first()
    if known is not None:
        return known
    if not wants_line and queries.in_one_line(mentee, mentor, on=on):
        raise ValidationError(
            {"mentor": "One of you leads the other. A mentor outside the line hears more; if you both want it, say so below."}
        )
    _check_room(mentor, on=on)
    facts = {"wish": wish.strip(), "every_weeks": every_weeks, "mentee_wants_line": wants_line, "requested_at": at}
    facts["themes"] = [theme for theme in Theme.values if theme in themes] if is_reverse else []
    pair = Mentoring.objects.create(mentor=mentor, mentee=mentee, kind=kind, **facts)
    notify("mentoring.requested", to=[mentor], about=pair, key=f"mentoring.requested:{pair.pk}", at=at)
    return pair


@transaction.atomic
def ask_mentor_of_trial(candidate: Employee, *, mentor: Employee, on: date, at: datetime) -> Mentoring | None:
    """Ask whom the contract of a trial names as mentor; they answer like anybody. None where they have no room or are in the line."""
    try:
        return ask_mentor(candidate, mentor=mentor, wish="The first ninety days of leading.", on=on, at=at)
    except ValidationError:
        return None


def _check_room(mentor: Employee, *, on: date) -> None:
    if mentor.left_on is not None and mentor.left_on <= on:
        raise ValidationError({"mentor": f"{mentor} no longer works here."})
    profile = MentorProfile.objects.filter(employee=mentor).first()
    capacity = profile.capacity if profile else 4
    if Mentoring.objects.filter(mentor=mentor, status__in=queries.TAKEN).count() >= capacity:
        raise ValidationError({"mentor": f"{mentor} stands by as many as they can."})


def _pass_to(pair: Mentoring, status: str) -> Mentoring:
    pair = Mentoring.objects.select_for_update(of=("self",)).select_related("mentor", "mentee").get(pk=pair.pk)
    if status not in Mentoring.TRANSITIONS.get(Status(pair.status), set()):
        raise Conflict(f"It is {pair.get_status_display().lower()} already.")
    pair.status = status
    return pair


@transaction.atomic
def accept(pair: Mentoring, *, on: date, at: datetime) -> Mentoring:
    """Say yes. Raises ValidationError when there is no room any more, Conflict when it was answered already."""
    Employee.objects.select_for_update().get(pk=pair.mentor_id)
    pair = _pass_to(pair, Status.ACCEPTED)
    _check_room(pair.mentor, on=on)
    pair.started_on = on
    pair.save(update_fields=["status", "started_on"])
    notify("mentoring.accepted", to=[pair.mentee], about=pair, key=f"mentoring.accepted:{pair.pk}", at=at)
    return pair


@transaction.atomic
def decline(pair: Mentoring, *, at: datetime) -> Mentoring:
    """Say no, without a reason. Raises Conflict when it was answered already."""
    pair = _pass_to(pair, Status.DECLINED)
    pair.save(update_fields=["status"])
    notify("mentoring.declined", to=[pair.mentee], about=pair, key=f"mentoring.declined:{pair.pk}", at=at)
    return pair


@transaction.atomic
def add_topic(pair: Mentoring, *, text: str, by: Employee, at: datetime) -> MentoringTopic:
    """Put something on the agenda. Raises ValidationError for nothing, Conflict once it has ended."""
    _open(pair)
    if not text.strip():
        raise ValidationError({"text": "Write what you want to talk about."})
    return MentoringTopic.objects.create(mentoring=pair, text=text.strip()[:500], added_by=by, added_at=at)


def _open(pair: Mentoring) -> Mentoring:
    pair = Mentoring.objects.select_for_update().get(pk=pair.pk)
    if pair.status not in queries.TAKEN:
        raise Conflict("This mentoring is not under way.")
    return pair


@transaction.atomic
def note_session(
    pair: Mentoring, *, held_on: date, notes: str = "", talked_about: list[int], by: Employee, on: date
) -> MentoringSession:
    """Note that a session was held (once a day; a second time changes its notes), and which topics (ids) had their turn.

    Raises ValidationError for a day to come or before it began, Conflict once it has ended.
    """
    pair = _open(pair)
    if held_on > on or (pair.started_on is not None and held_on < pair.started_on):
        raise ValidationError({"held_on": "A day between the beginning and today."})
    facts = {"notes": notes.strip(), "written_by": by}
    session = MentoringSession.objects.update_or_create(mentoring=pair, held_on=held_on, defaults=facts)[0]
    pair.topics.filter(pk__in=talked_about, talked_about_on=None).update(talked_about_on=held_on)
    if pair.status == Status.ACCEPTED:
        pair.status = Status.RUNNING
        pair.save(update_fields=["status"])
    return session


@transaction.atomic
def note_insight(pair: Mentoring, *, text: str, on: date) -> MentoringInsight:
    """Note something that was understood in reverse mentoring. Raises ValidationError for nothing or another kind, Conflict once it ended."""
    pair = _open(pair)
    if pair.kind != Mentoring.Kind.REVERSE:
        raise ValidationError("Insights are kept in reverse mentoring.")
    if not text.strip():
        raise ValidationError({"text": "Write what you understood."})
    return MentoringInsight.objects.create(mentoring=pair, text=text.strip()[:1000], noted_on=on)


@transaction.atomic
def note_change(insight: MentoringInsight, *, change: str, on: date) -> MentoringInsight:
    """Say what changed because of an insight, also after the pair has ended; empty takes it back."""
    insight.change, insight.changed_on = change.strip()[:1000], on if change.strip() else None
    insight.save(update_fields=["change", "changed_on"])
    return insight


@transaction.atomic
def end_mentoring(
    pair: Mentoring, *, is_completed: bool, what_changed: str = "", by: Employee, on: date, at: datetime
) -> Mentoring:
    """End it: completed, or early. Either may, at any time, without a reason; before the first session it ends early.

    Raises Conflict when it is not under way.
    """
    before = Mentoring.objects.get(pk=pair.pk).status
    pair = _pass_to(pair, Status.COMPLETED if is_completed and before == Status.RUNNING else Status.ENDED_EARLY)
    pair.ended_on, pair.what_changed = on, what_changed.strip()
    pair.save(update_fields=["status", "ended_on", "what_changed"])
    other = pair.mentee if by.pk == pair.mentor_id else pair.mentor
    notify("mentoring.ended", to=[other], about=pair, key=f"mentoring.ended:{pair.pk}", at=at)
    return pair

"""What do we tell people about trials? Never a word of what somebody wrote: who may read it finds it on the trial's page."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from people.accounts.queries import hr_administrators
from people.employees.models import Employee
from people.notifications.actions import Due, plan
from people.notifications.kinds import Kind, Message, register, register_planner
from people.notifications.models import Channel, Notice
from training.trials import queries
from training.trials.models import Announcement, CheckIn, ReintegrationStep, Signature, SupportPromise, Trial
from transition.lib import moments
from transition.lib.moments import morning, zone_named

Role = Signature.Role
Text = Callable[[Trial, Any], str]
INBOX = (Channel.INBOX,)
MAIL = (Channel.MAIL,)
BOTH = (Channel.INBOX, Channel.MAIL)


def link_to(trial: Trial) -> str:
    """Return the path of a trial's page."""
    return f"/trials/{trial.pk}/"


def trial_of(notice: Notice) -> Trial | None:
    """Return the trial that a notice is about, whatever part of it the notice names."""
    rows = Trial.objects.select_related("candidate", "sponsor", "contract__team", "way_back")
    if notice.about == "training.trial":
        return rows.filter(pk=notice.about_id or 0).first()
    related = {"training.checkin": "check_ins", "training.announcement": "announcements", "training.reintegrationstep": "steps"}
    return rows.filter(**{related.get(notice.about, "promises"): notice.about_id}).first()


def _name(trial: Trial, recipient: Any) -> str:
    return "your trial" if recipient == trial.candidate else f"{trial.candidate}'s trial"


def _says(subject: str, body: str = "", *, to_candidate: str = "") -> Callable[[Notice, Any], Message]:
    """Return a text: `subject` for others, with {name} for whose trial it is, `to_candidate` for the candidate."""

    def text(notice: Notice, recipient: Any) -> Message:
        trial = trial_of(notice)
        if trial is None:
            return Message("A trial that no longer exists")
        words = to_candidate if to_candidate and recipient == trial.candidate else subject
        name = _name(trial, recipient)
        said = {"name": name, "Name": name[0].upper() + name[1:], "candidate": trial.candidate, "sponsor": trial.sponsor}
        said["ends_on"] = f"{trial.ends_on:%-d %b %Y}" if trial.ends_on else ""
        return Message(words.format(**said), body.format(**said), link_to(trial))

    return text


def _announced(notice: Notice, recipient: Any) -> Message:
    row = Announcement.objects.select_related("trial__candidate").filter(pk=notice.about_id or 0).first()
    if row is None:
        return Message("An announcement that was taken back")
    return Message(f"{row.trial.candidate}: {row.get_kind_display().lower()}", row.text, f"/trials/announcements/{row.pk}/")


def _goes_on(*states: str) -> Callable[[Notice, Any], bool]:
    def still(notice: Notice, recipient: Any) -> bool:
        trial = trial_of(notice)
        return trial is not None and trial.status in states

    return still


def _check_in_is_open(notice: Notice, recipient: Any) -> bool:
    check_in = queries.open_check_ins(CheckIn.objects.filter(pk=notice.about_id or 0)).first()
    if check_in is None or check_in.due_on.isoformat() != notice.details.get("due_on"):
        return False
    role = Role.CANDIDATE if recipient.pk == check_in.trial.candidate_id else Role.SPONSOR
    return not check_in.answers.filter(role=role).exists()


def _check_in_soon(notice: Notice, recipient: Any) -> Message:
    trial = trial_of(notice)
    day = date.fromisoformat(notice.details["due_on"])
    if trial is None:
        return Message("A check-in that was called off")
    return Message(
        f"Check-in of {_name(trial, recipient)}: {day:%a %-d %b}",
        "A few lines each. You read each other's answers once both of you have written.",
        f"/trials/check-ins/{notice.about_id}/",
    )


def _check_in_late(notice: Notice, recipient: Any) -> Message:
    trial = trial_of(notice)
    day = date.fromisoformat(notice.details["due_on"])
    name = _name(trial, recipient) if trial else "a trial"
    return Message(
        f"The check-in of {name} was due on {day:%a %-d %b}", "A few lines are enough.", f"/trials/check-ins/{notice.about_id}/"
    )


def _step_is_open(notice: Notice, recipient: Any) -> bool:
    return queries.open_steps(ReintegrationStep.objects.filter(pk=notice.about_id or 0)).exists()


def _step_due(notice: Notice, recipient: Any) -> Message:
    step = ReintegrationStep.objects.select_related("trial__candidate").filter(pk=notice.about_id or 0).first()
    if step is None:
        return Message("A step that was called off")
    whose = "Settling in" if recipient == step.trial.candidate else f"Settling in, {step.trial.candidate}"
    return Message(f"{whose}: {step.what}", f"By {step.due_on:%a %-d %b}.", link_to(step.trial))


def _promise_is_owed(notice: Notice, recipient: Any) -> bool:
    own = SupportPromise.objects.filter(pk=notice.about_id or 0, owner=recipient)
    return queries.owed(own, on=moments.today()).exists()


def _promise_owed(notice: Notice, recipient: Any) -> Message:
    promise = SupportPromise.objects.select_related("trial__candidate").filter(pk=notice.about_id or 0).first()
    if promise is None:
        return Message("A promise that was taken back")
    return Message(f"You promised {promise.trial.candidate}: {promise.what}", "It is owed to them.", link_to(promise.trial))


def _week_for_hr(notice: Notice, recipient: Any) -> Message:
    today, trials = moments.today(), Trial.objects.all()
    counts = {
        "check-ins late": queries.late_check_ins(trials, on=today).count(),
        "promises owed": queries.owed(SupportPromise.objects.all(), on=today).count(),
        "trials past their end": queries.overdue(trials, on=today).count(),
        "trials that HR must decide": queries.for_hr_to_decide(trials, on=today).count(),
    }
    lines = [f"{number} {what}" for what, number in counts.items() if number]
    return Message("Trials this week: " + (", ".join(lines) or "all on time"), link="/trials/overview/")


S = Trial.Status
register(
    "Trials",
    Kind(
        "trials.nominated",
        "Nomination for a trial",
        _says(
            "{candidate} is nominated",
            "Nothing is decided. Read it in peace; a no needs no reason, now or later.",
            to_candidate="{sponsor} proposes you for a trial as a manager",
        ),
    ),
    Kind(
        "trials.sheet",
        "What starts, stays and stops",
        _says("What starts, stays and stops in {name} is written down", "Both of you read it and sign it before the start."),
        still_wanted=_goes_on(S.NOMINATED, S.OFFERED, S.SIGNED),
    ),
    Kind(
        "trials.to_sign",
        "A contract to sign",
        _says("The contract of {name} waits for your signature", "Read it in peace. The way back stands in it."),
        still_wanted=_goes_on(S.OFFERED),
    ),
    Kind("trials.signed", "A contract signed by all", _says("The contract of {name} is signed by all three")),
    Kind("trials.announced", "Announcements to the team", _announced),
    Kind("trials.started", "The first day of a trial", _says("{Name} has begun", "The way back is open on any day.")),
    Kind("trials.cancelled", "A trial that does not begin", _says("{Name} does not begin; everything stays as it was")),
    Kind(
        "trials.check_in_answered",
        "The other side answered a check-in",
        _says(
            "{candidate} has answered the check-in: your half is next",
            "You read each other's answers once both of you have written.",
            to_candidate="{sponsor} has answered the check-in of your trial: your half is next",
        ),
    ),
    Kind(
        "trials.check_in_held",
        "A check-in both have answered",
        _says("Both of you have answered: the check-in of {name} can be read"),
    ),
    Kind("trials.check_in_soon", "A check-in is near", _check_in_soon, still_wanted=_check_in_is_open),
    Kind("trials.check_in_late", "A check-in is late", _check_in_late, still_wanted=_check_in_is_open),
    Kind("trials.sponsor_changed", "Another sponsor", _says("{Name} has another sponsor: {sponsor}")),
    Kind(
        "trials.signature_waiting",
        "A signature waits",
        _says("The contract of {name} still waits for your signature"),
        still_wanted=_goes_on(S.OFFERED),
    ),
    Kind(
        "trials.ending",
        "A trial is near its end",
        _says(
            "{Name} ends on {ends_on}: time to decide",
            "Confirm, extend where the contract allows it, or return: each side says which, and why.",
        ),
        still_wanted=_goes_on(S.RUNNING),
    ),
    Kind(
        "trials.overdue",
        "A trial is past its end",
        _says(
            "{Name} ended on {ends_on} without a decision",
            "Nothing changes by itself: lines and support stay as they are until both of you have decided.",
        ),
        still_wanted=_goes_on(S.RUNNING),
    ),
    Kind(
        "trials.for_hr",
        "A trial that HR must decide",
        _says("{Name} is undecided two weeks past its end: HR decides now"),
        still_wanted=_goes_on(S.RUNNING),
    ),
    Kind(
        "trials.to_decide",
        "The other side has decided",
        _says(
            "{candidate} has said what they want: your word is next",
            "You read each other's words once both of you have spoken.",
            to_candidate="{sponsor} has said what they want for your trial: your word is next",
        ),
        still_wanted=_goes_on(S.RUNNING),
    ),
    Kind(
        "trials.decide_again",
        "Both decide again",
        _says("You two differ on {name}: read each other's words, talk, and decide again"),
    ),
    Kind("trials.confirmed", "A confirmation", _says("{Name} is confirmed by both sides")),
    Kind("trials.extended", "A trial goes on", _says("{Name} goes on until {ends_on}")),
    Kind(
        "trials.returning",
        "The way back",
        _says(
            "{candidate} is on the way back; their place was kept",
            to_candidate="Your place was kept, and it is yours again",
        ),
    ),
    Kind(
        "trials.returned",
        "Settled in again",
        _says(
            "{candidate}: the months of settling in are over",
            "If something is still missing, it can be said at any time; nothing closes with this.",
            to_candidate="The months of settling in are over. Another try is open whenever you like",
        ),
    ),
    Kind("trials.step_due", "A step of settling in", _step_due, still_wanted=_step_is_open),
    Kind("trials.promise_owed", "Support that is owed", _promise_owed, still_wanted=_promise_is_owed),
    Kind("trials.week_for_hr", "The week's trials, for HR", _week_for_hr),
)


# --- What becomes due --------------------------------------------------------------------------------------------------


def plan_trials(at: datetime) -> int:
    """Write what has become due in trials by a moment and was not told."""
    return (
        plan("trials.check_in_soon", _reached(_check_ins_soon(), at), at=at)
        + plan("trials.check_in_late", _reached(_check_ins_late(), at), at=at)
        + plan("trials.signature_waiting", _reached(_signatures(), at), at=at)
        + plan("trials.ending", _reached(_ending(), at), at=at)
        + plan("trials.overdue", _reached(_overdue(), at), at=at)
        + plan("trials.for_hr", _reached(_for_hr(), at), at=at)
        + plan("trials.step_due", _reached(_steps(), at), at=at)
        + plan("trials.promise_owed", _reached(_promises(at), at), at=at)
        + plan("trials.week_for_hr", _reached(_weeks(at), at), at=at)
    )


def _reached(dues: Iterable[Due], at: datetime) -> Iterator[Due]:
    return (due for due in dues if due.at <= at)


def _due(key: str, person: Employee, day: date, about: Any, *, keep: int = 7, channels: Any = None, **details: Any) -> Due:
    """Return something to tell a person on the morning of a day; told `keep` days late or more it is a line of the digest."""
    moment = morning(day, zone_named(person.time_zone))
    key = f"{key}:{about.pk if about else ''}:{day.isoformat()}:{person.pk}"
    return Due(key, person, about, moment, expires_at=moment + timedelta(days=keep), details=details, channels=channels)


def _open_check_ins() -> Iterator[tuple[CheckIn, Employee]]:
    rows = queries.open_check_ins(CheckIn.objects.all()).select_related("trial__candidate", "trial__sponsor")
    for row in rows.prefetch_related("answers"):
        answered = {answer.role for answer in row.answers.all()}
        for role, person in ((Role.CANDIDATE, row.trial.candidate), (Role.SPONSOR, row.trial.sponsor)):
            if role not in answered:
                yield row, person


def _check_ins_soon() -> Iterator[Due]:
    for row, person in _open_check_ins():
        due_on = row.due_on.isoformat()
        for days, channels in ((7, INBOX), (2, MAIL)):
            day = row.due_on - timedelta(days=days)
            yield _due("trials.check_in_soon", person, day, row, keep=days, channels=channels, due_on=due_on)


def _check_ins_late() -> Iterator[Due]:
    for row, person in _open_check_ins():
        yield _due("trials.check_in_late", person, row.due_on + timedelta(days=1), row, due_on=row.due_on.isoformat())


def _hr() -> list[Employee]:
    return list(Employee.objects.filter(user__in=hr_administrators()))


def _signatures() -> Iterator[Due]:
    trials = Trial.objects.select_related("candidate", "sponsor", "contract")
    for role in Role:
        for trial in queries.waiting_for_signature(trials, role):
            day = min(trial.contract.starts_on - timedelta(days=7), trial.snapshot.taken_on + timedelta(days=3))
            for person in queries.signers(trial, role):
                yield _due("trials.signature_waiting", person, max(day, trial.snapshot.taken_on + timedelta(days=1)), trial)


def _sides(trial: Trial) -> tuple[Employee, Employee]:
    return trial.candidate, trial.sponsor


def _with_an_end() -> Iterator[tuple[Trial, date]]:
    for trial in queries.running(Trial.objects.exclude(ends_on=None).select_related("candidate", "sponsor")):
        if trial.ends_on is not None:
            yield trial, trial.ends_on


def _ending() -> Iterator[Due]:
    for trial, end in _with_an_end():
        for days in (14, 3):
            for person in _sides(trial):
                yield _due("trials.ending", person, end - timedelta(days=days), trial, keep=days)


def _overdue() -> Iterator[Due]:
    for trial, end in _with_an_end():
        for person in _sides(trial):
            yield _due("trials.overdue", person, end + timedelta(days=1), trial, keep=14)


def _for_hr() -> Iterator[Due]:
    people = _hr()
    for trial, end in _with_an_end():
        for person in people:
            yield _due("trials.for_hr", person, end + queries.HR_DECIDES_AFTER + timedelta(days=1), trial)


def _steps() -> Iterator[Due]:
    for step in queries.open_steps(ReintegrationStep.objects.all()):
        yield _due("trials.step_due", step.owner, step.due_on - timedelta(days=2), step)
        yield _due("trials.step_due", step.owner, step.due_on + timedelta(days=3), step)


def _promises(at: datetime) -> Iterator[Due]:
    for state in queries.promises_owed(SupportPromise.objects.all(), on=timezone.localdate(at)):
        yield _due(
            "trials.promise_owed",
            state.promise.owner,
            (state.late_since or timezone.localdate(at)) + timedelta(days=1),
            state.promise,
        )


def _weeks(at: datetime) -> Iterator[Due]:
    """Mondays, for HR: who is late, and what is owed."""
    trials, today = Trial.objects.all(), timezone.localdate(at)
    monday = today - timedelta(days=today.weekday())
    is_late = queries.late_check_ins(trials, on=today).exists() or queries.overdue(trials, on=today).exists()
    if is_late or queries.owed(SupportPromise.objects.all(), on=today).exists():
        for person in _hr():
            yield _due("trials.week_for_hr", person, monday, None, channels=BOTH)


register_planner("trials", plan_trials)

"""How do tests and the bench fill every list of the product? In bulk, so that a thousand rows take a moment."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.utils import timezone

from people.accounts.models import User
from people.employees.models import Employee, ReportingLine, Support, Team
from people.history.models import Record
from people.notifications.models import Channel, Delivery, InboxMessage, Notice
from people.tracks.models import Competency, Expectation, Grade, Ladder, LadderVersion, Level, LevelRelation, PayBand, Placement
from training.choices.models import Interest, InterestShare
from training.curricula.models import Certificate, Cohort, Completion, Enrolment, Module, Programme, Seat
from training.mentoring.models import Mentoring, MentoringSession, MentoringTopic, MentorProfile
from training.one_on_ones.models import ActionItem, AgendaItem, Carry, Meeting, Series
from training.trials.models import (
    Absence,
    Announcement,
    CheckIn,
    Contract,
    ContractReport,
    Evidence,
    ReintegrationStep,
    Signature,
    Snapshot,
    SupportDelivery,
    SupportPromise,
    Trial,
)

LONG_AGO = date(2024, 1, 8)
CITIES = ("Lisbon", "Toronto", "Berlin", "Nairobi", "Osaka", "Lima", "Graz", "Tampere")


def add_people(many: int, *, start: int, level: Level | None, team: Team | None, prefix: str = "Crowd") -> list[Employee]:
    """Add employees without accounts, each with a place; return them. `start` numbers them, so that more can follow."""
    people = Employee.objects.bulk_create(
        Employee(
            number=f"{prefix}{n}",
            first_name="Robin",
            last_name=f"{prefix}{n:06}",
            email=f"{prefix.lower()}{n}@kestrel.example",
            location=f"{CITIES[n % 8]} {n % 40}",
            hired_on=LONG_AGO,
        )
        for n in range(start, start + many)
    )
    Placement.objects.bulk_create(
        Placement(employee=one, level=level, title=f"Engineer of {prefix}", team=team, started_on=LONG_AGO) for one in people
    )
    return people


def report_to(manager: Employee, people: Sequence[Employee]) -> None:
    ReportingLine.objects.bulk_create(ReportingLine(employee=one, manager=manager, started_on=LONG_AGO) for one in people)


def tell(recipient: Employee, many: int, *, start: int = 0, state: str = Delivery.State.SENT, at: datetime | None = None) -> None:
    """Put messages into somebody's inbox, every second one unread."""
    at = at or timezone.now()
    notices = Notice.objects.bulk_create(
        Notice(kind="crowd", key=f"crowd:{recipient.pk}:{state}:{n}", occurred_at=at) for n in range(start, start + many)
    )
    told = Delivery.objects.bulk_create(
        Delivery(notice=one, recipient=recipient, channel=Channel.INBOX, state=state, available_at=at, sent_at=at)
        for one in notices
    )
    if state == Delivery.State.SENT:
        InboxMessage.objects.bulk_create(
            InboxMessage(
                delivery=one,
                recipient=recipient,
                at=at - timedelta(minutes=n),
                subject=f"Message {start + n}",
                body="Words that matter to you. " * 6,
                link="/",
                read_at=at if n % 2 else None,
            )
            for n, one in enumerate(told)
        )


def add_records(employee: Employee, many: int, *, by: User) -> None:
    Record.objects.bulk_create(
        Record(at=timezone.now(), by=by, verb="placed", subject="people.placement", subject_id=1, employee=employee)
        for _ in range(many)
    )


def add_supports(employee: Employee, people: Sequence[Employee]) -> None:
    Support.objects.bulk_create(
        Support(employee=employee, supporter=one, kind=Support.Kind.MENTOR, started_on=LONG_AGO) for one in people
    )


def add_earlier_places(employee: Employee, many: int, *, start: int, level: Level) -> None:
    first = date(1990, 1, 1)
    Placement.objects.bulk_create(
        Placement(
            employee=employee,
            level=level,
            title=f"Earlier {n}",
            kind=Placement.Kind.EARLIER,
            started_on=first + timedelta(days=n),
            ended_on=first + timedelta(days=n + 1),
        )
        for n in range(start, start + many)
    )


def add_ladders(many: int, *, start: int) -> None:
    ladders = Ladder.objects.bulk_create(Ladder(key=f"crowd{n}", title=f"Crowd {n}") for n in range(start, start + many))
    LadderVersion.objects.bulk_create(LadderVersion(ladder=one, number=1, status="published") for one in ladders)


def add_levels(version: LadderVersion, many: int, *, start: int, target: Level) -> None:
    """Add levels of the height of `target` to a version, competencies with what `target` expects there, and relations to it."""
    tracks = list(version.track_set.all())
    numbers = range(start, start + many)
    levels = Level.objects.bulk_create(
        Level(
            version=version,
            key=f"crowd{n}",
            position=100 + n,
            track=tracks[n % 2],
            order=100 + n,
            title=f"Level {n}",
            grade=target.grade,
        )
        for n in numbers
    )
    competencies = Competency.objects.bulk_create(
        Competency(version=version, key=f"crowd{n}", position=100 + n, title=f"Craft {n}", description="Words.") for n in numbers
    )
    Expectation.objects.bulk_create(
        Expectation(version=version, position=100 + n, level=target, competency=one, state="written", items=[{"text": "Ships"}])
        for n, one in zip(numbers, competencies, strict=True)
    )
    LevelRelation.objects.bulk_create(
        LevelRelation(version=version, position=100 + n, a=target, b=one, relation="equivalent", competency=competencies[0])
        for n, one in zip(numbers, levels, strict=True)
    )


def add_grades(many: int, *, start: int) -> None:
    grades = Grade.objects.bulk_create(Grade(order=10 + n, title=f"Height {n}") for n in range(start, start + many))
    PayBand.objects.bulk_create(
        PayBand(grade=one, currency="EUR", minimum=1, middle=2, maximum=3, valid_from=LONG_AGO) for one in grades
    )


def add_administrators(many: int, *, start: int) -> None:
    users = User.objects.bulk_create(
        User(username=f"hr{n}@kestrel.example", email=f"hr{n}@kestrel.example", is_hr_administrator=True, password="!")
        for n in range(start, start + many)
    )
    Employee.objects.bulk_create(Employee(user=one, last_name=f"Hr {one.pk}", email=one.email) for one in users)


def add_trials(people: Sequence[Employee], *, like: Trial, owner: Employee, at: datetime) -> None:
    """Add a running trial for each of `people` with sponsor, mentor and terms as in another one, and something overdue in each."""
    today, old = at.date(), like.contract
    trials = Trial.objects.bulk_create(
        Trial(candidate=one, sponsor=like.sponsor, mentor=like.mentor, status="running", nominated_at=at, ends_on=today)
        for one in people
    )
    contracts = Contract.objects.bulk_create(
        Contract(
            trial=one,
            title="On trial",
            target_level=old.target_level,
            team=old.team,
            manager=old.manager,
            starts_on=today - timedelta(days=60),
            ends_on=today,
            success_criteria="Words.",
            programme=old.programme,
        )
        for one in trials
    )
    ContractReport.objects.bulk_create(
        ContractReport(contract=one, employee=owner, previous_manager=like.sponsor) for one in contracts
    )
    Snapshot.objects.bulk_create(
        Snapshot(trial=one, taken_on=today, level=old.target_level, grade=old.target_level.grade, grade_order=1, level_name="A")
        for one in trials
    )
    Signature.objects.bulk_create(
        Signature(trial=one, role=role, by=like.sponsor.user, at=at, digest="0")
        for one in trials
        for role in Signature.Role.values
    )
    for one in trials:
        fill_trial(one, 1, start=0, owner=owner, at=at)


def fill_trial(trial: Trial, many: int, *, start: int, owner: Employee, at: datetime) -> None:
    """Add to one trial of everything that it has several of."""
    today, numbers = at.date(), range(start, start + many)
    week = timedelta(days=7)
    Evidence.objects.bulk_create(Evidence(trial=trial, kind="leadership", what="It was seen.", seen_by="Marco") for _ in numbers)
    CheckIn.objects.bulk_create(
        CheckIn(trial=trial, number=100 + n, agreed_on=today - week, due_on=today - week) for n in numbers
    )
    promises = SupportPromise.objects.bulk_create(
        SupportPromise(trial=trial, kind="other", what=f"Promise {n}", owner=owner, due_on=today - 2 * week, every_weeks=1)
        for n in numbers
    )
    SupportDelivery.objects.bulk_create(SupportDelivery(promise=one, on=today - 2 * week, by=owner.user) for one in promises)
    Announcement.objects.bulk_create(
        Announcement(trial=trial, kind="start", text="Words to all.", by=owner.user, at=at) for _ in numbers
    )
    Absence.objects.bulk_create(
        Absence(trial=trial, started_on=today - week, ended_on=today - timedelta(days=n % 5)) for n in numbers
    )
    ReintegrationStep.objects.bulk_create(
        ReintegrationStep(trial=trial, position=200 + n, what="Talk", owner=owner, due_on=today - week) for n in numbers
    )


def add_series(manager: Employee, people: Sequence[Employee], *, at: datetime) -> None:
    """Add 1:1s of somebody with each of `people`, each with a meeting to come."""
    today = at.date()
    made = Series.objects.bulk_create(
        Series(manager=manager, employee=one, first_on=today, at_time=at.time(), time_zone="Europe/Berlin") for one in people
    )
    Meeting.objects.bulk_create(
        Meeting(series=one, planned_on=today + timedelta(days=1), starts_at=at + timedelta(days=1)) for one in made
    )


def fill_series(series: Series, many: int, *, start: int, at: datetime) -> None:
    """Add to one pair's 1:1s meetings held, agenda and promises, all of them carried once."""
    numbers = range(start, start + many)
    held = Meeting.objects.bulk_create(
        Meeting(
            series=series,
            planned_on=at.date() - timedelta(days=400 - n),
            starts_at=at - timedelta(days=400 - n),
            status="held",
            shared_notes="Words.",
            logged_at=at,
        )
        for n in numbers
    )
    agenda = AgendaItem.objects.bulk_create(
        AgendaItem(series=series, text=f"Item {n}", added_by=series.employee, added_at=at, position=100 + n) for n in numbers
    )
    promised = ActionItem.objects.bulk_create(
        ActionItem(series=series, text=f"Do {n}", owner=series.manager, due_on=at.date(), made_at=at, made_in=one)
        for n, one in zip(numbers, held, strict=True)
    )
    Carry.objects.bulk_create(Carry(meeting=held[0], agenda_item=one) for one in agenda)
    Carry.objects.bulk_create(Carry(meeting=held[0], action_item=one) for one in promised)


def add_interests(people: Sequence[Employee], *, reader: Employee, shared_by: Interest, on: date) -> None:
    """Let each of `people` share with a reader and with HR what they would like, and let them all read what one shares."""
    said = Interest.objects.bulk_create(Interest(employee=one, wish="curious", words="Words.", said_on=on) for one in people)
    InterestShare.objects.bulk_create(InterestShare(interest=one, reader=who) for one in said for who in (reader, None))
    InterestShare.objects.bulk_create(InterestShare(interest=shared_by, reader=one) for one in people)


def add_programmes(many: int, *, start: int, learner: Employee, more_modules: Programme, at: datetime) -> None:
    """Add programmes that somebody follows, and modules to another programme, which they have done."""
    made = Programme.objects.bulk_create(Programme(key=f"crowd{n}", title=f"Crowd {n}") for n in range(start, start + many))
    modules = [
        Module(programme=one, key=f"x{n}", position=100 + n, title=f"Module {n}", minutes=30, due_after_days=n, body="Words.")
        for n in range(start, start + many)
        for one in (more_modules, made[n - start])
    ]
    Module.objects.bulk_create(modules)
    Enrolment.objects.bulk_create(
        (Enrolment(employee=learner, programme=one, anchor_on=at.date(), enrolled_at=at) for one in (more_modules, *made)),
        ignore_conflicts=True,
    )
    enrolment = Enrolment.objects.get(employee=learner, programme=more_modules)
    done = Module.objects.filter(programme=more_modules).exclude(completions__enrolment=enrolment)
    Completion.objects.bulk_create(Completion(enrolment=enrolment, module=one, done_at=at) for one in done)


def add_learners(programme: Programme, people: Sequence[Employee], *, cohort: Cohort, start: int, at: datetime) -> None:
    """Let each of `people` follow a programme, late with everything, and be in a cohort with a seat in its session."""
    long_ago = at.date() - timedelta(days=300)
    Enrolment.objects.bulk_create(
        Enrolment(employee=one, programme=programme, anchor_on=long_ago, enrolled_at=at) for one in people
    )
    together = Enrolment.objects.bulk_create(
        Enrolment(employee=one, programme=cohort.programme, anchor_on=long_ago, enrolled_at=at) for one in people
    )
    cohort.members.add(*together)
    session = cohort.sessions.get()
    Seat.objects.bulk_create(
        Seat(session=session, enrolment=one, number=n, state="waiting", asked_at=at)
        for n, one in enumerate(together, start=start + 1)
    )


def add_certificates(enrolment: Enrolment, many: int, *, start: int, on: date) -> None:
    Certificate.objects.bulk_create(
        Certificate(enrolment=enrolment, round=n, title=f"Year {n}", version=1, minutes=60, issued_on=on, expires_on=on)
        for n in range(start, start + many)
    )


def add_mentors(people: Sequence[Employee], *, pair: Mentoring, start: int, at: datetime) -> None:
    """Let each of `people` be open as a mentor and have asked the mentee of a pair, which has more topics and sessions."""
    MentorProfile.objects.bulk_create(MentorProfile(employee=one, topics="Leading others.") for one in people)
    Mentoring.objects.bulk_create(Mentoring(mentor=pair.mentee, mentee=one, wish="Words.", requested_at=at) for one in people)
    numbers = range(start, start + len(people))
    MentoringTopic.objects.bulk_create(
        MentoringTopic(mentoring=pair, text=f"Topic {n}", added_by=pair.mentor, added_at=at) for n in numbers
    )
    MentoringSession.objects.bulk_create(
        MentoringSession(mentoring=pair, held_on=at.date() - timedelta(days=n), written_by=pair.mentor) for n in numbers
    )

"""How do tests and the bench fill every list of the product? In bulk, so that a thousand rows take a moment."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random

from django.utils import timezone

from people.accounts.models import User
from people.assessments.models import Assessment
from people.audit.models import AuditRelease, Finding, SeatPlan
from people.charter.models import Guideline, GuidelineComment, GuidelineProposal, GuidelineVersion
from people.decisions.models import Decision, DecisionOption, DecisionRight, DecisionVoice
from people.duties.models import Duty, DutyDone, DutyProposal
from people.employees.models import Employee, ReportingLine, Support, Team
from people.history.models import Record
from people.notifications.models import Channel, Delivery, InboxMessage, Notice
from people.roles.models import LeadRole, LeadRoleHolder
from people.tracks.models import Competency, Expectation, Grade, Ladder, LadderVersion, Level, LevelRelation, PayBand, Placement
from training.agreements.models import AccountabilityThread, Delegation, Slip
from training.certification.models import FirstCertified, Observation, PracticeLadder, PracticeStep
from training.choices.models import Interest, InterestShare
from training.coaching.actions import say_to_thing, share_thing
from training.coaching.models import Coaching, ExternalCoach
from training.curricula.actions import write_work
from training.curricula.models import Certificate, Cohort, Completion, Enrolment, Module, ModuleWork, Programme, Seat
from training.curricula.proofs import keep_proof
from training.evaluations.models import (
    Evaluation,
    EvaluationCycle,
    EvaluationInvitation,
    EvaluationResult,
    PeerNomination,
    Questionnaire,
    ReportStep,
)
from training.feedback.models import Feedback, FeedbackRequest
from training.growth.models import Ask, Experiment, Focus
from training.impact.models import ImpactEntry, Initiative, Postmortem, PostmortemAction, Stakeholder, StakeholderContact
from training.insights.models import InsightRelease
from training.leavers.models import LeaverReview
from training.mentoring.models import Mentoring, MentoringInsight, MentoringSession, MentoringTopic, MentorProfile
from training.one_on_ones.models import ActionItem, AgendaItem, Carry, Meeting, Question, QuestionSource, Series
from training.openings.models import CallApplication, OpenCall
from training.playbooks.models import Playbook, PlaybookRun, PlaybookVersion, RunStep
from training.presets.models import PresetVersion, TrialPreset
from training.readmes.models import ReadmeComment, ReadmeVersion, WorkingCard
from training.rehearsals.models import RehearsalRun, RehearsalShare, Scenario, ScenarioVersion
from training.shadowing.models import MeetingConsent, ShadowedMeeting, Shadowing
from training.tasters.models import StoryOffer, Taster
from training.trials.models import (
    Absence,
    Announcement,
    CheckIn,
    Contract,
    ContractReport,
    Evidence,
    ReintegrationStep,
    Return,
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


def add_people_on_old_levels(old: Level, many: int, *, start: int) -> None:
    """Add levels to the version of an old level, with somebody on each, and as many people on the old level itself."""
    levels = Level.objects.bulk_create(
        Level(version=old.version, key=f"old{n}", position=200 + n, track=old.track, order=200 + n, title=f"Old {n}")
        for n in range(start, start + many)
    )
    add_people(many, start=start, level=old, team=None, prefix="Old")
    for n, level in enumerate(levels, start=start):
        add_people(1, start=n, level=level, team=None, prefix="Older")


def add_cells(levels: Sequence[Level], many: int, *, start: int) -> None:
    """Add competencies to the version of some levels, in each of which something is expected of all of them."""
    competencies = Competency.objects.bulk_create(
        Competency(version=levels[0].version, key=f"cell{n}", position=300 + n, title=f"Skill {n}")
        for n in range(start, start + many)
    )
    Expectation.objects.bulk_create(
        Expectation(
            version=level.version, position=300 + start, level=level, competency=one, state="written", items=[{"text": "Helps"}]
        )
        for one in competencies
        for level in levels
    )


def add_assessments(employee: Employee, many: int, *, start: int, manager: Employee, at: datetime) -> None:
    """Let somebody look at themself against many levels, and let their manager do the same with them; both views are open."""
    levels = Level.objects.filter(key__startswith="crowd", version__ladder__key="engineering").order_by("position")
    Assessment.objects.bulk_create(
        Assessment(employee=one, level=level, begun_on=at.date(), manager=other, shared_at=at, opened_at=at)
        for level in levels[start : start + many]
        for one, other in ((employee, manager), (manager, employee))
    )


def add_holders(role: LeadRole, people: Sequence[Employee], *, at: datetime) -> None:
    LeadRoleHolder.objects.bulk_create(
        LeadRoleHolder(role=role, employee=one, scope="All", started_on=at.date()) for one in people
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
    add_steps(trial, many, start=start, owner=owner, on=today - week)


def add_steps(trial: Trial, many: int, *, start: int, owner: Employee, on: date) -> None:
    """Add steps of settling in."""
    ReintegrationStep.objects.bulk_create(
        ReintegrationStep(trial=trial, position=200 + n, what="Talk", owner=owner, due_on=on) for n in range(start, start + many)
    )


def add_first_trials(
    people: Sequence[Employee], *, sponsor: Employee, level: Level, team: Team, random: Random, on: date
) -> None:
    """Let each of `people` have begun a trial in the 1,300 days before a day, and confirm, go back, leave or go on as chance has it."""
    day = timedelta(days=1)
    facts = {"status": Trial.Status.RUNNING, "nominated_at": timezone.now(), "announced_at": timezone.now(), "sponsor": sponsor}
    trials = Trial.objects.bulk_create(Trial(candidate=one, **facts) for one in people)
    contracts, kept, backs, promises = [], [], [], []
    for trial in trials:
        begun = on - random.randint(0, 1300) * day
        agreed = {"title": "Manager", "target_level": level, "team": team, "manager": sponsor, "success_criteria": "It works."}
        contracts.append(Contract(trial=trial, starts_on=begun, ends_on=begun + 89 * day, **agreed))
        band = {"currency": "EUR", "band_minimum": 80, "band_middle": 100, "band_maximum": 120} if random.random() < 0.9 else {}
        height = {"level": level, "grade_order": level.grade.order}
        kept.append(Snapshot(trial=trial, taken_on=begun, grade=level.grade, **height, **band))
        ends = begun + random.choice((90, 90, 90, 120, random.randint(20, 140))) * day
        chance, trial.ends_on = random.random(), ends
        if chance < 0.62 and ends <= on:
            trial.status, trial.confirmed_on = Trial.Status.CONFIRMED, ends
        if chance < 0.12 or 0.62 <= chance < 0.85:
            back = ends + (random.randint(1, 360) * day if trial.confirmed_on else -random.randint(0, 15) * day)
            if back <= on:
                trial.status = Trial.Status.RETURNED
                more = {"band_middle": random.choice((100, 100, 104))} if band else {}
                backs.append(Return(trial=trial, said_on=back, on=back, **height, **(band | more)))
        trial.candidate.hired_on = None
        if random.random() < 0.18:
            trial.candidate.left_on = begun + random.randint(5, 900) * day
        promises += [
            SupportPromise(trial=trial, kind=kind, what="An hour", owner=sponsor, due_on=begun + 7 * day, every_weeks=weeks)
            for kind, weeks in (("mentor", 2), ("protected_time", 1))
        ]
    for model, rows in ((Contract, contracts), (Snapshot, kept), (Return, backs), (SupportPromise, promises)):
        model.objects.bulk_create(rows, batch_size=2000)  # type: ignore[attr-defined]
    Trial.objects.bulk_update(trials, ["status", "confirmed_on", "ends_on"], batch_size=500)
    Employee.objects.bulk_update(people, ["hired_on", "left_on"], batch_size=500)
    deliveries = [
        SupportDelivery(promise=one, on=one.due_on + 7 * week * day, by=sponsor.user)
        for one in promises
        for week in range(0, 13, one.every_weeks)
        if random.random() < 0.93
    ]
    SupportDelivery.objects.bulk_create(deliveries, batch_size=5000)
    reviewed = [one for one in people if one.left_on and random.random() < 0.8]
    LeaverReview.objects.bulk_create(
        LeaverReview(
            employee=one,
            is_regretted=random.random() < 0.5,
            content=b"",
            written_on=one.left_on + random.randint(0, 90) * day,
            by=sponsor.user,
        )
        for one in reviewed
    )


def add_lost(people: Sequence[Employee], *, like: Trial, by: User, at: datetime) -> None:
    """Let each of `people` have left in the middle of a trial as another one's, with a review of it."""
    trials = Trial.objects.bulk_create(
        Trial(candidate=one, sponsor=like.sponsor, status="left", nominated_at=at, announced_at=at) for one in people
    )
    old = like.contract
    agreed = {"title": "M", "target_level": old.target_level, "team": old.team, "manager": old.manager, "success_criteria": "W."}
    Contract.objects.bulk_create(Contract(trial=one, starts_on=old.starts_on, ends_on=old.ends_on, **agreed) for one in trials)
    Employee.objects.filter(pk__in=[one.pk for one in people]).update(left_on=at.date())
    facts = {"is_regretted": True, "content": b"", "written_on": at.date(), "by": by}
    LeaverReview.objects.bulk_create(LeaverReview(employee=one, **facts) for one in people)


def add_insights(many: int, *, start: int, at: datetime) -> None:
    """Add releases of numbers."""
    facts = {"drawn_at": at, "threshold": 5, "figures": {"begun": None}, "charts": {}, "people": {}}
    InsightRelease.objects.bulk_create(
        InsightRelease(on=at.date() - timedelta(days=100 * n), **facts) for n in range(start, start + many)
    )


def add_presets(many: int, *, start: int, at: datetime) -> None:
    """Add presets, and versions of the first one."""
    old = PresetVersion.objects.order_by("pk").first()
    facts = {"title": "Crowd", "days": 90, "check_ins": old.check_ins, "conditions": old.conditions, "at": at}
    presets = TrialPreset.objects.bulk_create(TrialPreset(key=f"crowd-{n}") for n in range(start, start + many))
    PresetVersion.objects.bulk_create(PresetVersion(preset=one, number=1, **facts) for one in presets)
    numbers = range(100 + start, 100 + start + many)
    PresetVersion.objects.bulk_create(PresetVersion(preset=old.preset, number=n, why="Again.", **facts) for n in numbers)


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
            planned_on=at.date() - timedelta(days=150 - n),
            starts_at=at - timedelta(days=150 - n),
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
    for earlier in Series.objects.filter(handover__reader__isnull=False):
        Meeting.objects.bulk_create(
            Meeting(
                series=earlier,
                planned_on=at.date() - timedelta(days=350 - n),
                starts_at=at - timedelta(days=350 - n),
                status="held",
                shared_notes="Words.",
            )
            for n in numbers
        )
    Carry.objects.bulk_create(Carry(meeting=held[0], agenda_item=one) for one in agenda)
    Carry.objects.bulk_create(Carry(meeting=held[0], action_item=one) for one in promised)


def add_agreements(manager: Employee, employee: Employee, many: int, *, at: datetime) -> None:
    """Let one hand over much to another, and let an agreement of the two slip as often."""
    both = {"manager": manager, "employee": employee}
    over = {"level": 3, "experience": "new", "standard": "Good.", "check_in_on": at.date(), "given_at": at}
    Delegation.objects.bulk_create(Delegation(**both, task=f"Task {n}", **over) for n in range(many))
    thread = AccountabilityThread.objects.filter(**both).earliest("pk")
    Slip.objects.bulk_create(Slip(thread=thread, happened_on=at.date(), words="Again.", noted_at=at) for _ in range(many))
    AccountabilityThread.objects.bulk_create(
        AccountabilityThread(**both, topic=f"Topic {n}", standard="By six.", opened_at=at) for n in range(many)
    )


def add_feedback(people: Sequence[Employee], *, receiver: Employee, at: datetime) -> None:
    """Let each of `people` give somebody feedback, and be asked for more by them, and ask them."""
    said = {"situation": "Monday", "behaviour": "Asked", "impact": "One page", "ask": "Again", "given_at": at}
    Feedback.objects.bulk_create(Feedback(giver=one, receiver=receiver, **said) for one in people)
    FeedbackRequest.objects.bulk_create(
        FeedbackRequest(asker=asker, giver=giver, about="The plan", asked_at=at)
        for one in people
        for asker, giver in ((one, receiver), (receiver, one))
    )


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


def add_rehearsals(people: Sequence[Employee], *, start: int, shared_by: RehearsalRun, reader: Employee, at: datetime) -> None:
    """Add a scenario for each of `people` that comes back to one learner, runs of theirs that a reader may read, and more of the learner's
    own of one scenario, with more readers."""
    like, learner = shared_by.version, shared_by.learner
    made = Scenario.objects.bulk_create(
        Scenario(key=f"crowd{n}", ifid=f"{n:08}", title=f"Crowd {n}") for n, _ in enumerate(people, start=start)
    )
    facts = {name: getattr(like, name) for name in ("source", "scenes_count", "endings_count", "words_count", "minutes", "about")}
    versions = ScenarioVersion.objects.bulk_create(
        ScenarioVersion(scenario=one, number=1, status="published", written_at=at, published_at=at, **facts) for one in made
    )
    over = {
        "scene": shared_by.scene,
        "begun_at": at - timedelta(days=9),
        "finished_at": at - timedelta(days=9),
        "outcome": "poor",
    }
    RehearsalRun.objects.bulk_create(
        RehearsalRun(learner=learner, scenario=one.scenario, version=one, again_on=at.date(), **over) for one in versions
    )
    RehearsalRun.objects.bulk_create(
        RehearsalRun(learner=learner, scenario=shared_by.scenario, version=like, **over) for _ in people
    )
    runs = RehearsalRun.objects.bulk_create(
        RehearsalRun(learner=one, scenario=shared_by.scenario, version=like, **over) for one in people
    )
    RehearsalShare.objects.bulk_create(RehearsalShare(run=one, reader=reader) for one in runs)
    RehearsalShare.objects.bulk_create(RehearsalShare(run=shared_by, reader=one) for one in people)


def add_questions(many: int, *, start: int, at: datetime) -> None:
    """Add sources of questions, each with one question in a language and a theme that come first."""
    numbers = range(start, start + many)
    sources = QuestionSource.objects.bulk_create(QuestionSource(title=f"Crowd {n}", imported_at=at) for n in numbers)
    Question.objects.bulk_create(
        Question(source=one, key="a", language="en", theme=f"A crowd {n:04}", text=f"And what about {n}?")
        for n, one in zip(numbers, sources, strict=True)
    )


def add_playbooks(
    many: int, *, start: int, owner: Employee, about: Sequence[Employee], run: PlaybookRun, on: date, at: datetime
) -> None:
    """Add playbooks, runs of `owner` about each of `about` (one in two closed, the others open), versions and steps of a `run`."""
    numbers = range(start, start + many)
    books = Playbook.objects.bulk_create(Playbook(key=f"crowd{n}") for n in numbers)
    facts = {"trigger": "It happens.", "conduct": "Is it?", "body": run.version.body, "published_at": at}
    PlaybookVersion.objects.bulk_create(
        PlaybookVersion(playbook=one, number=1, title=f"Crowd {n}", **facts) for n, one in zip(numbers, books, strict=True)
    )
    PlaybookVersion.objects.bulk_create(
        PlaybookVersion(playbook=run.version.playbook, number=10 + n, is_current=False, title="Earlier", **facts) for n in numbers
    )
    runs = PlaybookRun.objects.bulk_create(
        PlaybookRun(version=run.version, owner=owner, about=one, conduct="no", started_on=on, closed_on=closed, learned="This.")
        for one in about
        for closed in (None, on)
    )
    RunStep.objects.bulk_create(RunStep(run=one, position=1, section="Steps", words="Ask.", due_on=on) for one in runs)
    RunStep.objects.bulk_create(RunStep(run=run, position=100 + n, section="Steps", words="Ask.", due_on=on) for n in numbers)


def add_runs_about(person: Employee, many: int, *, owner: Employee, version: PlaybookVersion, on: date) -> None:
    """Add runs of `owner` about somebody, opened to HR, each with a step."""
    runs = PlaybookRun.objects.bulk_create(
        PlaybookRun(version=version, owner=owner, about=person, conduct="no", started_on=on, is_open_to_hr=True)
        for _ in range(many)
    )
    RunStep.objects.bulk_create(RunStep(run=one, position=1, section="Steps", words="Ask.", due_on=on) for one in runs)


def add_guidelines(many: int, *, start: int, author: Employee, at: datetime) -> None:
    """Add guidelines, and to the one about meetings as many proposals and comments (to it, and to its first proposal)."""
    rows = [
        Guideline(key=f"crowd-{n}", kind="guideline", title=f"Crowd {n}", position=100 + n) for n in range(start, start + many)
    ]
    for one in Guideline.objects.bulk_create(rows):
        GuidelineVersion.objects.create(guideline=one, number=1, text="One.", what_changed="New", published_at=at)
    meetings = Guideline.objects.get(key="meetings")
    first = meetings.proposals.order_by("pk")[0]
    facts = {"guideline": meetings, "author": author}
    GuidelineProposal.objects.bulk_create(
        GuidelineProposal(**facts, based_on=first.based_on, text="Other.", reason=f"Reason {n}", proposed_at=at)
        for n in range(many)
    )
    for about in (None, first):
        GuidelineComment.objects.bulk_create(
            GuidelineComment(**facts, proposal=about, text=f"Comment {n}", said_at=at) for n in range(many)
        )


def add_duties(many: int, *, author: Employee, leaders: Sequence[Employee], at: datetime) -> None:
    """Propose away one duty as often, and let some people lead somebody and attend to a duty."""
    duty = Duty.objects.get(key="events")
    DutyProposal.objects.bulk_create(
        DutyProposal(duty=duty, author=author, wish="dropped", reason=f"Reason {n}", proposed_at=at) for n in range(many)
    )
    for leader in leaders:
        report_to(leader, add_people(1, start=leader.pk, level=None, team=None, prefix="Led"))
    DutyDone.objects.bulk_create(DutyDone(duty=duty, manager=one, done_on=at.date(), source="said") for one in leaders)


def add_decisions(many: int, *, start: int, owner: Employee, right: int, voices: Sequence[Employee], at: datetime) -> None:
    """Add decision rights, teams that do one otherwise, decisions that wait and that are settled, and to each voices and options."""
    facts = {"level": 3, "held_by": "management", "given_to": "any"}
    DecisionRight.objects.bulk_create(
        DecisionRight(**facts, area="Crowd", title=f"Crowd {n}", position=n) for n in range(start, start + many)
    )
    for team in Team.objects.bulk_create(Team(name=f"Deciding {n}") for n in range(start, start + many)):
        DecisionRight.objects.create(**facts, area="Crowd", title="Otherwise", team=team, replaces_id=right)
    for n in range(many):
        row = {"owner": owner, "raised_by": owner, "raised_at": at, "due_on": at.date(), "right_id": right}
        Decision.objects.create(title=f"Waits {n}", **row)
        Decision.objects.create(title=f"Dropped {n}", state="dropped", decided_at=at, **row)
    for decision in Decision.objects.filter(is_public=False):
        first = decision.options.count() + 1
        DecisionOption.objects.bulk_create(
            DecisionOption(decision=decision, position=n, title=f"Option {n}") for n in range(first, first + many)
        )
        DecisionVoice.objects.bulk_create(DecisionVoice(decision=decision, employee=one, role="told") for one in voices)


def add_findings(many: int, *, start: int, at: datetime) -> None:
    """Add findings, seats at every height, and releases of numbers."""
    Finding.objects.bulk_create(
        Finding(key=f"crowd:{n}", kind="dead_end", words=f"A way of the crowd ends: {n}.", found_at=at)
        for n in range(start, start + many)
    )
    SeatPlan.objects.bulk_create(
        SeatPlan(grade=grade, side=side) for grade in Grade.objects.filter(seat_plans=None) for side in ("ic", "management")
    )
    AuditRelease.objects.bulk_create(
        AuditRelease(on=at.date() - timedelta(days=100 * n), drawn_at=at, threshold=5, figures={"1:ic": None}, people={})
        for n in range(start, start + many)
    )


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


def add_evaluations(planned: Evaluation, people: Sequence[Employee], *, start: int, on: date) -> None:
    """Add to a planned evaluation a peer and a manager beside it for each of some people, and for each an open and a released cycle."""
    person, questionnaire = planned.manager, planned.cycle.questionnaire
    PeerNomination.objects.bulk_create(PeerNomination(evaluation=planned, peer=one) for one in people)
    Evaluation.objects.bulk_create(Evaluation(cycle=planned.cycle, manager=one) for one in people)
    facts = {"questionnaire": questionnaire, "kind": "developmental", "scores_from": 3, "comments_from": 5, "key_name": "crowd"}
    days = {"opens_on": on - timedelta(days=20), "closes_on": on - timedelta(days=5)}
    for number, one in enumerate(people, start=start):
        is_open = EvaluationCycle.objects.create(
            title=f"Crowd {number}", status="open", opens_on=on, closes_on=on + timedelta(days=14), **facts
        )
        asked = Evaluation.objects.create(cycle=is_open, manager=one)
        EvaluationInvitation.objects.create(evaluation=asked, person=person, group="peer")
        done = EvaluationCycle.objects.create(title=f"Done {number}", status="released", released_on=on, **days, **facts)
        about_them = Evaluation.objects.create(cycle=done, manager=one)
        EvaluationInvitation.objects.create(evaluation=about_them, person=person, group="report", is_done=True)
        ReportStep.objects.create(evaluation=about_them, kind="share", words="What I take from it.", done_on=on)
        Evaluation.objects.create(cycle=done, manager=person)
        EvaluationResult.objects.create(cycle=done, scope="manager", head=person, content={})
        Questionnaire.objects.create(key=f"crowd-{number}", version=1, title=f"Crowd {number}", rights="Own", status="published")


def add_growth(employee: Employee, people: Sequence[Employee], *, start: int, asked: Employee, at: datetime) -> None:
    """Let somebody have asked and tried for each of `people`, and let each of them work on something and ask `asked`."""
    today, focus = at.date(), Focus.objects.get(employee=employee, ended_on=None)
    days = {"started_on": LONG_AGO, "ended_on": today}
    Focus.objects.bulk_create(
        Focus(employee=employee, competency="care", own_part="Part", aim="Aim", learned="Words.", **days) for _ in people
    )
    Ask.objects.bulk_create(
        Ask(focus=focus, asked=one, kind="input", asked_at=at, state="answered", first="Words.", answered_at=at) for one in people
    )
    Experiment.objects.bulk_create(
        Experiment(focus=focus, behaviour=f"Try {n}", hypothesis="W", sign="S", started_on=today, ends_on=today, verdict="keep")
        for n in range(start, start + len(people))
    )
    theirs = Focus.objects.bulk_create(
        Focus(employee=one, competency="care", own_part="Part", aim="Aim", is_shared=True, started_on=LONG_AGO) for one in people
    )
    Ask.objects.bulk_create(Ask(focus=one, asked=asked, kind="feedforward", asked_at=at) for one in theirs)
    Ask.objects.bulk_create(
        Ask(focus=one, asked=asked, kind="input", asked_at=at, state="answered", first="W", answered_at=at) for one in theirs
    )


def add_impact(employee: Employee, people: Sequence[Employee], *, start: int, at: datetime) -> None:
    """Fill somebody's portfolio, initiatives, postmortems and map, one row for each of `people`, who share an initiative each."""
    today, numbers = at.date(), range(start, start + len(people))
    own = Initiative.objects.filter(owner=employee).first()
    Initiative.objects.bulk_create(
        Initiative(owner=who, name=f"Initiative {n}", goal="Goal", measure="1 to 2", is_shared=True, confirmed_on=today)
        for n, one in zip(numbers, people, strict=True)
        for who in (one, employee)
    )
    entries = ImpactEntry.objects.bulk_create(
        ImpactEntry(employee=employee, happened_on=today, what=f"Did {n}", so_what="cost", worth="Less of it", initiative=own)
        for n in numbers
    )
    first = Postmortem.objects.filter(led_by=employee).last()
    Postmortem.objects.bulk_create(
        Postmortem(led_by=one, title="It was down", happened_on=today, held_on=today, teams="A, B", is_shared=True)
        for one in people
    )
    PostmortemAction.objects.bulk_create(PostmortemAction(postmortem=first, text=f"Mend {n}", owner="A") for n in numbers)
    known = Stakeholder.objects.filter(employee=employee).earliest("pk")
    Stakeholder.objects.bulk_create(
        Stakeholder(employee=employee, name=f"Somebody {n}", why="Decides", person=people[0]) for n in numbers
    )
    StakeholderContact.objects.bulk_create(
        StakeholderContact(stakeholder=known, on=today, win=one, words="Good") for one in entries
    )


def add_readme(author: Employee, people: Sequence[Employee], *, start: int, at: datetime) -> None:
    """Add versions to somebody's README, and a comment and a card of each of `people`."""
    versions = ReadmeVersion.objects.bulk_create(
        ReadmeVersion(readme=author.readme, number=2 + n, words={"hours": "Ten"}, written_at=at, published_at=at)
        for n in range(start, start + len(people))
    )
    ReadmeComment.objects.bulk_create(
        ReadmeComment(version=versions[0], author=one, text="It is eleven.", written_at=at) for one in people
    )
    WorkingCard.objects.bulk_create(WorkingCard(employee=one, words={"good": "It is quiet"}, written_at=at) for one in people)


def add_mentors(people: Sequence[Employee], *, pair: Mentoring, start: int, at: datetime) -> None:
    """Let each of `people` be open as a mentor and have asked the mentee of a pair, which has more topics and sessions."""
    MentorProfile.objects.bulk_create(MentorProfile(employee=one, topics="Leading others.") for one in people)
    Mentoring.objects.bulk_create(Mentoring(mentor=pair.mentee, mentee=one, wish="Words.", requested_at=at) for one in people)
    numbers = range(start, start + len(people))
    MentoringInsight.objects.bulk_create(
        MentoringInsight(mentoring=pair, text=f"Understood {n}", noted_on=at.date()) for n in numbers
    )
    MentoringTopic.objects.bulk_create(
        MentoringTopic(mentoring=pair, text=f"Topic {n}", added_by=pair.mentor, added_at=at) for n in numbers
    )
    MentoringSession.objects.bulk_create(
        MentoringSession(mentoring=pair, held_on=at.date() - timedelta(days=n), written_by=pair.mentor) for n in numbers
    )


def add_tasters(employee: Employee, people: Sequence[Employee], *, start: int, target: Level, at: datetime) -> None:
    """Let each of `people` have asked somebody for a taste and be asked, let as many others who moved offer to be asked, and add duties
    and roles without a title, which a preview shows."""
    Taster.objects.bulk_create(
        Taster(guest=guest, host=host, kind="retro", wish="Words.", asked_at=at)
        for one in people
        for guest, host in ((one, employee), (employee, one))
    )
    moved = add_people(len(people), start=start, level=target, team=None, prefix="Moved")
    earlier = Level.objects.filter(version=target.version_id, track__kind="ic").order_by("order").first()
    Placement.objects.bulk_create(
        Placement(employee=one, level=earlier, started_on=LONG_AGO - timedelta(days=99), ended_on=LONG_AGO) for one in moved
    )
    StoryOffer.objects.bulk_create(StoryOffer(employee=one, words="How it was.") for one in moved)
    numbers = range(start, start + len(people))
    LeadRole.objects.bulk_create(LeadRole(title=f"Staff {n}", kind="staff", summary="Words.") for n in numbers)
    Duty.objects.bulk_create(
        Duty(key=f"crowd-{n}", position=100 + n, title=f"Duty {n}", summary="Words.", every_days=31, counts_from=LONG_AGO)
        for n in numbers
    )


def add_calls(people: Sequence[Employee], *, like: OpenCall, owners: Sequence[Employee], at: datetime) -> None:
    """Let each of `people` apply to a call and open one of their own, and let others own as many, to all of which one person applies."""
    CallApplication.objects.bulk_create(
        CallApplication(call=like, applicant=one, words="Words.", applied_at=at) for one in people
    )
    facts = {"team": like.team, "target_level": like.target_level, "words": "Words.", "until": like.until, "opened_at": at}
    calls = OpenCall.objects.bulk_create(OpenCall(owner=who, **facts) for one in people for who in (one, *owners))
    applicant = like.applications.order_by("pk")[0].applicant
    CallApplication.objects.bulk_create(
        CallApplication(call=one, applicant=applicant, words="Words.", applied_at=at) for one in calls
    )


def add_shadowing(shadowing: Shadowing, people: Sequence[Employee], *, start: int, at: datetime) -> None:
    """Let each of `people` go beside its visitor, who is asked about a meeting of theirs, and the shadowing have more meetings."""
    begun, today = at - timedelta(hours=1), at.date()
    days = {"starts_on": today, "ends_on": today + timedelta(days=6), "asked_at": at}
    made = Shadowing.objects.bulk_create(
        Shadowing(visitor=one, host=shadowing.visitor, aims="To look.", status="agreed", **days) for one in people
    )
    meetings = ShadowedMeeting.objects.bulk_create(
        ShadowedMeeting(shadowing=one, title="Theirs", starts_at=at + timedelta(days=1)) for one in made
    )
    MeetingConsent.objects.bulk_create(MeetingConsent(meeting=one, employee=shadowing.visitor) for one in meetings)
    own = ShadowedMeeting.objects.bulk_create(
        ShadowedMeeting(shadowing=shadowing, title=f"Meeting {n}", starts_at=begun) for n in range(start, start + len(people))
    )
    MeetingConsent.objects.bulk_create(
        MeetingConsent(meeting=one, employee=other, is_given=True) for one, other in zip(own, people, strict=True)
    )


def add_practice(ladder: PracticeLadder, people: Sequence[Employee], *, learner: Employee, start: int, at: datetime) -> None:
    """Let each of `people` be certified, have seen somebody, and ask them to confirm something; and let there be more ladders."""
    today, step = at.date(), ladder.steps.first()
    FirstCertified.objects.bulk_create(FirstCertified(ladder=ladder, employee=one, named_on=today) for one in people)
    seen = {"step": step, "happened_on": today, "asked_at": at}
    Observation.objects.bulk_create(Observation(employee=learner, observer=one, state="confirmed", **seen) for one in people)
    Observation.objects.bulk_create(Observation(employee=one, observer=learner, **seen) for one in people)
    numbers = range(start, start + len(people))
    made = PracticeLadder.objects.bulk_create(PracticeLadder(key=f"more-{n}", title=f"More {n}") for n in numbers)
    PracticeStep.objects.bulk_create(PracticeStep(ladder=one, position=1, title="See", needed=1) for one in made)


def add_coaching(coaching: Coaching, people: Sequence[Employee], *, start: int, at: datetime) -> None:
    """Let there be a coach more for each of `people`, coaching the same person; each of `people` coached by the same coach; more shared."""
    until, employee, thing = at + timedelta(days=9), coaching.employee, coaching.things.last()
    facts = {"invited_at": at, "expires_at": until}
    coaches = ExternalCoach.objects.bulk_create(
        ExternalCoach(name=f"Coach {n}", email=f"c{n}@coaching.example", token_hash=f"{n}", **facts)
        for n in range(start, start + len(people))
    )
    how = {"status": "running", "offered_at": at, "started_on": at.date()}
    Coaching.objects.bulk_create(Coaching(coach=one, employee=employee, **how) for one in coaches)
    Coaching.objects.bulk_create(Coaching(coach=coaching.coach, employee=one, **how) for one in people)
    for _ in people:
        share_thing(coaching, title="Something that takes some words to say", text="Words.", at=at)
        say_to_thing(thing, text="An answer that takes some words to say.", by_coach=False, at=at)


def add_courses(work: ModuleWork, people: Sequence[Employee], *, at: datetime) -> None:
    """Let each of `people` have been at two courses outside as in a work: one with a file, one that HR has to confirm."""
    module, programme = work.module, work.enrolment.programme
    other = programme.modules.exclude(pk=module.pk).get()
    enrolments = Enrolment.objects.bulk_create(
        Enrolment(employee=one, programme=programme, anchor_on=at.date(), enrolled_at=at) for one in people
    )
    for enrolment in enrolments:
        said = {"text": "Two days in Porto, about hard talks.", "by": enrolment.employee.user, "at": at, "has_proof": True}
        keep_proof(write_work(enrolment, module, **said), content=b"%PDF-1.7 attended", at=at)
        write_work(enrolment, other, **said)

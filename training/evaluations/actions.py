"""What can happen in a leadership evaluation?

Nothing here writes into the history who answered, and nothing but the release (release.py) ever opens somebody else's ballot. What is
promised before anybody answers is fixed by `open_cycle`: kind, readers, thresholds, who is asked, what happens below the threshold.
"""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from people.accounts.models import User
from people.employees.models import Employee
from people.employees.queries import current, manager_of
from people.history.actions import record
from people.notifications.actions import forget_about, notify
from training.evaluations import queries, release
from training.evaluations import questionnaire as document
from training.evaluations.ballots import BallotBox, create_key, destroy_key, has_key
from training.evaluations.models import (
    Evaluation,
    EvaluationAnswer,
    EvaluationComment,
    EvaluationCycle,
    EvaluationInvitation,
    EvaluationQuestion,
    PeerNomination,
    Questionnaire,
    ReportStep,
    SealedBallot,
)
from transition.lib.dated import batched
from transition.lib.faults import Conflict
from transition.lib.moments import zone_named

Status, Group, Below, Kind = EvaluationCycle.Status, EvaluationInvitation.Group, Evaluation.Below, EvaluationQuestion.Kind
OPEN_FOR = timedelta(days=13)  # after the first day: fourteen in all
SHORTEST = timedelta(days=3)
MOST_PEERS = 8
LONGEST_WORDS = 1000  # letters of one answer in own words


# --- The questionnaire -------------------------------------------------------------------------------------------------


@transaction.atomic
def publish_shipped(*, at: datetime) -> list[Questionnaire]:
    """Put the questionnaires that come with the product into use, where none of that key is known; returns those it wrote."""
    known = set(Questionnaire.objects.values_list("key", flat=True))
    return [
        publish_questionnaire(write_draft(text, by=None, at=at), by=None, at=at)
        for text in document.shipped()
        if text.key not in known
    ]


@transaction.atomic
def write_draft(text: document.QuestionnaireText, *, by: User | None, at: datetime) -> Questionnaire:
    """Keep a questionnaire as the draft of its next version; a draft that was there is replaced."""
    document.checked(text)
    rows = Questionnaire.objects.filter(key=text.key)
    draft = rows.filter(status=Questionnaire.Status.DRAFT).first()
    if draft is None:
        newest = rows.first()
        draft = Questionnaire(key=text.key, version=newest.version + 1 if newest else 1)
    draft.title, draft.rights = text.title, text.rights
    draft.themes = [{"key": key, "title": title, "says": says} for key, title, says in text.themes]
    draft.save()
    draft.questions.all().delete()
    EvaluationQuestion.objects.bulk_create(
        EvaluationQuestion(
            questionnaire=draft,
            position=position,
            kind=Kind.SCALE if one.theme else Kind.OPEN,
            theme=one.theme,
            text=one.text,
            is_for_self=one.is_for_self,
        )
        for position, one in enumerate(text.questions, start=1)
    )
    record(draft, "drafted", by=by, at=at, version=draft.version)
    return draft


def text_of(questionnaire: Questionnaire) -> document.QuestionnaireText:
    """Return a questionnaire as it would be written down."""
    return document.QuestionnaireText(
        questionnaire.key,
        questionnaire.title,
        questionnaire.rights,
        tuple((theme["key"], theme["title"], theme["says"]) for theme in questionnaire.themes),
        tuple(document.QuestionText(one.text, one.theme, one.is_for_self) for one in questionnaire.questions.all()),
    )


@transaction.atomic
def publish_questionnaire(draft: Questionnaire, *, by: User | None, at: datetime) -> Questionnaire:
    """Put a draft into use: cycles planned from now on ask it, the version before it is retired. Raises Conflict when it is no draft."""
    draft = Questionnaire.objects.select_for_update().get(pk=draft.pk)
    if draft.status != Questionnaire.Status.DRAFT:
        raise Conflict("This version is in use already.")
    Questionnaire.objects.filter(key=draft.key, status=Questionnaire.Status.PUBLISHED).update(status=Questionnaire.Status.RETIRED)
    draft.status = Questionnaire.Status.PUBLISHED
    draft.save(update_fields=["status"])
    record(draft, "published", by=by, at=at, version=draft.version)
    return draft


# --- Planning ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def plan_cycle(
    *,
    title: str,
    opens_on: date,
    by: User | None,
    at: datetime,
    closes_on: date | None = None,
    managers: Iterable[Employee] | None = None,
    questionnaire: Questionnaire | None = None,
    kind: str = EvaluationCycle.Kind.DEVELOPMENTAL,
    preset: str = EvaluationCycle.Preset.SMALL_TEAM,
    reader: Employee | None = None,
    minimum_days: int = 90,
    asks_reports_only: bool = False,
    season: str = "",
) -> EvaluationCycle:
    """Plan a cycle about some managers, or about everybody who leads (None); open for fourteen days when no last day is given.

    Who reads one to judge by is `reader`, or else whom each manager reports to at the opening. Raises ValidationError when its first
    day is over, when it ends before it begins, when no questionnaire is in use, or when a second reader is named for one to learn from.
    """
    if questionnaire is None:
        publish_shipped(at=at)
        questionnaire = queries.questionnaire_in_use("leading")
    closes_on = closes_on or opens_on + OPEN_FOR
    if questionnaire is None or questionnaire.status != Questionnaire.Status.PUBLISHED:
        raise ValidationError("Put a questionnaire into use first.")
    if opens_on < at.astimezone(zone_named("")).date():
        raise ValidationError({"opens_on": "This day is over. Choose today or a later one."})
    if closes_on <= opens_on:
        raise ValidationError({"closes_on": "The last day comes after the first."})
    if reader is not None and kind != EvaluationCycle.Kind.EVALUATIVE:
        raise ValidationError("What is there to learn from is read by the manager alone.")
    cycle = EvaluationCycle.objects.create(
        title=title,
        questionnaire=questionnaire,
        kind=kind,
        preset=preset,
        season=season,
        opens_on=opens_on,
        closes_on=closes_on,
        minimum_days=minimum_days,
        asks_reports_only=asks_reports_only,
    )
    found = queries.leading(on=at.date()) if managers is None else managers
    Evaluation.objects.bulk_create((Evaluation(cycle=cycle, manager=one, reader=reader) for one in found), batch_size=500)
    record(cycle, "planned", by=by, at=at, kind=kind)
    return cycle


def _locked(cycle: EvaluationCycle, *states: str) -> EvaluationCycle:
    """Return a cycle with its row held until the transaction ends. Raises Conflict when it is in none of these states."""
    cycle = EvaluationCycle.objects.select_for_update(no_key=True).get(pk=cycle.pk)
    if cycle.status not in states:
        raise Conflict(f"“{cycle.title}” is {cycle.get_status_display().lower()} now.")
    return cycle


@transaction.atomic
def move_cycle(cycle: EvaluationCycle, *, opens_on: date, closes_on: date) -> EvaluationCycle:
    """Put a planned cycle on other days. Raises Conflict once it is open: what was promised stands."""
    cycle = _locked(cycle, Status.PLANNED)
    cycle.opens_on, cycle.closes_on = opens_on, closes_on
    cycle.save(update_fields=["opens_on", "closes_on"])
    return cycle


@transaction.atomic
def call_off(cycle: EvaluationCycle, *, by: User | None, at: datetime) -> None:
    """Let a planned cycle go. Raises Conflict once it is open: who was asked may answer."""
    cycle = _locked(cycle, Status.PLANNED)
    record(cycle, "called off", by=by, at=at)
    forget_about(cycle)
    cycle.delete()


@transaction.atomic
def set_reader(evaluation: Evaluation, *, reader: Employee) -> None:
    """Say who reads one to judge by. Raises Conflict once it is open."""
    _locked(evaluation.cycle, Status.PLANNED)
    evaluation.reader = reader
    evaluation.save(update_fields=["reader"])


@transaction.atomic
def choose_below(evaluation: Evaluation, *, below: str, by: User, at: datetime) -> Evaluation:
    """Say what happens when fewer answer than the threshold (Evaluation.Below). Raises Conflict once it is open."""
    _locked(evaluation.cycle, Status.PLANNED)
    evaluation.below = Below(below)
    evaluation.save(update_fields=["below"])
    record(evaluation, "below the threshold", by=by, at=at, employee=evaluation.manager, below=evaluation.below)
    return evaluation


@transaction.atomic
def name_peer(evaluation: Evaluation, *, peer: Employee, at: datetime, on: date) -> PeerNomination:
    """Name a colleague to be asked. Raises ValidationError for oneself, one's manager, a report or a ninth; Conflict once it is open."""
    _locked(evaluation.cycle, Status.PLANNED)
    manager = evaluation.manager
    above = manager_of(manager, on=on)
    if peer in (manager, above) or manager_of(peer, on=on) == manager:
        raise ValidationError({"peer": "A colleague: you, your manager and those you lead are asked anyway."})
    if evaluation.nominations.count() >= MOST_PEERS:
        raise ValidationError({"peer": f"At most {MOST_PEERS}: their time is worth something."})
    nomination, _ = PeerNomination.objects.get_or_create(evaluation=evaluation, peer=peer)
    if above is not None:
        key = f"evaluations.peers:{evaluation.pk}"
        notify("evaluations.peers_named", to=[above], about=evaluation, key=key, at=at)
    return nomination


@transaction.atomic
def judge_peer(nomination: PeerNomination, *, is_approved: bool) -> PeerNomination:
    """Say yes or no to a colleague who was named. Raises Conflict once the cycle is open."""
    _locked(nomination.evaluation.cycle, Status.PLANNED)
    nomination.state = PeerNomination.State.APPROVED if is_approved else PeerNomination.State.DECLINED
    nomination.save(update_fields=["state"])
    return nomination


# --- Opening -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def open_cycle(cycle: EvaluationCycle, *, on: date, at: datetime) -> EvaluationCycle:
    """Open a planned cycle: freeze thresholds, readers and who is asked from the reporting lines of the day, and make its key.

    A manager of whom nobody has been together with them long enough is left out of a cycle that asks about everybody. Opening late
    moves the last day of a season by as much, and leaves any other at least three days. Raises Conflict when it is not planned, or its
    day has not come.
    """
    cycle = _locked(cycle, Status.PLANNED)
    if cycle.opens_on > on:
        raise Conflict(f"It opens on {cycle.opens_on:%-d %B %Y}.")
    if cycle.season and not cycle.asks_reports_only:
        known = cycle.evaluations.values("manager")
        more = queries.leading(on=on).exclude(pk__in=known)
        Evaluation.objects.bulk_create((Evaluation(cycle=cycle, manager=one) for one in more), batch_size=500)
    rows = list(cycle.evaluations.select_related("manager").prefetch_related("nominations"))
    here = set(current(Employee.objects.filter(evaluations__cycle=cycle), on=on).values_list("pk", flat=True))
    managers = [row.manager_id for row in rows if row.manager_id in here]
    reports = queries.reports_to_ask(managers, on=on, minimum_days=cycle.minimum_days)
    above = queries.managers_above(managers, on=on)
    is_wide = bool(cycle.season) or len(rows) > 1
    cycle.scores_from, cycle.comments_from = EvaluationCycle.THRESHOLDS[EvaluationCycle.Preset(cycle.preset)]
    asked: list[EvaluationInvitation] = []
    dropped = []
    for row in rows:
        if row.manager_id not in here or (is_wide and not reports[row.manager_id]):
            dropped.append(row.pk)
            continue
        _freeze(cycle, row, above.get(row.manager_id), len(reports[row.manager_id]))
        asked += _asked(cycle, row, reports[row.manager_id])
    Evaluation.objects.filter(pk__in=dropped).delete() if len(dropped) < 500 else _delete_many(dropped)
    kept = [row for row in rows if row.pk not in set(dropped)]
    Evaluation.objects.bulk_update(kept, ["above", "reader", "below"], batch_size=500)
    EvaluationInvitation.objects.bulk_create(asked, batch_size=1000)
    length = (
        cycle.closes_on - cycle.opens_on if cycle.season else SHORTEST
    )  # of a trial's the last day stands: the decision comes
    cycle.opens_on, cycle.closes_on = on, max(cycle.closes_on, on + length)
    cycle.key_name = uuid.uuid4().hex
    cycle.status = Status.OPEN
    create_key(cycle.key_name)  # first the key, then the cycle that needs it: a key too many harms nobody
    cycle.save()
    record(cycle, "opened", by=None, at=at, managers=len(kept), scores_from=cycle.scores_from, comments_from=cycle.comments_from)
    return cycle


def _delete_many(keys: Iterable[int]) -> None:
    for batch in batched(keys):
        Evaluation.objects.filter(pk__in=batch).delete()


def _freeze(cycle: EvaluationCycle, row: Evaluation, above: int | None, asked: int) -> None:
    """Fix whom a manager reports to, who else reads the report, and what happens below the threshold."""
    row.above_id = above
    is_judged = cycle.kind == EvaluationCycle.Kind.EVALUATIVE
    row.reader_id = (row.reader_id or above) if is_judged else None
    if cycle.asks_reports_only:
        row.below = Below.WITHHOLD
    elif not row.below:
        row.below = (Below.TALK if above else Below.ATTRIBUTED) if asked < 3 else Below.WITHHOLD


def _asked(cycle: EvaluationCycle, row: Evaluation, reports: list[int]) -> list[EvaluationInvitation]:
    """Return who is asked about a manager. Where a talk takes the place of too few answers for certain, no report is asked in writing."""
    talks_anyway = row.below == Below.TALK and len(reports) < cycle.scores_from
    people = dict.fromkeys([] if talks_anyway else reports, Group.REPORT)
    if not cycle.asks_reports_only:
        people[row.manager_id] = Group.SELF
        if row.above_id:
            people[row.above_id] = Group.MANAGER
        for nomination in row.nominations.all():
            if nomination.state == PeerNomination.State.APPROVED:
                people.setdefault(nomination.peer_id, Group.PEER)
    return [EvaluationInvitation(evaluation=row, person_id=pk, group=group) for pk, group in people.items()]


# --- Answering ---------------------------------------------------------------------------------------------------------


@sensitive_variables()
def read_ballot(invitation: EvaluationInvitation) -> dict[str, Any]:
    """Return what somebody has sent (`sent`) and is writing (`draft`) themself; both None at the beginning. Raises KeyLost."""
    box = BallotBox(invitation.evaluation.cycle.key_name)
    lookup = box.lookup(invitation.pk)
    ballot = SealedBallot.objects.filter(lookup=lookup).first()
    return box.open(lookup, bytes(ballot.content)) if ballot else {"sent": None, "draft": None}


@sensitive_variables()
@transaction.atomic
def keep_draft(invitation: EvaluationInvitation, *, values: Mapping[str, list[str]]) -> None:
    """Keep what somebody is typing, sealed as the answer itself. Raises Conflict when the cycle is not open, ValidationError when too long."""
    _locked(invitation.evaluation.cycle, Status.OPEN)
    _seal(invitation, {**read_ballot(invitation), "draft": dict(values)})


@sensitive_variables()
@transaction.atomic
def send_ballot(
    invitation: EvaluationInvitation, *, values: Mapping[int, int], words: Mapping[int, tuple[str, str]], by_name: bool = False
) -> None:
    """Seal what somebody answers, in the place of what they sent before: `values` by question (1 to 5), `words` with the theme they are about.

    `by_name` is the consent to be shown with one's name where too few answer. Raises Conflict when the cycle is not open, ValidationError
    when nothing is answered, when a value is off the scale or about another questionnaire, or when own words are too long.
    """
    cycle = _locked(invitation.evaluation.cycle, Status.OPEN)
    known = {question.pk: question for question in cycle.questionnaire.questions.all()}
    themes = {"", *(theme["key"] for theme in cycle.questionnaire.themes)}
    said = {question: (text.strip(), theme) for question, (text, theme) in words.items() if text.strip()}
    if not values and not said:
        raise ValidationError("Answer at least one question. What you cannot say you may leave out.")
    fits = all(question in known and known[question].kind == Kind.SCALE and 1 <= value <= 5 for question, value in values.items())
    for question, (text, theme) in said.items():
        fits = fits and question in known and known[question].kind == Kind.OPEN and theme in themes and len(text) <= LONGEST_WORDS
    if not fits:
        raise ValidationError("These answers do not fit the questions. Open the page again.")
    content = {
        "values": {str(question): value for question, value in values.items()},
        "words": {str(question): {"text": text, "theme": theme} for question, (text, theme) in said.items()},
        "by_name": by_name and invitation.evaluation.below == Below.ATTRIBUTED and invitation.group == Group.REPORT,
    }
    _seal(invitation, {"sent": content, "draft": None})
    EvaluationInvitation.objects.filter(pk=invitation.pk, is_done=False).update(is_done=True)


def _seal(invitation: EvaluationInvitation, content: dict[str, Any]) -> None:
    cycle = invitation.evaluation.cycle
    box = BallotBox(cycle.key_name)
    lookup = box.lookup(invitation.pk)
    SealedBallot.objects.update_or_create(lookup=lookup, defaults={"cycle": cycle, "content": box.seal(lookup, content)})


# --- Closing -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def close_cycle(cycle: EvaluationCycle, *, on: date, at: datetime) -> EvaluationCycle:
    """Take no more answers. Raises Conflict when it is not open, or its last day is not over."""
    cycle = _locked(cycle, Status.OPEN)
    if cycle.closes_on >= on:
        raise Conflict(f"It is open until {cycle.closes_on:%-d %B %Y}.")
    cycle.status = Status.CLOSED
    cycle.save(update_fields=["status"])
    record(cycle, "closed", by=None, at=at)
    return cycle


def release_cycle(cycle: EvaluationCycle, *, on: date) -> bool:
    """Turn a closed cycle into results, once (release.py); returns whether it was this call. Raises KeyLost without its key."""
    return release.release(cycle, on=on)


def destroy_spent_keys() -> int:
    """Destroy the keys of released cycles that are still there: somebody was killed right after a release. Returns how many."""
    spent = EvaluationCycle.objects.filter(status=Status.RELEASED).exclude(key_name="").values_list("key_name", flat=True)
    return sum(destroy_key(name) for name in spent)


def forget_answers(*, released_before: date) -> int:
    """Delete the shuffled answers and comments of cycles released before a day; results stay. Returns how many rows went."""
    gone = 0
    for model in (EvaluationAnswer, EvaluationComment):
        gone += model.objects.filter(evaluation__cycle__released_on__lt=released_before).delete()[0]
    return gone


@transaction.atomic
def ask_again(cycle: EvaluationCycle, *, by: User, at: datetime, on: date) -> EvaluationCycle:
    """Ask everybody anew because the key is lost, and with it every ballot: the same people, thresholds and promise, fourteen days more.

    Raises Conflict when the cycle is not under way, or when its key is there after all.
    """
    cycle = _locked(cycle, Status.OPEN, Status.CLOSED)
    if has_key(cycle.key_name):
        raise Conflict("The key is there. Nothing is lost.")
    SealedBallot.objects.filter(cycle=cycle).delete()
    EvaluationInvitation.objects.filter(evaluation__cycle=cycle).update(is_done=False)
    cycle.key_name = uuid.uuid4().hex
    cycle.status, cycle.closes_on = Status.OPEN, on + OPEN_FOR
    create_key(cycle.key_name)
    cycle.save(update_fields=["key_name", "status", "closes_on"])
    people = Employee.objects.filter(evaluation_invitations__evaluation__cycle=cycle).distinct()
    key = f"evaluations.again:{cycle.pk}:{cycle.key_name}"
    notify("evaluations.again", to=people, about=cycle, key=key, at=at)
    record(cycle, "asked again", by=by, at=at)
    return cycle


# --- After the release -------------------------------------------------------------------------------------------------


@transaction.atomic
def write_up_talk(evaluation: Evaluation, *, words: str, talk_on: date, by: User, at: datetime, on: date) -> Evaluation:
    """Write up what came of the talk with the team that takes the place of scores.

    Raises ValidationError for a day to come, Conflict before the cycle is open or when no talk was agreed on.
    """
    cycle = _locked(evaluation.cycle, Status.OPEN, Status.CLOSED, Status.RELEASED)
    if evaluation.below != Below.TALK:
        raise Conflict("No talk was agreed on for this one.")
    if talk_on > on:
        raise ValidationError({"talk_on": "Write it up once it was held."})
    evaluation.talk_on, evaluation.talk_words = talk_on, words.strip()
    if cycle.status == Status.RELEASED and evaluation.held_on is None:
        evaluation.held_on = on
    evaluation.save(update_fields=["talk_on", "talk_words", "held_on"])
    record(evaluation, "talk written up", by=by, at=at, employee=evaluation.manager)
    key = f"evaluations.talk:{evaluation.pk}"
    notify("evaluations.talk_written", to=[evaluation.manager], about=evaluation, key=key, at=at)
    return evaluation


@transaction.atomic
def take_step(
    evaluation: Evaluation, *, kind: str, on: date, at: datetime, words: str = "", with_whom: Employee | None = None
) -> ReportStep:
    """Take one of the steps after a report (ReportStep.Kind); taking one again replaces what was said with it.

    The coach chosen reads the report from then on; what is shared, and the goal, the team reads. Raises Conflict before the release,
    ValidationError when the coach, the words for the team or the goal are missing, or when the coach is somebody whom it is about.
    """
    _locked(evaluation.cycle, Status.RELEASED)
    kind, words = ReportStep.Kind(kind), words.strip()
    if kind in (ReportStep.Kind.SHARE, ReportStep.Kind.GOAL) and not words:
        raise ValidationError({"words": "Write a few lines: the team reads them."})
    if kind == ReportStep.Kind.COACH:
        if with_whom is None or with_whom == evaluation.manager:
            raise ValidationError({"with_whom": "Somebody else, whom you trust with it."})
        if evaluation.invitations.filter(person=with_whom, group=Group.REPORT).exists():
            raise ValidationError({"with_whom": "Not somebody you lead: they would read what the others wrote."})
    step, is_new = ReportStep.objects.update_or_create(
        evaluation=evaluation, kind=kind, defaults={"done_on": on, "words": words, "with_whom": with_whom}
    )
    key = f"evaluations.step:{step.pk}:{with_whom.pk if with_whom else ''}"
    if kind == ReportStep.Kind.COACH:
        notify("evaluations.coach", to=[with_whom], about=evaluation, key=key, at=at)
    elif kind == ReportStep.Kind.SHARE and is_new:
        team = Employee.objects.filter(
            evaluation_invitations__evaluation=evaluation, evaluation_invitations__group=Group.REPORT
        ).distinct()
        notify("evaluations.shared", to=team, about=evaluation, key=key, at=at)
    return step


def plan_follow_ups(*, on: date, at: datetime) -> int:
    """Plan the two questions four and eight weeks after each goal, open for seven days; returns how many are new."""
    publish_shipped(at=at)
    questions, planned = queries.questionnaire_in_use("two-questions"), 0
    for step, number in queries.goals_to_ask_about(on=on):
        season = f"goal-{step.pk}-{number}"
        if questions is None or EvaluationCycle.objects.filter(season=season).exists():
            continue
        plan_cycle(
            title=f"{step.evaluation.manager}'s goal, after {('four', 'eight')[number]} weeks",
            questionnaire=questions,
            opens_on=on,
            closes_on=on + timedelta(days=7),
            managers=[step.evaluation.manager],
            preset=step.evaluation.cycle.preset,
            minimum_days=0,
            asks_reports_only=True,
            season=season,
            by=None,
            at=at,
        )
        planned += 1
    return planned

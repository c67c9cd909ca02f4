"""What can happen to programmes and to those who follow them?

Locks: the enrolment first. Of a private programme nothing is written into any history.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from people.accounts.models import User
from people.accounts.queries import hr_administrators
from people.employees.models import Employee, Team
from people.history.actions import record
from people.notifications.actions import forget_about, notify
from training.curricula import done, queries
from training.curricula.audiences import days_of
from training.curricula.models import (
    Audience,
    Certificate,
    Completion,
    Enrolment,
    Module,
    ModuleException,
    ModuleWork,
    Programme,
    ProgrammeVersion,
    QuizAttempt,
)
from training.curricula.quiz import quiz_of
from training.curricula.seats import reserve_first_seat
from training.curricula.texts import SHIPPED, ProgrammeText, check, read_programme, to_document
from transition.lib.crypto import decrypt, encrypt, encrypt_anew
from transition.lib.faults import Conflict
from transition.lib.moments import months_after, zone_named

SHORTEST_WORK = 20  # characters of a reflection or an evidence


# --- Programmes --------------------------------------------------------------------------------------------------------


@transaction.atomic
def publish_programme(text: ProgrammeText, *, by: User | None, at: datetime) -> Programme:
    """Write a programme as its text says, as a new version where anything differs from the one in force.

    Modules keep their key, so that what is done stays done; a module that the text leaves out is retired. A draft of the programme is
    gone afterwards. Raises ValidationError as `texts.check` does, and for a team that is not there.
    """
    check(text)
    audiences = [_audience(who) for who in text.audiences]
    names = ("title", "summary", "introduction", "anchor", "is_private", "minimum_minutes", "certificate_months", "reading")
    facts: dict[str, Any] = {name: getattr(text, name) for name in names}
    facts["anchor_on"] = text.anchor_on if text.anchor == Programme.Anchor.DATE else None
    ProgrammeVersion.objects.filter(key=text.key, number=None).delete()
    programme, _ = Programme.objects.select_for_update().get_or_create(key=text.key, defaults=facts)
    document = to_document(text)
    last = ProgrammeVersion.objects.filter(key=text.key).first()
    if last is not None and last.document == document:
        return programme
    for name, value in (facts | {"version": last.number + 1 if last and last.number else 1}).items():
        setattr(programme, name, value)
    programme.save()
    ProgrammeVersion.objects.create(key=text.key, number=programme.version, document=document, at=at, by=by)
    programme.audiences.all().delete()
    Audience.objects.bulk_create(Audience(programme=programme, who=who, team=team) for who, team in audiences)
    _write_modules(programme, text)
    record(programme, "published", by=by, at=at, version=programme.version)
    return programme


def _audience(who: str) -> tuple[str, Team | None]:
    kind, _, name = who.partition(":")
    if kind != Audience.Who.TEAM:
        return kind, None
    team = Team.objects.filter(name__iexact=name.strip()).first()
    if team is None:
        raise ValidationError(f"There is no team called “{name.strip()}”.")
    return kind, team


def _write_modules(programme: Programme, text: ProgrammeText) -> None:
    before = {module.key: module for module in programme.modules.all()}
    for number, module in enumerate(before.values(), start=1):  # out of each other's way, and retired until the text names them
        module.position, module.is_retired = 1000 + number, True
        module.save(update_fields=["position", "is_retired"])
    names = (
        "title", "summary", "minutes", "due_after_days", "body", "kind", "group", "is_required", "link", "subject", "quiz",
        "due_from",
    )  # fmt: skip
    written = {}
    for position, one in enumerate(text.modules, start=1):
        facts = {name: getattr(one, name) for name in names} | {"position": position, "is_retired": False}
        facts["due_on"] = one.due_on if one.due_from == Programme.Anchor.DATE else None
        written[one.key] = Module.objects.update_or_create(programme=programme, key=one.key, defaults=facts)[0]
    for one in text.modules:
        if one.needs or one.key in before:
            written[one.key].needs.set(written[need] for need in one.needs)


def publish_shipped(*, at: datetime) -> list[Programme]:
    """Write the programmes that come with the product, but none that somebody here has changed."""
    folders = sorted(path for path in SHIPPED.iterdir() if path.is_dir())
    texts = [read_programme(folder) for folder in folders]
    changed = set(ProgrammeVersion.objects.filter(by__isnull=False, number__isnull=False).values_list("key", flat=True))
    return [publish_programme(text, by=None, at=at) for text in texts if text.key not in changed]


@transaction.atomic
def save_draft(text: ProgrammeText, *, by: User, at: datetime) -> ProgrammeVersion:
    """Keep the next version of a programme as it is so far; learners see nothing of it. Raises ValidationError as `texts.check` does."""
    check(text)
    facts = {"document": to_document(text), "by": by, "at": at}
    return ProgrammeVersion.objects.update_or_create(key=text.key, number=None, defaults=facts)[0]


@transaction.atomic
def drop_draft(draft: ProgrammeVersion) -> None:
    """Forget the next version of a programme. Raises Conflict for one that was published."""
    if draft.number is not None:
        raise Conflict("It was published meanwhile.")
    draft.delete()


# --- Who follows -------------------------------------------------------------------------------------------------------


@transaction.atomic
def enrol(employee: Employee, programme: Programme, *, anchor_on: date, by: User | None, at: datetime) -> Enrolment:
    """Let somebody follow a programme; due dates count from `anchor_on`. Whoever follows it already begins no second time: a paused one
    goes on, with new dates, and what was done stays done. A seat in the first workshop is theirs where there is one."""
    Employee.objects.select_for_update().get(pk=employee.pk)
    on, known = at.astimezone(zone_named(employee.time_zone)).date().isoformat(), days_of(employee, at=at)
    enrolment, is_new = Enrolment.objects.get_or_create(
        employee=employee,
        programme=programme,
        defaults={"anchor_on": anchor_on, "enrolled_at": at, "anchors": {Programme.Anchor.ENROLMENT: on, **known}},
    )
    if is_new:
        _record(enrolment, "enrolled", by=by, at=at)
    elif enrolment.paused_on is not None or enrolment.anchor_on != anchor_on:
        enrolment.anchor_on, enrolment.paused_on, enrolment.anchors = anchor_on, None, enrolment.anchors | known
        enrolment.save(update_fields=["anchor_on", "paused_on", "anchors"])
        _record(enrolment, "went on", by=by, at=at)
    reserve_first_seat(enrolment, at=at)
    return enrolment


def _record(enrolment: Enrolment, verb: str, *, by: User | None, at: datetime, about: Any = None, **details: Any) -> None:
    if not enrolment.programme.is_private:
        record(about or enrolment, verb, by=by, at=at, employee=enrolment.employee, **details)


@transaction.atomic
def pause(enrolment: Enrolment, *, on: date, by: User | None, at: datetime) -> Enrolment:
    """Let a programme rest: nothing is due any more, what is done stays done."""
    if enrolment.paused_on is None:
        enrolment.paused_on = on
        enrolment.save(update_fields=["paused_on"])
        _record(enrolment, "paused", by=by, at=at)
    return enrolment


@transaction.atomic
def forget(enrolment: Enrolment) -> None:
    """Forget that somebody followed a private programme, with everything they did and wrote in it. Raises Conflict for any other."""
    if not enrolment.programme.is_private or enrolment.is_by_rule:
        raise Conflict("Only what one follows in private, of one's own accord, can be forgotten.")
    forget_about(enrolment)
    enrolment.delete()


@transaction.atomic
def except_module(enrolment: Enrolment, module: Module, *, reason: str, by: User, at: datetime) -> ModuleException:
    """Spare one learner a required module, for a reason that everybody who looks can read.

    Raises ValidationError without a reason, for a module of another programme, and for one that is done.
    """
    enrolment = _locked(enrolment, module)
    if not reason.strip():
        raise ValidationError({"reason": "Say why: who looks later wants to know."})
    if Completion.objects.filter(enrolment=enrolment, module=module, round=enrolment.round).exists():
        raise ValidationError("It is done already.")
    facts = {"reason": reason.strip(), "by": by, "at": at}
    row = ModuleException.objects.update_or_create(enrolment=enrolment, module=module, defaults=facts)[0]
    _record(enrolment, "spared", by=by, at=at, about=row)
    settle(enrolment, at=at)
    return row


# --- What is done ------------------------------------------------------------------------------------------------------


def _locked(enrolment: Enrolment, module: Module) -> Enrolment:
    if module.programme_id != enrolment.programme_id:
        raise ValidationError("This module belongs to another programme.")
    rows = Enrolment.objects.select_for_update(of=("self",)).select_related("programme", "employee")
    return queries.with_cohort_days(rows).get(pk=enrolment.pk)


def _can_begin(enrolment: Enrolment, module: Module) -> None:
    step = next((step for step in queries.steps_of(enrolment) if step.module.pk == module.pk), None)
    if step is None:
        raise Conflict("This module is no longer part of the programme.")
    if step.waits_for:
        raise ValidationError(f"First: {', '.join(step.waits_for)}.")


@transaction.atomic
def complete_module(enrolment: Enrolment, module: Module, *, by: User | None, at: datetime) -> Completion:
    """Note that the learner has done a module; a second time changes nothing.

    Raises ValidationError for one of another programme, while modules that come first are missing, and while its kind says that it is
    not done (done.why_not). Raises Conflict for a module that was left out meanwhile.
    """
    enrolment = _locked(enrolment, module)
    known = Completion.objects.filter(enrolment=enrolment, module=module, round=enrolment.round).first()
    if known is not None:
        return known
    _can_begin(enrolment, module)
    if missing := done.why_not(enrolment, module):
        raise ValidationError(missing)
    facts = {"title": module.title, "minutes": module.minutes, "version": enrolment.programme.version}
    completion = Completion.objects.create(enrolment=enrolment, module=module, round=enrolment.round, done_at=at, **facts)
    _record(enrolment, "completed", by=by, at=at, about=completion)
    settle(enrolment, at=at)
    return completion


@transaction.atomic
def reopen_module(enrolment: Enrolment, module: Module) -> None:
    """Take back one's own word that a module is done. Raises Conflict once the programme is completed, and for what others have noted."""
    enrolment = _locked(enrolment, module)
    if enrolment.completed_at is not None:
        raise Conflict("The programme is completed, and stays so.")
    if module.kind not in (Module.Kind.READING, Module.Kind.VIDEO, *done.BY_WRITING):
        raise Conflict("This was not noted by you, so you cannot take it back.")
    Completion.objects.filter(enrolment=enrolment, module=module, round=enrolment.round).delete()


@transaction.atomic
def write_work(
    enrolment: Enrolment,
    module: Module,
    *,
    text: str,
    happened_on: date | None = None,
    has_proof: bool = False,
    by: User,
    at: datetime,
) -> ModuleWork:
    """Keep what the learner writes in a module, encrypted, and note that it is done, where nothing else is needed for that.

    Raises ValidationError for less than a sentence, for a day to come, and as `complete_module` does. A course outside without a
    proof (proofs.keep_proof) is not done yet: HR is told, and confirms it (not told where `has_proof` says that one follows).
    """
    enrolment = _locked(enrolment, module)
    _can_begin(enrolment, module)
    if module.kind not in done.BY_WRITING:
        raise ValidationError("Nothing is written in a module of this kind.")
    if len(text.strip()) < SHORTEST_WORK:
        raise ValidationError({"text": "Write at least a sentence."})
    if happened_on is not None and happened_on > at.astimezone(zone_named(enrolment.employee.time_zone)).date():
        raise ValidationError({"happened_on": "That day is still to come."})
    content = encrypt(text.strip(), context=_context(enrolment.pk, module.pk))
    facts = {"content": content, "written_at": at, "happened_on": happened_on}
    work, _ = ModuleWork.objects.update_or_create(enrolment=enrolment, module=module, defaults=facts)
    if not done.why_not(enrolment, module):
        complete_module(enrolment, module, by=by, at=at)
    elif module.kind == Module.Kind.EXTERNAL and not has_proof and not enrolment.programme.is_private:
        to = Employee.objects.filter(user__in=hr_administrators())
        notify("curricula.course", to=to, about=work, key=f"curricula.course:{work.pk}:{at.date().isoformat()}", at=at)
    return work


def read_work(work: ModuleWork) -> str:
    """Return what a learner wrote. Ask only for who may read it (permissions.visible_works)."""
    return decrypt(bytes(work.content), context=_context(work.enrolment_id, work.module_id))


def _context(enrolment: int, module: int) -> str:
    return f"module work {enrolment} {module}"


def encrypt_works_anew() -> int:
    """Encrypt everything learners wrote that an older key made with the newest one; returns how many. Nobody reads it."""
    return encrypt_anew(ModuleWork.objects.iterator(), lambda work: _context(work.enrolment_id, work.module_id))


@transaction.atomic
def answer_quiz(enrolment: Enrolment, module: Module, *, answers: Sequence[int | None], by: User, at: datetime) -> QuizAttempt:
    """Note an attempt at a quiz: one answer (place of the option, or None) for each question asked; passed, the module is done.

    Raises Conflict once it is passed or no attempt is left, and ValidationError as `complete_module` does.
    """
    enrolment = _locked(enrolment, module)
    _can_begin(enrolment, module)
    quiz = quiz_of(module.quiz)
    tried = enrolment.attempts.filter(module=module)
    before = list(done.in_this_round(tried, enrolment, "at"))
    if any(one.is_passed for one in before):
        raise Conflict("You have passed it already.")
    if quiz.attempts and len(before) >= quiz.attempts:
        raise Conflict("No attempt is left. Ask HR for an exception, or for another go.")
    number = tried.count() + 1
    asked = quiz.asked(seed=seed_of(enrolment, module, number))
    if len(answers) != len(asked):
        raise Conflict("The quiz has changed meanwhile. Begin again.")
    percent = quiz.percent(asked, answers)
    attempt = QuizAttempt.objects.create(
        enrolment=enrolment,
        module=module,
        number=number,
        asked=[question.place for question in asked],
        answers=list(answers),
        percent=percent,
        is_passed=percent >= quiz.pass_percent,
        at=at,
    )
    if attempt.is_passed:
        complete_module(enrolment, module, by=by, at=at)
    return attempt


def seed_of(enrolment: Enrolment, module: Module, number: int) -> str:
    """Return what decides which questions an attempt asks."""
    return f"{enrolment.pk} {module.pk} {number}"


# --- The whole ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def settle(enrolment: Enrolment, *, at: datetime) -> bool:
    """Note that a programme is completed, once nothing is owed and its minimum of minutes is reached; a certificate is issued where it
    gives one. Returns whether that is new."""
    enrolment = queries.with_steps(Enrolment.objects.select_for_update(of=("self",))).get(pk=enrolment.pk)
    if enrolment.completed_at is not None or not is_complete(enrolment):
        return False
    programme = enrolment.programme
    enrolment.completed_at, enrolment.completed_version = at, programme.version
    enrolment.save(update_fields=["completed_at", "completed_version"])
    _record(enrolment, "completed programme", by=None, at=at, version=programme.version)
    if programme.certificate_months is not None:
        issued_on = at.astimezone(zone_named(enrolment.employee.time_zone)).date()
        Certificate.objects.create(
            enrolment=enrolment,
            round=enrolment.round,
            title=programme.title,
            version=programme.version,
            minutes=_minutes(enrolment),
            issued_on=issued_on,
            expires_on=months_after(issued_on, programme.certificate_months) if programme.certificate_months else None,
        )
    return True


def is_complete(enrolment: Enrolment) -> bool:
    """Return whether nothing is owed and the minimum of minutes is reached; a programme nobody has begun is never complete."""
    steps = queries.steps_of(enrolment)
    has_begun = any(step.is_settled for step in steps)
    return has_begun and not any(step.is_owed for step in steps) and _minutes(enrolment) >= enrolment.programme.minimum_minutes


def _minutes(enrolment: Enrolment) -> int:
    return sum(row.minutes for row in enrolment.completions.all() if row.round == enrolment.round)


def enrolments_to_settle(enrolments: Iterable[Enrolment]) -> list[Enrolment]:
    """Return those that are complete and not noted as such (a version that asks for less makes some)."""
    return [one for one in enrolments if one.completed_at is None and is_complete(one)]

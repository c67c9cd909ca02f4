"""What can happen to programmes and to those who follow them?"""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from people.accounts.models import User
from people.employees.models import Employee
from people.history.actions import record
from training.curricula.models import Completion, Enrolment, Module, Programme
from training.curricula.texts import SHIPPED, ProgrammeText, read_programme


@transaction.atomic
def publish_programme(text: ProgrammeText, *, by: User | None, at: datetime) -> Programme:
    """Write a programme as its text says; modules keep their key, so that what is done stays done.

    Raises ValidationError when it leaves out a module that somebody has done.
    """
    facts = {"title": text.title, "summary": text.summary, "introduction": text.introduction}
    programme, _ = Programme.objects.update_or_create(key=text.key, defaults=facts)
    gone = programme.modules.exclude(key__in=[module.key for module in text.modules])
    if Completion.objects.filter(module__in=gone).exists():
        raise ValidationError("Somebody has done a module that this text leaves out.")
    gone.delete()
    kept = {module.key: module for module in programme.modules.all()}
    for module in kept.values():  # out of each other's way
        module.position += 1000
        module.save(update_fields=["position"])
    for position, written in enumerate(text.modules, start=1):
        facts = {name: getattr(written, name) for name in ("title", "summary", "minutes", "due_after_days", "body")}
        Module.objects.update_or_create(programme=programme, key=written.key, defaults={**facts, "position": position})
    record(programme, "published", by=by, at=at)
    return programme


def publish_shipped(*, at: datetime) -> list[Programme]:
    """Write the programmes that come with the product."""
    folders = sorted(path for path in SHIPPED.iterdir() if path.is_dir())
    return [publish_programme(read_programme(folder), by=None, at=at) for folder in folders]


@transaction.atomic
def enrol(employee: Employee, programme: Programme, *, anchor_on: date, by: User | None, at: datetime) -> Enrolment:
    """Let somebody follow a programme; due dates count from `anchor_on`. Whoever follows it already begins no second time: a paused one
    goes on, with new dates, and what was done stays done."""
    Employee.objects.select_for_update().get(pk=employee.pk)
    enrolment, is_new = Enrolment.objects.get_or_create(
        employee=employee, programme=programme, defaults={"anchor_on": anchor_on, "enrolled_at": at}
    )
    if is_new:
        record(enrolment, "enrolled", by=by, at=at, employee=employee)
    elif enrolment.paused_on is not None or enrolment.anchor_on != anchor_on:
        enrolment.anchor_on, enrolment.paused_on = anchor_on, None
        enrolment.save(update_fields=["anchor_on", "paused_on"])
        record(enrolment, "went on", by=by, at=at, employee=employee)
    return enrolment


@transaction.atomic
def pause(enrolment: Enrolment, *, on: date, by: User | None, at: datetime) -> Enrolment:
    """Let a programme rest: nothing is due any more, what is done stays done."""
    if enrolment.paused_on is None:
        enrolment.paused_on = on
        enrolment.save(update_fields=["paused_on"])
        record(enrolment, "paused", by=by, at=at, employee=enrolment.employee)
    return enrolment


@transaction.atomic
def complete_module(enrolment: Enrolment, module: Module, *, by: User, at: datetime) -> Completion:
    """Note that the learner has done a module; a second time changes nothing. Raises ValidationError for one of another programme."""
    if module.programme_id != enrolment.programme_id:
        raise ValidationError("This module belongs to another programme.")
    completion, is_new = Completion.objects.get_or_create(enrolment=enrolment, module=module, defaults={"done_at": at})
    if is_new:
        record(completion, "completed", by=by, at=at, employee=enrolment.employee)
    return completion


def reopen_module(enrolment: Enrolment, module: Module) -> None:
    """Take back that a module is done."""
    Completion.objects.filter(enrolment=enrolment, module=module).delete()

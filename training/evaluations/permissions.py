"""Who answers, who reads a report, and who looks after the whole? Nobody reads a ballot: there is no permission for it."""

from typing import Any

import rules
from django.db.models import Exists, OuterRef, Q, QuerySet

from people.accounts.models import User
from people.accounts.permissions import is_employed, is_hr
from people.employees.models import Employee
from people.employees.queries import manager_of
from training.evaluations.models import Evaluation, EvaluationCycle, EvaluationInvitation, Questionnaire, ReportStep
from transition.lib import moments
from transition.lib.access import add_permission

RELEASED, PLANNED = EvaluationCycle.Status.RELEASED, EvaluationCycle.Status.PLANNED


def _person(user: User) -> Employee | None:
    return getattr(user, "employee", None)


@rules.predicate
def is_evaluated(user: User, evaluation: Evaluation) -> bool:
    person = _person(user)
    return person is not None and evaluation.manager_id == person.pk


@rules.predicate
def is_reader(user: User, evaluation: Evaluation) -> bool:
    """An evaluative cycle has a second reader, told to everybody before they answered; a developmental one has none."""
    person = _person(user)
    return person is not None and evaluation.reader_id == person.pk and evaluation.cycle.kind == EvaluationCycle.Kind.EVALUATIVE


@rules.predicate
def is_coach(user: User, evaluation: Evaluation) -> bool:
    """Somebody whom the manager chose to talk it over with."""
    person = _person(user)
    return person is not None and evaluation.steps.filter(kind=ReportStep.Kind.COACH, with_whom=person).exists()


@rules.predicate
def is_released(user: User, evaluation: Evaluation) -> bool:
    return evaluation.cycle.status == RELEASED


@rules.predicate
def is_planned(user: User, evaluation: Evaluation) -> bool:
    return evaluation.cycle.status == PLANNED


@rules.predicate
def was_asked_as_report(user: User, evaluation: Evaluation) -> bool:
    person = _person(user)
    return person is not None and evaluation.invitations.filter(person=person, group=EvaluationInvitation.Group.REPORT).exists()


@rules.predicate
def manages_the_manager(user: User, evaluation: Evaluation) -> bool:
    person = _person(user)
    return person is not None and manager_of(evaluation.manager, on=moments.today()) == person


@rules.predicate
def is_hr_apart(user: User, evaluation: Evaluation) -> bool:
    return user.is_hr_administrator and not is_evaluated(user, evaluation)


add_permission(
    "training.answer_evaluation", is_employed, readers="Nobody, while it is open: it is sealed until the day of release"
)
add_permission(
    "training.see_report",
    is_released & (is_evaluated | is_reader | is_coach),
    readers="The manager it is about, and whoever they talk it over with; of one to judge by, also the reader named before anybody answered",
)
add_permission("training.take_step", is_released & is_evaluated)
add_permission(
    "training.see_shared", is_evaluated | was_asked_as_report, readers="The manager, and those who were asked as their reports"
)
add_permission("training.name_peers", is_evaluated)
add_permission("training.judge_peers", manages_the_manager)
add_permission("training.write_up_talk", is_released & is_hr_apart)
add_permission("training.choose_below", is_hr_apart)
add_permission("training.run_evaluations", is_hr, readers="HR administrators. They never read a ballot, nor one manager's report")


def visible_reports(user: User) -> QuerySet[Evaluation]:
    """Return the evaluations whose report `user` reads: see `reports_read_by`."""
    person = _person(user)
    return reports_read_by(person) if person else Evaluation.objects.none()


def reports_read_by(person: Any) -> QuerySet[Evaluation]:
    """Return the evaluations whose report somebody (an employee, or their id) reads: their own, those they coach, and those to judge by
    whose reader they are."""
    own = Evaluation.objects.filter(manager=person)
    judged = Evaluation.objects.filter(reader=person, cycle__kind=EvaluationCycle.Kind.EVALUATIVE)
    coached = ReportStep.objects.filter(kind=ReportStep.Kind.COACH, with_whom=person)
    # A union, not an "or": each part finds its own index.
    read = own.order_by().values("pk").union(judged.order_by().values("pk"), coached.order_by().values("evaluation"))
    found = Evaluation.objects.filter(pk__in=read, cycle__status=RELEASED)
    return found.select_related("cycle__questionnaire", "manager", "reader", "above")


def visible_evaluations(user: User) -> QuerySet[Evaluation]:
    """Return the evaluations that exist for `user`: about them, about somebody they lead, those they were asked in; HR all.

    That one exists says nothing about what is in it: see `visible_reports`.
    """
    rows = Evaluation.objects.select_related("cycle__questionnaire", "manager", "reader", "above")
    if user.is_hr_administrator:
        return rows
    person = _person(user)
    if person is None:
        return rows.none()
    asked = EvaluationInvitation.objects.filter(evaluation=OuterRef("pk"), person=person)
    leads = Q(manager__lines__manager=person, manager__lines__ended_on=None, cycle__status=PLANNED)
    return rows.filter(Q(manager=person) | leads | Exists(asked)).distinct()


def visible_cycles(user: User) -> QuerySet[EvaluationCycle]:
    """Return the cycles `user` looks after: HR administrators all."""
    return EvaluationCycle.objects.all() if user.is_hr_administrator else EvaluationCycle.objects.none()


def visible_questionnaires(user: User) -> QuerySet[Questionnaire]:
    """Return the questionnaires `user` reads and edits: HR administrators all."""
    return Questionnaire.objects.all() if user.is_hr_administrator else Questionnaire.objects.none()

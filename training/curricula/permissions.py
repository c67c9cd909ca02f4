"""Who sees programmes, and who sees how far somebody is?"""

from datetime import date

import rules
from django.db.models import Exists, OuterRef, Q, QuerySet

from people.accounts.models import User
from people.accounts.permissions import is_employed, is_hr
from people.employees.permissions import leads_somebody
from people.employees.queries import reports_of
from training.curricula.models import Cohort, CourseProof, Enrolment, Module, ModuleWork, Programme, WorkshopSession
from transition.lib import moments
from transition.lib.access import add_permission

EVIDENCE = (Module.Kind.TASK, Module.Kind.EXTERNAL)  # what the learner's manager and HR read as well


@rules.predicate
def is_the_learner(user: User, enrolment: Enrolment) -> bool:
    person = getattr(user, "employee", None)
    return person is not None and enrolment.employee_id == person.pk


@rules.predicate
def is_private(user: User, enrolment: Enrolment) -> bool:
    return enrolment.programme.is_private


@rules.predicate
def proves_own_course(user: User, proof: CourseProof) -> bool:
    return is_the_learner(user, proof.work.enrolment)


@rules.predicate
def proves_in_private(user: User, proof: CourseProof) -> bool:
    return proof.work.enrolment.programme.is_private


@rules.predicate
def facilitates(user: User, thing: WorkshopSession | Cohort) -> bool:
    person = getattr(user, "employee", None)
    return person is not None and thing.facilitator_id == person.pk


add_permission("training.see_programme", is_hr | is_employed, readers="Everybody who works here")
add_permission(
    "training.see_enrolment",
    is_the_learner,
    readers="What you have done: you, your manager when something is late, facilitators and HR. What you write in a reflection, a "
    "discussion or a quiz: you alone",
)
add_permission("training.see_private_enrolment", is_the_learner, readers="You alone; no manager, no facilitator, no HR, no list")
add_permission(
    "training.see_learning_record",
    is_the_learner,
    readers="This page, you alone. What you did in a programme that is not private, your manager (when it is late), facilitators and HR see too",
)
add_permission("training.see_work", is_the_learner, readers="You alone; not even HR administrators")
add_permission("training.see_evidence", is_the_learner, readers="You, your manager and HR administrators")
add_permission("training.follow_programme", is_employed)
add_permission("training.complete_module", is_the_learner)
add_permission(
    "training.see_team_learning", leads_somebody, readers="You see titles and days, and evidence; never what is private"
)
add_permission("training.see_session", is_employed, readers="Who follows the programme, the facilitator and HR")
add_permission("training.note_attendance", facilitates | is_hr)
add_permission(
    "training.see_cohort_progress",
    facilitates | is_hr,
    readers="The facilitator and HR see who has done what, never a word of it",
)
add_permission("training.schedule_cohort", facilitates | is_hr, readers="Who is in the cohort, its facilitator and HR")
add_permission("training.change_programmes", is_hr, readers="HR administrators; private programmes are not counted")
add_permission("training.see_proof", proves_own_course | is_hr & ~proves_in_private, readers="You and HR administrators")
add_permission("training.confirm_course", is_hr, readers="HR administrators; files besides them only the learner")
add_permission("training.spare_module", is_hr & ~is_private, readers="HR administrators")


def visible_enrolments(user: User) -> QuerySet[Enrolment]:
    """Return the programmes `user` follows."""
    person = getattr(user, "employee", None)
    return Enrolment.objects.filter(employee=person) if person else Enrolment.objects.none()


def enrolments_looked_after(user: User) -> QuerySet[Enrolment]:
    """Return the enrolments that HR administrators see: none of a private programme."""
    told = Programme.objects.filter(pk=OuterRef("programme"), is_private=False)  # beside the list, whose order an index gives
    return Enrolment.objects.filter(Exists(told)) if user.is_hr_administrator else Enrolment.objects.none()


def visible_sessions(user: User) -> QuerySet[WorkshopSession]:
    """Return the workshop sessions of programmes `user` follows (of a cohort: if they are in it), of those they lead, and for HR all."""
    if user.is_hr_administrator:
        return WorkshopSession.objects.all()
    person = getattr(user, "employee", None)
    if person is None:
        return WorkshopSession.objects.none()
    follows = Q(module__programme__enrolments__employee=person)
    own = Q(cohort=None) | Q(cohort__members__employee=person)
    return WorkshopSession.objects.filter(follows & own | Q(facilitator=person)).distinct()


def visible_cohorts(user: User) -> QuerySet[Cohort]:
    """Return the cohorts that `user` is in or leads; for HR all."""
    if user.is_hr_administrator:
        return Cohort.objects.all()
    person = getattr(user, "employee", None)
    return (
        Cohort.objects.filter(Q(members__employee=person) | Q(facilitator=person)).distinct() if person else Cohort.objects.none()
    )


def visible_works(user: User, *, on: date | None = None) -> QuerySet[ModuleWork]:
    """Return what `user` wrote, and the evidence of those who report to them on a day, or today (for HR: of all)."""
    person = getattr(user, "employee", None)
    evidence = Q(module__kind__in=EVIDENCE, enrolment__programme__is_private=False)
    own = Q(enrolment__employee=person) if person else Q(pk=None)
    if user.is_hr_administrator:
        return ModuleWork.objects.filter(own | evidence)
    if person is None:
        return ModuleWork.objects.none()
    return ModuleWork.objects.filter(own | evidence & Q(enrolment__employee__in=reports_of(person, on=on or moments.today())))


def visible_proofs(user: User) -> QuerySet[CourseProof]:
    """Return the files `user` sent; for HR those of all, none of a private programme."""
    person = getattr(user, "employee", None)
    own = Q(work__enrolment__employee=person) if person else Q(pk=None)
    told = Q(work__enrolment__programme__is_private=False)
    return CourseProof.objects.filter(own | told if user.is_hr_administrator else own)

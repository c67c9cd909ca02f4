"""Who reads and does what in a trial? The table of the README's "Who reads what", in code; being a superuser opens nothing."""

import rules
from django.db.models import Exists, OuterRef, Q, QuerySet

from people.accounts.models import User
from people.accounts.permissions import is_hr
from people.employees.models import Employee
from people.employees.permissions import leads_somebody
from people.employees.queries import manager_of
from people.tracks.models import Placement
from people.tracks.queries import placements_on
from training.trials.models import Announcement, CheckIn, ContractReport, ReintegrationStep, Signature, SupportPromise, Trial
from transition.lib import moments
from transition.lib.access import add_permission

Role = Signature.Role
ENDED = (Trial.Status.RETURNED, Trial.Status.CANCELLED, Trial.Status.LEFT)


def _person(user: User) -> Employee | None:
    return getattr(user, "employee", None)


@rules.predicate
def is_candidate(user: User, trial: Trial) -> bool:
    person = _person(user)
    return person is not None and trial.candidate_id == person.pk


@rules.predicate
def is_sponsor(user: User, trial: Trial) -> bool:
    person = _person(user)
    return person is not None and trial.sponsor_id == person.pk


@rules.predicate
def is_mentor(user: User, trial: Trial) -> bool:
    person = _person(user)
    return person is not None and trial.mentor_id == person.pk


@rules.predicate
def is_mentor_by_consent(user: User, trial: Trial) -> bool:
    return trial.mentor_reads_check_ins and is_mentor(user, trial)


@rules.predicate
def is_hr_apart(user: User, trial: Trial) -> bool:
    """HR acts for the company only where they are not one of the two sides."""
    return user.is_hr_administrator and not is_candidate(user, trial) and not is_sponsor(user, trial)


@rules.predicate
def owns_promise(user: User, promise: SupportPromise) -> bool:
    person = _person(user)
    return person is not None and promise.owner_id == person.pk


@rules.predicate
def owns_step(user: User, step: ReintegrationStep) -> bool:
    person = _person(user)
    return person is not None and step.owner_id == person.pk


@rules.predicate
def is_on_its_trial(user: User, part: SupportPromise | ReintegrationStep) -> bool:
    return is_candidate(user, part.trial) or is_sponsor(user, part.trial)


@rules.predicate
def may_sponsor(user: User, candidate: Employee) -> bool:
    """A sponsor leads somebody, is not the candidate, and does not report to them."""
    person = _person(user)
    if person is None or person == candidate:
        return False
    return leads_somebody(user) and manager_of(person, on=moments.today()) != candidate


PARTIES = is_candidate | is_sponsor | is_mentor | is_hr

add_permission("training.see_trial", PARTIES, readers="Candidate, sponsor, mentor and HR administrators")
add_permission("training.see_contract", PARTIES, readers="Candidate, sponsor, mentor and HR administrators")
add_permission(
    "training.see_contract_pay",
    is_candidate | is_sponsor | is_hr,
    readers="Candidate, sponsor and HR administrators, not the mentor",
)
add_permission(
    "training.see_check_in_texts",
    is_candidate | is_sponsor | is_mentor_by_consent,
    readers="Candidate and sponsor once both have answered; the mentor only if the candidate agrees; HR sees done or late, no word",
)
add_permission(
    "training.see_decision_texts", is_candidate | is_sponsor | is_hr, readers="Candidate, sponsor and HR administrators"
)
add_permission("training.see_support", PARTIES, readers="Candidate, sponsor, mentor and HR administrators")
add_permission("training.see_sheet", PARTIES, readers="Candidate, sponsor, mentor and HR administrators")
add_permission("training.write_sheet", is_candidate | is_sponsor)
add_permission("training.note_support", is_candidate | is_sponsor | is_hr_apart)
add_permission("training.nominate", may_sponsor)
add_permission("training.nominate_somebody", leads_somebody)
add_permission("training.offer_contract", is_sponsor | is_hr_apart)
add_permission("training.sign_contract", is_candidate | is_sponsor | is_hr_apart)
add_permission("training.announce_trial", is_sponsor | is_hr_apart)
add_permission("training.announce_news", is_candidate | is_sponsor | is_hr_apart)
add_permission("training.cancel_trial", is_candidate | is_sponsor | is_hr_apart)
add_permission("training.answer_check_in", is_candidate | is_sponsor)
add_permission("training.waive", is_hr_apart)
add_permission("training.decide", is_candidate | is_sponsor)
add_permission("training.decide_for_the_company", is_hr_apart)
add_permission("training.take_way_back", is_candidate)
add_permission("training.let_mentor_read", is_candidate)
add_permission("training.keep_promise", owns_promise | is_on_its_trial)
add_permission("training.record_feedback_talk", is_candidate)
add_permission("training.care_for_trial", is_hr_apart)
add_permission("training.oversee_trials", is_hr, readers="HR administrators")
add_permission("training.finish_step", owns_step | is_on_its_trial)


def role_in(user: User, trial: Trial) -> str | None:
    """Return as what `user` acts in a trial ("candidate", "sponsor", "mentor", "hr"), or None. A side comes before HR."""
    sides = {Role.CANDIDATE.value: is_candidate, Role.SPONSOR.value: is_sponsor, "mentor": is_mentor, Role.HR.value: is_hr_apart}
    return next((role for role, predicate in sides.items() if predicate(user, trial)), None)


def visible_trials(user: User) -> QuerySet[Trial]:
    """Return the trials `user` has a part in; HR administrators all."""
    if user.is_hr_administrator:
        return Trial.objects.all()
    person = _person(user)
    if person is None:
        return Trial.objects.none()
    return Trial.objects.filter(Q(candidate=person) | Q(sponsor=person) | Q(mentor=person))


def visible_announcements(user: User) -> QuerySet[Announcement]:
    """Return what the team was told: for the parties, those the candidate leads, and the members of the teams they come from and go to."""
    person = _person(user)
    told = Q(trial__in=visible_trials(user))
    if person is not None:
        teams = placements_on(Placement.objects.filter(employee=person, team__isnull=False), moments.today()).values("team")
        led = ContractReport.objects.filter(contract__trial=OuterRef("trial"), employee=person)
        told |= Q(trial__contract__team__in=teams) | Q(trial__snapshot__team__in=teams) | Q(Exists(led))
    return Announcement.objects.filter(told)


def visible_promises(user: User) -> QuerySet[SupportPromise]:
    """Return the support promised in the trials `user` sees, and what they promised themself."""
    person = _person(user)
    own = Q(owner=person) if person else Q(pk=None)
    return SupportPromise.objects.filter(Q(trial__in=visible_trials(user)) | own)


def visible_check_ins(user: User) -> QuerySet[CheckIn]:
    """Return the check-ins of the trials `user` sees; whose words they read is another question."""
    return CheckIn.objects.filter(trial__in=visible_trials(user))


def visible_steps(user: User) -> QuerySet[ReintegrationStep]:
    """Return the steps of settling in of the trials `user` sees, and their own."""
    person = _person(user)
    own = Q(owner=person) if person else Q(pk=None)
    return ReintegrationStep.objects.filter(Q(trial__in=visible_trials(user)) | own)

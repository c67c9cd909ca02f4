"""Which ids do the pages of the demo need?"""

from people.assessments.models import Assessment
from people.audit.models import Finding
from people.charter.models import GuidelineProposal
from people.decisions.models import Decision, DecisionRight
from people.duties.models import DutyProposal
from people.employees.models import Employee
from people.tracks.models import LadderVersion, Level
from training.agreements.models import AccountabilityThread, Delegation
from training.certification.models import Observation
from training.coaching.models import Coaching, CoachingThing, ExternalCoach
from training.curricula.models import Cohort, Enrolment, WorkshopSession
from training.evaluations.models import Evaluation
from training.feedback.models import Feedback
from training.growth.models import Ask, Focus
from training.impact.models import ImpactEntry, Initiative, Postmortem, Stakeholder
from training.mentoring.models import Mentoring
from training.one_on_ones.models import Handover, Meeting, Series
from training.openings.models import OpenCall
from training.playbooks.models import PlaybookRun
from training.readmes.models import ReadmeVersion
from training.rehearsals.models import RehearsalRun, ScenarioVersion
from training.shadowing.models import ShadowedMeeting, Shadowing
from training.tasters.models import Taster
from training.trials.models import Trial


def demo_things() -> dict[str, int]:
    """Return the ids of the demo's faces and of one level and one ladder version."""
    people = {one.first_name.lower(): one.pk for one in Employee.objects.filter(user__username__in=_usernames())}
    version = LadderVersion.objects.get(ladder__key="engineering", status="published")
    found = people | {"level": Level.objects.get(version=version, key="e4").pk, "version": version.pk}
    found |= _road(people)
    found |= _rehearsals(people)
    found |= _charter()
    found |= _writing()
    found |= _learning(people)
    found |= _evaluations(people)
    found |= _choosing(people)
    return found


def _charter() -> dict[str, int]:
    """Return the ids of what the demo proposes and decides."""
    return {
        "finding": Finding.objects.first().pk,
        "proposal": GuidelineProposal.objects.get(state="open").pk,
        "duty_proposal": DutyProposal.objects.get(state="open").pk,
        "right": DecisionRight.objects.get(title="When something goes out", team=None).pk,
        "decision": Decision.objects.get(title__startswith="Do we freeze").pk,
        "decided_one": Decision.objects.get(title__startswith="One store").pk,
        "manager_level": Level.objects.get(version__status="published", key="m3").pk,
    }


def _writing() -> dict[str, int]:
    """Return the ids of the demo's draft of a ladder and of what is in it."""
    draft = LadderVersion.objects.get(status="draft")
    track = draft.track_set.get(key="engineering")
    level = draft.level_set.get(key="e2")
    cell = {"cell_level": level.pk, "cell_competency": draft.competency_set.get(key="craft").pk}
    assessment = Assessment.objects.get(opened_at__isnull=False)
    return cell | {"draft": draft.pk, "draft_track": track.pk, "assessment": assessment.pk}


def _road(people: dict[str, int]) -> dict[str, int]:
    """Return the ids of the demo's trials and of what belongs to Ines's."""
    trials = {trial.candidate.first_name: trial for trial in Trial.objects.select_related("candidate")}
    ines = trials["Ines"]
    series = Series.objects.get(manager=people["ines"], employee=people["otto"], ended_on=None)
    meeting = series.meetings.filter(status=Meeting.Status.PLANNED).order_by("starts_at").first()
    return {
        "trial": ines.pk,
        "late": trials["Noor"].pk,
        "decided": trials["Dmitri"].pk,
        "returned": trials["Samuel"].pk,
        "stayed": trials["Yuki"].pk,
        "to_sign": trials["Johanna"].pk,
        "acting": trials["Ilva"].pk,
        "leaver": trials["Runa"].candidate_id,
        "not_met": Employee.objects.get(last_name="Ferreira").pk,
        "check_in_held": ines.check_ins.get(number=1).pk,
        "check_in_ahead": ines.check_ins.get(number=2).pk,
        "announcement": ines.announcements.first().pk,
        "delegation": Delegation.objects.filter(employee=people["otto"]).earliest("pk").pk,
        "thread": AccountabilityThread.objects.filter(manager=people["ines"]).earliest("pk").pk,
        "feedback": Feedback.objects.filter(receiver=people["ines"]).earliest("pk").pk,
        "run": PlaybookRun.objects.get(owner=people["ines"]).pk,
        "series": series.pk,
        "handover": Handover.objects.get(reader=people["ines"]).pk,
        "handed_series": Handover.objects.get(reader=people["ines"]).series_id,
        "meeting": meeting.pk,
    } | _growing(people)


def _growing(people: dict[str, int]) -> dict[str, int]:
    """Return the ids of what Ines works on, and of what it changed."""
    focus, ask = Focus.objects.get(employee=people["ines"]), Ask.objects.get(asked=people["lena"])
    return {
        "focus": focus.pk,
        "experiment": focus.experiments.get(verdict="").pk,
        "ask": ask.pk,
        "entry": ImpactEntry.objects.filter(employee=people["ines"]).first().pk,
        "initiative": Initiative.objects.get(owner=people["ines"]).pk,
        "postmortem": Postmortem.objects.get().pk,
        "stakeholder": Stakeholder.objects.get(name="Head of Finance").pk,
        "readme_version": ReadmeVersion.objects.get(number=1).pk,
    }


def _learning(people: dict[str, int]) -> dict[str, int]:
    """Return the ids of what Ines and Lena learn together with others."""
    return {
        "workshop": WorkshopSession.objects.get().pk,
        "cohort": Cohort.objects.get().pk,
        "enrolment": Enrolment.objects.get(employee=people["lena"], programme__key="hard-talks").pk,
        "mentoring": Mentoring.objects.get(mentee=people["ines"]).pk,
        "reverse": Mentoring.objects.get(kind="reverse").pk,
        "shadowing": Shadowing.objects.get().pk,
        "shadowed": ShadowedMeeting.objects.get(title__startswith="Planning").pk,
        "observation": Observation.objects.get(state="asked").pk,
        "coaching": Coaching.objects.get(status="running").pk,
        "coaching_thing": CoachingThing.objects.get().pk,
        "coach": ExternalCoach.objects.get().pk,
    }


def _rehearsals(people: dict[str, int]) -> dict[str, int]:
    """Return the ids of what Ines rehearses and has rehearsed, and of one scenario."""
    runs = RehearsalRun.objects.filter(learner=people["ines"])
    return {
        "rehearsal_on": runs.get(finished_at=None).pk,
        "rehearsal_over": runs.get(outcome="poor").pk,
        "scenario": ScenarioVersion.objects.get(scenario__key="the-first-11-with-a-former-peer").pk,
    }


def _evaluations(people: dict[str, int]) -> dict[str, int]:
    """Return the ids of Lena's report, of the season it belongs to, and of the evaluation in Ines's trial."""
    report = Evaluation.objects.select_related("cycle").get(manager=people["lena"], cycle__status="released")
    soon = Evaluation.objects.get(manager=people["ines"], cycle__status="planned")
    return {"report": report.pk, "cycle": report.cycle_id, "questionnaire": report.cycle.questionnaire_id, "soon": soon.pk}


def _choosing(people: dict[str, int]) -> dict[str, int]:
    """Return the ids of what Otto tried, of what Ines is asked for, and of the call that Lena opened."""
    call = OpenCall.objects.get(owner=people["lena"])
    return {
        "taster": Taster.objects.get(guest=people["otto"], state="done").pk,
        "taster_asked": Taster.objects.get(host=people["ines"]).pk,
        "call": call.pk,
        "application": call.applications.get().pk,
    }


def _usernames() -> list[str]:
    return [f"{name}@kestrel.example" for name in ("ines.duarte", "lena.okafor", "marco.bianchi", "otto.lind", "hana.sato")]

"""When is a module done? One function a kind; each returns why it is not yet, or nothing.

What a lower feature knows is asked here and nowhere else: a rehearsal is done when its run says so, a mentoring session when it was held.
"""

from collections.abc import Callable
from typing import Any

from training.curricula.models import Enrolment, Module, ModuleWork, QuizAttempt, Seat
from training.mentoring.queries import has_held_session
from training.rehearsals.queries import finished_runs

Kind, State = Module.Kind, Seat.State
BY_ITSELF = (Kind.REHEARSAL, Kind.MENTORING)  # the sweep asks for these
BY_WRITING = (Kind.REFLECTION, Kind.TASK, Kind.DISCUSSION, Kind.EXTERNAL)
SHARED_WORK = (
    Kind.TASK,
    Kind.EXTERNAL,
)  # evidence: read by the learner's manager and HR as well; all else is the learner's alone


def why_not(enrolment: Enrolment, module: Module) -> str:
    """Return what is missing before a module counts as done, in words; empty when nothing is."""
    return _WAYS[Kind(module.kind)](enrolment, module)


def in_this_round(rows: Any, enrolment: Enrolment, moment: str) -> Any:
    """Return the rows whose moment (a field) lies in the round under way: what was shown for an older certificate counts no more."""
    return rows.filter(**{f"{moment}__date__gte": enrolment.anchor_on}) if enrolment.round > 1 else rows


def _own_word(enrolment: Enrolment, module: Module) -> str:
    return ""


def _written(enrolment: Enrolment, module: Module) -> str:
    works = ModuleWork.objects.filter(enrolment=enrolment, module=module)
    return (
        ""
        if in_this_round(works, enrolment, "written_at").exists()
        else "Write a few words first; it is done when you keep them."
    )


def _proved(enrolment: Enrolment, module: Module) -> str:
    works = ModuleWork.objects.filter(enrolment=enrolment, module=module)
    shown = in_this_round(works.filter(proof__isnull=False), enrolment, "proof__sent_at")
    confirmed = in_this_round(works.filter(confirmed_at__isnull=False), enrolment, "confirmed_at")
    is_proved = shown.exists() or confirmed.exists()
    return "" if is_proved else "It is done when you have added a file that proves it, or when HR has confirmed it."


def _passed(enrolment: Enrolment, module: Module) -> str:
    attempts = QuizAttempt.objects.filter(enrolment=enrolment, module=module, is_passed=True)
    return "" if in_this_round(attempts, enrolment, "at").exists() else "It is done when the quiz is passed."


def _attended(enrolment: Enrolment, module: Module) -> str:
    seats = Seat.objects.filter(enrolment=enrolment, session__module=module, state=State.ATTENDED)
    return (
        ""
        if in_this_round(seats, enrolment, "session__starts_at").exists()
        else "It is done when the facilitator has noted that you were there."
    )


def _rehearsed(enrolment: Enrolment, module: Module) -> str:
    runs = in_this_round(finished_runs(enrolment.employee, module.subject), enrolment, "finished_at")
    return "" if runs.exists() else "It is done when the rehearsal was played to an end."


def _met_mentor(enrolment: Enrolment, module: Module) -> str:
    held = has_held_session(enrolment.employee, since=enrolment.anchor_on)
    return "" if held else "It is done when you and a mentor have noted a session."


_WAYS: dict[Module.Kind, Callable[[Enrolment, Module], str]] = {
    Kind.READING: _own_word,
    Kind.VIDEO: _own_word,
    Kind.REFLECTION: _written,
    Kind.TASK: _written,
    Kind.DISCUSSION: _written,
    Kind.EXTERNAL: _proved,
    Kind.QUIZ: _passed,
    Kind.WORKSHOP: _attended,
    Kind.REHEARSAL: _rehearsed,
    Kind.MENTORING: _met_mentor,
}

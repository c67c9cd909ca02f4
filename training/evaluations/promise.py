"""What is promised before somebody answers? In words, from the same rows that the release keeps to."""

from training.evaluations.models import Evaluation, EvaluationCycle, EvaluationInvitation
from training.evaluations.queries import number_asked

Group, Below = EvaluationInvitation.Group, Evaluation.Below


def promise_to(invitation: EvaluationInvitation) -> list[str]:
    """Return what somebody who is asked in an opened cycle reads before the questions, sentence by sentence (one query)."""
    evaluation, cycle = invitation.evaluation, invitation.evaluation.cycle
    manager, day = evaluation.manager, f"{cycle.closes_on:%-d %B %Y}"
    if invitation.group == Group.SELF:
        return [
            f"Your own answers stand beside those of the others in your report, after {day}. They are in no mean.",
            _readers(evaluation),
        ]
    if invitation.group == Group.MANAGER:
        return [
            f"You answer as {manager}'s manager: your answers are shown as yours, in the report, after {day}.",
            _readers(evaluation),
        ]
    least, comments = cycle.scores_from, cycle.comments_from
    many = _number_asked(invitation)
    shown = f"Scores are shown only if at least {least} of them answer, comments only if at least {comments} do."
    if least <= many < comments:
        shown = f"Scores are shown only if at least {least} of them answer; comments would need {comments} and are not shown."
    operator = (
        "While it is open, somebody who runs the server and has both the database and the key could link you to your answers."
    )
    return [
        f"Your answers are sealed until {day}. Then they are shuffled, and the link to you is destroyed. You can change them until then.",
        f"{manager}, HR and the administrators of this software never see what one person answered.",
        _readers(evaluation),
        f"{_asked(invitation, many)} {shown} {_below(evaluation, invitation.group)}",
        "A comment can be recognised by its wording, and all the others together can work out what is missing.",
        f"{operator} Afterwards nobody can.",
    ]


def _number_asked(invitation: EvaluationInvitation) -> int:
    if invitation.group == Group.PEER:
        return EvaluationInvitation.objects.filter(evaluation=invitation.evaluation_id, group=Group.PEER).count()
    return number_asked(invitation.evaluation)


def _asked(invitation: EvaluationInvitation, many: int) -> str:
    manager = invitation.evaluation.manager
    if invitation.group == Group.PEER:
        return f"One colleague of {manager} is asked." if many == 1 else f"{many} colleagues of {manager} are asked."
    return f"One person who reports to {manager} is asked." if many == 1 else f"{many} people who report to {manager} are asked."


def _readers(evaluation: Evaluation) -> str:
    manager = evaluation.manager
    if evaluation.cycle.kind == EvaluationCycle.Kind.EVALUATIVE and evaluation.reader:
        return f"It is there to judge by: {manager} and {evaluation.reader} read the report, and whoever {manager} talks it over with."
    return f"It is there to learn from: {manager} reads the report, and whoever {manager} talks it over with. Nobody else."


def _below(evaluation: Evaluation, group: str) -> str:
    if group == Group.PEER or evaluation.below in ("", Below.WITHHOLD):
        return "If fewer answer, nothing of it is shown."
    if evaluation.below == Below.POOL:
        return "If fewer answer, they are shown only taken together with the teams beside it."
    if evaluation.below == Below.ATTRIBUTED:
        return "If fewer answer, only those are shown who agree to it below, with their names."
    return f"If fewer answer, nothing is shown; {evaluation.above or 'the manager above'} talks with the team instead, and HR writes it up."

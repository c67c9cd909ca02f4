"""What do we tell learners and observers? Never what an observer says."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from people.employees.models import Employee
from people.notifications.actions import Due, plan
from people.notifications.kinds import Kind, Message, register, register_planner
from people.notifications.models import Notice
from training.certification import queries
from training.certification.models import Observation, PracticeLadder
from transition.lib.moments import morning, zone_named

AHEAD = timedelta(days=30)  # before it runs out, they are told


def _says(words: str, body: str = "", page: str = "/certification/{key}/") -> Callable[[Notice, Any], Message]:
    def text(notice: Notice, recipient: Any) -> Message:
        rows = Observation.objects.select_related("step__ladder", "employee", "observer")
        row = rows.filter(pk=notice.about_id or 0).first()
        if row is None:
            return Message("An observation that no longer exists")
        facts = {"learner": row.employee, "observer": row.observer, "ladder": row.step.ladder, "step": row.step}
        return Message(words.format(**facts), body, page.format(key=row.step.ladder.key, pk=row.pk))

    return text


def _of_ladder(words: str, body: str) -> Callable[[Notice, Any], Message]:
    def text(notice: Notice, recipient: Any) -> Message:
        ladder = PracticeLadder.objects.filter(pk=notice.about_id or 0).first()
        if ladder is None:
            return Message("A ladder of practice that no longer exists")
        return Message(words.format(ladder=ladder), body, f"/certification/{ladder.key}/")

    return text


def _still_asked(notice: Notice, recipient: Any) -> bool:
    return Observation.objects.filter(pk=notice.about_id or 0, state=Observation.State.ASKED).exists()


def _still_runs_out(notice: Notice, recipient: Any) -> bool:
    ladder = PracticeLadder.objects.filter(pk=notice.about_id or 0).first()
    if ladder is None:
        return False
    until = queries.standing_of(ladder, recipient).until
    return until is not None and until.isoformat() == notice.details.get("until")


register(
    "Learning",
    Kind("certification.asked", "Somebody asks you to confirm practice", _says(
        "{learner}: {step}, as {ladder}. Did you see it?", "Confirm it, or say what they should do otherwise next time.",
        "/certification/observations/{pk}/"), still_wanted=_still_asked),
    Kind("certification.answered", "Your practice was answered", _says(
        "{observer} has answered: {step}, as {ladder}", page="/certification/observations/{pk}/")),
    Kind("certification.certified", "You are certified", _of_ladder("You are certified: {ladder}", "From today you confirm others as well.")),
    Kind("certification.renewal", "A certification runs out", _of_ladder(
        "Certified as {ladder}: thirty days left", "One observed practice more keeps it."), still_wanted=_still_runs_out),
)  # fmt: skip


def plan_certification(at: datetime) -> int:
    """Write whose certification runs out within thirty days of a moment and who was not told."""
    return plan("certification.renewal", _running_out(at), at=at)


def _running_out(at: datetime) -> Iterator[Due]:
    today = timezone.localdate(at)
    for ladder in PracticeLadder.objects.all():
        for person, one in queries.certified(ladder, on=today):
            moment = morning(one.until - AHEAD, zone_named(person.time_zone)) if one.until else None
            if moment is not None and moment <= at:
                yield _due(ladder, person, one.until, moment)


def _due(ladder: PracticeLadder, person: Employee, until: Any, moment: datetime) -> Due:
    day = until.isoformat()
    return Due(f"certification.renewal:{ladder.pk}:{person.pk}:{day}", person, ladder, moment, details={"until": day})


register_planner("certification", plan_certification)

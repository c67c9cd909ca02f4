"""What do we tell about the plan of a return?"""

from typing import Any

from people.notifications.kinds import Kind, Message, register
from people.notifications.models import Notice
from training.trials.models import Trial


def _helper(notice: Notice, recipient: Any) -> Message:
    trial = Trial.objects.select_related("candidate").filter(pk=notice.about_id or 0).first()
    who = str(trial.candidate) if trial else "Somebody"
    return Message(
        f"You are asked to help {who} settle in again", "What is planned stands on one page.", f"/returns/{notice.about_id}/"
    )


register("Trials", Kind("returns.helper", "You are asked to help somebody settle in", _helper))

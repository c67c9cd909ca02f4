"""What do we tell those who are coached? Never a word of it. The coach is no employee and gets no mail from here."""

from collections.abc import Callable
from typing import Any

from people.notifications.kinds import Kind, Message, register
from people.notifications.models import Notice
from training.coaching.models import Coaching


def _says(words: str, body: str = "") -> Callable[[Notice, Any], Message]:
    def text(notice: Notice, recipient: Any) -> Message:
        found = Coaching.objects.select_related("coach").filter(pk=notice.about_id or 0).first()
        return (
            Message(words.format(coach=found.coach), body, "/coaching/") if found else Message("A coaching that no longer exists")
        )

    return text


def _still_offered(notice: Notice, recipient: Any) -> bool:
    return Coaching.objects.filter(pk=notice.about_id or 0, status=Coaching.Status.OFFERED).exists()


register(
    "Learning",
    Kind("coaching.offered", "A coach from outside is offered to you", _says(
        "{coach} could coach you", "Yes and no are both fine, and HR hears no reason."), still_wanted=_still_offered),
    Kind("coaching.said", "Your coach has answered", _says("{coach} has written to you")),
    Kind("coaching.ended", "A coaching has ended", _says(
        "Your coaching with {coach} has ended", "Nothing you shared is open to them any more.")),
)  # fmt: skip

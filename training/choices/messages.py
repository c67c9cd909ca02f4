"""What do we tell those with whom somebody shared what they would like?"""

from typing import Any

from people.notifications.kinds import Kind, Message, register
from people.notifications.models import Channel, Notice
from training.choices.models import Interest


def _shared(notice: Notice, recipient: Any) -> Message:
    interest = Interest.objects.select_related("employee").filter(pk=notice.about_id or 0).first()
    if interest is None:
        return Message("Something that was taken back")
    return Message(f"{interest.employee} lets you read what they would like for their track", link="/choices/shared/")


def _still_shared(notice: Notice, recipient: Any) -> bool:
    return Interest.objects.filter(pk=notice.about_id or 0, shares__reader=recipient).exists()


register(
    Kind("choices.shared", "Somebody shares what they would like", _shared, still_wanted=_still_shared, channels=(Channel.INBOX,))
)

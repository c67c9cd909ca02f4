"""What do we tell people about the level they stand on?"""

from typing import Any

from people.notifications.kinds import Kind, Message, register
from people.notifications.models import Notice
from people.tracks.models import Level


def _brought_over(notice: Notice, recipient: Any) -> Message:
    level = Level.objects.select_related("version__ladder", "track").filter(pk=notice.about_id or 0).first()
    if level is None:
        return Message("Your ladder was written anew")
    words = f"You now stand on {level} in version {level.version.number} of the ladder {level.version.ladder}"
    body = "Your height, title and team are as they were. What the level expects may read differently."
    return Message(words, body, link=f"/tracks/levels/{level.pk}/")


register("Where I stand", Kind("tracks.brought_over", "Your level in a new version of the ladder", _brought_over))

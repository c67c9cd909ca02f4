"""What do we tell somebody about a role they were given?"""

from typing import Any

from people.notifications.kinds import Kind, Message, register
from people.notifications.models import Notice
from people.roles.models import LeadRoleHolder


def _given(notice: Notice, recipient: Any) -> Message:
    holder = LeadRoleHolder.objects.select_related("role").filter(pk=notice.about_id or 0).first()
    if holder is None:
        return Message("A role that was taken away again")
    share = f" {holder.time_share} % of your week are kept free for it." if holder.time_share else ""
    return Message(f"You are now {holder.role}: {holder.scope}", f"Everybody can see it.{share}", link="/roles/")


register("Where I stand", Kind("roles.given", "A role without a title is yours", _given))

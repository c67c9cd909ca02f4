"""What do we tell people about their accounts?"""

from typing import Any

from django.conf import settings

from people.accounts.models import Invitation
from people.accounts.queries import usable_invitations
from people.notifications.kinds import Kind, Message, register
from people.notifications.models import Notice
from transition.lib import moments
from transition.lib.crypto import decrypt


def invited(notice: Notice, recipient: Any) -> Message:
    token = decrypt(bytes.fromhex(notice.details["token"]), context=f"invitation:{notice.about_id}")
    return Message(
        f"Your way into {settings.SITE_NAME}",
        f"{settings.COMPANY_NAME} runs {settings.SITE_NAME} for everybody who grows here, as an engineer or as a manager. "
        f"Choose a password and you are in. The link works once, for {settings.INVITATION_DAYS} days.",
        link=f"/accounts/invitation/{token}/",
    )


def invitation_is_open(notice: Notice, recipient: Any) -> bool:
    return usable_invitations(Invitation.objects.filter(pk=notice.about_id or 0), moments.now()).exists()


register(
    "Account",
    Kind("accounts.invited", "Invitation", invited, still_wanted=invitation_is_open, channels=("mail",), is_urgent=True),
)

"""What does the clock do for accounts?"""

from datetime import timedelta

from celery import shared_task

from people.accounts import actions
from transition.lib import moments


@shared_task(name="accounts.forget_old_drafts")
def forget_old_drafts() -> int:
    return actions.forget_old_drafts(before=moments.now() - timedelta(days=90))


@shared_task(name="accounts.forget_old_uploads")
def forget_old_uploads() -> int:
    return actions.forget_old_uploads(before=moments.now() - timedelta(days=1))

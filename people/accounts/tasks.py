"""What does the clock do for accounts?"""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from people.accounts import actions


@shared_task(name="accounts.forget_old_drafts")
def forget_old_drafts() -> int:
    return actions.forget_old_drafts(before=timezone.now() - timedelta(days=90))


@shared_task(name="accounts.forget_old_uploads")
def forget_old_uploads() -> int:
    return actions.forget_old_uploads(before=timezone.now() - timedelta(days=1))

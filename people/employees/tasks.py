"""What does the clock do for employees?"""

from celery import shared_task
from django.utils import timezone

from people.employees import actions


@shared_task(name="employees.close_accounts_of_leavers")
def close_accounts_of_leavers() -> int:
    return actions.close_accounts_of_leavers(on=timezone.localdate(), at=timezone.now())

"""What does the clock do for messages?"""

from celery import shared_task

from people.notifications import actions
from people.notifications.queries import database_now


@shared_task(name="notifications.deliver_due")
def deliver_due() -> int:
    actions.beat("worker", at=database_now())
    return actions.deliver_due(at=database_now())


@shared_task(name="notifications.plan_due")
def plan_due() -> int:
    return actions.plan_due(at=database_now())

"""What does the clock do for 1:1s?"""

from celery import shared_task

from training.one_on_ones import actions
from transition.lib import moments


@shared_task(name="one_on_ones.plan_meetings")
def plan_meetings() -> int:
    return actions.plan_all(at=moments.now())

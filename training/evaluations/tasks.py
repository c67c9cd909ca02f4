"""What does the clock do for evaluations?"""

from celery import shared_task

from training.evaluations import clock
from transition.lib import moments


@shared_task(name="evaluations.sweep", time_limit=900, soft_time_limit=840)  # one release of a large company takes minutes
def sweep() -> int:
    return clock.sweep(on=moments.today(), at=moments.now())

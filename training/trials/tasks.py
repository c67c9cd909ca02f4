"""What does the clock do for trials?"""

from celery import shared_task

from training.trials import clock
from transition.lib import moments


@shared_task(name="trials.sweep")
def sweep() -> int:
    return clock.sweep(on=moments.today(), at=moments.now())

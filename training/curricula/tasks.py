"""What does the clock do for programmes?"""

from celery import shared_task

from training.curricula import clock
from transition.lib import moments


@shared_task(name="curricula.sweep")
def sweep() -> int:
    return clock.sweep(at=moments.now())

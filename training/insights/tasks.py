"""What does the clock do for what is known of the trials?"""

from celery import shared_task

from training.insights import actions
from transition.lib import moments


@shared_task(name="insights.run")
def run() -> int:
    return actions.run(on=moments.today(), at=moments.now())

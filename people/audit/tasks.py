"""What does the clock do for the audit?"""

from celery import shared_task

from people.audit import actions
from transition.lib import moments


@shared_task(name="audit.run")
def run() -> int:
    return actions.run(on=moments.today(), at=moments.now())

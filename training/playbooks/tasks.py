"""What does the clock do for playbooks?"""

from celery import shared_task

from training.playbooks import actions
from transition.lib import moments


@shared_task(name="playbooks.erase_old_runs")
def erase_old_runs() -> int:
    return actions.erase_old_runs(on=moments.today())

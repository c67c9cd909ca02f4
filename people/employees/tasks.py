"""What does the clock do for employees?"""

from celery import shared_task

from people.employees import actions
from transition.lib import moments


@shared_task(name="employees.see_who_is_led")
def see_who_is_led() -> int:
    return actions.see_who_is_led(on=moments.today())


@shared_task(name="employees.close_accounts_of_leavers")
def close_accounts_of_leavers() -> int:
    return actions.close_accounts_of_leavers(on=moments.today(), at=moments.now())

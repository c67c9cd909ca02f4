"""What a worker process is told to load (`celery worker -I ...`) so that it knows the planner of first days."""

from people.notifications.kinds import register, register_planner
from tests.people.notifications.first_days import FIRST_DAY, plan_first_days

register("Tests", FIRST_DAY)
register_planner("first days", plan_first_days)

"""Gathers the tasks of people's features for Celery."""

from people.accounts import tasks as accounts
from people.audit import tasks as audit
from people.employees import tasks as employees
from people.notifications import tasks as notifications

__all__ = ["accounts", "audit", "employees", "notifications"]

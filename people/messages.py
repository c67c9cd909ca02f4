"""Gathers the kinds of message of people's features."""

from people.accounts import messages as accounts
from people.assessments import messages as assessments
from people.employees import messages as employees
from people.roles import messages as roles
from people.tracks import messages as tracks

__all__ = ["accounts", "assessments", "employees", "roles", "tracks"]

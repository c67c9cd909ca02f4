"""Gathers the permissions of people's features."""

from people.accounts import permissions as accounts
from people.assessments import permissions as assessments
from people.audit import permissions as audit
from people.charter import permissions as charter
from people.decisions import permissions as decisions
from people.duties import permissions as duties
from people.employees import permissions as employees
from people.imports import permissions as imports
from people.ladders import permissions as ladders
from people.notifications import permissions as notifications
from people.roles import permissions as roles
from people.tracks import permissions as tracks

__all__ = [
    "accounts",
    "assessments",
    "audit",
    "charter",
    "decisions",
    "duties",
    "employees",
    "imports",
    "ladders",
    "notifications",
    "roles",
    "tracks",
]

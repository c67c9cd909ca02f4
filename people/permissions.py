"""Gathers the permissions of people's features."""

from people.accounts import permissions as accounts
from people.audit import permissions as audit
from people.charter import permissions as charter
from people.decisions import permissions as decisions
from people.duties import permissions as duties
from people.employees import permissions as employees
from people.imports import permissions as imports
from people.notifications import permissions as notifications
from people.tracks import permissions as tracks

__all__ = ["accounts", "audit", "charter", "decisions", "duties", "employees", "imports", "notifications", "tracks"]

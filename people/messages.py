"""Gathers the kinds of message of people's features."""

from people.accounts import messages as accounts
from people.assessments import messages as assessments
from people.audit import messages as audit
from people.charter import messages as charter
from people.decisions import messages as decisions
from people.duties import messages as duties
from people.employees import messages as employees
from people.roles import messages as roles
from people.tracks import messages as tracks

__all__ = ["accounts", "assessments", "audit", "charter", "decisions", "duties", "employees", "roles", "tracks"]

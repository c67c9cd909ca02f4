"""Gathers the kinds of message of people's features."""

from people.accounts import messages as accounts
from people.audit import messages as audit
from people.charter import messages as charter
from people.decisions import messages as decisions
from people.duties import messages as duties
from people.employees import messages as employees

__all__ = ["accounts", "audit", "charter", "decisions", "duties", "employees"]

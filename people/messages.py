"""Gathers the kinds of message of people's features."""

from people.accounts import messages as accounts
from people.employees import messages as employees
from people.tracks import messages as tracks

__all__ = ["accounts", "employees", "tracks"]

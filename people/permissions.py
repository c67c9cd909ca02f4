"""Gathers the permissions of people's features."""

from people.accounts import permissions as accounts
from people.employees import permissions as employees
from people.imports import permissions as imports
from people.ladders import permissions as ladders
from people.notifications import permissions as notifications
from people.tracks import permissions as tracks

__all__ = ["accounts", "employees", "imports", "ladders", "notifications", "tracks"]

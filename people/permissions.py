"""Gathers the permissions of people's features."""

from people.employees import permissions as employees

__all__ = ["employees"]

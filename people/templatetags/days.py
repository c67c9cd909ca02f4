"""How far is a day from today, in words?"""

from datetime import date

from django.template import Library

register = Library()


@register.filter
def from_day(day: date, today: date) -> str:
    """Return how far a day is from today: "today", "tomorrow", "in 3 days", "3 days ago"."""
    days = (day - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    return near.get(days) or (f"in {days} days" if days > 0 else f"{-days} days ago")

"""How do stories of many days let the clock look what is due? By the planners they are about; all of them run in the journeys."""

from datetime import datetime

from people.notifications.kinds import planners


def plan(*names: str, at: datetime) -> None:
    """Let the planners of these names look what is due at a moment, as plan_due lets all. Raises KeyError for another name."""
    known = dict(planners())
    for name in names:
        known[name](at)

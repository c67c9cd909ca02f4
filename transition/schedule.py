"""Everything that happens by itself, on one page.

Beat only wakes sweepers: what is due, and who has not been told, stands in the database. Every entry may run twice, late, or once
for many missed days, and the result is the same. Times are UTC; seconds between runs.
"""

from typing import Any

MINUTE, HOUR = 60, 60 * 60

BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "close the accounts of those who left": {"task": "employees.close_accounts_of_leavers", "schedule": HOUR},
    "see who reports to somebody, so that the top of the chart is short": {"task": "employees.see_who_is_led", "schedule": HOUR},
    "begin trials on their first day, close what is settled": {"task": "trials.sweep", "schedule": 15 * MINUTE},
    "plan, open, close and release leadership evaluations": {"task": "evaluations.sweep", "schedule": 15 * MINUTE},
    "enrol audiences, let those who left rest, renew certificates": {"task": "curricula.sweep", "schedule": HOUR},
    "make the next 1:1 of every pair": {"task": "one_on_ones.plan_meetings", "schedule": HOUR},
    "erase runs of playbooks whose day has come": {"task": "playbooks.erase_old_runs", "schedule": 12 * HOUR},
    "look whether the tracks are equal, count twice a year": {"task": "audit.run", "schedule": 12 * HOUR},
    "count what became of the trials, twice a year": {"task": "insights.run", "schedule": 12 * HOUR},
    "forget drafts nobody touched for 90 days": {"task": "accounts.forget_old_drafts", "schedule": 12 * HOUR},
    "forget uploads nobody confirmed": {"task": "accounts.forget_old_uploads", "schedule": HOUR},
    "plan what has become due": {"task": "notifications.plan_due", "schedule": 15 * MINUTE},
    "deliver what is due": {"task": "notifications.deliver_due", "schedule": 30},
}

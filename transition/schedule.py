"""Everything that happens by itself, on one page.

Beat only wakes sweepers: what is due, and who has not been told, stands in the database. Every entry may run twice, late,
or for many missed days at once, and the result is the same. Times are UTC; seconds between runs.
"""

BEAT_SCHEDULE = {
    "deliver what is due": {"task": "notifications.deliver_due", "schedule": 30},
    "plan what has become due": {"task": "notifications.plan_due", "schedule": 15 * 60},
}

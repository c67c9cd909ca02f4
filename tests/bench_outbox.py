"""How fast is the outbox, beside the least SQL that could do the same? Part of `make bench`; works in a company that bench.py has seeded."""

from datetime import timedelta
from time import perf_counter

from django.db import connection, transaction

from people.employees.models import Employee
from people.notifications import actions, kinds
from people.notifications.models import Delivery, Notice
from transition.lib import moments

REMINDERS, CLAIMED, BATCH = 100_000, 20_000, 500
FLOOR_PLAN = """
INSERT INTO people_notice (kind, key, about, details, occurred_at)
SELECT 'bench', 'floor:' || employee.id || ':' || times.n, '', '{}', %s
FROM people_employee employee CROSS JOIN (
    WITH RECURSIVE count(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM count WHERE n < %s) SELECT n FROM count
) times
WHERE true ON CONFLICT DO NOTHING
"""
FLOOR_CLAIM = """
UPDATE people_delivery SET state = 'leased', lease_token = %s, lease_until = %s WHERE id IN (
    SELECT id FROM people_delivery WHERE state = 'pending' AND available_at <= %s ORDER BY available_at LIMIT %s{skip}
)
"""


def measured() -> dict[str, list[float]]:
    """Return what was done: [seconds of the floor, seconds here]."""
    kinds.register("Bench", kinds.Kind("bench", "Bench", lambda notice, recipient: kinds.Message("Bench"), channels=("mail",)))
    people, now = list(Employee.objects.order_by("pk")), moments.now()
    times = -(-REMINDERS // len(people))

    def dues():
        for number in range(times):
            for person in people:
                yield actions.Due(f"bench:{person.pk}:{number}", person, None, now - timedelta(hours=1))

    floor_plan, floor_again = seconds(lambda: run(FLOOR_PLAN, [now, times])), seconds(lambda: run(FLOOR_PLAN, [now, times]))
    Notice.objects.filter(key__startswith="floor:").delete()
    plan, again = seconds(lambda: actions.plan("bench", dues(), at=now)), seconds(lambda: actions.plan("bench", dues(), at=now))
    ripe = now + timedelta(days=2)  # beyond everybody's quiet hours
    skip = " FOR UPDATE SKIP LOCKED" if connection.features.has_select_for_update_skip_locked else ""
    floor_claim = seconds(lambda: claim_least(ripe, FLOOR_CLAIM.format(skip=skip)))
    Delivery.objects.update(state=Delivery.State.PENDING, lease_token=None, lease_until=None)
    claim = seconds(lambda: [actions.claim(at=ripe, size=BATCH) for _ in range(CLAIMED // BATCH)])
    return {
        "plan 100,000 reminders, s": [floor_plan, plan],
        "the same again, s": [floor_again, again],
        "claim 20,000, s": [floor_claim, claim],
    }


def seconds(work) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun


def run(sql: str, values: list[object]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def claim_least(at, sql: str) -> None:
    token = "0" * 32
    for _ in range(CLAIMED // BATCH):
        run(sql, [token, at + timedelta(minutes=5), at, BATCH])

"""What do the two largest readings cost: 5,000 trials among 100,000 people, and a ladder of 12 levels, 3 tracks and 40 competencies?

`python tests/bench_large.py [people]` fills a SQLite database of its own (or that of DATABASE_URL, which has to be empty), and asks each page
in this process, beside the directory's list and one person's page. It prints the median in milliseconds, queries and kilobytes.
"""

import os
import secrets
import statistics
import sys
import tempfile
import time
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
TRIALS, ROUNDS = 5_000, 15


def prepare() -> None:
    folder = tempfile.mkdtemp(prefix="transition-large-")
    os.environ.update({
        "VAR_DIR": folder, "SECOND_FACTOR_REQUIRED": "0", "LOG_LEVEL": "ERROR", "OUTBOX_NUDGE": "0", "DEBUG": "0", "DEMO": "0",
        "SITE_URL": "http://127.0.0.1:8000", "SECRET_KEY": secrets.token_urlsafe(50), "FIELD_KEYS": secrets.token_urlsafe(32),
        "DJANGO_SETTINGS_MODULE": "transition.settings",
    })  # fmt: skip
    import django

    django.setup()


def main(people: int) -> None:
    prepare()
    from datetime import timedelta

    from django.test import Client
    from django.utils import timezone

    from people.audit.actions import draw_release as draw_audit
    from people.ladders.actions import begin_draft
    from people.tracks.actions import import_ladder, publish_version
    from people.tracks.models import Placement
    from tests import crowd
    from tests.company import founded, signed_in
    from tests.people.tracks.test_size import large
    from training.insights.actions import draw_release

    begun = time.perf_counter()
    found = founded(people, {})
    today, now = timezone.localdate(), timezone.now()
    from people.employees.models import Employee, Team

    hana = Employee.objects.get(pk=found["viewer"])
    hana.user.is_hr_administrator = True
    hana.user.save()
    version, _ = import_ladder(large(), ranks_are_grades=True, by=None, at=now)
    publish_version(version, by=None, at=now)
    levels = list(version.level_set.all())
    placed = list(Placement.objects.order_by("pk")[: min(people, 10_000)])
    for number, place in enumerate(placed):
        place.level = levels[number % len(levels)]
    Placement.objects.bulk_update(placed, ["level"], batch_size=500)
    draft = begin_draft(version, by=None, at=now)
    tried = list(Employee.objects.exclude(pk=hana.pk).filter(trials=None).order_by("-pk")[:TRIALS])
    crowd.add_first_trials(tried, sponsor=hana, level=levels[5], team=Team.objects.first(), random=Random(1), on=today)
    print(f"{people} people, {len(tried)} trials: filled in {time.perf_counter() - begun:.0f} s")
    for name, act in (
        ("count the trials, nothing shown before", lambda: draw_release(on=today - timedelta(days=182), by=None, at=now)),
        ("count the trials, against one earlier day", lambda: draw_release(on=today, by=None, at=now)),
        ("count the levels for the audit", lambda: draw_audit(on=today, by=None, at=now)),
    ):
        start = time.perf_counter()
        act()
        print(f"{name}: {time.perf_counter() - start:.1f} s")
    client = Client(headers={"host": "127.0.0.1"})
    client.cookies["session"] = signed_in(hana.user, "people.accounts.backend.PersonBackend").session_key
    track = draft.track_set.first()
    pages = {
        "directory list": "/people/",
        "person": f"/people/{tried[0].pk}/",
        "insights": "/insights/",
        "insights, file": "/insights/figures.csv",
        "lattice": "/tracks/?ladder=large",
        "level": f"/tracks/levels/{levels[-1].pk}/",
        "matrix": f"/ladders/tracks/{track.pk}/matrix/",
        "audit": "/audit/",
        "trials to look after": "/trials/overview/",
    }
    times = {name: [] for name in pages}
    costs = {}
    from tests.company import cost

    for _ in range(ROUNDS):
        for name, path in pages.items():
            start = time.perf_counter()
            costs[name] = cost(client, path)
            times[name].append((time.perf_counter() - start) * 1000)
    print(f"Load of this machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.")
    base = statistics.median(times["directory list"])
    for name, found_times in times.items():
        queries, size = costs[name]
        median, quiet = statistics.median(found_times), min(found_times)
        print(
            f"{name:22} p50 {median:7.1f} ms, least {quiet:7.1f}; {median / base:4.1f} times the list; {queries:2} queries; "
            f"{size / 1024:5.0f} KB"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)

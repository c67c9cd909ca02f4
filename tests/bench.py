"""What does a page cost, beside the least Django page that could do it, and does it stay so when the company is ten times as large?

`make bench` seeds two databases of its own (1,000 and 10,000 employees, or BENCH_N in place of the second) on the server of
DATABASE_URL, else in SQLite; starts the web server as `manage.py up` does, once for the product and once for the floor
(tests/floor_urls.py), beside each other for both sizes; asks each for every page in turn, so that a busy machine slows all alike; and
prints each ratio beside its goal. BENCH_ROUNDS says how often (default 60).
"""

import http.client
import json
import os
import re
import secrets
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
SIZES = (1_000, int(os.environ.get("BENCH_N", "10000")))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "60"))
WARM = 8  # rounds that are not counted
KILOBYTE, MEGABYTE = 1024, 1024 * 1024

FLOOR = {
    "row": "/row/?of={viewer}",
    "rows": "/rows/",
    "search": "/search/?q={name}",
    "level": "/level/?of={viewer}",
    "tree": "/tree/",
}


@dataclass(frozen=True)
class Goal:
    """One page of the product: at most `times` what `floor` costs; `grows` when it is a file of the whole company; `who` looks: the viewer
    ("product") or an HR administrator ("HR")."""

    name: str
    path: str
    floor: str
    times: float | None
    grows: bool = False
    who: str = "product"


GOALS = (
    Goal("directory list", "/people/", "rows", 3),
    Goal("directory search, a name", "/people/?q={name}", "search", 1),
    Goal("directory search, half the company", "/people/?q=engineer", "search", None),
    Goal("person", "/people/{viewer}/", "row", 5),
    Goal("Today", "/", "row", 6),
    Goal("org chart, top", "/people/org-chart/", "level", None),
    Goal("org chart, one level", "/people/org-chart/?of={viewer}", "level", 2),
    Goal("org chart, whole (file)", "/people/org-chart/csv/", "tree", 2, grows=True),
    Goal("lattice", "/tracks/", "rows", None),
    Goal("level", "/tracks/levels/{level}/", "row", None),
    Goal("1:1 list", "/one-on-ones/", "rows", 3),
    Goal("a 1:1", "/one-on-ones/meetings/{meeting}/", "rows", 3),
    Goal("all 1:1s of a pair", "/one-on-ones/{series}/", "rows", 3),
    Goal("how 1:1s go", "/one-on-ones/{series}/course/", "rows", 3),
    Goal("1:1s of those one leads", "/one-on-ones/below/", "rows", 3),
    Goal("evaluations", "/evaluations/", "rows", 3),
    Goal("my report", "/evaluations/{report}/", "rows", 3),
    Goal("a trial, its sponsor", "/trials/{trial}/", "rows", 3),
    Goal("inbox", "/notifications/", "rows", 3),
    Goal("what I follow, 60 modules", "/learning/", "rows", 3),
    Goal("programme of 60 modules", "/learning/course/", "rows", 3),
    Goal("a module of 60", "/learning/course/m30/", "rows", 3),
    Goal("my team's learning", "/learning/team/", "rows", 3),
    Goal("hours and certificates", "/learning/record/", "rows", 3),
    Goal("HR: programmes", "/learning/programmes/", "rows", 3, who="HR"),
    Goal("HR: who follows one, 5,000", "/learning/programmes/course/", "rows", 3, who="HR"),
    Goal("HR: trials to look after", "/trials/overview/", "rows", None, who="HR"),
)
MOST_QUERIES, MOST_BYTES, MOST_GROWTH, MOST_MEMORY, MOST_SESSION = 12, 100 * KILOBYTE, 1.1, 120 * MEGABYTE, KILOBYTE


@dataclass
class Company:
    """One database with its two servers, and what was measured there."""

    size: int
    env: dict[str, str]
    seeded: dict[str, Any] = field(default_factory=dict)
    ports: dict[str, int] = field(default_factory=dict)
    memory: dict[str, int] = field(default_factory=dict)
    times: dict[str, list[float]] = field(default_factory=dict)
    outbox: dict[str, list[float]] = field(default_factory=dict)  # what, [floor, here]; see bench_outbox.py

    def p(self, name: str, percent: int) -> float:
        """Return a percentile in milliseconds."""
        return statistics.quantiles(self.times[name], n=100, method="inclusive")[percent - 1]


def main() -> int:
    with ExitStack() as stack:
        companies = [stack.enter_context(company(size)) for size in SIZES]
        for one in companies:
            say(f"Seeding {one.size} employees ...")
            one.seeded = in_another_process("seed", str(one.size), env=one.env)
        for one in companies:
            for what, settings in (("product", "transition.settings"), ("floor", "tests.floor_settings")):
                one.ports[what], process = stack.enter_context(server(one, settings))
                one.seeded[f"pid of {what}"] = process
        say(f"Measuring: {ROUNDS} rounds of every page in turn ...")
        measure(companies)
        say("Measuring: the outbox of the larger company ...")
        companies[-1].outbox = in_another_process("outbox", env=companies[-1].env)
        return report(companies)


def in_another_process(*words: str, env: Mapping[str, str]) -> Any:
    """Return what this file says when it is run with `words`, as JSON in its last line."""
    env = env | {"DJANGO_SETTINGS_MODULE": "transition.settings"}
    done = subprocess.run([sys.executable, __file__, *words], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def say(words: str) -> None:
    sys.stderr.write(f"{words}\n")


# --- Two databases, four servers ---------------------------------------------------------------------------------------


@contextmanager
def company(size: int) -> Iterator[Company]:
    """Make a database of its own and forget it afterwards."""
    folder = tempfile.mkdtemp(prefix="transition-bench-")
    env = os.environ | {
        "VAR_DIR": folder, "SECOND_FACTOR_REQUIRED": "0", "LOG_LEVEL": "ERROR", "OUTBOX_NUDGE": "0", "DEBUG": "0", "DEMO": "0",
        "SITE_URL": "http://127.0.0.1:8000", "SECRET_KEY": secrets.token_urlsafe(50), "FIELD_KEYS": secrets.token_urlsafe(32),
    }  # fmt: skip
    url, name = env.get("DATABASE_URL", ""), f"transition_bench_{os.getpid()}_{size}"
    if url:
        env["DATABASE_URL"] = urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
        env.setdefault("REDIS_URL", "redis://127.0.0.1:6379/0")
        on_server(url, f'CREATE DATABASE "{name}"')
    try:
        yield Company(size, env)
    finally:
        if url:
            on_server(url, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        shutil.rmtree(folder, ignore_errors=True)


def on_server(url: str, statement: str) -> None:
    import psycopg2

    connection = psycopg2.connect(urlunsplit(urlsplit(url)._replace(path="/postgres")))
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()


@contextmanager
def server(one: Company, settings: str) -> Iterator[tuple[int, int]]:
    """Start the web server as `manage.py up` does, with one worker; yield its port and process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = one.env | {"PORT": str(port), "HOST": "127.0.0.1", "DJANGO_SETTINGS_MODULE": settings}
    process = subprocess.Popen(in_another_process("command", env=env), cwd=ROOT, env=env)
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(timeout=20)


def memory_of_worker(pid: int) -> int:
    """Return the resident bytes of the largest process below `pid`: the worker that holds the application."""
    sizes = [0]
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
            status = (stat.parent / "status").read_text()
        except OSError:
            continue
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        if parent == pid and found:
            sizes.append(int(found[1]) * KILOBYTE)
    return max(sizes)


# --- Measuring ---------------------------------------------------------------------------------------------------------


def measure(companies: list[Company]) -> None:
    asked = []
    for one in companies:
        for what, pages in (
            ("floor", {f"floor's {name}": (path, "floor") for name, path in FLOOR.items()}),
            ("product", {goal.name: (goal.path, goal.who) for goal in GOALS}),
        ):
            connection = http.client.HTTPConnection("127.0.0.1", one.ports[what], timeout=120)
            for name, (path, who) in pages.items():
                session = {"Cookie": f"session={one.seeded[f'session of {who}']}", "Host": "127.0.0.1"}
                asked.append((one, connection, session, name, path.format(**one.seeded)))
    # A page beside itself in the other company, so that both see the same machine.
    asked.sort(key=lambda each: each[3])
    for turn in range(WARM + ROUNDS):
        for one, connection, session, name, path in asked:
            begun = time.perf_counter()
            connection.request("GET", path, headers=session)
            response = connection.getresponse()
            response.read()
            took = (time.perf_counter() - begun) * 1000
            if response.status != 200:
                raise SystemExit(f"{path} answered {response.status}")
            if turn >= WARM:
                one.times.setdefault(name, []).append(took)
    for one in companies:
        one.memory = {what: memory_of_worker(one.seeded[f"pid of {what}"]) for what in one.ports}


# --- The table ---------------------------------------------------------------------------------------------------------


def report(companies: list[Company]) -> int:
    small, large = companies
    missed: list[str] = []

    def verdict(name: str, value: float, goal: float | None, words: str) -> str:
        if goal is None:
            return words
        if value > goal:
            missed.append(f"{name}: {words}, at most {goal:g}")
        return f"{words} {'ok' if value <= goal else 'MISSED'}"

    engine = "PostgreSQL" if small.env.get("DATABASE_URL") else "SQLite"
    print(f"\n{engine}; {small.size} -> {large.size} employees; milliseconds; every page in turn, {ROUNDS} rounds\n")
    say(
        f"Load of this machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores. When it is busy, believe the quietest tenth more than p50."
    )
    head = ("what", "floor p50", "p50", "p95", "growth (1.1)", "times floor", "(p10)", "goal", "queries (12)", "KB (100)")
    lines = [head]
    for goal in GOALS:
        floor, quiet = large.p(f"floor's {goal.floor}", 50), large.p(f"floor's {goal.floor}", 10)
        pair = small.p(goal.name, 50), large.p(goal.name, 50)
        paces = statistics.median(
            b / a for a, b in zip(small.times[goal.name], large.times[goal.name], strict=True)
        )  # one beside the other in the same round
        queries, size = large.seeded["costs"][goal.name]
        queries_small, size_small = small.seeded["costs"][goal.name]
        most_queries = MOST_QUERIES if queries == queries_small else queries_small
        lines.append(
            (
                goal.name,
                f"{floor:.1f}",
                f"{pair[0]:.1f} -> {pair[1]:.1f}",
                f"{small.p(goal.name, 95):.1f} -> {large.p(goal.name, 95):.1f}",
                verdict(f"{goal.name}, growth", round(paces, 2), None if goal.grows else MOST_GROWTH, f"{paces:.2f}"),
                verdict(f"{goal.name}, times the floor", round(pair[1] / floor, 2), goal.times, f"{pair[1] / floor:.2f}"),
                f"{large.p(goal.name, 10) / quiet:.2f}",
                f"{goal.times:g}" if goal.times else "-",
                verdict(f"{goal.name}, queries", queries, most_queries, f"{queries_small} -> {queries}"),
                verdict(
                    f"{goal.name}, KB",
                    size / KILOBYTE,
                    None if goal.grows else MOST_BYTES / KILOBYTE,
                    f"{size_small / KILOBYTE:.0f} -> {size / KILOBYTE:.0f}",
                ),
            )
        )
    table(lines)
    print()
    memory = max(one.memory["product"] for one in companies)
    cold, session = large.seeded["cold"], large.seeded["session size"]
    table(
        [
            ("what", "floor", "here", "goal"),
            (
                "memory of a web worker, MB",
                f"{max(one.memory['floor'] for one in companies) / MEGABYTE:.0f}",
                verdict("memory, MB", memory / MEGABYTE, MOST_MEMORY / MEGABYTE, f"{memory / MEGABYTE:.0f}"),
                f"{MOST_MEMORY / MEGABYTE:.0f}",
            ),
            ("session, bytes", "-", verdict("session, bytes", session, MOST_SESSION, str(session)), "1024"),
            ("cold page, requests", "1", verdict("cold page, requests", cold["requests"], 6, str(cold["requests"])), "6"),
            ("cold page, KB on the wire", "-", verdict("cold page, KB", cold["bytes"] / KILOBYTE, 80, f"{cold['bytes'] / KILOBYTE:.0f}"), "80"),
            ("cold page, outside hosts", "0", verdict("cold page, outside hosts", cold["outside"], 0, str(cold["outside"])), "0"),
        ]
    )  # fmt: skip
    print()
    lines = [("what", "floor", "here", "times", "goal")]
    for name, most in (("plan 100,000 reminders, s", 1.3), ("the same again, s", 1.2), ("claim 20,000, s", 1.25)):
        floor, here = large.outbox[name]
        lines.append((name, f"{floor:.2f}", f"{here:.2f}", verdict(name, here / floor, most, f"{here / floor:.2f}"), f"{most:g}"))
    table(lines)
    print(f"\n{len(missed)} goals missed" + "".join(f"\n  {words}" for words in missed))
    return 1 if missed else 0


def table(lines: list[tuple[str, ...]]) -> None:
    widths = [max(len(line[n]) for line in lines) for n in range(len(lines[0]))]
    for number, line in enumerate(lines):
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |")
        if number == 0:
            print("|" + "|".join("-" * (width + 2) for width in widths) + "|")


# --- In a process of its own: the command of the server, and the company ------------------------------------------------


def command() -> list[str]:
    import django

    django.setup()
    from people.management.commands.up import Command

    web, *_ = Command()._children(1)
    return list(web.command)


def seed(size: int) -> Mapping[str, object]:
    """Fill an empty database with a company, and count what does not depend on the machine: queries and bytes."""
    import django

    django.setup()
    from tests.company import founded

    return founded(size, {goal.name: (goal.path, goal.who) for goal in GOALS})


def outbox() -> Mapping[str, object]:
    import django

    django.setup()
    from tests.bench_outbox import measured

    return measured()


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["seed", size]:
            print(json.dumps(seed(int(size))))
        case ["outbox"]:
            print(json.dumps(outbox()))
        case ["command"]:
            print(json.dumps(command()))
        case _:
            sys.exit(main())

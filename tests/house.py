"""How do tests run the real thing? A house of its own: folder, database, broker and processes that nobody else uses."""

import fcntl
import json
import os
import secrets
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg2
import redis
from celery import Celery

from tests.mail_server import free_port, wait_until

ROOT = Path(__file__).resolve().parent.parent
SERVER = os.environ.get("DATABASE_URL", "")  # empty: SQLite
REDIS = shutil.which("redis-server")
KEY = "one key for all houses, so that copies can be read"
NO_BROKER = {"REDIS_URL": "redis://127.0.0.1:1/0"} if SERVER else {}
CLERK = """
import contextlib, json, sys
import django
from django.db import connection
django.setup()
for line in sys.stdin:
    found = {}
    with contextlib.redirect_stdout(sys.stderr):
        exec(json.loads(line), found)
    connection.close()
    print(json.dumps(found["answer"]), flush=True)
"""
CELERY = [sys.executable, "-m", "celery", "-q", "-A", "transition"]


class Redis:
    """A Redis of its own that keeps nothing on disk: what is killed comes back empty."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.start()

    def start(self) -> None:
        command = [REDIS, "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self.process = subprocess.Popen([*command, "--dir", str(self.folder)], stdout=subprocess.DEVNULL)
        wait_until(lambda: is_listening(self.port), seconds=10, what="the start of Redis")

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def command(self, *words: str) -> None:
        with redis.Redis(port=self.port) as connection:
            connection.execute_command(*words)


def is_listening(port: int) -> bool:
    """Does anything listen on a port of this machine?"""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


class House:
    """One installation: run code in it, start its processes, look into its database."""

    url = ""  # where its pages are, if it has any

    def __init__(self, folder: Path, name: str, own_redis: Redis | None, **env: object) -> None:
        self.folder, self.name, self.redis = folder, name, own_redis
        self.database = database = database_named(name) if name else ""  # the address; empty: SQLite in the folder
        own = {
            "VAR_DIR": folder,
            "SECRET_KEY": secrets.token_hex(32),
            "FIELD_KEYS": KEY,
            "LOG_LEVEL": "WARNING",
        }
        if database:
            own["DATABASE_URL"] = database
        if own_redis or database:
            own["REDIS_URL"] = own_redis.url if own_redis else os.environ["REDIS_URL"]
        inherited = {
            name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL", "DEMO", "DEBUG")
        }
        self.env = inherited | {name: str(value) for name, value in (own | env).items()}
        self.processes: list[subprocess.Popen[bytes]] = []
        self._clerk: subprocess.Popen[bytes] | None = None
        for part in ("broker", "broker-control"):
            (folder / part).mkdir(exist_ok=True)
        self._sender = Celery("sender", broker=self.env.get("REDIS_URL", "filesystem://"), set_as_current=False)
        self._sender.conf.task_publish_retry = False
        if "REDIS_URL" not in self.env:
            broker = str(folder / "broker")
            control = str(folder / "broker-control")
            self._sender.conf.broker_transport_options = {
                "data_folder_in": broker, "data_folder_out": broker, "control_folder": control,
            }  # fmt: skip

    # --- Processes -----------------------------------------------------------------------------------------------------

    def run(self, code: str, **env: object) -> str:
        """Run Python in the house, to its end; returns what it prints."""
        process = self.start("-c", f"import django; django.setup()\n{code}", stdout=subprocess.PIPE, **env)
        answer = process.communicate()[0].decode()
        assert process.returncode == 0, self.log()
        return answer

    def ask(self, code: str) -> Any:
        """Run Python in the house; return what it leaves in `answer` (JSON). One process answers all that is asked."""
        if self._clerk is None or self._clerk.poll() is not None:
            self._clerk = self.start("-c", CLERK, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._clerk.stdin.write(json.dumps(code).encode() + b"\n")
        self._clerk.stdin.flush()
        answer = self._clerk.stdout.readline()
        assert answer, self.log()
        return json.loads(answer)

    def start(self, *arguments: str, stdin: Any = None, stdout: Any = None, **env: object) -> "subprocess.Popen[bytes]":
        """Start Python in a process group of its own."""
        whole = self.env | {"DJANGO_SETTINGS_MODULE": "transition.settings"} | {name: str(value) for name, value in env.items()}
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, *arguments],
                env=whole,
                cwd=ROOT,
                start_new_session=True,
                stdin=stdin,
                stdout=stdout or log,
                stderr=log,
            )
        self.processes.append(process)
        return process

    def worker(self, *more: str, concurrency: int = 1) -> "subprocess.Popen[bytes]":
        """Start a worker like that of `manage.py up`."""
        pool = ["--concurrency", str(concurrency)] if self.database else ["-P", "threads", "--concurrency", str(concurrency)]
        usual = ["worker", "--loglevel", "WARNING", "--without-mingle", "--without-gossip"]
        return self.start(*CELERY[1:], *usual, *pool, "-n", f"w{len(self.processes)}@house", *more)

    def beat(self) -> "subprocess.Popen[bytes]":
        return self.start(*CELERY[1:], "beat", "--loglevel", "WARNING", "--pidfile", "")

    def kill(self, process: "subprocess.Popen[bytes]", number: int = signal.SIGKILL) -> None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        process.wait(timeout=60)

    def log(self) -> str:
        return (self.folder / "log").read_text()[-5000:]

    def close(self) -> None:
        self._sender.close()
        for process in self.processes:
            self.kill(process)
            for pipe in filter(None, (process.stdin, process.stdout)):
                pipe.close()
        if self.redis:
            self.redis.kill()

    # --- Work ----------------------------------------------------------------------------------------------------------

    def say(self, task: str = "notifications.deliver_due") -> None:
        """Put a task into the queue, as beat does."""
        with suppress(Exception):  # no broker: the next time
            self._sender.send_task(task, retry=False, expires=5)

    @contextmanager
    def clock(self, seconds: float = 0.5) -> Iterator[None]:
        """Ask for deliveries all the time, like a beat in a hurry."""
        over = threading.Event()

        def tick() -> None:
            while not over.wait(seconds):
                self.say()

        ticking = threading.Thread(target=tick, daemon=True)
        ticking.start()
        try:
            yield
        finally:
            over.set()
            ticking.join()

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Look into the database."""
        file = self.folder / "transition.sqlite3"
        with closing(psycopg2.connect(self.database) if self.database else sqlite3.connect(file, timeout=20)) as connection:
            cursor = connection.cursor()
            cursor.execute(sql)
            return cursor.fetchall()

    def states(self, channel: str = "mail") -> dict[str, int]:
        """How many deliveries of a channel are in which state?"""
        return dict(self.rows(f"SELECT state, count(*) FROM people_delivery WHERE channel = '{channel}' GROUP BY state"))

    def is_done(self) -> bool:
        """Is every delivery in a state in which it stays?"""
        return not self.rows("SELECT 1 FROM people_delivery WHERE state IN ('pending', 'leased') LIMIT 1")


@dataclass(frozen=True)
class Foundation:
    """What houses are copied from: a folder, and on a server a database."""

    folder: Path
    name: str  # of the database on the server; empty: it is a file in the folder


def foundation(folder: Path, kind: str) -> Foundation:
    """Return the one foundation of a kind ("empty": migrated; "demo": with the demo company) in a folder; who comes first makes it."""
    found = folder / kind
    with (folder / f"{kind}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (found / "name").exists():
            shutil.rmtree(found, ignore_errors=True)
            found.mkdir()
            base, commands = None, ["migrate", "createcachetable"]
            if kind == "demo":
                base, commands = foundation(folder, "empty"), ["fill_demo"]
            with built_house(base, found, keep=True, own_redis=False, **NO_BROKER) as house:
                for command in commands:
                    process = house.start("manage.py", command, "--verbosity", "0", stdout=subprocess.DEVNULL)
                    assert process.wait() == 0, house.log()
            (found / "name").write_text(house.name)
    return Foundation(found, (found / "name").read_text())


def houses() -> Path:
    """Return the folder that all processes of a run of tests share (see tests/conftest.py)."""
    return Path(os.environ["TEST_HOUSES"])


def forget_foundations(folder: Path) -> None:
    """Take down every foundation of a folder, and the folder."""
    for name in folder.glob("*/name"):
        if SERVER:
            on_server(f"DROP DATABASE IF EXISTS {name.read_text()} WITH (FORCE)")
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def built_house(
    base: Foundation | None, folder: Path, *, own_redis: bool | None = None, keep: bool = False, **env: object
) -> Iterator[House]:
    """Build a house on a copy of a foundation (None: on nothing); take it down at the end, its database only unless told to `keep` it.

    `own_redis`: by default where there is a server. A broker that houses share would give one's work to another's worker.
    """
    name = f"house_{os.getpid()}_{secrets.token_hex(3)}" if SERVER else ""
    if name:
        on_server(f"CREATE DATABASE {name}" + (f" TEMPLATE {base.name}" if base else ""))
    if base:
        shutil.copytree(base.folder, folder, ignore=shutil.ignore_patterns("log", "name", "static"), dirs_exist_ok=True)
    wants_redis = bool(SERVER) if own_redis is None else own_redis
    house = House(folder, name, Redis(folder) if wants_redis and REDIS else None, **env)
    try:
        yield house
    finally:
        house.close()
        if name and not keep:
            on_server(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def demo_house(base: Foundation | None = None) -> Iterator[House]:
    """The demo company behind the one command, with web, worker and beat: it answers at `house.url` until the block ends."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder, built_house(base, Path(folder), DEMO=1, PORT=port) as house:
        house.url = f"http://127.0.0.1:{port}"
        up = house.start("manage.py", "up")
        wait_until(lambda: answers(house.url + "/accounts/login/"), seconds=120, what="the demo")
        try:
            yield house
        finally:
            children = children_of(up.pid)  # each the leader of a group
            house.kill(up)
            for child in children:
                with suppress(ProcessLookupError):
                    os.killpg(child, signal.SIGKILL)


def answers(address: str) -> bool:
    """Does a page come from an address?"""
    with suppress(OSError):
        return urllib.request.urlopen(address, timeout=2).status == 200
    return False


def database_named(name: str) -> str:
    return urlsplit(SERVER)._replace(path=f"/{name}").geturl()


def on_server(sql: str) -> None:
    with closing(psycopg2.connect(database_named("postgres"))) as connection:
        connection.autocommit = True
        connection.cursor().execute(sql)


def group_of(leader: int) -> set[int]:
    """Return the processes of a session that is led by a process, itself included."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, ValueError):
            after_name = stat.read_text().rpartition(")")[2].split()
            if int(after_name[3]) == leader and after_name[0] != "Z":
                found.add(int(stat.parent.name))
    return found


def cpu_seconds(leader: int) -> float:
    """Return the processor time that a session has used."""
    stats = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in group_of(leader)]
    return sum(int(after_name[11]) + int(after_name[12]) for after_name in stats) / os.sysconf("SC_CLK_TCK")


def children_of(parent: int) -> dict[int, str]:
    """Return the running children of a process and their command lines."""
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, ValueError):
            after_name = stat.read_text().rpartition(")")[2].split()
            if int(after_name[1]) == parent and after_name[0] != "Z":
                found[int(stat.parent.name)] = (stat.parent / "cmdline").read_text().replace("\0", " ")
    return found

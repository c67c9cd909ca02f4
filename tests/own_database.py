"""A database of its own for tests with real processes: a file, or a new database on the PostgreSQL server."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg2

ROOT = Path(__file__).resolve().parent.parent


class House:
    """Runs Python in the project, on that database."""

    def __init__(self, env: dict[str, str]) -> None:
        self.env = env

    def run(self, *arguments: str) -> str:
        """Run to the end; return what was printed. Raises RuntimeError with the last words when it fails."""
        done = subprocess.run([sys.executable, *arguments], cwd=ROOT, env=self.env, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(done.stderr[-2000:])
        return done.stdout

    def start(self, *arguments: str) -> Any:
        """Start a process with pipes (text)."""
        return subprocess.Popen(
            [sys.executable, *arguments], cwd=ROOT, env=self.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, code: str) -> Any:
        """Run Python with Django ready; return what it leaves in `answer` (JSON)."""
        script = f"import json\n{code}\nprint('\\n' + json.dumps(answer))"
        return json.loads(self.run("manage.py", "shell", "-v", "0", "-c", script).strip().splitlines()[-1])


@contextmanager
def own_database(folder: Path, **env: str) -> Iterator[House]:
    """Make and migrate a database; it is gone afterwards."""
    own = {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"}
    own |= {"VAR_DIR": str(folder), **env}
    name, server = f"transition_own_{uuid4().hex[:8]}", os.environ.get("DATABASE_URL", "")
    if server:
        _on(server, f'CREATE DATABASE "{name}"')
        own |= {"DATABASE_URL": urlunsplit(urlsplit(server)._replace(path=f"/{name}"))}
        own |= {"SECRET_KEY": "only for tests with real processes, and long enough", "FIELD_KEYS": "test"}
    try:
        house = House(own)
        house.run("manage.py", "migrate", "-v", "0")
        if not server:
            house.run("manage.py", "createcachetable")
        yield house
    finally:
        if server:
            _on(server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _on(server: str, sql: str) -> None:
    connection = psycopg2.connect(urlunsplit(urlsplit(server)._replace(path="/postgres")))
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(sql)
    connection.close()

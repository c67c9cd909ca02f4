"""The demo company behind the real command: web, worker and beat, on a database and in a folder of its own."""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg2

ROOT = Path(__file__).resolve().parent.parent


class DemoHouse:
    """`with DemoHouse() as house`: the demo answers at `house.url` until the block ends."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self.folder = tempfile.TemporaryDirectory()
        self.env = os.environ | {"DEMO": "1", "PORT": str(port), "VAR_DIR": self.folder.name, "SITE_URL": self.url}
        self.database = f"transition_demo_{port}" if os.environ.get("DATABASE_URL") else ""
        self.env.pop("PYTEST_CURRENT_TEST", None)

    def __enter__(self) -> "DemoHouse":
        if self.database:
            self._on_server(f'CREATE DATABASE "{self.database}"')
            self.env["DATABASE_URL"] = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{self.database}"))
            self.env |= {"SECRET_KEY": "only for the tests of a browser, and long enough for that", "FIELD_KEYS": "browser"}
        up = [sys.executable, "manage.py", "up"]
        self.process = subprocess.Popen(up, cwd=ROOT, env=self.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._wait()
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        self.process.terminate()
        self.process.wait(30)
        if self.database:
            self._on_server(f'DROP DATABASE IF EXISTS "{self.database}" WITH (FORCE)')
        self.folder.cleanup()

    def ask(self, code: str) -> Any:
        """Run Python in the house; return what it leaves in `answer` (JSON)."""
        script = f"import json\n{code}\nprint('\\n' + json.dumps(answer))"
        done = subprocess.run(
            [sys.executable, "manage.py", "shell", "-v", "0", "-c", script],
            cwd=ROOT,
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(done.stderr[-2000:])
        return json.loads(done.stdout.strip().splitlines()[-1])

    def _on_server(self, sql: str) -> None:
        connection = psycopg2.connect(urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path="/postgres")))
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(sql)
        connection.close()

    def _wait(self) -> None:
        for _ in range(240):
            try:
                urllib.request.urlopen(f"{self.url}/accounts/login/", timeout=2)
            except OSError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.5)
            else:
                return
        self.process.kill()
        raise RuntimeError("the demo did not start")

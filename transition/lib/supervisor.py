"""How are several processes run as one? Started together, started again when one dies or falls silent, stopped together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import FrameType

LONGEST_WAIT = 30  # seconds between two starts of a child that keeps dying
GRACE = 15  # seconds a child has to stop by itself


@dataclass
class Child:
    """One process: its command, and (optional) a question whether it is still doing something."""

    name: str
    command: Sequence[str]
    is_silent: Callable[[], bool] | None = None
    patience: float = 120  # seconds before it is asked for the first time
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    deaths: int = 0
    not_before: float = field(default=0.0)


class Supervisor:
    """Runs children until it is told to stop by SIGINT or SIGTERM, or its terminal is closed (SIGHUP)."""

    def __init__(self, children: Sequence[Child], *, env: Mapping[str, str]) -> None:
        self.children, self.env = children, dict(env)
        self.stopping = False

    def run(self) -> None:
        """Start every child and keep them running; returns once all have stopped. Each child is a process group of its own."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)
        try:
            while not self.stopping:
                for child in self.children:
                    self._look_after(child)
                time.sleep(0.5)
        finally:
            self._stop_all()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _look_after(self, child: Child) -> None:
        now = time.monotonic()
        if child.process and child.process.poll() is None:
            if child.is_silent and now - child.started > child.patience and child.is_silent():
                self._say(f"{child.name} has been silent for too long and is started again")
                self._kill(child, signal.SIGKILL)
            elif now - child.started > LONGEST_WAIT:
                child.deaths = 0
            return
        if child.process:
            self._say(f"{child.name} ended with {child.process.returncode} and is started again")
            self._kill(child, signal.SIGKILL)  # what it may have left behind
            child.process = None
            child.deaths += 1
            child.not_before = now + min(LONGEST_WAIT, 0.25 * 2**child.deaths)
        if now >= child.not_before:
            child.process = subprocess.Popen(child.command, env=self.env, start_new_session=True)  # noqa: S603
            child.started = now

    def _stop_all(self) -> None:
        for child in self.children:
            self._kill(child, signal.SIGTERM)
        end = time.monotonic() + GRACE
        for child in self.children:
            if child.process:
                with suppress(subprocess.TimeoutExpired):
                    child.process.wait(timeout=max(0.1, end - time.monotonic()))
                self._kill(child, signal.SIGKILL)
                child.process.wait()

    def _kill(self, child: Child, number: int) -> None:
        if child.process:
            with suppress(ProcessLookupError):
                os.killpg(child.process.pid, number)

    def _say(self, words: str) -> None:
        sys.stderr.write(f"{words}\n")
        sys.stderr.flush()

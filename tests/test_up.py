"""Does one command keep everything running, and leave nothing behind?"""

import os
import signal
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from time import monotonic

import pytest

from people.management.commands.up import _worker_is_silent
from people.notifications.actions import beat
from people.notifications.models import Tick
from people.notifications.queries import database_now
from tests.house import House, answers, children_of, group_of, is_listening
from tests.mail_server import free_port, wait_until
from tests.soak import IS_SOAK


def is_running(pid: int) -> bool:
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def child_of(up: int, word: str) -> int | None:
    """The child of `up` whose command line has a word."""
    return next((pid for pid, command in children_of(up).items() if word in command), None)


def ticks(house: House) -> list[str]:
    return sorted(job for (job,) in house.rows("SELECT job FROM people_tick"))


@pytest.fixture
def going(build_house):
    """A house in which `manage.py up` runs web, worker and beat."""
    port = free_port()
    house = build_house(PORT=port, DEBUG=1)
    up = house.start("manage.py", "up")
    wait_until(lambda: answers(f"http://127.0.0.1:{port}/healthz"), seconds=30, what="the first page")
    wait_until(lambda: ticks(house) == ["plan", "worker"], seconds=30, what="the first run of the worker")
    return house, up.pid, port


def test_up_starts_again_what_was_killed_and_stops_everything_when_it_is_asked_to(going):
    house, up, port = going
    everybody = set()
    for word, is_back in (
        ("granian", lambda: answers(f"http://127.0.0.1:{port}/healthz")),
        (" worker ", lambda: child_of(up, " worker ")),
        (" beat ", lambda: child_of(up, " beat ")),
    ):
        before = child_of(up, word)
        group = group_of(before)
        everybody |= group
        os.kill(before, signal.SIGKILL)
        wait_until(lambda before=before, word=word: child_of(up, word) not in (None, before), seconds=10, what=f"a new {word}")
        wait_until(is_back, seconds=15, what=f"the return of {word}")
        wait_until(lambda group=group: not any(map(is_running, group)), seconds=5, what="the end of what was left behind")
    everybody |= {up} | {one for child in children_of(up) for one in group_of(child)}
    assert len(everybody) >= 7
    os.kill(up, signal.SIGTERM)
    assert house.processes[0].wait(timeout=20) == 0, house.log()
    assert [pid for pid in everybody if is_running(pid)] == []
    assert not is_listening(port)
    assert "Stopped." in house.log()


@pytest.mark.soak
@pytest.mark.timeout(600)
@pytest.mark.skipif(not IS_SOAK, reason="only in the long run: silence takes minutes")
def test_up_starts_a_worker_again_that_lives_and_does_nothing(going, capsys):
    house, up, _ = going
    before = child_of(up, " worker ")
    os.killpg(before, signal.SIGSTOP)
    wait_until(lambda: child_of(up, " worker ") not in (None, before), seconds=240, what="a new worker", every=1)
    wait_until(lambda: not is_running(before), seconds=5, what="the end of the old worker")
    with capsys.disabled():
        print(f"\n{house.log().splitlines()[-1]}")
    assert "worker has been silent for too long" in house.log()


# --- The supervisor by itself ------------------------------------------------------------------------------------------

SUPERVISOR = """
import sys
from pathlib import Path
from transition.lib.supervisor import Child, Supervisor
{setting}
sleeper = [sys.executable, "-c", {sleep!r}]
Supervisor([Child("sleeper", sleeper, is_silent=is_silent, patience=0.5)], env={{}}).run()
print("STOPPED", file=sys.stderr)
"""
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"


def supervised(build_house, setting="is_silent = None", sleep="import time; time.sleep(60)"):
    house = build_house()
    head = house.start("-c", SUPERVISOR.format(setting=setting, sleep=sleep))
    wait_until(lambda: children_of(head.pid), seconds=10, what="the child")
    return house, head, next(iter(children_of(head.pid)))


def test_a_child_that_falls_silent_is_started_again(build_house):
    house = build_house()
    silent = house.folder / "silent"
    setting = f"is_silent = Path({str(silent)!r}).exists"
    head = house.start("-c", SUPERVISOR.format(setting=setting, sleep="import time; time.sleep(60)"))
    wait_until(lambda: children_of(head.pid), seconds=10, what="the child")
    (before,) = children_of(head.pid)
    silent.touch()
    wait_until(lambda: not is_running(before), seconds=10, what="the end of the silent one")
    silent.unlink()
    wait_until(lambda: children_of(head.pid), seconds=10, what="another child")
    assert "sleeper has been silent for too long" in house.log()
    assert before not in children_of(head.pid)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_whatever_ends_the_supervisor_ends_its_children(build_house, number):
    house, head, child = supervised(build_house)
    head.send_signal(number)
    head.wait(timeout=10)
    assert "STOPPED" in house.log()
    assert not is_running(child)


def test_a_supervisor_that_fails_leaves_no_child_behind(build_house):
    house, head, child = supervised(build_house, setting="is_silent = lambda: 1 / 0")
    assert head.wait(timeout=10) != 0
    assert "ZeroDivisionError" in house.log()
    assert not is_running(child)


def test_a_child_that_will_not_stop_is_killed(build_house):
    setting = "is_silent = None\nimport transition.lib.supervisor as s\ns.GRACE = 1"
    _house, head, child = supervised(build_house, setting=setting, sleep=STUBBORN)
    wait_until(lambda: _ignores_sigterm(child), seconds=10, what="its stubbornness")
    head.terminate()
    head.wait(timeout=10)
    assert not is_running(child)


def _ignores_sigterm(pid: int) -> bool:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    ignored = next(line for line in lines if line.startswith("SigIgn")).split()[1]
    return bool(int(ignored, 16) & (1 << (signal.SIGTERM - 1)))


def test_a_child_that_keeps_dying_is_started_less_and_less_often(build_house):
    house = build_house()
    house.start("-c", SUPERVISOR.format(setting="is_silent = None", sleep="raise SystemExit(3)"))
    wait_until(lambda: house.log().count("sleeper ended with 3") >= 1, seconds=20, what="the first death")
    start = monotonic()
    wait_until(lambda: house.log().count("sleeper ended with 3") >= 4, seconds=40, what="four deaths")
    assert monotonic() - start >= 3.4  # it waited for 0.5, 1 and 2 seconds


# --- When is the worker silent? ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("seconds", "is_silent"), [(0, False), (85, False), (95, True), (3 * 86400, True)])
def test_a_worker_is_silent_when_it_noted_no_sweep_for_90_seconds(db, seconds, is_silent):
    beat("worker", at=database_now() - timedelta(seconds=seconds))
    beat("plan", at=database_now())
    assert _worker_is_silent() is is_silent


def test_a_worker_that_never_ran_is_not_silent_yet(db):
    assert not Tick.objects.exists()
    assert not _worker_is_silent()


def test_nobody_calls_the_worker_silent_while_the_database_is_away(build_house):
    ask = "from people.management.commands.up import _worker_is_silent; print(_worker_is_silent())"
    house = build_house(own_redis=False)
    away = {"DATABASE_URL": f"postgres://nobody@127.0.0.1:{free_port()}/away", "REDIS_URL": "redis://127.0.0.1:1/0"}
    assert house.run(ask, **away).strip() == "False"

"""Is everybody told when workers are killed, the broker is emptied, or the clock stands still? With real processes."""

import random
import shelve
import signal
import socket
from datetime import UTC, datetime, timedelta
from time import monotonic, sleep

import pytest

from tests.house import REDIS, SERVER, House, cpu_seconds
from tests.mail_server import Sink, free_port, wait_until
from tests.soak import IS_SOAK, cases

KIND = "PostgreSQL and Redis" if SERVER else "SQLite and files"
needs_redis = pytest.mark.skipif(not REDIS, reason="there is no redis-server on this machine")


def filled(build_house, sink: Sink, count: int, **how) -> House:
    """A house with so many people, each of whom has to be told one thing in the inbox and by mail."""
    usual = {"OUTBOX_BACKOFF": "1,1,1,1,2,2,4,4", "OUTBOX_BATCH": 20, "EMAIL_URL": f"smtp://127.0.0.1:{sink.port}"}
    house = build_house(**usual | how)
    house.run(f"from tests.people.notifications.company import hire, tell_all; hire({count}); tell_all()")
    assert house.states("mail") == house.states("inbox") == {"pending": count}
    return house


def each_has_one_inbox_message(house: House, count: int) -> bool:
    found = house.rows("SELECT recipient_id, count(*) FROM people_inboxmessage GROUP BY recipient_id")
    return len(found) == count and all(number == 1 for _, number in found)


class Moody:
    """Refuses one mail in ten for now, in several ways, and some people for good."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def __call__(self, verb: str, address: str) -> str | None:
        if address.startswith("p7@"):
            return "550 nobody here"
        if self.random.random() < 0.05:  # asked twice for each mail
            return self.random.choice(["451 try again", "450 busy", "421 going down"])
        return None


# --- Workers that are killed -------------------------------------------------------------------------------------------


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_nothing_is_lost_when_workers_are_killed(build_house, capsys):
    count, kills, chance = cases(2000, quick=60), cases(20, quick=1), random.Random(1)
    start = monotonic()
    with Sink(Moody(1)) as sink:
        house = filled(build_house, sink, count, OUTBOX_LEASE=cases(10, quick=3), OUTBOX_BATCH=cases(20, quick=5))
        workers = [house.worker() for _ in range(cases(2, quick=1))]
        with house.clock():
            for kill in range(kills):
                goal = (kill + 1) * count // (kills + 2) + chance.randrange(5)
                wait_until(lambda goal=goal: sink.count >= goal, seconds=cases(600, quick=20), what="the next mail", every=0.01)
                victim = chance.choice(workers)
                workers.remove(victim)
                house.kill(victim)
                workers.append(house.worker())
            wait_until(house.is_done, seconds=cases(900, quick=20), what="the end", every=0.3)
        states, seconds = house.states(), monotonic() - start
    with capsys.disabled():
        print(
            f"\n{KIND}: {kills} kills, {count} mails, {sink.refused} refusals, {states.get('dead', 0)} dead, "
            f"{sink.repeated} mails repeated, {seconds:.0f} seconds"
        )
    assert states == {"sent": count - 1, "dead": 1}
    assert len(sink.taken) == count - 1
    assert sink.repeated <= kills
    assert each_has_one_inbox_message(house, count)
    assert sink.refused > 0


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_a_worker_sends_150_mails_a_second(build_house, capsys):
    """The figure is printed, not asserted: machines are shared."""
    count = cases(3000, quick=40)
    with Sink() as sink:
        house = filled(build_house, sink, count, OUTBOX_BATCH=100)
        worker = house.worker(concurrency=2)
        with house.clock():
            wait_until(lambda: sink.count > 0, seconds=30, what="the first mail")
            start, before, used = monotonic(), sink.count, cpu_seconds(worker.pid)
            wait_until(lambda: sink.count >= count, seconds=cases(900, quick=20), what="the last mail", every=0.2)
            seconds, used = monotonic() - start, cpu_seconds(worker.pid) - used
            wait_until(house.is_done, seconds=20, what="the end")
    if IS_SOAK:
        with capsys.disabled():
            sent = count - before
            print(
                f"\n{KIND}: {sent} mails, {seconds:.1f} seconds, {sent / seconds:.0f} mails per second, "
                f"{sent / used:.0f} per second of the worker's processor time"
            )
    assert (sink.count, sink.repeated) == (count, 0)
    assert each_has_one_inbox_message(house, count)


def at_once(house: House, code: str, count: int = 3) -> None:
    """Run code in several processes, which begin in the same moment."""
    wait = """
import django, os, time
from pathlib import Path
django.setup()
Path(os.environ["VAR_DIR"], f"ready-{os.getpid()}").touch()
while not Path(os.environ["VAR_DIR"], "go").exists():
    time.sleep(0.001)
"""
    processes = [house.start("-c", wait + code) for _ in range(count)]
    wait_until(lambda: len(list(house.folder.glob("ready-*"))) == count, seconds=60, what="the start of all")
    (house.folder / "go").touch()
    assert [one.wait(60) for one in processes] == [0] * count, house.log()
    for file in (house.folder / "go", *house.folder.glob("ready-*")):
        file.unlink()


def test_planners_and_workers_that_run_at_once_tell_each_once(build_house):
    with Sink() as sink:
        house = build_house(EMAIL_URL=f"smtp://127.0.0.1:{sink.port}", OUTBOX_BATCH=5)
        house.run("from tests.people.notifications.company import hire; hire(40)")
        at_once(house, "from tests.people.notifications.company import tell_all; tell_all()")
        assert house.states("mail") == house.states("inbox") == {"pending": 40}
        at_once(house, "from people.notifications.tasks import deliver_due; deliver_due()")
    assert house.states("mail") == {"sent": 40}
    assert (sink.count, sink.repeated) == (40, 0)
    assert each_has_one_inbox_message(house, 40)


def test_a_worker_that_is_asked_to_stop_finishes_its_mail(build_house):
    with Sink() as sink:
        house = filled(build_house, sink, 300, OUTBOX_TURN=1)
        worker = house.worker()
        with house.clock():
            wait_until(lambda: sink.count > 5, seconds=30, what="the first mails", every=0.01)
        worker.send_signal(signal.SIGTERM)
        worker.wait(timeout=15)
        sent = house.states()["sent"]
        assert sent == sink.count
        assert not house.rows("SELECT 1 FROM people_deliveryattempt WHERE outcome = 'unknown'")


# --- The broker --------------------------------------------------------------------------------------------------------


@needs_redis
@pytest.mark.soak
@pytest.mark.timeout(1800)
@pytest.mark.skipif(not IS_SOAK, reason="only in the long run")
@pytest.mark.parametrize("fault", ["wiped", "killed", "killed for a while"])
def test_nothing_is_lost_when_the_broker_loses_everything(build_house, capsys, fault):
    count = 400
    with Sink(Moody(2)) as sink:
        house = filled(build_house, sink, count, own_redis=True, OUTBOX_LEASE=10, OUTBOX_TURN=1)
        worker = house.worker(concurrency=2)
        with house.clock():
            wait_until(lambda: sink.count >= count // 4, seconds=60, what="a quarter of the mails")
            if fault == "wiped":
                house.redis.command("FLUSHALL")
            else:
                house.redis.kill()
                sleep(20 if fault == "killed for a while" else 0)
                house.redis.start()
            back, before = monotonic(), sink.count
            wait_until(lambda: sink.count > before, seconds=60, what="the next mail")
            resumed = monotonic() - back
            wait_until(house.is_done, seconds=600, what="the end", every=0.3)
        assert worker.poll() is None, house.log()
    with capsys.disabled():
        print(f"\nRedis {fault}: {count} mails, {sink.repeated} repeated, the next one {resumed:.1f} seconds after it was back")
    assert house.states() == {"sent": count - 1, "dead": 1}
    assert (
        sink.repeated <= 2
    )  # Celery ends the tasks of both processes when the broker goes away, perhaps in the middle of a mail
    assert each_has_one_inbox_message(house, count)


def silent_port(stack: list[socket.socket]) -> int:
    """A port that takes connections and never says a word."""
    listener = socket.create_server(("127.0.0.1", 0))
    stack.append(listener)
    return listener.getsockname()[1]


@pytest.mark.parametrize("broker", ["dead", "silent"])
def test_a_broker_that_does_not_answer_neither_fails_nor_holds_up_who_tells(build_house, broker):
    sockets: list[socket.socket] = []
    port = free_port() if broker == "dead" else silent_port(sockets)
    house = build_house(own_redis=False)
    seconds = float(
        house.run(
            """
from datetime import UTC, datetime
from time import monotonic
from people.notifications.actions import notify
from tests.people.notifications.company import hire
line = hire(1)[0]
times = []
for number in range(3):
    start = monotonic()
    notify("employees.manager_changed", to=[line.employee], about=line, key=f"k{number}", at=datetime.now(UTC))
    times.append(monotonic() - start)
print(max(times))
""",
            REDIS_URL=f"redis://127.0.0.1:{port}/0",
        )
    )
    for one in sockets:
        one.close()
    assert seconds < 2.5
    assert house.states("inbox") == {"sent": 3}
    assert house.states("mail") == {"pending": 3}


# --- The clock ---------------------------------------------------------------------------------------------------------


def test_what_somebody_is_told_leaves_at_once_without_a_clock(build_house):
    tell = """
from datetime import UTC, datetime
from people.notifications.actions import notify
from tests.people.notifications.company import hire
line = hire(1)[0]
notify("employees.manager_changed", to=[line.employee], about=line, key="k", at=datetime.now(UTC))
"""
    with Sink() as sink:
        house = build_house(EMAIL_URL=f"smtp://127.0.0.1:{sink.port}")
        house.worker()
        house.run(tell)
        wait_until(lambda: sink.count == 1, seconds=15, what="the mail")


def test_a_beat_that_stood_still_for_three_days_tells_everything_once(build_house):
    with Sink() as sink:
        house = build_house(EMAIL_URL=f"smtp://127.0.0.1:{sink.port}")
        beat = house.beat()  # it ran once, three days ago, and made its notes then
        wait_until(lambda: list(house.folder.glob("beat-schedule*")), seconds=20, what="the schedule of beat")
        sleep(0.5)
        beat.send_signal(signal.SIGTERM)
        beat.wait(timeout=20)
        with shelve.open(str(house.folder / "beat-schedule")) as notes:
            entries = notes["entries"]
            for entry in entries.values():
                entry.last_run_at = datetime.now(UTC) - timedelta(days=3)
            notes["entries"] = entries
        house.run(
            """
from tests.people.notifications.company import hire
for days in (1, 2, 3):
    hire(10, days_ago=days)
hire(10, days_ago=-2)
"""
        )
        house.worker("-I", "tests.people.notifications.worker_with_first_days")
        house.beat()
        wait_until(lambda: sum(house.states().values()) == 30, seconds=30, what="the plan")
        with house.clock():
            wait_until(lambda: sink.count >= 30 and house.is_done(), seconds=30, what="the mails")
        house.say("notifications.plan_due")
        sleep(1.5)
        assert house.is_done()
    assert house.states("mail") == house.states("inbox") == {"sent": 30}
    assert (sink.count, sink.repeated) == (30, 0)
    assert each_has_one_inbox_message(house, 30)

"""What do those who watch the house see?"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client, override_settings

from people.notifications.actions import acknowledge, beat, plan_due
from people.notifications.models import Channel, Delivery, Notice
from people.notifications.queries import database_now
from tests.factories import EmployeeFactory
from tests.mail_server import free_port
from transition.schedule import BEAT_SCHEDULE


@pytest.fixture
def now(db):
    """All is well: something was planned just now."""
    plan_due(at=database_now())
    return database_now()


def colour(client, path="/healthz/outbox"):
    response = client.get(path)
    return response.status_code, response.json()


def delivery(at, **how):
    notice = Notice.objects.create(kind="tests.told", key="k", occurred_at=at)
    return Delivery.objects.create(notice=notice, recipient=EmployeeFactory(), channel=Channel.MAIL, available_at=at, **how)


# --- Alive, ready ------------------------------------------------------------------------------------------------------


def test_alive_asks_nobody_else(client):
    assert colour(client, "/healthz") == (200, {"alive": True})  # and without the db fixture any query would fail


def test_ready_when_database_and_broker_answer(client, db):
    assert colour(client, "/readyz") == (200, {"database": True, "broker": True})


def test_not_ready_without_a_broker(build_house):
    ask = """
from time import monotonic
from django.test import Client
start = monotonic()
response = Client(headers={"host": "127.0.0.1"}).get("/readyz")
print(response.status_code, response.json()["broker"], response.json()["database"], monotonic() - start < 6)
"""
    house = build_house(own_redis=False)
    assert house.run(ask, REDIS_URL=f"redis://127.0.0.1:{free_port()}/0").split() == ["503", "False", "True", "True"]


def test_not_ready_without_a_database(build_house):
    ask = """
from django.test import Client
response = Client(headers={"host": "127.0.0.1"}).get("/readyz")
print(response.status_code, response.json()["database"])
response = Client(headers={"host": "127.0.0.1"}).get("/healthz")
print(response.status_code)
"""
    away = {"DATABASE_URL": f"postgres://nobody@127.0.0.1:{free_port()}/away", "REDIS_URL": f"redis://127.0.0.1:{free_port()}/0"}
    assert build_house(own_redis=False).run(ask, **away).split() == ["503", "False", "200"]


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/healthz/outbox"])
def test_health_is_public_and_never_kept(client, now, path):
    response = client.get(path)
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    assert client.post(path).status_code in (200, 403, 405)


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/healthz/outbox"])
def test_a_probe_on_the_machine_itself_is_not_sent_to_https(now, path):
    with override_settings(SECURE_SSL_REDIRECT=True):
        client = Client()  # its middleware reads the settings anew
        assert client.get(path).status_code == 200
        assert client.get("/people/").status_code == 301


# --- The outbox --------------------------------------------------------------------------------------------------------


def test_the_outbox_is_green_when_everything_was_planned_and_nothing_waits_long(client, now):
    delivery(now - timedelta(minutes=9))
    assert colour(client) == (200, {"faults": []})


@pytest.mark.parametrize("state", ["pending", "leased"])
def test_the_outbox_is_red_when_something_has_waited_for_more_than_ten_minutes(client, now, state):
    past = now - timedelta(minutes=11)
    lease = {"lease_token": "00000000-0000-4000-8000-000000000000", "lease_until": past} if state == "leased" else {}
    delivery(past, state=state, **lease)
    assert colour(client) == (503, {"faults": ["a delivery has been due for more than 10 minutes"]})


def test_what_is_due_later_or_done_is_no_fault(client, now):
    delivery(now + timedelta(days=3))
    Delivery.objects.all().delete()
    Notice.objects.all().delete()
    delivery(now - timedelta(days=3), state="sent")
    assert colour(client) == (200, {"faults": []})


def test_the_outbox_is_red_until_an_administrator_has_seen_what_is_dead(client, now, hana):
    dead = delivery(now, state="dead", fault="SMTPRecipientsRefused: ines@kestrel.example")
    status, answer = colour(client)
    assert (status, answer) == (503, {"faults": ["some deliveries failed for good and wait for an administrator"]})
    acknowledge(dead, by=hana.user, at=now)
    assert colour(client) == (200, {"faults": []})


@pytest.mark.parametrize(("minutes", "status"), [(29, 200), (31, 503)])
def test_the_outbox_is_red_when_nothing_was_planned_for_half_an_hour(client, now, minutes, status):
    beat("plan", at=now - timedelta(minutes=minutes))
    assert client.get("/healthz/outbox").status_code == status


def test_the_outbox_is_red_when_nothing_was_ever_planned(client, db):
    assert colour(client) == (503, {"faults": ["nothing has been planned for more than 30 minutes"]})


def test_the_outbox_tells_all_its_faults_and_no_names(client, now):
    delivery(now - timedelta(hours=1))
    Delivery.objects.update(fault="ines@kestrel.example")
    beat("plan", at=now - timedelta(hours=1))
    status, answer = colour(client)
    assert (status, len(answer["faults"])) == (503, 2)
    assert "kestrel" not in str(answer)


def test_the_clock_of_the_database_has_a_time_zone_and_runs(db):
    before = database_now()
    assert before.utcoffset() == timedelta(0)
    assert database_now() >= before
    assert connection.vendor in ("sqlite", "postgresql")


def test_a_web_server_that_has_not_looked_for_tasks_can_do_the_work_of_the_clock(build_house):
    ask = """
import transition.urls
from training.demo.actions import tasks_of_the_clock
print(len(tasks_of_the_clock()))
"""
    assert int(build_house(own_redis=False).run(ask)) == len(BEAT_SCHEDULE)

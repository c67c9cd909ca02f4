"""One of two processes whose people want seats in the same workshop. `python -m tests.training.curricula.racer`

It reads lines of JSON ([session, username, whether to give it back]) from its input, sends five forms at a time, and answers each with the
status of the page. `prepare` makes workshops and their people, and prints the sessions and the names.
"""

import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import django
import pytest  # noqa: F401  (its presence says that this is a test: static files as they lie)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "transition.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from people.accounts.models import User  # noqa: E402
from tests.factories import EmployeeFactory  # noqa: E402
from training.curricula.actions import enrol, publish_programme  # noqa: E402
from training.curricula.texts import ModuleText, ProgrammeText  # noqa: E402
from training.curricula.workshops import plan_session  # noqa: E402
from transition.lib import moments  # noqa: E402

AT_A_TIME = 5


def prepare(people: int, seats: int, rounds: int) -> None:
    now, today = moments.now(), moments.today()
    modules = tuple(ModuleText(f"meet-{n}", "Meet", "", 60, 10, "Come.", kind="workshop") for n in range(rounds))
    programme = publish_programme(ProgrammeText("race", "Race", "", "", modules), by=None, at=now)
    learners = [EmployeeFactory() for _ in range(people)]
    for one in learners:
        enrol(one, programme, anchor_on=today, by=None, at=now)
    when = {"starts_at": now + timedelta(days=9), "minutes": 60, "seats": seats}
    sessions = [plan_session(module, **when, by=learners[0].user, at=now).pk for module in programme.modules.all()]
    sys.stdout.write(json.dumps({"sessions": sessions, "people": [one.user.username for one in learners]}) + "\n")


def run() -> None:
    setup_test_environment()
    settings.SECOND_FACTOR_REQUIRED = False
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    with ThreadPoolExecutor(max_workers=AT_A_TIME) as pool:
        for line in sys.stdin:
            pool.submit(send, *json.loads(line))


def send(session: int, username: str, back: bool) -> None:
    try:
        browser = Client(raise_request_exception=False)
        browser.force_login(User.objects.get(username=username))
        status = browser.post(f"/learning/sessions/{session}/", {"back": "1"} if back else {}).status_code
    except Exception as fault:  # whatever it is: the story waits for a line
        status = repr(fault)
    connection.close()
    sys.stdout.write(f"{json.dumps(status)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    run()

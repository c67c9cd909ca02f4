"""One of two processes whose people want seats in the same workshop. `python -m tests.training.curricula.racer`

It reads lines of JSON ([session, username]) from its input, sends the form, and answers with the status of the page. `prepare` makes a
workshop and its people, and prints the session and their names.
"""

import json
import os
import sys
from datetime import timedelta

import django
import pytest  # noqa: F401  (its presence says that this is a test: static files as they lie)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "transition.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from people.accounts.models import User  # noqa: E402
from tests.factories import EmployeeFactory  # noqa: E402
from training.curricula.actions import enrol, publish_programme  # noqa: E402
from training.curricula.texts import ModuleText, ProgrammeText  # noqa: E402
from training.curricula.workshops import plan_session  # noqa: E402
from transition.lib import moments  # noqa: E402


def prepare(people: int, seats: int) -> None:
    now, today = moments.now(), moments.today()
    text = ProgrammeText("race", "Race", "", "", (ModuleText("meet", "Meet", "", 60, 10, "Come.", kind="workshop"),))
    programme = publish_programme(text, by=None, at=now)
    learners = [EmployeeFactory() for _ in range(people)]
    for one in learners:
        enrol(one, programme, anchor_on=today, by=None, at=now)
    when = {"starts_at": now + timedelta(days=9), "minutes": 60, "seats": seats}
    session = plan_session(programme.modules.get(), **when, by=learners[0].user, at=now)
    sys.stdout.write(json.dumps({"session": session.pk, "people": [one.user.username for one in learners]}) + "\n")


def run() -> None:
    setup_test_environment()
    settings.SECOND_FACTOR_REQUIRED = False
    for line in sys.stdin:
        session, username, back = json.loads(line)
        browser = Client(raise_request_exception=False)
        browser.force_login(User.objects.get(username=username))
        answer = browser.post(f"/learning/sessions/{session}/", {"back": "1"} if back else {})
        sys.stdout.write(f"{answer.status_code}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    run()

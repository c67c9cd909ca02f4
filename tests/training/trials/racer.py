"""One of two processes that decide about the same trials at the same moment. `python -m tests.training.trials.racer`

It reads lines of JSON from its input, sends the form each asks for, and answers with the status of the page. `prepare` makes trials
in their last days and prints, for each, what either process is to do (JSON).
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
from people.employees.actions import change_manager  # noqa: E402
from people.tracks.actions import place_employee  # noqa: E402
from tests.factories import EmployeeFactory, TeamFactory  # noqa: E402
from tests.training.scene import make_scene  # noqa: E402
from training.trials import actions, nominations, package, sheets  # noqa: E402
from transition.lib import moments  # noqa: E402


def prepare(count: int) -> None:
    scene = make_scene(first_day=moments.today() - timedelta(days=86))
    for number in range(count):
        scene.ines, scene.otto = EmployeeFactory(), EmployeeFactory()
        scene.team = TeamFactory()  # of their own: an announcement reaches the whole team
        for one, level in ((scene.ines, "ic-3"), (scene.otto, "ic-2")):
            day = scene.first_day - timedelta(days=60)
            place_employee(one, level=scene.level(level), title="Engineer", team=scene.team, on=day, by=None, at=scene.at)
            change_manager(one, manager=scene.lena, on=day, by=None, at=scene.at)
        scene.today = scene.first_day - timedelta(days=21)
        trial = nominations.nominate(scene.ines, sponsor=scene.lena, evidence=scene.evidence(), **scene.acts(scene.lena))
        scene.offer(trial, reports=[scene.otto], promises=[], programme=None)
        scene.sign(trial)
        sheets.write_sheet(trial, **sheets.PARTS, by=scene.lena.user, at=scene.at)
        for role, who in (("candidate", scene.ines), ("sponsor", scene.lena)):
            sheets.sign_sheet(trial, role=role, by=who.user, at=scene.at)
        package.note_there(trial, kinds=("peer_group", "protected_time", "technical_time"), **scene.acts(scene.lena))
        for kind in ("programme", "mentor"):
            package.waive_part(trial, kind=kind, reason="A story about deciding.", **scene.acts(scene.hana))
        actions.announce_trial(trial, text="Soon.", **scene.acts(scene.lena))
        scene.today = moments.today()
        actions.start_trial(trial, **scene.acts(scene.hana))
        for check_in in trial.check_ins.all():
            actions.waive_check_in(check_in, reason="Agreed.", **scene.acts(scene.hana))
        for condition in ("one_on_ones", "evaluation"):
            actions.waive_condition(trial, condition=condition, reason="Agreed.", **scene.acts(scene.hana))
        lena, ines = scene.lena.user.username, scene.ines.user.username
        # the candidate returns while the sponsor confirms; the sponsor says two things at once; both confirm
        sides = (
            ((ines, "return"), (lena, "confirm")),
            ((lena, "extend"), (lena, "confirm")),
            ((ines, "confirm"), (lena, "confirm")),
        )
        sys.stdout.write(json.dumps({"trial": trial.pk, "sides": sides[number % 3]}) + "\n")


def run() -> None:
    setup_test_environment()
    settings.SECOND_FACTOR_REQUIRED = False
    browsers: dict[str, Client] = {}
    for line in sys.stdin:
        trial, (username, choice) = json.loads(line)
        if username not in browsers:
            browsers[username] = Client(raise_request_exception=False)
            browsers[username].force_login(User.objects.get(username=username))
        answer = browsers[username].post(f"/trials/{trial}/decide/", {"choice": choice, "words": "So I think."})
        sys.stdout.write(f"{answer.status_code}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    run()

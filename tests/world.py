"""One company with something at every address, about Ines on day 40 of her trial, and somebody for every role of the matrix."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from people.accounts.actions import invite, keep_upload
from people.accounts.models import User
from people.notifications.models import InboxMessage
from people.tracks.actions import import_ladder
from tests.factories import EmployeeFactory
from tests.matrix import ROLES
from tests.people.tracks.test_documents import small
from tests.training.scene import make_scene, moment
from training.choices.actions import say_interest, share_interest
from training.evaluations import actions as evaluating
from training.evaluations.models import EvaluationInvitation
from training.one_on_ones.actions import add_agenda_item, promise
from training.one_on_ones.models import Series
from training.trials.models import ReintegrationStep


def addresses(resolver=None, space="") -> dict[str, URLPattern]:
    """Return every named address: name -> pattern."""
    found = {}
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            found |= addresses(pattern, inner)
        else:
            found[f"{space}{pattern.name}"] = pattern
    return found


@pytest.fixture
def world(db, sam):
    """Objects for every address, about Ines on day 40 of her trial; a role for every column."""
    now = timezone.now()
    scene = make_scene(first_day=timezone.localdate() - timedelta(days=40))
    trial = scene.under_way(day=41)
    hana, lena, ines, otto, marco = scene.hana, scene.lena, scene.ines, scene.otto, scene.marco
    version, level = scene.version, scene.level("ic-3")
    draft, _ = import_ladder({**small(), "framework": {"key": "other", "title": "Other"}}, by=hana.user, at=now)
    newcomer = EmployeeFactory(user=None, email="new@kestrel.example")
    invitation, _ = invite(newcomer, by=hana.user, at=now)
    gone = EmployeeFactory(left_on=timezone.localdate() - timedelta(days=1))
    root = User.objects.create_superuser("root@kestrel.example", "a long enough password")
    ladder_file = keep_upload(hana.user, purpose="tracks:import", name="a.json", content=json.dumps(small()).encode(), at=now)
    people_file = keep_upload(hana.user, purpose="imports:people", name="a.csv", content=b"id,x\n1,2\n", at=now)
    series = Series.objects.get(manager=ines, employee=otto)
    meeting = series.meetings.filter(starts_at__gte=now).first()
    item = add_agenda_item(series, text="Cover", by=otto, at=now)
    promised = promise(series, text="Notes", owner=ines, at=now)
    interest = say_interest(ines, wish="curious", on=timezone.localdate())
    share = share_interest(interest, reader=lena, at=now)
    step = ReintegrationStep.objects.create(trial=trial, position=99, what="Talk", owner=lena, due_on=timezone.localdate())
    message = InboxMessage.objects.filter(recipient=ines).first()
    evaluations = looked_at(scene)
    things = evaluations | {
        "tracks:level": [level.pk],
        "tracks:version": [version.pk],
        "tracks:export": [version.pk],
        "tracks:heights": [version.pk],
        "tracks:publish": [draft.pk],
        "tracks:preview": [ladder_file.pk],
        "imports:columns": [people_file.pk],
        "imports:preview": [people_file.pk],
        "notifications:open_message": [message.pk],
        "accounts:revoke": [invitation.pk],
        "accounts:invitation": ["no-such-token"],
        "one_on_ones:begin": [otto.pk],
        "one_on_ones:drop": [item.pk],
        "one_on_ones:close": [promised.pk],
        "choices:stop": [share.pk],
        "curricula:programme": [scene.programme.key],
        "curricula:follow": [scene.programme.key],
        "curricula:module": [scene.programme.key, "m1"],
        "trials:check_in": [trial.check_ins.first().pk],
        "trials:waive_check_in": [trial.check_ins.first().pk],
        "trials:keep": [trial.promises.first().pk],
        "trials:finish": [step.pk],
        "trials:announcement": [trial.announcements.first().pk],
    }
    for name, pattern in addresses().items():
        if name not in things and "<int:pk>" in str(pattern.pattern):
            if name.startswith("trials:"):
                things[name] = [trial.pk]
            elif name.startswith("one_on_ones:"):
                things[name] = [meeting.pk if "meetings/" in str(pattern.pattern) else series.pk]
    about_ines = {
        name: [ines.pk] for name in addresses() if name.startswith("directory:") and "<int:pk>" in str(addresses()[name].pattern)
    }
    people = {"sam": sam, "ines": ines, "lena": lena, "marco": marco, "otto": otto, "gone": gone, "hana": hana}
    users = {name: person.user for name, person in people.items()} | {"root": root}
    return things | about_ines, users


def looked_at(scene) -> dict[str, list[object]]:
    """Let Ines's leadership be looked at: once released, with what she shared; once open for Otto; and once planned, in her trial."""
    today = timezone.localdate()
    begun = today - timedelta(days=30)
    ines, hana = scene.ines, scene.hana.user

    def about_ines(opens_on, **how):
        at = moment(opens_on)
        made = evaluating.plan_cycle(title="Look", opens_on=opens_on, managers=[ines], minimum_days=0, by=hana, at=at, **how)
        return made, made.evaluations.get()

    released, evaluation = about_ines(begun, closes_on=begun + timedelta(days=14))
    evaluating.open_cycle(released, on=begun, at=moment(begun))
    closed_on = begun + timedelta(days=15)
    evaluating.close_cycle(released, on=closed_on, at=moment(closed_on))
    evaluating.release_cycle(released, on=closed_on)
    evaluation.refresh_from_db()
    evaluating.take_step(evaluation, kind="share", words="This is what I take from it.", on=closed_on, at=moment(closed_on))
    EvaluationInvitation.objects.create(evaluation=evaluation, person=scene.otto, group="report")
    planned, soon = about_ines(today + timedelta(days=9), kind="evaluative")
    nomination = evaluating.name_peer(soon, peer=scene.marco, at=moment(today), on=today)
    asked, now_open = about_ines(today)
    evaluating.choose_below(now_open, below="attributed", by=hana, at=moment(today))
    evaluating.open_cycle(asked, on=today, at=moment(today))
    draft = evaluating.write_draft(evaluating.text_of(planned.questionnaire), by=hana, at=moment(today))
    own = dict.fromkeys(("report", "read", "coach", "share", "goal", "shared", "talk"), evaluation.pk)
    pks = own | {
        "peers": soon.pk,
        "below": soon.pk,
        "judge": nomination.pk,
        "cycle": planned.pk,
        "call_off": planned.pk,
        "ask_again": asked.pk,
        "questionnaire": planned.questionnaire_id,
        "edit": planned.questionnaire_id,
        "publish": draft.pk,
    }
    return {f"evaluations:{name}": [pk] for name, pk in pks.items()}


def clients(users: dict[str, User]) -> dict[str, Client]:
    """Return a browser for each role, signed in once."""
    found = {role: Client(raise_request_exception=False) for role in ROLES}
    for role, user in users.items():
        found[role].force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return found

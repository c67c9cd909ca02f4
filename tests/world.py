"""One company with something at every address, about Ines on day 40 of her trial, and somebody for every role of the matrix."""

import json
from datetime import datetime, timedelta

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
from tests.training.scene import Scene, make_scene
from training.choices.actions import say_interest, share_interest
from training.curricula import workshops
from training.curricula.actions import enrol, publish_programme, save_draft
from training.curricula.models import ProgrammeVersion
from training.curricula.texts import ModuleText, ProgrammeText, from_document
from training.mentoring.actions import accept, ask_mentor
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
    learning = learn_together(scene, now)
    step = ReintegrationStep.objects.create(trial=trial, position=99, what="Talk", owner=lena, due_on=timezone.localdate())
    message = InboxMessage.objects.filter(recipient=ines).first()
    things = {
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
        **learning,
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
            elif name.startswith("mentoring:"):
                things[name] = learning["mentoring:pair"]
            elif name.startswith("one_on_ones:"):
                things[name] = [meeting.pk if "meetings/" in str(pattern.pattern) else series.pk]
    about_ines = {
        name: [ines.pk] for name in addresses() if name.startswith("directory:") and "<int:pk>" in str(addresses()[name].pattern)
    }
    people = {"sam": sam, "ines": ines, "lena": lena, "marco": marco, "otto": otto, "gone": gone, "hana": hana}
    users = {name: person.user for name, person in people.items()} | {"root": root}
    return things | about_ines, users


def learn_together(scene: Scene, now: datetime) -> dict[str, list[object]]:
    """Ines is in a cohort with a workshop ahead, led by Marco, who is her mentor too; a draft of her programme lies with HR."""
    acts = {"by": scene.hana.user, "at": now}
    workshop = ModuleText("practice", "Practice", "", 90, 30, "Come.", kind="workshop")
    together = publish_programme(ProgrammeText("together", "Together", "", "", (workshop,)), **acts)
    enrolment = enrol(scene.ines, together, anchor_on=timezone.localdate(), **acts)
    cohort = workshops.form_cohort(together, title="Spring", starts_on=timezone.localdate(), facilitator=scene.marco, **acts)
    workshops.join_cohort(cohort, enrolment=enrolment, **acts)
    when = {"starts_at": now + timedelta(days=9), "minutes": 90, "seats": 12}
    session = workshops.plan_session(together.modules.get(), cohort=cohort, facilitator=scene.marco, **when, **acts)
    save_draft(from_document(ProgrammeVersion.objects.get(key=scene.programme.key).document), **acts)
    pair = ask_mentor(scene.ines, mentor=scene.marco, wish="Delegating.", on=timezone.localdate(), at=now)
    accept(pair, on=timezone.localdate(), at=now)
    key = scene.programme.key
    pages = ("followers", "edit", "preview", "publish", "export", "plan", "form_cohort")
    return {
        **{f"curricula:{name}": [key] for name in pages},
        **{f"curricula:{name}": [key, "m1"] for name in ("edit_module", "preview_module")},
        **{f"curricula:{name}": [session.pk] for name in ("session", "event", "attendance", "change")},
        "curricula:cohort": [cohort.pk],
        "curricula:spare": [enrolment.pk],
        "mentoring:pair": [pair.pk],
    }


def clients(users: dict[str, User]) -> dict[str, Client]:
    """Return a browser for each role, signed in once."""
    found = {role: Client(raise_request_exception=False) for role in ROLES}
    for role, user in users.items():
        found[role].force_login(user)
    return found

"""One company with something at every address, about Ines on day 40 of her trial, and somebody for every role of the matrix."""

import json
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from people.accounts.actions import invite, keep_upload
from people.accounts.models import User
from people.employees.models import Employee
from people.notifications.models import InboxMessage
from people.tracks.actions import import_ladder
from tests.factories import EmployeeFactory
from tests.matrix import ROLES
from tests.people.tracks.test_documents import small
from tests.training.scene import make_scene
from training.choices.actions import say_interest, share_interest
from training.growth.models import Ask, Experiment, Focus
from training.impact.models import ImpactEntry, Initiative, Postmortem, PostmortemAction, Stakeholder
from training.one_on_ones.actions import add_agenda_item, promise
from training.one_on_ones.models import Series
from training.readmes.models import Readme, ReadmeComment, ReadmeVersion, WorkingCard
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
        "trials:check_in": [trial.check_ins.first().pk],
        "trials:waive_check_in": [trial.check_ins.first().pk],
        "trials:keep": [trial.promises.first().pk],
        "trials:finish": [step.pk],
        "trials:announcement": [trial.announcements.first().pk],
        **grown(ines, lena=lena, marco=marco, otto=otto, at=now),
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


def grown(ines: Employee, *, lena: Employee, marco: Employee, otto: Employee, at: datetime) -> dict[str, list[object]]:
    """Let Ines work on something (shared), ask Lena and Marco, keep a portfolio and publish a README; return what is where."""
    today, day = at.date(), timedelta(days=1)
    focus = Focus.objects.create(
        employee=ines, competency="delegation", own_part="Part", aim="Aim", is_shared=True, started_on=today - 20 * day
    )
    asked = Ask.objects.create(focus=focus, asked=lena, kind="feedforward", asked_at=at)
    answered = Ask.objects.create(
        focus=focus, asked=marco, kind="feedforward", asked_at=at, state="answered", first="One", second="Two", answered_at=at
    )
    tried = Experiment.objects.create(
        focus=focus, behaviour="Ask twice", hypothesis="More", sign="Quiet", started_on=today - 9 * day, ends_on=today
    )
    initiative = Initiative.objects.create(
        owner=ines, name="Refunds", goal="Fewer by hand", measure="40 to 5", is_shared=True, confirmed_on=today - 40 * day
    )
    entry = ImpactEntry.objects.create(
        employee=ines, happened_on=today, what="Cut over", so_what="risk", worth="No night work", initiative=initiative
    )
    postmortem = Postmortem.objects.create(led_by=ines, title="The day checkout was down", happened_on=today - day, teams="A, B")
    mended = PostmortemAction.objects.create(postmortem=postmortem, text="An alarm", owner="Otto")
    stakeholder = Stakeholder.objects.create(employee=ines, name="Head of Finance", why="Decides on the budget")
    readme = Readme.objects.create(employee=ines, is_shared=True, reviewed_on=today)
    version = ReadmeVersion.objects.create(
        readme=readme, number=1, words={"hours": "Nine to five"}, written_at=at, published_at=at
    )
    comment = ReadmeComment.objects.create(version=version, author=otto, text="It is ten", written_at=at)
    WorkingCard.objects.create(employee=otto, words={"good": "It is quiet"}, written_at=at)
    about_focus = ("focus", "change", "share", "end", "ask", "experiment")
    about_initiative = ("initiative", "change", "confirm", "share", "hand_over", "end")
    about_postmortem = ("postmortem", "rewrite", "share_postmortem", "act")
    return {
        **{f"growth:{name}": [focus.pk] for name in about_focus},
        **{f"growth:{name}": [asked.pk] for name in ("answer", "decline", "withdraw")},
        "growth:thank": [answered.pk],
        "growth:result": [tried.pk],
        **{f"impact:{name}": [entry.pk] for name in ("entry", "remove")},
        **{f"impact:{name}": [initiative.pk] for name in about_initiative},
        **{f"impact:{name}": [postmortem.pk] for name in about_postmortem},
        "impact:done": [mended.pk],
        **{f"impact:{name}": [stakeholder.pk] for name in ("stakeholder", "edit", "forget")},
        "readmes:readme": [ines.pk],
        "readmes:version": [version.pk],
        "readmes:remove": [comment.pk],
    }


def clients(users: dict[str, User]) -> dict[str, Client]:
    """Return a browser for each role, signed in once."""
    found = {role: Client(raise_request_exception=False) for role in ROLES}
    for role, user in users.items():
        found[role].force_login(user)
    return found

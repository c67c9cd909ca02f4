"""How is the company of the bench founded? In bulk, with a tree of managers, places on a real ladder, and an inbox for each."""

import contextlib
import io
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from random import Random

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from people.accounts.models import User
from people.employees.actions import see_who_is_led
from people.employees.models import Employee, ReportingLine, Team
from people.tracks import document
from people.tracks.actions import import_ladder, publish_version
from people.tracks.models import LadderVersion, Placement
from tests import crowd
from tests.training.evaluations.office import answer_everything
from training.curricula.actions import publish_programme
from training.curricula.models import Completion, Enrolment
from training.curricula.texts import ModuleText, ProgrammeText
from training.evaluations import actions as evaluations
from training.evaluations.models import Evaluation, EvaluationCycle, EvaluationInvitation, EvaluationResult, ReportStep
from training.one_on_ones.actions import publish_shipped_questions
from training.one_on_ones.models import Meeting, Series
from training.trials.models import Trial

PRODUCT, FLOOR = "people.accounts.backend.PersonBackend", "django.contrib.auth.backends.ModelBackend"
MOST_LEARNERS, MODULES = 5_000, 60
REPORTS, TEAM = 8, 12  # people to a manager, people in a team
SYLLABLES = ("ba", "do", "fi", "gu", "ke", "lo", "mi", "nu", "pa", "ri", "so", "tu", "va", "we", "xi", "zo")
PLACES = ("Lisbon", "Toronto", "Berlin", "Nairobi", "Osaka", "Lima")
ROLES = ("Software engineer", "Product manager", "Engineering manager", "Data engineer", "Designer", "Site reliability engineer")


def founded(size: int, pages: Mapping[str, tuple[str, str]]) -> dict[str, object]:
    """Prepare an empty database and static files as `manage.py up` does, fill it, and return what the bench needs to know; `pages` gives
    address and who looks ("product" or "HR")."""
    quiet = io.StringIO()
    with contextlib.redirect_stdout(quiet), contextlib.redirect_stderr(quiet):
        call_command("migrate", verbosity=0)
        if settings.EMBEDDED:
            call_command("createcachetable", verbosity=0)
        for name in ("collectstatic", "compress", "collectstatic"):
            call_command(name, **({"interactive": False} if name == "collectstatic" else {}), verbosity=0)
    with transaction.atomic():
        people = hire(size)
        see_who_is_led(on=timezone.localdate())
        meet(people)
        judge(people)
        try_out(people)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    viewer = people[REPORTS + 1]  # two levels below the top, with reports of their own
    place = viewer.placements.get()
    session = signed_in(viewer.user, PRODUCT)
    talks = Meeting.objects.filter(series__manager=viewer, status=Meeting.Status.PLANNED).earliest("pk")
    things = {
        "viewer": viewer.pk,
        "meeting": talks.pk,
        "series": talks.series_id,
        "level": place.level_id,
        "report": Evaluation.objects.filter(manager=viewer, cycle__status="released").latest("cycle__opens_on").pk,
        "trial": Trial.objects.get(sponsor=viewer).pk,
        "name": viewer.last_name[:6].lower(),
        "session of product": session.session_key,
        "session of floor": signed_in(viewer.user, FLOOR).session_key,
        "session of HR": signed_in(administrator(people[0]), PRODUCT).session_key,
    }
    clients = {who: Client(headers={"host": "127.0.0.1"}) for who in ("product", "HR")}
    for who, client in clients.items():
        client.cookies["session"] = things[f"session of {who}"]
    costs = {name: cost(clients[who], path.format(**things)) for name, (path, who) in pages.items()}
    return things | {"costs": costs, "cold": cold(clients["product"]), "session size": len(json.dumps(session.load()))}


def last_name(n: int) -> str:
    """Return a name whose first six letters about one in 4,096 shares."""
    scattered = n * 40_503 % 65_536  # Knuth's multiplicative hash: odd, so that every number comes once
    return "".join(SYLLABLES[scattered >> shift & 15] for shift in (12, 8, 4, 0)).capitalize()


def hire(size: int) -> list[Employee]:
    now = timezone.now()
    read = document.read((Path(document.__file__).parent / "shipped" / "engineering.yaml").read_bytes())
    version, _ = import_ladder(read, ranks_are_grades=True, by=None, at=now)
    publish_version(version, by=None, at=now)
    levels = list(LadderVersion.objects.get(pk=version.pk).level_set.all())
    teams = Team.objects.bulk_create(Team(name=f"Team {n:05}") for n in range(max(1, size // TEAM)))
    users = User.objects.bulk_create(
        (User(username=f"p{n}@kestrel.example", email=f"p{n}@kestrel.example", password="!") for n in range(size)),
        batch_size=2000,
    )
    people = Employee.objects.bulk_create(
        (
            Employee(
                user=users[n],
                number=str(n),
                first_name=SYLLABLES[n % 16].capitalize() + SYLLABLES[n // 16 % 16],
                last_name=last_name(n),
                email=users[n].email,
                location=PLACES[n % len(PLACES)],
                hired_on=crowd.LONG_AGO + timedelta(days=n % 600),
            )
            for n in range(size)
        ),
        batch_size=2000,
    )
    ReportingLine.objects.bulk_create(
        (
            ReportingLine(employee=people[n], manager=people[(n - 1) // REPORTS], started_on=crowd.LONG_AGO)
            for n in range(1, size)
        ),
        batch_size=2000,
    )
    Placement.objects.bulk_create(
        (
            Placement(
                employee=people[n],
                level=levels[n % len(levels)],
                title=ROLES[n % len(ROLES)],
                team=teams[n // TEAM % len(teams)],
                started_on=crowd.LONG_AGO,
            )
            for n in range(size)
        ),
        batch_size=2000,
    )
    for one in people[: size // 20]:
        crowd.tell(one, 20, at=now)
    crowd.tell(people[REPORTS + 1], 200, start=20, at=now)
    crowd.add_records(people[REPORTS + 1], 30, by=users[0])
    learn(people[:MOST_LEARNERS])
    return people


def meet(people: list[Employee]) -> None:
    """Let everybody have met their manager on fifty weeks, one in nine missed, with agenda and promises: 500,000 for 10,000 people."""
    now, week = timezone.now(), timedelta(days=7)
    first, at_time = now.date() - 49 * week + timedelta(days=1), time(10)
    publish_shipped_questions(at=now)
    Series.objects.bulk_create(
        (
            Series(
                manager=people[(n - 1) // REPORTS], employee=people[n], first_on=first, at_time=at_time, time_zone="Europe/Berlin"
            )
            for n in range(1, len(people))
        ),
        batch_size=2000,
    )
    with connection.cursor() as cursor:
        for n in range(50):
            day = first + n * week
            states = {"state": "planned" if n == 49 else "held", "other": "planned" if n == 49 else "missed", "n": n}
            moments = {"day": day, "at": datetime.combine(day, at_time, UTC), "added": datetime.combine(day - week, at_time, UTC)}
            for statement in MEETING:
                cursor.execute(statement, states | moments)
        for statement in CARRIED:
            cursor.execute(statement)


# A week of everybody: the meeting, an item that was talked about (each tenth week one that was not), and each fifth week a promise.
MEETING = (
    """INSERT INTO training_meeting (series_id, planned_on, starts_at, status, is_moved, shared_notes, notes_version, is_career_talk)
    SELECT id, %(day)s, %(at)s, CASE WHEN (id + %(n)s) %% 9 = 0 THEN %(other)s ELSE %(state)s END, false,
    'What we said, and what we want to try until next week.', 1, %(n)s %% 5 = 0 FROM training_series""",
    """INSERT INTO training_agendaitem (series_id, text, added_by_id, added_at, position, version, token, moment, state)
    SELECT id, 'The plan for the week', CASE WHEN %(n)s %% 3 = 0 THEN manager_id ELSE employee_id END, %(added)s, %(n)s, 0, '', '',
    CASE WHEN %(n)s %% 10 = 9 THEN 'open' ELSE 'discussed' END FROM training_series""",
    """INSERT INTO training_actionitem (series_id, text, owner_id, due_on, state, closed_at, made_at)
    SELECT id, 'Ask about the freeze', CASE WHEN %(n)s %% 2 = 0 THEN manager_id ELSE employee_id END, %(day)s,
    CASE WHEN %(n)s %% 20 = 15 THEN 'open' ELSE 'done' END, CASE WHEN %(n)s %% 20 = 15 THEN NULL ELSE %(at)s END, %(added)s
    FROM training_series WHERE %(n)s %% 5 = 0""",
)
CARRIED = (
    """INSERT INTO training_carry (meeting_id, agenda_item_id) SELECT meeting.id, item.id FROM training_meeting meeting
    JOIN training_agendaitem item ON item.series_id = meeting.series_id AND item.state = 'open' AND item.added_at < meeting.starts_at
    WHERE meeting.status = 'held'""",
)


def learn(people: list[Employee]) -> None:
    """Let people follow a programme of sixty modules, each a bit further than the one before."""
    now = timezone.now()
    modules = tuple(ModuleText(f"m{n}", f"Module {n}", "", 30, n, "Read this.\n\n## Exercise\n\nDo it.") for n in range(MODULES))
    programme = publish_programme(ProgrammeText("course", "Course", "", "", modules), by=None, at=now)
    rows = list(programme.modules.all())
    begun = now.date() - timedelta(days=MODULES)
    facts = {"programme": programme, "anchor_on": begun, "enrolled_at": now}
    enrolments = Enrolment.objects.bulk_create((Enrolment(employee=one, **facts) for one in people), batch_size=2000)
    done = {"done_at": now, "minutes": 30, "version": 1}
    Completion.objects.bulk_create(
        (
            Completion(enrolment=enrolment, module=module, title=module.title, **done)
            for number, enrolment in enumerate(enrolments)
            for module in rows[: number % (MODULES - 2)]
        ),
        batch_size=5000,
    )


def judge(people: list[Employee]) -> None:
    """Let everybody who leads have been judged four times; thirty of them for good, of whom the others' results are copies."""
    today, now = timezone.localdate(), timezone.now()
    evaluations.publish_shipped(at=now)
    leading = people[: (len(people) - 2) // REPORTS + 1]
    day = today - timedelta(days=20)
    cycle = evaluations.plan_cycle(title="Spring", opens_on=day, managers=leading[:30], by=None, at=now - timedelta(days=20))
    cycle = evaluations.open_cycle(cycle, on=day, at=now)
    answer_everything(cycle)
    evaluations.close_cycle(cycle, on=today, at=now)
    evaluations.release_cycle(cycle, on=today)
    contents = list(EvaluationResult.objects.filter(cycle=cycle, scope="manager").values_list("content", flat=True))
    for back in range(1, 5):
        copy = EvaluationCycle.objects.get(pk=cycle.pk)
        copy.pk, copy.opens_on, copy.closes_on = None, day - back * timedelta(days=182), today - back * timedelta(days=182)
        copy.save(force_insert=True)
        judged = Evaluation.objects.bulk_create(
            (Evaluation(cycle=copy, manager=one, held_on=copy.closes_on) for one in leading), batch_size=2000
        )
        EvaluationResult.objects.bulk_create(
            (
                EvaluationResult(cycle=copy, scope="manager", head=one, content=contents[n % len(contents)])
                for n, one in enumerate(leading)
            ),
            batch_size=2000,
        )
        EvaluationInvitation.objects.bulk_create(
            (
                EvaluationInvitation(evaluation=judged[(n - 1) // REPORTS], person=people[n], group="report", is_done=True)
                for n in range(1, len(people))
            ),
            batch_size=2000,
        )
        ReportStep.objects.bulk_create(
            (ReportStep(evaluation=one, kind="share", words="What I take from it.", done_on=copy.closes_on) for one in judged),
            batch_size=2000,
        )
    asked = evaluations.plan_cycle(title="Autumn", opens_on=today, managers=leading[:30], by=None, at=now)
    evaluations.open_cycle(asked, on=today, at=now)


def try_out(people: list[Employee]) -> None:
    """Let one in twenty have tried to lead, one of them with the viewer as sponsor and with ten of everything."""
    today, viewer = timezone.localdate(), people[REPORTS + 1]
    facts = {"level": viewer.placements.get().level, "team": Team.objects.first(), "random": Random(1), "on": today}
    crowd.add_first_trials(people[-1 - len(people) // 20 : -1], sponsor=people[0], **facts)
    crowd.add_first_trials(people[-1:], sponsor=viewer, **facts)
    Trial.objects.filter(sponsor=viewer).update(status="running", confirmed_on=None, mentor=people[1])
    crowd.fill_trial(Trial.objects.get(sponsor=viewer), 10, start=0, owner=viewer, at=timezone.now())


def administrator(person: Employee) -> User:
    person.user.is_hr_administrator = True
    person.user.save()
    return person.user


def signed_in(user: User, backend: str) -> SessionStore:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = backend
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return session


def cost(client: Client, path: str) -> tuple[int, int]:
    """Return the queries and bytes of a page."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
        content = b"".join(response.streaming_content) if response.streaming else response.content
    if response.status_code != 200:
        raise SystemExit(f"{path} answered {response.status_code}")
    return len(captured), len(content)


def cold(client: Client) -> dict[str, int]:
    """Return what a browser with an empty cache fetches for the directory: requests, bytes on the wire (gzip), hosts besides ours."""
    page = client.get("/people/", headers={"accept-encoding": "gzip"})
    html = page.content.decode()
    linked = set(re.findall(r'<(?:script|link|img)\b[^>]*?(?:src|href)="([^"]+)"', html))
    files = [settings.STATIC_ROOT / path.partition("static/")[2] for path in linked if "//" not in path]
    wire = sum(min(len(file.read_bytes()), *zipped(file)) for file in files)
    return {"requests": 1 + len(linked), "bytes": len(page.content) + wire, "outside": sum("//" in path for path in linked)}


def zipped(file: Path) -> list[int]:
    other = file.with_name(f"{file.name}.gz")
    return [other.stat().st_size] if other.exists() else [10**9]

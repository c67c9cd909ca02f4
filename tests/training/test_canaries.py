"""Words that nobody but their readers may see: planted, and then looked for everywhere."""

import logging
from datetime import datetime, timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import BinaryField
from django.urls import reverse
from django.utils import timezone

from people.accounts.actions import save_draft
from people.employees.models import Employee
from people.notifications.mail import compose
from people.notifications.models import Channel, Delivery
from people.tracks.actions import set_pay_band
from tests.matrix import rows
from tests.soak import IS_SOAK
from tests.world import clients
from training.calendar.actions import make_feed
from training.choices.actions import keep_exploration, say_interest, share_interest
from training.coaching.actions import say_to_thing, share_thing
from training.coaching.models import CoachingThing
from training.curricula.actions import complete_module, enrol, publish_programme, write_work
from training.curricula.texts import ModuleText, ProgrammeText
from training.impact.actions import start_initiative, write_review_words
from training.leavers.actions import WORDS, review_leaver
from training.leavers.models import LeaverReview
from training.mentoring.actions import add_topic, note_insight, note_session
from training.mentoring.models import Mentoring
from training.one_on_ones.actions import read_private_note, write_private_note
from training.one_on_ones.handing_over import write_handover
from training.one_on_ones.models import Meeting, Series
from training.openings.actions import answer_application
from training.openings.models import CallApplication
from training.playbooks.actions import write_notes
from training.playbooks.models import PlaybookRun
from training.pulses.actions import write_pulse
from training.readmes.actions import comment_on, write_card, write_readme
from training.returns.models import ReturnPlan
from training.shadowing.actions import write_debrief
from training.shadowing.actions import write_note as write_shadow_note
from training.tasters.actions import write_note
from training.tasters.models import Taster
from training.trials import actions, decisions
from training.trials.models import Trial
from training.trials.questions import questions_for
from training.watches.actions import hold_talk, look_back, write_half
from training.watches.questions import REVIEW, TALK

pytestmark = [pytest.mark.django_db, pytest.mark.soak]
NEAR = (
    "home:",
    "playbooks:",
    "growth:",
    "impact:",
    "readmes:",
    "calendar:",
    "mentoring:",
    "shadowing:",
    "coaching:",
    "certification:",
    "curricula:m",
    "curricula:t",
    "curricula:l",
    "trials:",
    "one_on_ones:",
    "choices:",
    "pulses:",
    "returns:",
    "watches:",
    "tasters:",
    "openings:",
    "leavers:",
    "directory:person",
    "notifications:inbox",
    "tracks:grades",
)  # fmt: skip  (in a soak run: all)
READERS = {
    "privateines": {"ines"},
    "privateotto": {"otto"},
    "bothanswered": {"ines", "lena"},
    "onlyines": {"ines"},
    "interestines": {"ines", "lena"},  # she shares it with Lena
    "privateexploration": {"ines"},  # although she lets Lena see the bars
    "privatetaster": {"ines"},
    "taster": {"ines", "marco"},
    "application": {"ines", "lena"},  # Lena opened the call
    "onlylena": {"lena"},  # said for the decision, before the other side has spoken
    "handover": {"ines", "otto"},  # begun by the two, not released
    "runnotes": {"ines", "otto"},  # she runs a playbook about Otto, and he gets it with his own data
    "pay": {"ines", "lena", "hana"},
    "ownpart": {"ines"},
    "tried": {"ines"},  # what she believes, and what came of it
    "aim": {"ines", "otto", "lena", "marco"},  # shared with whom she leads; seen by whom she asks
    "suggestion": {"ines", "marco"},  # he answered what she asked
    "portfolio": {"ines"},
    "stakeholder": {"ines"},
    "initiative": {"ines"},
    "postmortem": {"ines"},
    "readmeinwork": {"ines"},
    "readmetalk": {"ines", "otto"},
    "workingcard": {"ines", "otto"},
    "privatereflection": {"ines"},
    "hiddenfollows": {"ines"},  # the title of a private programme she follows
    "evidence": {"ines", "lena", "hana"},
    "mentoring": {"ines", "marco"},
    "rolesheet": {"ines", "lena", "marco", "hana"},
    "pulse": {"ines", "marco"},  # she lets her mentor read it
    "lookback": {"ines"},
    "staytalk": {"ines", "lena"},  # with whoever led her that day
    "reviewhalf": {"ines"},  # the sponsor has not written yet
    "returnplan": {"ines", "lena", "marco", "otto", "hana"},  # otto helps
    "shadowaims": {"ines", "marco", "lena"},
    "privateshadownote": {"ines"},
    "shadowdebrief": {"ines", "marco"},
    "practicewords": {"ines", "marco"},
    "privatecoaching": {"ines", "coach"},
    "leaverreview": {"hana"},
}


def words(kind: str, first: int, count: int) -> str:
    return " ".join(f"canary{kind}{number:03}" for number in range(first, first + count))


@pytest.fixture
def planted(world):
    """Three hundred words in what is private, and the pay of Ines's contract in numbers that stand nowhere else."""
    now, today = timezone.now(), timezone.localdate()
    trial = Trial.objects.get(status="running")
    ines, lena, otto = (Employee.objects.get(first_name=name) for name in ("Ines", "Lena", "Otto"))
    meetings = list(Meeting.objects.filter(series__manager=ines, series__employee=otto))
    while len(meetings) < 10:
        day = today - timedelta(days=7 * len(meetings))
        meetings.append(Meeting.objects.create(series=meetings[0].series, planned_on=day - timedelta(days=400), starts_at=now))
    for number, meeting in enumerate(meetings):
        write_private_note(meeting, author=ines, text=words("privateines", 10 * number, 10), at=now)
        write_private_note(meeting, author=otto, text=words("privateotto", 10 * number, 10), at=now)
    first, second = trial.check_ins.all()[:2]
    for row in (first, second):
        row.due_on = today
        row.save()
    for role, who in (("candidate", ines), ("sponsor", lena)):
        said = {one.key: words("bothanswered", 10 * index, 5) for index, one in enumerate(questions_for(role))}
        actions.answer_check_in(first, role=role, answers=said, by=who.user, at=now, on=today)
    said = {one.key: words("onlyines", 5 * index, 5) for index, one in enumerate(questions_for("candidate"))}
    actions.answer_check_in(second, role="candidate", answers=said, by=ines.user, at=now, on=today)
    say_interest(ines, wish="try", words=words("interestines", 0, 30), on=today)
    wonder_in_private(ines, lena, now)
    decisions.decide(trial, role="sponsor", choice="return", words=words("onlylena", 0, 30), by=lena.user, at=now, on=today)
    write_notes(PlaybookRun.objects.get(), text=words("runnotes", 0, 30))
    series = Series.objects.get(manager=ines, employee=otto)
    for author, first in ((ines, 0), (otto, 10)):
        write_handover(series, author=author, words=words("handover", first, 10), at=now)
    plant_growth(ines, otto, at=now)
    plant_on_the_road(trial, at=now)
    plant_about_leavers(at=now)
    learn_in_private(ines, Mentoring.objects.get(mentee=ines), now)
    snapshot = trial.snapshot
    snapshot.band_minimum, snapshot.band_middle, snapshot.band_maximum = Decimal(71317), Decimal(81317), Decimal(91317)
    snapshot.save()
    set_pay_band(snapshot.grade, currency="EUR", valid_from=today, minimum=1, middle=2, maximum=3, by=None, at=now)
    return world, meetings


def plant_on_the_road(trial: Trial, *, at: datetime) -> None:
    """A hundred words in the sheet, the pulse, the plan of an earlier return, and what was asked half a year after a confirmation."""
    today, lena = at.date(), trial.sponsor
    sheet = trial.sheet
    sheet.starts, sheet.stops = words("rolesheet", 0, 10), words("rolesheet", 10, 10)
    sheet.save()
    write_pulse(trial, energy=2, confidence=3, meaning=4, words=words("pulse", 0, 20), on=today)
    confirmed = Trial.objects.get(status="confirmed")
    look_back(confirmed, month=6, again=2, face=3, words=words("lookback", 0, 20), on=today)
    said = {one.key: words("staytalk", 7 * number, 7) for number, one in enumerate(TALK)}
    hold_talk(confirmed, month=6, words=said, by=lena.user, at=at, on=today)
    said = {one.key: words("reviewhalf", 7 * number, 7) for number, one in enumerate(REVIEW["candidate"])}
    write_half(confirmed, role="candidate", words=said, by=trial.candidate.user, at=at, on=today)
    ReturnPlan.objects.update(telling=words("returnplan", 0, 20))


def plant_about_leavers(*, at: datetime) -> None:
    """Thirty words of Hana about somebody who left."""
    review = LeaverReview.objects.get()
    said = {name: words("leaverreview", 10 * number, 10) for number, name in enumerate(WORDS)}
    review_leaver(review.employee, is_regretted=True, **said, by=review.by, on=at.date(), at=at)


def plant_growth(ines, otto, *, at) -> None:
    """Forty-four words more: in what Ines works on, what her work changed, and what Otto and she say about working together."""
    focus = ines.focuses.get()
    focus.own_part, focus.aim = words("ownpart", 0, 4), words("aim", 0, 4)
    focus.save()
    focus.asks.filter(state="answered").update(first=words("suggestion", 0, 2), second=words("suggestion", 2, 2))
    focus.experiments.update(hypothesis=words("tried", 0, 2), result=words("tried", 2, 2))
    ines.impact_entries.update(what=words("portfolio", 0, 2), worth=words("portfolio", 2, 2), credited=words("portfolio", 4, 2))
    write_review_words(ines, summary=words("portfolio", 6, 4), ways="", reasons="", on=at.date())
    ines.stakeholders.update(name=words("stakeholder", 0, 2), why=words("stakeholder", 2, 2), thinks=words("stakeholder", 4, 2))
    facts = {"name": words("initiative", 0, 2), "goal": words("initiative", 2, 2), "measure": words("initiative", 4, 2)}
    start_initiative(ines, **facts, by=ines.user, at=at, on=at.date())
    ines.postmortems.update(title=words("postmortem", 0, 2), learned=words("postmortem", 2, 2))
    ines.postmortems.get().actions.update(text=words("postmortem", 4, 2))
    write_readme(ines, words={"quirks": words("readmeinwork", 0, 4)}, at=at)
    version = ines.readme.versions.get(number=1)
    comment_on(version, author=otto, text=words("readmetalk", 0, 4), at=at)
    write_card(otto, words={"good": words("workingcard", 0, 4)}, at=at)


def wonder_in_private(ines: Employee, lena: Employee, now: datetime) -> None:
    """Ines thinks it through, tries a little of it with Marco, and applies to a call that Lena opened."""
    keep_exploration(ines, answers={"a1": 5, "growing": 4}, words=words("privateexploration", 0, 20), on=now.date())
    share_interest(ines.interest, reader=lena, shows_exploration=True, at=now)
    said = {"wish": words("taster", 0, 5), "learned": words("taster", 5, 5), "saw": words("taster", 10, 5)}
    for taster in Taster.objects.filter(guest=ines):
        Taster.objects.filter(pk=taster.pk).update(**said)
        write_note(taster, author=ines, text=words("privatetaster", 0, 20), at=now)
    sent = CallApplication.objects.get(applicant=ines)
    CallApplication.objects.filter(pk=sent.pk).update(words=words("application", 0, 10))
    answer_application(sent, state="declined", words=words("application", 10, 10), at=now)


def learn_in_private(ines: Employee, pair: Mentoring, now: datetime) -> None:
    """Ines reflects, shows evidence, talks with her mentor, and follows something nobody is to know of."""
    modules = tuple(ModuleText(kind, kind.title(), "", 30, 0, "Do it.", kind=kind) for kind in ("reflection", "task"))
    programme = publish_programme(ProgrammeText("canary", "Canary", "", "", modules), by=None, at=now)
    enrolment = enrol(ines, programme, anchor_on=now.date() - timedelta(days=30), by=ines.user, at=now)
    for key, kind in (("reflection", "privatereflection"), ("task", "evidence")):
        write_work(enrolment, programme.modules.get(key=key), text=words(kind, 0, 20), by=ines.user, at=now)
    note_session(pair, held_on=pair.started_on, notes=words("mentoring", 0, 20), talked_about=[], by=ines, on=pair.started_on)
    note_insight(pair, text=words("mentoring", 40, 10), on=pair.started_on)
    add_topic(pair, text=words("mentoring", 20, 20), by=ines, at=now)
    plant_shadowing(ines, now)
    thing = share_thing(ines.coachings.get(), title="canaryprivatecoaching", text=words("privatecoaching", 0, 4), at=now)
    say_to_thing(thing, text=words("privatecoaching", 4, 4), by_coach=True, at=now)
    ines.observations.update(words=words("practicewords", 0, 4), state="not_yet")
    secret = tuple(ModuleText(key, f"canaryhiddenfollows {key}", "", 30, 0, "Read.") for key in ("done", "open"))
    own = publish_programme(ProgrammeText("alone", "Alone", "", "", secret, is_private=True), by=None, at=now)
    follows = enrol(ines, own, anchor_on=now.date(), by=ines.user, at=now)
    complete_module(follows, own.modules.get(key="done"), by=ines.user, at=now)


def plant_shadowing(ines: Employee, now: datetime) -> None:
    """Ines notes what she saw beside Marco, and they talk it over."""
    found = ines.shadowings.get()
    found.aims = words("shadowaims", 0, 4)
    found.save()
    write_shadow_note(found.meetings.get(title="Planning"), text=words("privateshadownote", 0, 10), at=now)
    said = {name: words("shadowdebrief", 4 * n, 4) for n, name in enumerate(("surprised", "otherwise", "changes"))}
    write_debrief(found, **said, on=now.date(), at=now)


def kinds_in(text: str) -> set[str]:
    found = {kind for kind in READERS if f"canary{kind}" in text}
    return found | ({"pay"} if any(amount in text for amount in ("71317", "71,317", "91317", "91,317")) else set())


def test_no_page_mail_export_log_or_error_shows_what_is_private(planted, settings, caplog):
    settings.SECOND_FACTOR_REQUIRED = False
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.INFO, logger="rules")  # which names every predicate it asks, and nothing else
    (things, users), meetings = planted
    seen: dict[str, set[str]] = {kind: set() for kind in READERS}
    check_ins = [[row.pk] for row in Trial.objects.get(status="running").check_ins.all()]
    learnt = [["canary", "reflection"], ["canary", "task"], things["curricula:module"]]
    ines = users["ines"].employee
    feed = make_feed(ines, by=ines.user, at=timezone.now(), on=timezone.localdate())
    more = {
        "curricula:module": learnt,
        "one_on_ones:meeting": [[one.pk] for one in meetings],
        "trials:check_in": check_ins,
        "coaching:thing": [[one.pk] for one in CoachingThing.objects.all()],
        "calendar:feed": [[feed]],
    }
    for role, client in clients(users).items():
        for name in {name for name, _ in rows() if IS_SOAK or name.startswith(NEAR)}:
            for args in more.get(name, [things.get(name, [])]):
                for send in (client.get, client.post) if IS_SOAK else (client.get,):
                    with transaction.atomic():
                        answer = send(reverse(name, args=args), {"next": "/nowhere"})
                        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
                        transaction.set_rollback(True)
                    for kind in kinds_in(body.decode(errors="replace")):
                        seen[kind].add(role)
    for kind, allowed in READERS.items():
        assert seen[kind] <= allowed, f"{kind} was shown to {seen[kind] - allowed}"
        assert seen[kind], f"nobody sees {kind}, not even those who may: the test looks in the wrong place"
    assert not kinds_in(caplog.text)


def test_no_mail_carries_what_is_private(planted):
    mails = Delivery.objects.filter(channel=Channel.MAIL).select_related("notice", "recipient")
    assert mails.count() > 5
    for delivery in mails:
        message = compose([delivery])
        assert not kinds_in(f"{message.subject} {message.body} {message.alternatives}")


def test_a_dump_of_the_database_shows_no_private_note(planted):
    dump = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            dump += [bytes(cell) if isinstance(cell, memoryview) else cell for row in cursor.fetchall() for cell in row]
    text = " ".join(cell.decode(errors="replace") if isinstance(cell, bytes) else str(cell) for cell in dump)
    assert "canarybothanswered" in text, "the dump is one of everything"
    for kind in ("private", "pulse", "lookback", "staytalk", "reviewhalf"):
        assert f"canary{kind}" not in text


UNTOUCHED = {"people.Upload", "training.SealedBallot"}  # the one runs out in an hour, the other has a key of its own


def test_a_new_key_reaches_everything_that_is_encrypted(planted, settings):
    (_, users), meetings = planted
    save_draft(users["ines"], form="feedback:give", thing="", values={"ask": ["canary"]}, at=timezone.now())
    kinds = {model for model in apps.get_models() if any(isinstance(field, BinaryField) for field in model._meta.local_fields)}
    kept = {model: dict(model.objects.values_list("pk", "content")) for model in kinds if model._meta.label not in UNTOUCHED}
    assert {model._meta.label for model, rows in kept.items() if not rows} == set(), "a kind without a row proves nothing"
    settings.FIELD_KEYS = ["a newer key", *settings.FIELD_KEYS]
    call_command("rotate_keys", stdout=StringIO())
    for model, before in kept.items():
        after = dict(model.objects.values_list("pk", "content"))
        assert [pk for pk, content in before.items() if bytes(after[pk]) == bytes(content)] == [], model._meta.label
    settings.FIELD_KEYS = settings.FIELD_KEYS[:1]
    found = [read_private_note(meeting, author=users["ines"].employee) for meeting in meetings]
    assert any("canaryprivateines" in words for words in found), "the newest key alone reads them"

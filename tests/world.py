"""One company with something at every address, about Ines on day 40 of her trial, and somebody for every role of the matrix."""

import json
from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from people.accounts.actions import invite, keep_upload
from people.accounts.models import User
from people.assessments.actions import begin_assessment, mark_level, share_assessment
from people.assessments.models import Assessment
from people.audit.models import Finding
from people.charter.actions import propose_change, publish_shipped
from people.charter.models import Guideline
from people.decisions.actions import name_voice, publish_shipped_rights, raise_decision
from people.duties.actions import propose_away, publish_shipped_duties
from people.duties.models import Duty
from people.employees.models import Employee
from people.ladders.actions import begin_draft
from people.notifications.models import InboxMessage
from people.roles.actions import give_role, take_over_shipped
from people.tracks.actions import import_ladder, place_employee, publish_version
from people.tracks.models import LadderVersion, Level
from tests.factories import EmployeeFactory
from tests.matrix import ROLES
from tests.people.tracks.test_documents import small
from tests.training.rehearsals.stories import SMALL, published
from tests.training.scene import Scene, make_scene, moment
from training.agreements.actions import hand_over, note_slip, open_thread, write_side
from training.certification import actions as certification
from training.choices.actions import keep_exploration, say_interest, share_interest
from training.coaching import actions as coaching
from training.coaching.models import ExternalCoach
from training.curricula import workshops
from training.curricula.actions import enrol, publish_programme, save_draft, write_work
from training.curricula.models import ProgrammeVersion
from training.curricula.proofs import keep_proof
from training.curricula.texts import ModuleText, ProgrammeText, from_document
from training.evaluations import actions as evaluating
from training.evaluations.models import EvaluationInvitation
from training.feedback.actions import ask_for_feedback, give_feedback
from training.growth.models import Ask, Experiment, Focus
from training.impact.models import ImpactEntry, Initiative, Postmortem, PostmortemAction, Stakeholder
from training.leavers.actions import review_leaver
from training.mentoring.actions import accept, ask_mentor, note_insight
from training.mentoring.models import Mentoring
from training.one_on_ones.actions import (
    add_agenda_item,
    end_series,
    import_questions,
    open_series,
    promise,
    publish_shipped_questions,
    save_shared_notes,
)
from training.one_on_ones.bank import Written
from training.one_on_ones.handing_over import release_handover, write_handover
from training.one_on_ones.models import QuestionSource, Series
from training.openings.actions import apply_to_call, open_call
from training.playbooks.actions import publish_playbook, start_run
from training.playbooks.texts import SHIPPED, read_playbook
from training.presets.actions import publish_shipped_presets
from training.pulses.actions import let_mentor_read
from training.readmes.models import Readme, ReadmeComment, ReadmeVersion, WorkingCard
from training.rehearsals.actions import begin_run, choose, keep_draft, share_run
from training.rehearsals.twee import read_story
from training.returns.actions import write_plan
from training.shadowing import actions as shadowing
from training.tasters.actions import ask_for_taster, offer_story
from training.tasters.models import Taster
from training.trials.models import Contract, ReintegrationStep, Return, Snapshot, Trial


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
    old, draft = three_versions(by=hana.user, at=now)
    draft_free = LadderVersion.objects.get(ladder=draft.ladder_id, status="published")
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
    interest = say_interest(ines, wish="stay", on=timezone.localdate())
    share = share_interest(interest, reader=lena, at=now)
    keep_exploration(ines, answers={"a1": 4, "a2": 4, "a3": 5}, words="Mine.", on=timezone.localdate())
    scenario = published()
    idea = keep_draft(read_story(SMALL.replace("four", "nine")), by=hana.user, at=now)
    rehearsed = choose(begin_run(ines, scenario.scenario, at=now), position=0, choice=1, on=timezone.localdate(), at=now)
    read_by = share_run(rehearsed, reader=lena, at=now)
    learning = learn_together(scene, now)
    let_mentor_read(trial, allowed=True, at=now, on=now.date())
    later = months_after_the_decision(scene, now)
    step = ReintegrationStep.objects.create(trial=trial, position=99, what="Talk", owner=lena, due_on=timezone.localdate())
    agreed = agreements_of(ines, otto, at=now)
    said = {"situation": "Monday", "behaviour": "Asked all three", "impact": "One page", "ask": "Again", "at": now}
    feedback = give_feedback(ines, giver=lena, **said)
    asked = ask_for_feedback(ines, asker=otto, about="The plan", at=now)
    playbook = publish_playbook(read_playbook(SHIPPED / "conflict.md"), by=None, at=now)
    run = start_run(playbook, owner=ines, about=otto, conduct="no", by=ines.user, at=now, on=timezone.localdate())
    import_questions([Written("a", "en", "Work", "", "What else?")], title="Ours", by=hana.user, at=now)
    publish_shipped_questions(at=now)
    message = InboxMessage.objects.filter(recipient=ines).first()
    publish_shipped(at=now)
    meetings = Guideline.objects.get(key="meetings")
    Guideline.objects.update(owner=lena)
    proposal = propose_change(meetings, text="Fewer.", reason="There are many.", author=ines, at=now)
    publish_shipped_duties(at=now)
    publish_shipped_presets(at=now)
    events = Duty.objects.get(key="events")
    away = propose_away(events, wish="dropped", reason="Nobody comes.", author=otto, at=now)
    right = publish_shipped_rights(at=now)[0]
    decision = raise_decision(
        title="Who leads the guild?", owner=ines, due_on=timezone.localdate(), is_public=False, by=lena, at=now
    )
    name_voice(decision, employee=marco, role="asked", at=now)
    finding = Finding.objects.create(key="x", kind="dead_end", words="A way ends.", found_at=now)
    private = begin_assessment(ines, level=draft_free.level_set.get(key="e1"), on=now.date())
    shared = shared_assessment(ines, lena, level=draft_free.level_set.get(key="e2"), at=now)
    role = take_over_shipped(by=hana.user, at=now)[0]
    holder = give_role(role, employee=ines, scope="Retries", time_share=10, on=now.date(), by=hana.user, at=now)
    things = looked_at(scene) | {
        **{f"audit:{name}": [finding.pk] for name in ("finding", "assign", "accept")},
        **{name: [decision.pk] for name in addresses() if name.startswith("decisions:")},
        **{f"decisions:{name}": [] for name in ("mine", "rights", "add", "queue", "raise_one")},
        **{f"decisions:{name}": [right.pk] for name in ("right", "change", "replace", "remove")},
        **{name: [events.key] for name in addresses() if name.startswith("duties:")},
        "duties:duties": [],
        "duties:managers": [],
        "duties:manager": [ines.pk],
        "duties:proposal": [away.pk],
        "duties:withdraw": [away.pk],
        **{name: [meetings.key] for name in addresses() if name.startswith("charter:")},
        "charter:guidelines": [],
        "charter:new": [],
        "charter:version": [meetings.key, 1],
        **{f"charter:{name}": [proposal.pk] for name in ("proposal", "withdraw", "comment_proposal")},
        "assessments:begin": [level.pk],
        "assessments:assessment": [shared.pk],
        "assessments:mark": [private.pk],
        "assessments:share": [private.pk],
        "assessments:take_back": [shared.pk],
        "assessments:open_both": [shared.pk],
        "assessments:discard": [private.pk],
        "roles:role": [role.pk],
        "roles:give": [role.pk],
        "roles:end": [holder.pk],
        "tracks:level": [level.pk],
        "tracks:version": [version.pk],
        "tracks:export": [version.pk],
        "tracks:heights": [version.pk],
        "ladders:over": [draft.pk - 1],
        "ladders:begin": [version.pk],
        "ladders:retire": [version.pk],
        "ladders:bring": [old.pk],
        "tracks:preview": [ladder_file.pk],
        "imports:columns": [people_file.pk],
        "imports:preview": [people_file.pk],
        "notifications:open_message": [message.pk],
        "accounts:revoke": [invitation.pk],
        "accounts:invitation": ["no-such-token"],
        "one_on_ones:begin": [otto.pk],
        **{f"one_on_ones:{name}": [item.pk] for name in ("change", "shift", "drop")},
        "one_on_ones:close": [promised.pk],
        "one_on_ones:template": ["weekly"],
        "one_on_ones:handed_over": [handed_over_to(lena, by=ines, before=marco, series=series, at=now)],
        **agreed,
        "feedback:one": [feedback.pk],
        "feedback:decline": [asked.pk],
        "one_on_ones:remove_source": [QuestionSource.objects.get(is_shipped=False).pk],
        "calendar:feed": ["no-such-token"],
        "calendar:meeting": [meeting.pk],
        "calendar:check_in": [trial.check_ins.first().pk],
        "calendar:module": [scene.programme.modules.first().pk],
        "choices:stop": [share.pk],
        "choices:preview": [scene.level("em-3").pk],
        **tasted(scene, gone, now),
        **lost(scene, gone, now),
        "curricula:programme": [scene.programme.key],
        "curricula:follow": [scene.programme.key],
        "curricula:module": [scene.programme.key, "m1"],
        "rehearsals:begin": [scenario.scenario.key],
        **{f"rehearsals:{name}": [rehearsed.pk] for name in ("run", "share", "rest", "forget")},
        "rehearsals:stop": [read_by.pk],
        **{f"rehearsals:{name}": [scenario.pk] for name in ("version", "walk", "export")},
        **{f"rehearsals:{name}": [idea.pk] for name in ("publish", "withdraw")},
        "playbooks:version": ["conflict", 1],
        "presets:preset": ["90-days"],
        "presets:edit": ["90-days"],
        "playbooks:tick": [run.steps.first().pk],
        "playbooks:move": [run.steps.first().pk],
        **learning,
        **later,
        **beside_somebody(scene, now),
        **observed(scene, now),
        **coached(scene, now),
        "trials:check_in": [trial.check_ins.first().pk],
        "trials:waive_check_in": [trial.check_ins.first().pk],
        "trials:keep": [trial.promises.first().pk],
        "trials:finish": [step.pk],
        "trials:announcement": [trial.announcements.first().pk],
        **grown(ines, lena=lena, marco=marco, otto=otto, at=now),
    }
    for name, pattern in addresses().items():
        if name.startswith("playbooks:") and str(pattern.pattern).startswith("<slug:key>/"):
            things.setdefault(name, ["conflict"])
        if name not in things and "<int:pk>" in str(pattern.pattern):
            if name.startswith("trials:"):
                things[name] = [trial.pk]
            elif name.startswith("playbooks:"):
                things[name] = [run.pk]
            elif name.startswith("ladders:"):
                part = str(pattern.pattern).partition("/")[0]
                found = {"tracks": draft.track_set, "levels": draft.level_set, "competencies": draft.competency_set}.get(part)
                things[name] = [found.first().pk if found else draft.pk]
            elif name.startswith("mentoring:"):
                things[name] = learning["mentoring:pair"]
            elif name.startswith("one_on_ones:"):
                things[name] = [meeting.pk if "meetings/" in str(pattern.pattern) else series.pk]
    about_ines = {
        name: [ines.pk] for name in addresses() if name.startswith("directory:") and "<int:pk>" in str(addresses()[name].pattern)
    }
    people = {"sam": sam, "ines": ines, "lena": lena, "marco": marco, "otto": otto, "gone": gone, "hana": hana}
    users = {name: person.user for name, person in people.items()} | {"root": root}
    users["coach"] = ExternalCoach.objects.get().user
    return things | about_ines, users


def handed_over_to(reader: Employee, *, by: Employee, before: Employee, series: Series, at: datetime) -> int:
    """Let somebody hand over from earlier 1:1s to whoever leads them; begin a hand-over of `series` as well. Return the first one's id."""
    facts = {"first_on": at.date() - timedelta(days=300), "at_time": time(9), "by": None, "at": at - timedelta(days=299)}
    earlier = open_series(manager=before, employee=by, **facts)
    for meeting in earlier.meetings.all():
        save_shared_notes(meeting, text="Chosen.", version=0)
    end_series(earlier, on=at.date() - timedelta(days=290), by=None, at=at)
    found = write_handover(earlier, author=before, words="Give her room.", at=at)
    release_handover(found, reader=reader, notes_from=at.date() - timedelta(days=400), by=by.user, at=at, on=at.date())
    write_handover(series, author=series.manager, words="Ask him early.", at=at)
    return found.pk


def agreements_of(manager: Employee, employee: Employee, *, at: datetime) -> dict[str, list[object]]:
    """Let two people agree on a bit of everything; return what the addresses need."""
    today, words = at.date(), {"expects": "Ask early.", "offers": "Time.", "good": "No surprise."}
    for role in ("manager", "employee"):
        write_side(manager=manager, employee=employee, role=role, **words, at=at)
    look = today + timedelta(days=7)
    facts = {"task": "The rota", "level": 3, "experience": "new", "standard": "Nobody twice in a row.", "check_in_on": look}
    over = hand_over(employee, manager=manager, **facts, by=manager.user, at=at, on=today)
    facts = {"topic": "Hand-over notes", "standard": "By six.", "happened_on": today, "words": "None came."}
    thread = open_thread(manager=manager, employee=employee, **facts, at=at, on=today)
    for _ in range(3):
        note_slip(thread, happened_on=today, words="Again.", at=at, on=today)
    found = {f"agreements:{name}": [employee.pk] for name in ("pair", "side", "agree", "hand_over", "slipped")}
    found |= {f"agreements:{name}": [over.pk] for name in ("delegation", "level", "end")}
    return found | {f"agreements:{name}": [thread.pk] for name in ("thread", "ask_in", "kept")}


def months_after_the_decision(scene: Scene, at: datetime) -> dict[str, list[object]]:
    """Let Ines have been confirmed half a year ago in one trial, and have come back from an earlier one, with Otto's help."""
    today, ines, lena = at.date(), scene.ines, scene.lena
    level = scene.level("ic-3")
    found = {}
    for status, months in (("confirmed", 9), ("returned", 24)):
        starts_on = today - timedelta(days=round(30.5 * months))
        facts = {"status": status, "confirmed_on": starts_on + timedelta(days=89), "nominated_at": moment(starts_on)}
        made = Trial.objects.create(
            candidate=ines, sponsor=lena, mentor=scene.marco, ends_on=starts_on + timedelta(days=89), **facts
        )
        words = {"title": "Lead", "success_criteria": "Words.", "starts_on": starts_on, "ends_on": made.ends_on}
        Contract.objects.create(trial=made, target_level=scene.level("em-3"), team=scene.team, manager=lena, **words)
        Snapshot.objects.create(
            trial=made, taken_on=starts_on, level=level, grade=level.grade, grade_order=3, level_name="IC 3", team=scene.team
        )
        found[status] = made
    back, confirmed = found["returned"], found["confirmed"]
    Return.objects.create(trial=back, said_on=back.ends_on, on=back.ends_on, level=level, grade_order=3)
    write_plan(back, refresh="a", hand_over="b", telling="c", first_90="d", helper=scene.otto, by=lena.user, at=at)
    running = Trial.objects.get(status="running")
    return {
        **{f"pulses:{name}": [running.pk] for name in ("pulse", "share", "forget")},
        **{f"returns:{name}": [back.pk] for name in ("plan", "write")},
        **{f"watches:{name}": [confirmed.pk] for name in ("watch", "review")},
        **{f"watches:{name}": [confirmed.pk, 6] for name in ("talk", "look_back")},
    }


def three_versions(*, by: User, at: datetime) -> tuple[Level, LadderVersion]:
    """Make a ladder with a retired version, one in force and a draft; return a level of the first, on which somebody stands, and the draft."""
    first, _ = import_ladder({**small(), "framework": {"key": "other", "title": "Other"}}, ranks_are_grades=True, by=by, at=at)
    publish_version(first, by=by, at=at)
    second = publish_version(begin_draft(first, by=by, at=at), by=by, at=at)
    level = first.level_set.get(key="e1")
    place_employee(EmployeeFactory(user=None), on=at.date(), level=level, title=level.title, by=by, at=at)
    return level, begin_draft(second, by=by, at=at)


def shared_assessment(employee: Employee, manager: Employee, *, level: Level, at: datetime) -> Assessment:
    """Look at somebody against a level, shared with their manager."""
    found = begin_assessment(employee, level=level, on=at.date())
    competency = level.version.competency_set.first()
    mark_level(found, side="self", marks={competency.pk: ("meeting", "Shipped the retries.")})
    return share_assessment(found, manager=manager, by=employee.user, at=at)


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


def learn_together(scene: Scene, now: datetime) -> dict[str, list[object]]:
    """Ines is in a cohort with a workshop ahead, led by Marco, who is her mentor too; a draft of her programme lies with HR."""
    acts = {"by": scene.hana.user, "at": now}
    workshop = ModuleText("practice", "Practice", "", 90, 30, "Come.", kind="workshop")
    together = publish_programme(ProgrammeText("together", "Together", "", "", (workshop,)), **acts)
    enrolment = enrol(scene.ines, together, anchor_on=timezone.localdate(), **acts)
    cohort = workshops.form_cohort(together, title="Spring", starts_on=timezone.localdate(), facilitator=scene.marco, **acts)
    workshops.join_cohort(cohort, enrolment=enrolment, **acts)
    workshops.schedule_cohort(cohort, days={"practice": timezone.localdate() + timedelta(days=9)}, **acts)
    when = {"starts_at": now + timedelta(days=9), "minutes": 90, "seats": 12}
    session = workshops.plan_session(together.modules.get(), cohort=cohort, facilitator=scene.marco, **when, **acts)
    save_draft(from_document(ProgrammeVersion.objects.get(key=scene.programme.key).document), **acts)
    pair = ask_mentor(scene.ines, mentor=scene.marco, wish="Delegating.", on=timezone.localdate(), at=now)
    accept(pair, on=timezone.localdate(), at=now)
    Mentoring.objects.filter(pk=pair.pk).update(kind="reverse", themes=["pains"])
    insight = note_insight(Mentoring.objects.get(pk=pair.pk), text="They merge blind.", on=timezone.localdate())
    course = ModuleText("away", "A course away", "", 90, 30, "Go.", kind="external")
    outside = publish_programme(ProgrammeText("outside", "Outside", "", "", (course, replace(course, key="far"))), **acts)
    away = enrol(scene.ines, outside, anchor_on=timezone.localdate(), **acts)
    said = {"text": "Two days in Porto, about hard talks.", "by": scene.ines.user, "at": now}
    waiting, proved = (write_work(away, outside.modules.get(key=key), **said) for key in ("away", "far"))
    proof = keep_proof(proved, content=b"%PDF-1.7 attended", at=now)
    key = scene.programme.key
    pages = ("followers", "edit", "preview", "publish", "export", "plan", "form_cohort")
    return {
        **{f"curricula:{name}": [key] for name in pages},
        **{f"curricula:{name}": [key, "m1"] for name in ("edit_module", "preview_module")},
        **{f"curricula:{name}": [session.pk] for name in ("session", "event", "attendance", "change")},
        "curricula:cohort": [cohort.pk],
        "curricula:schedule": [cohort.pk],
        "curricula:spare": [enrolment.pk],
        "curricula:confirm": [waiting.pk],
        "curricula:proof": [proof.pk],
        "mentoring:pair": [pair.pk],
        "mentoring:change": [insight.pk],
    }


def beside_somebody(scene: Scene, now: datetime) -> dict[str, list[object]]:
    """Ines goes beside Marco these days: she has seen one meeting, and Otto is asked about the next."""
    first, day = now - timedelta(days=3), timezone.localdate() - timedelta(days=3)
    facts = {"host": scene.marco, "aims": "Hard talks.", "starts_on": day, "ends_on": day + timedelta(days=9)}
    found = shadowing.ask_to_shadow(scene.ines, **facts, on=day, at=first)
    for who in (scene.marco, scene.lena):
        shadowing.answer_request(found, is_yes=True, by=who, on=day, at=first)
    when = {"part": "see", "at": first}
    seen = shadowing.add_meeting(found, title="Planning", starts_at=now - timedelta(days=1), people=[], **when)
    ahead = shadowing.add_meeting(found, title="Review", starts_at=now + timedelta(days=1), people=[scene.otto], **when)
    return {
        **{f"shadowing:{name}": [found.pk] for name in ("one", "answer", "off", "add", "debrief")},
        **{f"shadowing:{name}": [seen.pk] for name in ("note", "drop")},
        "shadowing:consent": [ahead.consents.get().pk],
    }


def observed(scene: Scene, now: datetime) -> dict[str, list[object]]:
    """Ines has watched an interview beside Marco, who is certified and has not confirmed it."""
    today = timezone.localdate()
    ladder = certification.publish_shipped_ladders(at=now)[0]
    certification.name_certified(ladder, employee=scene.marco, by=scene.hana.user, on=today, at=now)
    facts = {"employee": scene.ines, "observer": scene.marco, "happened_on": today, "on": today, "at": now}
    seen = certification.ask_for_observation(ladder, **facts)
    pages = {f"certification:{name}": [ladder.key] for name in ("ladder", "ask", "edit", "name_one")}
    return pages | {"certification:observation": [seen.pk]}


def coached(scene: Scene, now: datetime) -> dict[str, list[object]]:
    """Vera, from outside, coaches Ines, who shares one thing with her."""
    today, by = timezone.localdate(), scene.hana.user
    vera, _ = coaching.invite_coach(name="Vera Outside", email="vera@coaching.example", by=by, at=now)
    coaching.accept_as_coach(vera, password="a long enough password", at=now)
    pair = coaching.offer_coach(vera, employee=scene.ines, by=by, on=today, at=now)
    pair = coaching.answer_offer(pair, is_yes=True, on=today)
    thing = coaching.share_thing(pair, title="Monday", text="I took it back.", at=now)
    return {
        **{f"coaching:{name}": [pair.pk] for name in ("answer", "share", "end")},
        **{f"coaching:{name}": [thing.pk] for name in ("thing", "back")},
        **{f"coaching:{name}": [vera.pk] for name in ("offer", "close")},
        "coaching:invitation": ["no-such-token"],
    }


def tasted(scene: Scene, gone: Employee, now: datetime) -> dict[str, list[object]]:
    """Ines asks Marco for a talk, may be asked herself, and applies to a call that Lena opened; Marco has answered another request.

    Nobody looks after a call of somebody who has left.
    """
    today = timezone.localdate()
    offer_story(scene.ines, words="Ask me about the first weeks.", on=today)
    asked = ask_for_taster(scene.ines, host=scene.marco, kind="meeting", wish="Whether I like it.", on=today, at=now)
    done = ask_for_taster(scene.ines, host=scene.marco, kind="retro", wish="Whether I like it.", on=today, at=now)
    Taster.objects.filter(pk=done.pk).update(state="agreed")
    facts = {"team": scene.other_team, "target_level": scene.level("em-3"), "words": "Six people.", "until": today}
    call = open_call(scene.lena, **facts, by=scene.lena.user, on=today, at=now)
    sent = apply_to_call(call, applicant=scene.ines, words="I would like to.", on=today, at=now)
    alone = open_call(gone, **facts, by=scene.hana.user, on=today, at=now)
    return {
        **{f"tasters:{name}": [asked.pk] for name in ("taster", "answer", "note", "take_back")},
        "tasters:afterwards": [done.pk],
        **{f"openings:{name}": [call.pk] for name in ("call", "apply", "close")},
        **{f"openings:{name}": [sent.pk] for name in ("answer", "withdraw")},
        **{f"openings:{name}": [alone.pk] for name in ("take_over", "end")},
    }


def lost(scene: Scene, gone: Employee, now: datetime) -> dict[str, list[object]]:
    """Somebody left in the middle of a trial; Hana has written why."""
    starts_on = timezone.localdate() - timedelta(days=50)
    trial = Trial.objects.create(candidate=gone, sponsor=scene.lena, status="left", nominated_at=now, announced_at=now)
    words = {"title": "Lead", "success_criteria": "Words.", "starts_on": starts_on, "ends_on": starts_on + timedelta(days=89)}
    Contract.objects.create(trial=trial, target_level=scene.level("em-3"), team=scene.team, manager=scene.lena, **words)
    said = {"why": "Another company.", "caused": "The mentor never came.", "cost": "Half a year."}
    review_leaver(gone, is_regretted=True, **said, by=scene.hana.user, on=timezone.localdate(), at=now)
    return {"leavers:review": [gone.pk]}


def clients(users: dict[str, User]) -> dict[str, Client]:
    """Return a browser for each role, signed in once."""
    found = {role: Client(raise_request_exception=False) for role in ROLES}
    for role, user in users.items():
        found[role].force_login(user)
    return found

"""How modules of each kind are done, and what of it anybody else can see."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from people.employees.actions import change_manager
from people.history.models import Record
from people.notifications.actions import deliver_due, plan_due
from people.notifications.models import InboxMessage, Notice
from tests.training.rehearsals.stories import published
from tests.training.scene import moment
from training.curricula import actions, clock, queries, seats, workshops
from training.curricula.models import Certificate, Completion, Enrolment, Module, ModuleWork, Seat
from training.curricula.permissions import enrolments_looked_after, visible_works
from training.curricula.quiz import quiz_of
from training.curricula.texts import ModuleText, ProgrammeText
from training.mentoring.actions import accept, ask_mentor, note_session
from training.rehearsals.actions import begin_run, choose
from transition.lib.faults import Conflict
from transition.lib.ics import calendar_text
from transition.lib.moments import months_after

DAY = date(2026, 3, 2)
WORDS = "I said nothing for a whole minute, and then she told me."
QUIZ = {
    "questions": [{"text": f"Q{n}", "options": ["no", "yes", "perhaps"], "right": 1, "why": f"Because {n}."} for n in range(6)],
    "ask": 3,
    "pass_percent": 66,
    "attempts": 2,
}


def follow(scene, *modules: ModuleText, on: date = DAY, **facts) -> Enrolment:
    """Let Ines follow a programme of these modules."""
    text = ProgrammeText("practice", "Practice", "", "", modules, **facts)
    programme = actions.publish_programme(text, by=scene.hana.user, at=moment(on))
    return actions.enrol(scene.ines, programme, anchor_on=on, by=scene.ines.user, at=moment(on))


def written(key: str, kind: str = "reading", **facts) -> ModuleText:
    return ModuleText(key, key.title(), "", 30, facts.pop("due", 10), "Do it.", kind=kind, **facts)


def module_of(enrolment: Enrolment, key: str) -> Module:
    return enrolment.programme.modules.get(key=key)


def done_by(scene, day: date = DAY) -> dict:
    return {"by": scene.ines.user, "at": moment(day)}


def test_what_comes_first_is_done_first(scene):
    enrolment = follow(scene, written("first"), written("second", needs=("first",)))
    with pytest.raises(ValidationError, match="First: First"):
        actions.complete_module(enrolment, module_of(enrolment, "second"), **done_by(scene))
    actions.complete_module(enrolment, module_of(enrolment, "first"), **done_by(scene))
    actions.complete_module(enrolment, module_of(enrolment, "second"), **done_by(scene))
    enrolment.refresh_from_db()
    assert enrolment.completed_at == moment(DAY)


def test_today_shows_what_can_begin_and_not_what_waits_or_is_elective(scene):
    follow(scene, written("first"), written("second", needs=("first",)), written("extra", is_required=False))
    assert [step.module.key for step in queries.due_modules(scene.ines, until=DAY + timedelta(days=30))] == ["first"]


def test_a_reflection_is_done_by_writing_and_read_by_its_author_alone(scene):
    enrolment = follow(scene, written("look", "reflection"))
    module = module_of(enrolment, "look")
    with pytest.raises(ValidationError, match="Write a few words"):
        actions.complete_module(enrolment, module, **done_by(scene))
    with pytest.raises(ValidationError, match="at least a sentence"):
        actions.write_work(enrolment, module, text="ok", **done_by(scene))
    actions.write_work(enrolment, module, text=WORDS, **done_by(scene))
    work = ModuleWork.objects.get()
    assert WORDS.encode() not in bytes(work.content)
    assert actions.read_work(work) == WORDS
    readers = [one for one in (scene.ines, scene.lena, scene.hana, scene.marco) if visible_works(one.user).exists()]
    assert readers == [scene.ines]


def test_what_learners_wrote_is_read_with_the_old_key_and_written_with_the_new_one(scene, settings):
    enrolment = follow(scene, written("look", "reflection"))
    settings.FIELD_KEYS = ["old"]
    actions.write_work(enrolment, module_of(enrolment, "look"), text=WORDS, **done_by(scene))
    settings.FIELD_KEYS = ["new", "old"]
    assert (actions.encrypt_works_anew(), actions.encrypt_works_anew()) == (1, 0)
    settings.FIELD_KEYS = ["new"]
    assert actions.read_work(ModuleWork.objects.get()) == WORDS


def test_evidence_is_read_by_the_manager_and_hr_and_by_no_other_manager(scene):
    enrolment = follow(scene, written("do", "task"))
    actions.write_work(enrolment, module_of(enrolment, "do"), text=WORDS, **done_by(scene))
    everybody = (scene.ines, scene.lena, scene.hana, scene.marco, scene.dora)
    assert [one for one in everybody if visible_works(one.user).exists()] == [scene.ines, scene.lena, scene.hana]
    change_manager(scene.ines, manager=scene.dora, on=DAY, by=None, at=moment(DAY))
    assert not visible_works(scene.lena.user).exists(), "who led her before reads it no longer"


def test_a_talk_with_the_team_has_a_day_that_is_not_to_come(scene):
    enrolment = follow(scene, written("talk", "discussion"))
    with pytest.raises(ValidationError, match="still to come"):
        actions.write_work(
            enrolment, module_of(enrolment, "talk"), text=WORDS, happened_on=DAY + timedelta(days=1), **done_by(scene)
        )
    actions.write_work(enrolment, module_of(enrolment, "talk"), text=WORDS, happened_on=DAY, **done_by(scene))
    assert Completion.objects.get().module.key == "talk"


def test_a_quiz_asks_others_each_time_and_ends_with_its_attempts(scene):
    enrolment = follow(scene, written("quiz", "quiz", quiz=QUIZ))
    module = module_of(enrolment, "quiz")
    quiz = quiz_of(module.quiz)
    seeds = [actions.seed_of(enrolment, module, number) for number in (1, 1, 2)]
    first, again, second = ([question.place for question in quiz.asked(seed=seed)] for seed in seeds)
    assert first == again, "a reload asks the same"
    assert first != second
    assert actions.answer_quiz(enrolment, module, answers=[1, 0, None], **done_by(scene)).percent == 33
    with pytest.raises(ValidationError, match="quiz is passed"):
        actions.complete_module(enrolment, module, **done_by(scene))
    with pytest.raises(Conflict, match="has changed"):
        actions.answer_quiz(enrolment, module, answers=[1], **done_by(scene))
    assert actions.answer_quiz(enrolment, module, answers=[1, 1, 0], **done_by(scene)).is_passed
    assert Completion.objects.filter(module=module).exists()
    with pytest.raises(Conflict, match="passed it already"):
        actions.answer_quiz(enrolment, module, answers=[1, 1, 1], **done_by(scene))


def test_no_attempt_is_left_after_the_last(scene):
    enrolment = follow(scene, written("quiz", "quiz", quiz=QUIZ))
    for _ in range(2):
        actions.answer_quiz(enrolment, module_of(enrolment, "quiz"), answers=[0, 0, 0], **done_by(scene))
    with pytest.raises(Conflict, match="No attempt is left"):
        actions.answer_quiz(enrolment, module_of(enrolment, "quiz"), answers=[1, 1, 1], **done_by(scene))


def test_a_mentoring_session_is_noted_by_the_sweep_and_by_nobody_else(scene):
    enrolment = follow(scene, written("talk", "mentoring"), written("play", "rehearsal"))
    for key in ("talk", "play"):
        with pytest.raises(ValidationError, match="It is done when"):
            actions.complete_module(enrolment, module_of(enrolment, key), **done_by(scene))
    pair = ask_mentor(scene.ines, mentor=scene.marco, wish="Talks.", on=DAY, at=moment(DAY))
    accept(pair, on=DAY, at=moment(DAY))
    note_session(pair, held_on=DAY + timedelta(days=3), talked_about=[], by=scene.marco, on=DAY + timedelta(days=4))
    clock.sweep(at=moment(DAY + timedelta(days=5)))
    assert [row.module.key for row in Completion.objects.all()] == ["talk"]


def test_a_rehearsal_is_done_once_it_was_played_to_an_end(scene):
    scenario = published().scenario
    enrolment = follow(scene, written("play", "rehearsal", subject=scenario.key))
    module = module_of(enrolment, "play")
    run = begin_run(scene.ines, scenario, at=moment(DAY))
    with pytest.raises(ValidationError, match="played to an end"):
        actions.complete_module(enrolment, module, **done_by(scene))
    while run.finished_at is None:
        run = choose(run, position=run.choices_made.count(), choice=0, on=DAY, at=moment(DAY))
    clock.sweep(at=moment(DAY + timedelta(days=1)))
    assert [row.module.key for row in Completion.objects.all()] == ["play"]


def test_what_is_completed_stays_as_it_was_when_the_programme_changes(scene):
    enrolment = follow(scene, written("a"), written("b"), certificate_months=0)
    for key in ("a", "b"):
        actions.complete_module(enrolment, module_of(enrolment, key), **done_by(scene))
    changed = ProgrammeText("practice", "Practice anew", "", "", (written("b", due=3), written("c")), certificate_months=0)
    actions.publish_programme(changed, by=scene.hana.user, at=moment(DAY + timedelta(days=9)))
    clock.sweep(at=moment(DAY + timedelta(days=10)))
    enrolment = queries.with_steps(Enrolment.objects.all()).get(pk=enrolment.pk)
    assert (enrolment.completed_version, enrolment.programme.version) == (1, 2)
    assert {row.title for row in Completion.objects.all()} == {"A", "B"}
    assert Certificate.objects.get().title == "Practice"
    assert [(step.module.key, step.is_owed) for step in queries.steps_of(enrolment)] == [("b", False), ("c", False), ("a", False)]
    with pytest.raises(Conflict, match="stays so"):
        actions.reopen_module(enrolment, module_of(enrolment, "b"))


def test_who_has_not_finished_owes_what_the_new_version_asks(scene):
    enrolment = follow(scene, written("a"), written("b"))
    actions.complete_module(enrolment, module_of(enrolment, "a"), **done_by(scene))
    changed = ProgrammeText("practice", "Practice", "", "", (written("a"), written("c")))
    actions.publish_programme(changed, by=scene.hana.user, at=moment(DAY))
    gone = Module.objects.get(key="b")
    with pytest.raises(Conflict, match="no longer part"):
        actions.complete_module(enrolment, gone, **done_by(scene))
    steps = queries.steps_of(queries.with_steps(Enrolment.objects.all()).get(pk=enrolment.pk))
    assert [(step.module.key, step.is_owed) for step in steps] == [("a", False), ("c", True)]


def test_an_exception_has_a_reason_and_settles(scene):
    enrolment = follow(scene, written("a"), written("b"))
    with pytest.raises(ValidationError, match="Say why"):
        actions.except_module(enrolment, module_of(enrolment, "a"), reason=" ", by=scene.hana.user, at=moment(DAY))
    actions.except_module(enrolment, module_of(enrolment, "a"), reason="She teaches it.", by=scene.hana.user, at=moment(DAY))
    assert [step.module.key for step in queries.due_modules(scene.ines, until=DAY + timedelta(days=30))] == ["b"]
    actions.complete_module(enrolment, module_of(enrolment, "b"), **done_by(scene))
    enrolment.refresh_from_db()
    assert enrolment.completed_at is not None


def far_by_steps(enrolment: Enrolment, on: date) -> queries.Progress:
    required = [step for step in queries.steps_of(enrolment) if step.module.is_required]
    late = 0 if enrolment.paused_on else sum(step.is_late(on) for step in required)
    return queries.Progress(sum(step.is_settled for step in required), len(required), late)


def test_how_far_somebody_is_counts_what_their_steps_say(scene):
    modules = (written("a"), written("b"), written("c"), written("d", due=None), written("e", is_required=False))
    enrolment = follow(scene, *modules, written("f", due=40))
    on, seen = DAY + timedelta(days=20), []

    def far() -> tuple[int, int, int]:
        one = queries.with_steps(Enrolment.objects.all()).get(pk=enrolment.pk)
        found = queries.progress_in(one.programme, [one], on=on)[one.pk]
        assert found == far_by_steps(one, on)
        return found.settled, found.of, found.late

    seen.append(far())
    actions.complete_module(enrolment, module_of(enrolment, "a"), **done_by(scene))
    actions.except_module(enrolment, module_of(enrolment, "b"), reason="She teaches it.", by=scene.hana.user, at=moment(DAY))
    seen.append(far())
    without = ProgrammeText("practice", "Practice", "", "", (*modules[2:], written("f", due=40)))
    actions.publish_programme(without, by=scene.hana.user, at=moment(DAY))
    seen.append(far())
    Enrolment.objects.update(paused_on=on)
    seen.append(far())
    Enrolment.objects.update(paused_on=None, round=2)
    seen.append(far())
    assert seen == [(0, 5, 3), (2, 5, 1), (1, 4, 1), (1, 4, 0), (0, 3, 1)]


def test_a_minimum_of_hours_is_asked_besides_the_modules(scene):
    enrolment = follow(scene, written("a"), written("extra", is_required=False), minimum_minutes=45)
    actions.complete_module(enrolment, module_of(enrolment, "a"), **done_by(scene))
    enrolment.refresh_from_db()
    assert enrolment.completed_at is None
    actions.complete_module(enrolment, module_of(enrolment, "extra"), **done_by(scene))
    enrolment.refresh_from_db()
    assert enrolment.completed_at is not None
    assert queries.hours_by_year(scene.ines) == [(2026, 60)]


def test_a_certificate_runs_out_and_its_programme_begins_anew_in_time(scene):
    enrolment = follow(scene, written("quiz", "quiz", quiz=QUIZ | {"attempts": 0}), certificate_months=12)
    module = module_of(enrolment, "quiz")
    actions.answer_quiz(enrolment, module, answers=[1, 1, 1], **done_by(scene))
    certificate = Certificate.objects.get()
    assert certificate.expires_on == date(2027, 3, 2)
    before, near = date(2026, 12, 31), date(2027, 1, 1)
    clock.sweep(at=moment(before))
    assert Enrolment.objects.get(pk=enrolment.pk).round == 1
    clock.sweep(at=moment(near))
    clock.sweep(at=moment(near + timedelta(days=1)))
    enrolment = Enrolment.objects.get(pk=enrolment.pk)
    assert (enrolment.round, enrolment.completed_at, enrolment.anchor_on) == (2, None, near)
    tell(date(2027, 1, 4))
    assert "counts until 2 Mar 2027" in " ".join(InboxMessage.objects.values_list("subject", flat=True))
    actions.answer_quiz(enrolment, module, answers=[1, 1, 1], **done_by(scene, date(2027, 2, 1)))
    assert [one.issued_on for one in queries.certificates_of(scene.ines)] == [date(2027, 2, 1), DAY]
    assert Completion.objects.filter(enrolment=enrolment).count() == 2


@pytest.mark.parametrize(
    ("day", "months", "wanted"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 12, 15), 2, date(2028, 2, 15)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 3, 2), 12, date(2027, 3, 2)),
    ],
)
def test_months_end_where_months_end(day, months, wanted):
    assert months_after(day, months) == wanted


def test_a_private_programme_is_nobody_elses_affair(scene):
    enrolment = follow(scene, written("a", due=0), written("b", due=0), is_private=True)
    actions.complete_module(enrolment, module_of(enrolment, "a"), **done_by(scene))
    late = DAY + timedelta(days=30)
    assert not Record.objects.filter(subject__in=("training.enrolment", "training.completion")).exists()
    assert not enrolments_looked_after(scene.hana.user).exists()
    assert not queries.late_by_person(scene.lena, on=late)
    tell(late + timedelta(days=2))
    assert set(Notice.objects.filter(kind__startswith="curricula.").values_list("kind", flat=True)) <= {
        "curricula.module_due",
        "curricula.module_late",
    }
    told = InboxMessage.objects.filter(delivery__notice__kind__startswith="curricula.").values_list("recipient", flat=True)
    assert set(told) <= {scene.ines.pk}
    assert queries.counted(type(enrolment.programme).objects.filter(pk=enrolment.programme_id)).get().following is None
    with pytest.raises(ValidationError, match="private"):
        workshops.form_cohort(enrolment.programme, title="x", starts_on=DAY, facilitator=None, by=scene.hana.user, at=moment(DAY))


def test_the_manager_hears_titles_on_mondays_and_hr_numbers(scene):
    enrolment = follow(scene, written("look", "reflection", due=3))
    for days in range(20):
        tell(DAY + timedelta(days=days))
    inbox = InboxMessage.objects.filter(delivery__notice__kind="curricula.team_late")
    assert {(one.recipient, one.at.date()) for one in inbox} == {
        (scene.lena, date(2026, 3, 9)),
        (scene.lena, date(2026, 3, 16)),
    }
    assert "Ines Duarte: Look" in inbox.first().body
    hr = InboxMessage.objects.filter(delivery__notice__kind="curricula.week_for_hr")
    assert {one.recipient for one in hr} == {scene.hana}
    assert "Practice: 1 late" in hr.first().body
    actions.write_work(enrolment, module_of(enrolment, "look"), text=WORDS, **done_by(scene))
    assert not queries.late_by_person(scene.lena, on=DAY + timedelta(days=30))


def test_due_dates_follow_the_anchor_in_the_persons_own_day(scene):
    for person, zone in ((scene.otto, "Pacific/Auckland"), (scene.pia, "America/Los_Angeles")):
        person.time_zone = zone
        person.save(update_fields=["time_zone"])
    text = ProgrammeText("all", "All", "", "", (written("a", due=10),), audiences=("everyone",))
    programme = actions.publish_programme(text, by=None, at=moment(DAY))
    clock.sweep(at=datetime(2026, 3, 2, 21, tzinfo=UTC))
    anchors = dict(programme.enrolments.values_list("employee", "anchor_on"))
    assert anchors[scene.otto.pk] == date(2026, 3, 3), "it is Tuesday in Auckland"
    assert anchors[scene.pia.pk] == date(2026, 3, 2)


def test_a_trial_begins_and_everything_is_there_by_itself(scene):
    together = ProgrammeText(
        "first", "First", "", "", (written("meet", "workshop", due=14),), audiences=("on_trial",), anchor="trial"
    )
    programme = actions.publish_programme(together, by=None, at=moment(DAY - timedelta(days=30)))
    when = {"starts_at": moment(scene.first_day + timedelta(days=9)), "minutes": 90, "seats": 1}
    workshops.plan_session(programme.modules.get(), **when, by=scene.hana.user, at=moment(DAY - timedelta(days=30)))
    scene.under_way()
    clock.sweep(at=scene.at)
    enrolment = queries.with_steps(Enrolment.objects.all()).get(programme=programme)
    [step] = queries.steps_of(enrolment)
    assert (enrolment.employee, step.due_on) == (scene.ines, scene.first_day + timedelta(days=14))
    assert Seat.objects.get().state == Seat.State.TAKEN
    assert scene.ines.mentorings.get().mentor == scene.marco


def tell(day: date) -> None:
    """Let the clock tell what is due at noon of a day."""
    with time_machine.travel(moment(day, 12), tick=False):
        plan_due(at=moment(day, 12))
        deliver_due(at=moment(day, 12))


# --- Workshops ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def session(scene):
    enrolment = follow(scene, written("meet", "workshop"))
    when = {"starts_at": moment(DAY + timedelta(days=9)), "minutes": 90, "seats": 1, "facilitator": scene.marco}
    return workshops.plan_session(module_of(enrolment, "meet"), **when, by=scene.hana.user, at=moment(DAY))


def seat_for(scene, session, person, at) -> Seat:
    enrolment = actions.enrol(person, session.module.programme, anchor_on=DAY, by=None, at=at)
    return seats.take_seat(session, enrolment=enrolment, at=at)


def test_a_workshop_stands_in_a_schedule_once_while_it_has_a_session_by_its_day(scene, session):
    acts = {"by": scene.hana.user, "at": moment(DAY)}
    cohort = workshops.form_cohort(session.module.programme, title="Spring", starts_on=DAY, facilitator=None, **acts)
    held_on = DAY + timedelta(days=9)

    def planned(day: date) -> list[tuple[date, bool]]:
        found = workshops.schedule_cohort(cohort, days={"meet": day}, **acts)
        return [(one.on, one.session is not None) for one in queries.schedule_of(found, member=None)]

    assert planned(held_on) == [(held_on, True)]
    assert planned(held_on - timedelta(days=1)) == [(held_on - timedelta(days=1), False), (held_on, True)]
    workshops.call_session_off(session, **acts)
    assert planned(held_on + timedelta(days=1)) == [(held_on, True), (held_on + timedelta(days=1), False)]


def test_a_seat_given_back_goes_to_whoever_waits_first(scene, session):
    at = moment(DAY)
    ines, otto, pia = (seat_for(scene, session, one, at) for one in (scene.ines, scene.otto, scene.pia))
    assert [one.state for one in (ines, otto, pia)] == ["taken", "waiting", "waiting"]
    assert seat_for(scene, session, scene.otto, at).number == otto.number, "asking twice changes nothing"
    seats.give_seat_back(ines, at=at)
    states = dict(Seat.objects.values_list("enrolment__employee__first_name", "state"))
    assert states == {"Ines": "given_back", "Otto": "taken", "Pia": "waiting"}
    assert InboxMessage.objects.filter(recipient=scene.otto, subject__startswith="You have a seat: Meet").count() == 1
    again = seat_for(scene, session, scene.ines, at)
    assert (again.state, again.number > pia.number) == ("waiting", True), "who comes back queues at the end"


def test_a_workshop_says_in_the_list_that_i_have_a_seat(scene, session, signed_in):
    for one in (scene.ines, scene.otto):
        seat_for(scene, session, one, moment(DAY))
    to = reverse("curricula:module", args=[session.module.programme.key, session.module.key])
    with time_machine.travel(moment(DAY), tick=False):
        pages = [signed_in(one).get(to).content.decode() for one in (scene.ines, scene.otto, scene.pia)]
    said = [[words for words in ("You have a seat.", "You wait for a seat.") if words in page] for page in pages]
    assert said == [["You have a seat."], ["You wait for a seat."], []]


def test_more_seats_let_those_who_wait_move_up(scene, session):
    at = moment(DAY)
    for one in (scene.ines, scene.otto, scene.pia):
        seat_for(scene, session, one, at)
    facts = {"starts_at": session.starts_at, "minutes": 90, "place": "Room 2", "by": scene.hana.user, "at": at}
    workshops.change_session(session, seats=2, **facts)
    assert list(Seat.objects.values_list("state", flat=True)) == ["taken", "taken", "waiting"]
    workshops.change_session(session, seats=1, **facts)
    assert list(Seat.objects.values_list("state", flat=True)) == ["taken", "taken", "waiting"], "no seat is taken away"


def test_attendance_completes_the_module_once_it_has_begun(scene, session):
    ines = seat_for(scene, session, scene.ines, moment(DAY))
    otto = seat_for(scene, session, scene.otto, moment(DAY))
    with pytest.raises(Conflict, match="once the session has begun"):
        workshops.note_attendance(session, present=[ines.pk], by=scene.marco.user, at=moment(DAY))
    after = session.starts_at + timedelta(hours=2)
    workshops.note_attendance(session, present=[ines.pk], by=scene.marco.user, at=after)
    assert [row.enrolment.employee for row in Completion.objects.all()] == [scene.ines]
    assert Seat.objects.get(pk=otto.pk).state == "waiting", "who never had a seat did not miss it"
    with pytest.raises(Conflict, match="has begun"):
        seats.give_seat_back(ines, at=after)


def test_a_session_called_off_is_told_and_the_next_one_is_reserved(scene, session):
    seat_for(scene, session, scene.ines, moment(DAY))
    workshops.call_session_off(session, by=scene.hana.user, at=moment(DAY))
    assert InboxMessage.objects.filter(recipient=scene.ines, subject__startswith="Called off: Meet").exists()
    when = {"starts_at": moment(DAY + timedelta(days=16)), "minutes": 90, "seats": 5}
    other = workshops.plan_session(session.module, **when, by=scene.hana.user, at=moment(DAY))
    clock.sweep(at=moment(DAY))
    assert [one.enrolment.employee for one in other.places.all()] == [scene.ines]


def test_who_gave_a_seat_back_is_not_put_into_it_again(scene, session):
    seats.give_seat_back(seat_for(scene, session, scene.ines, moment(DAY)), at=moment(DAY))
    clock.sweep(at=moment(DAY))
    assert list(Seat.objects.values_list("state", flat=True)) == ["given_back"]


def test_the_calendar_event_is_one_that_calendars_read(session):
    session.place = "Room 7; second floor, left\nRing twice " + "é" * 60
    text = calendar_text([queries.event_of(session, site="https://transition.example", at=moment(DAY))])
    lines = text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert "DTSTART:20260311T090000Z" in lines
    assert "DURATION:PT90M" in lines
    assert f"URL:https://transition.example/learning/sessions/{session.pk}/" in lines
    assert all(len(line.encode()) <= 75 for line in lines)
    assert "LOCATION:Room 7\\; second floor\\, left\\nRing twice" in text.replace("\r\n ", "")

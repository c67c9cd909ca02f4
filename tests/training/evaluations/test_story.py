"""The road of a cycle: planned, open, closed, released; and what each of a team of any size is shown."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from tests.training.evaluations.office import FIRST_DAY, Office
from training.evaluations import actions, clock
from training.evaluations.ballots import has_key
from training.evaluations.models import (
    Evaluation,
    EvaluationAnswer,
    EvaluationComment,
    EvaluationCycle,
    EvaluationInvitation,
    SealedBallot,
)
from training.evaluations.permissions import visible_reports
from training.evaluations.promise import promise_to
from transition.lib.faults import Conflict

DAY = timedelta(days=1)
Below, Group = Evaluation.Below, EvaluationInvitation.Group


def test_a_cycle_is_sealed_until_it_is_released_and_then_nothing_is_left_to_open(office, django_capture_on_commit_callbacks):
    office.team("lena", 5, above="top")
    cycle = office.opened("lena")
    assert has_key(cycle.key_name)
    office.all_say(cycle, "lena", (4, 4, 5, 4, 5), words="Ask us first.")
    office.say(cycle, "lena", "lena", 3)
    office.say(cycle, "top", "lena", 4)
    assert not EvaluationAnswer.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        office.release(cycle)
    assert cycle.status == "released"
    assert not has_key(cycle.key_name)
    assert not SealedBallot.objects.exists()
    cells = office.cells(cycle, "lena")
    assert cells["trust"] == {"status": "shown", "band": "5 to 7", "score": "4.5", "end": "more"}
    assert office.cells(cycle, "lena", "self")["trust"]["score"] == "3.0"
    assert office.cells(cycle, "lena", "manager")["trust"]["score"] == "4.0"
    assert [text for _, _, text in office.content(cycle, "lena")["comments"]] == ["Ask us first."] * 5
    assert EvaluationComment.objects.count() == 5


@pytest.mark.parametrize(
    ("size", "below", "shows"),
    [
        (1, Below.TALK, "talk"),
        (2, Below.TALK, "talk"),
        (3, Below.WITHHOLD, "word"),
        (5, Below.WITHHOLD, "score"),
        (8, Below.WITHHOLD, "shares"),
    ],
)
def test_each_size_of_team_sees_what_its_row_of_the_table_says(office, size, below, shows):
    office.team("lena", size, above="top")
    cycle = office.opened("lena")
    assert office.evaluation(cycle, "lena").below == below, "with fewer than three a talk is what is offered first"
    asked = EvaluationInvitation.objects.filter(evaluation__cycle=cycle, group=Group.REPORT).count()
    assert asked == (0 if size < 3 else size), "nobody is asked in writing where a talk takes its place for certain"
    office.all_say(cycle, "lena", [4] * asked)
    office.release(cycle)
    cell = office.cells(cycle, "lena")["care"]
    if shows == "talk":
        assert cell == {"status": "too_few"}
        assert office.content(cycle, "lena")["reports"] == "talk"
    else:
        assert shows in cell
        assert ("score" in cell) == (size >= 5)
        assert ("differs" in cell) == (size >= 8)


def test_who_is_asked_is_frozen_when_it_opens(office):
    office.team("lena", 4, above="top")
    office.add("late")
    office.lead("lena", ["late"], since=FIRST_DAY - timedelta(days=89))
    cycle = office.opened("lena")
    asked = set(EvaluationInvitation.objects.filter(evaluation__cycle=cycle, group=Group.REPORT).values_list("person", flat=True))
    assert asked == {office.people[f"lena-{number}"].pk for number in range(1, 5)}, "89 days together are not ninety"
    leaver = office.people["lena-1"]
    leaver.left_on = FIRST_DAY + DAY
    leaver.save()
    office.all_say(cycle, "lena", (5, 5, 5, 5))
    office.release(cycle)
    assert office.cells(cycle, "lena")["care"]["status"] == "shown"


def test_somebody_with_exactly_ninety_days_is_asked(office):
    office.add("lena", "ines")
    office.lead("top", ["lena"])
    office.lead("lena", ["ines"], since=FIRST_DAY - timedelta(days=90))
    assert office.opened("lena", preset="small").evaluations.get().below == Below.TALK
    evaluation = Evaluation.objects.get()
    assert EvaluationInvitation.objects.filter(evaluation=evaluation).count() == 2, (
        "herself and her manager: of one report a talk"
    )


def test_answers_can_be_changed_until_it_closes_and_then_no_more(office):
    office.team("lena", 3, above="top")
    cycle = office.opened("lena")
    office.all_say(cycle, "lena", (1, 1, 1))
    office.all_say(cycle, "lena", (5, 5, 5))
    assert SealedBallot.objects.count() == 3
    office.release(cycle)
    assert office.cells(cycle, "lena")["care"]["word"] == "a strength"
    with pytest.raises(Conflict):
        office.say(cycle, "lena-1", "lena", 1)


def test_a_draft_is_never_counted(office):
    office.team("lena", 3, above="top")
    cycle = office.opened("lena")
    office.all_say(cycle, "lena", (5, 5))
    third = office.invitation(cycle, "lena-3", "lena")
    actions.keep_draft(third, values={f"q{cycle.questionnaire.questions.first().pk}": ["1"]})
    office.release(cycle)
    assert office.cells(cycle, "lena")["care"] == {"status": "too_few"}


def test_the_preset_of_surveys_hides_four_answers(office):
    office.team("lena", 4, above="top")
    cycle = office.opened("lena", preset="survey")
    office.all_say(cycle, "lena", (5, 5, 5, 5))
    office.release(cycle)
    assert office.cells(cycle, "lena")["care"] == {"status": "too_few"}
    assert not EvaluationAnswer.objects.exists(), "what is not shown is not kept"


def test_comments_need_more_answers_than_scores(office):
    office.team("lena", 4, above="top")
    cycle = office.opened("lena")
    office.all_say(cycle, "lena", (4, 4, 4, 4), words="Only you could have written this.")
    office.release(cycle)
    assert office.content(cycle, "lena")["comments"] == []
    assert not EvaluationComment.objects.exists()


def test_with_names_only_of_those_who_agreed(office):
    office.team("lena", 2, above="top")
    cycle = office.plan("lena")
    actions.choose_below(office.evaluation(cycle, "lena"), below=Below.ATTRIBUTED, by=None, at=office.at)
    actions.open_cycle(cycle, on=office.today, at=office.at)
    cycle.refresh_from_db()
    office.say(cycle, "lena-1", "lena", 4, by_name=True, words="Keep the Friday hour.")
    office.say(cycle, "lena-2", "lena", 2)
    office.release(cycle)
    content = office.content(cycle, "lena")
    assert [one["name"] for one in content["named"]] == ["lena-1 Of Kestrel"]
    assert content["named"][0]["words"][0][1] == "Keep the Friday hour."
    assert office.cells(cycle, "lena")["care"] == {"status": "too_few"}


def test_consent_to_a_name_changes_nothing_when_enough_answer(office):
    office.team("lena", 3, above="top")
    cycle = office.plan("lena")
    actions.choose_below(office.evaluation(cycle, "lena"), below=Below.ATTRIBUTED, by=None, at=office.at)
    actions.open_cycle(cycle, on=office.today, at=office.at)
    cycle.refresh_from_db()
    office.all_say(cycle, "lena", (4, 4, 4), by_name=True)
    office.release(cycle)
    assert office.content(cycle, "lena")["named"] == []
    assert office.cells(cycle, "lena")["care"]["status"] == "shown"


def test_small_teams_beside_each_other_can_be_pooled(office):
    for name in ("lena", "rui"):
        office.team(name, 2, above="top")
    cycle = office.plan("lena", "rui")
    for name in ("lena", "rui"):
        actions.choose_below(office.evaluation(cycle, name), below=Below.POOL, by=None, at=office.at)
    actions.open_cycle(cycle, on=office.today, at=office.at)
    cycle.refresh_from_db()
    for name in ("lena", "rui"):
        office.all_say(cycle, name, (4, 4))
    office.release(cycle)
    assert office.content(cycle, "lena")["reports"] == "pool"
    pool = cycle.results.get(scope="pool")
    assert pool.head == office.people["top"]
    assert pool.content["themes"][0]["reports"]["word"] == "a strength"
    assert office.cells(cycle, "lena")["care"] == {"status": "too_few"}


def test_a_talk_counts_as_held_once_hr_has_written_it_up(office):
    office.team("lena", 2, above="top")
    cycle = office.opened("lena")
    office.release(cycle)
    evaluation = office.evaluation(cycle, "lena")
    assert evaluation.held_on is None
    office.add("hana")
    actions.write_up_talk(
        evaluation,
        words="They want to know sooner.",
        talk_on=office.today,
        by=office.people["hana"].user,
        at=office.at,
        on=office.today,
    )
    evaluation.refresh_from_db()
    assert evaluation.held_on == office.today


def test_nothing_that_was_promised_can_be_changed_once_it_is_open(office):
    office.team("lena", 3, above="top")
    cycle = office.opened("lena")
    evaluation = office.evaluation(cycle, "lena")
    for refused in (
        lambda: actions.choose_below(evaluation, below=Below.POOL, by=None, at=office.at),
        lambda: actions.set_reader(evaluation, reader=office.people["top"]),
        lambda: actions.move_cycle(cycle, opens_on=office.today, closes_on=office.today + DAY),
        lambda: actions.call_off(cycle, by=None, at=office.at),
        lambda: actions.open_cycle(cycle, on=office.today, at=office.at),
        lambda: actions.name_peer(evaluation, peer=office.people["lena-1"], at=office.at, on=office.today),
    ):
        with pytest.raises(Conflict):
            refused()
    office.release(cycle)
    with pytest.raises(Conflict):
        actions.close_cycle(cycle, on=office.today, at=office.at)
    assert not actions.release_cycle(cycle, on=office.today), "one release a cycle"


def test_the_clock_plans_two_seasons_a_year_for_everybody_who_leads_and_only_once(office):
    office.team("lena", 4, above="top")
    office.today = date(2026, 3, 10)
    for _ in range(45):
        clock.sweep(on=office.today, at=office.at)
        clock.sweep(on=office.today, at=office.at)
        office.today += DAY
    cycle = EvaluationCycle.objects.get()
    assert (cycle.season, cycle.opens_on, cycle.closes_on, cycle.status) == (
        "2026-04",
        date(2026, 4, 7),
        date(2026, 4, 20),
        "released",
    )
    assert {one.manager for one in cycle.evaluations.all()} == {office.people["lena"], office.people["top"]}


def test_a_season_nobody_could_open_in_time_opens_late_for_as_long(office):
    office.team("lena", 4, above="top")
    office.today = date(2026, 4, 17)
    clock.sweep(on=office.today, at=office.at)
    cycle = EvaluationCycle.objects.get()
    assert (cycle.opens_on, cycle.closes_on, cycle.status) == (office.today, office.today + timedelta(days=13), "open")


def test_peers_are_asked_when_named_and_approved(office):
    office.team("lena", 3, above="top")
    office.add("marco", "greta")
    cycle = office.plan("lena")
    evaluation = office.evaluation(cycle, "lena")
    with pytest.raises(ValidationError, match="A colleague"):
        actions.name_peer(evaluation, peer=office.people["lena-1"], at=office.at, on=office.today)
    for name, is_approved in (("marco", True), ("greta", False)):
        nomination = actions.name_peer(evaluation, peer=office.people[name], at=office.at, on=office.today)
        actions.judge_peer(nomination, is_approved=is_approved)
    actions.open_cycle(cycle, on=office.today, at=office.at)
    peers = EvaluationInvitation.objects.filter(group=Group.PEER)
    assert [one.person for one in peers] == [office.people["marco"]]


def test_one_to_learn_from_is_read_by_the_manager_alone_and_one_to_judge_by_also_by_the_reader(office):
    office.team("lena", 3, above="top")
    for kind, readers in (("developmental", {"lena"}), ("evaluative", {"lena", "top"})):
        cycle = office.release(office.opened("lena", kind=kind))
        seen = {name for name, one in office.people.items() if visible_reports(one.user).filter(cycle=cycle).exists()}
        assert seen == readers
    with pytest.raises(ValidationError, match="the manager alone"):
        office.plan("lena", reader=office.people["top"])


def test_everybody_reads_the_promise_before_they_answer(office):
    office.team("lena", 4, above="top")
    cycle = office.opened("lena", kind="evaluative")
    said = " ".join(promise_to(office.invitation(cycle, "lena-1", "lena")))
    for words in (
        "sealed until 16 March 2026",
        "4 people who report to lena Of Kestrel are asked",
        "at least 3 of them answer; comments would need 5 and are not shown",
        "lena Of Kestrel and top Of Kestrel read the report",
        "nothing of it is shown",
        "recognised by its wording",
        "both the database and the key",
    ):
        assert words in said
    assert "anonymous" not in said
    assert "shown as yours" in " ".join(promise_to(office.invitation(cycle, "top", "lena")))
    office.team("ines", 5, above="top")
    said = " ".join(promise_to(office.invitation(office.opened("ines"), "ines-1", "ines")))
    assert "at least 3 of them answer, comments only if at least 5 do" in said


def test_change_since_last_time_is_told_in_words_and_not_when_one_person_came_or_went(office):
    office.team("lena", 6, above="top")
    first = office.opened("lena")
    office.all_say(first, "lena", [2] * 6)
    office.release(first)
    office.today += timedelta(days=180)
    second = office.opened("lena")
    office.all_say(second, "lena", [4] * 6)
    office.release(second)
    assert {theme["change"] for theme in office.content(second, "lena")["themes"]} == {"more"}
    leaver = office.people["lena-6"]
    leaver.left_on = office.today
    leaver.save()
    office.today += timedelta(days=180)
    third = office.opened("lena")
    office.all_say(third, "lena", [2] * 5)
    office.release(third)
    assert {theme["change"] for theme in office.content(third, "lena")["themes"]} == {""}


def test_the_team_is_asked_two_questions_four_and_eight_weeks_after_a_goal(office):
    office.team("lena", 3, above="top")
    cycle = office.release(office.opened("lena"))
    evaluation = office.evaluation(cycle, "lena")
    actions.take_step(evaluation, kind="goal", words="I ask before I answer.", on=office.today, at=office.at)
    began, seen = office.today, []
    for days in (20, 27, 28, 29, 35, 36, 37, 50, 55, 56, 57, 63, 64, 65, 75):
        office.today = began + days * DAY
        clock.sweep(on=office.today, at=office.at)
        clock.sweep(on=office.today, at=office.at)
    for one in EvaluationCycle.objects.filter(asks_reports_only=True).order_by("opens_on"):
        seen.append((one.opens_on - began).days)
        assert {row.group for row in EvaluationInvitation.objects.filter(evaluation__cycle=one)} == {"report"}
        assert one.status == "released"
    assert seen == [28, 56]


def test_when_the_key_is_lost_everybody_can_be_asked_again(office, settings):
    office.team("lena", 3, above="top")
    office.add("hana")
    cycle = office.opened("lena")
    office.all_say(cycle, "lena", (1, 1, 1))
    by = {"by": office.people["hana"].user, "at": office.at, "on": office.today}
    with pytest.raises(Conflict, match="The key is there"):
        actions.ask_again(cycle, **by)
    (settings.EVALUATION_KEYS_DIR / cycle.key_name).unlink()
    office.today = cycle.closes_on + DAY
    clock.sweep(on=office.today, at=office.at)
    cycle.refresh_from_db()
    assert cycle.status == "closed", "it stays sealed, and says so"
    actions.ask_again(cycle, **{**by, "on": office.today})
    cycle.refresh_from_db()
    office.all_say(cycle, "lena", (5, 5, 5))
    office.release(cycle)
    assert office.cells(cycle, "lena")["care"]["word"] == "a strength"


def test_shuffled_answers_are_forgotten_after_thirty_days_and_results_stay(office):
    office.team("lena", 5, above="top")
    cycle = office.opened("lena")
    office.all_say(cycle, "lena", (4, 4, 5, 4, 5), words="Go on.")
    office.release(cycle)
    shown = office.content(cycle, "lena")
    assert EvaluationAnswer.objects.exists()
    clock.sweep(on=office.today + timedelta(days=31), at=office.at)
    assert not EvaluationAnswer.objects.exists()
    assert not EvaluationComment.objects.exists()
    assert office.content(cycle, "lena") == shown


def test_a_ballot_that_fits_no_question_is_refused(office: Office):
    office.team("lena", 3, above="top")
    cycle = office.opened("lena")
    invitation = office.invitation(cycle, "lena-1", "lena")
    first = cycle.questionnaire.questions.first().pk
    for values, words in (
        ({}, {}),
        ({first: 6}, {}),
        ({first: 0}, {}),
        ({10**6: 3}, {}),
        ({}, {first: ("x", "")}),
        ({}, {first: ("y" * 1001, "")}),
    ):
        with pytest.raises(ValidationError):
            actions.send_ballot(invitation, values=values, words=words)
    assert not SealedBallot.objects.exists()
    assert not EvaluationInvitation.objects.filter(is_done=True).exists()

"""Ines works on handing over: her own part, two suggestions each, one experiment, and who reads what."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse

from people.employees.actions import change_manager
from people.notifications.actions import plan_due
from people.notifications.mail import compose
from people.notifications.models import Channel, Delivery, InboxMessage, Notice
from tests.training.scene import moment
from training.growth import actions, queries
from training.growth.competencies import BEHAVIOURS
from training.growth.models import Ask, Experiment, Focus
from training.growth.permissions import visible_asks, visible_experiments, visible_focuses
from transition.lib import access
from transition.lib.faults import Conflict

MONDAY = date(2026, 2, 9)
PART, AIM = "I take work back when it is late.", "Agree on one day to look at it, and wait for it."


@pytest.fixture
def focus(scene) -> Focus:
    change_manager(scene.otto, manager=scene.ines, on=MONDAY - timedelta(days=30), by=None, at=moment(MONDAY))
    return actions.begin_focus(scene.ines, competency="delegation", own_part=PART, aim=AIM, on=MONDAY)


def ask(focus, who, kind="feedforward") -> Ask:
    return actions.ask_for(focus, asked=who, kind=kind, at=moment(MONDAY))


def test_every_competency_has_three_behaviours():
    assert set(BEHAVIOURS) == set(Focus.Competency)
    assert all(len(shown) == 3 for shown in BEHAVIOURS.values())


def test_there_is_one_focus_at_a_time(scene, focus):
    with pytest.raises(ValidationError, match="One at a time"):
        actions.begin_focus(scene.ines, competency="care", own_part="x", aim="y", on=MONDAY)
    with pytest.raises(IntegrityError):
        Focus.objects.create(employee=scene.ines, competency="care", own_part="x", aim="y", started_on=MONDAY)


def test_after_one_is_closed_the_next_begins_and_the_first_is_kept(scene, focus):
    waiting, running = ask(focus, scene.marco), start(focus)
    actions.share_focus(focus, is_shared=True)
    actions.end_focus(focus, learned="Waiting is a skill.", on=MONDAY + timedelta(days=60))
    assert not Ask.objects.filter(pk=waiting.pk).exists()
    running.refresh_from_db()
    assert running.verdict == Experiment.Verdict.DROP
    second = actions.begin_focus(scene.ines, competency="care", own_part="x", aim="y", on=MONDAY + timedelta(days=61))
    assert queries.open_focus(scene.ines) == second
    [earlier] = queries.earlier_focuses(scene.ines)
    assert (earlier.learned, earlier.is_shared) == ("Waiting is a skill.", False)
    for refused in (
        lambda: actions.change_focus(earlier, own_part="a", aim="b"),
        lambda: actions.share_focus(earlier, is_shared=True),
        lambda: actions.end_focus(earlier, learned="", on=MONDAY),
        lambda: ask(earlier, scene.lena),
        lambda: start(earlier),
    ):
        with pytest.raises(Conflict, match="closed already"):
            refused()


def test_feedforward_is_asked_answered_with_two_and_thanked_for(scene, focus):
    asked = ask(focus, scene.marco)
    assert ask(focus, scene.marco) == asked, "nobody is asked the same twice"
    told = InboxMessage.objects.get(delivery__notice__kind="growth.asked")
    assert told.subject == "Ines Duarte asks you for two suggestions for the future"
    with pytest.raises(ValidationError, match="Two suggestions"):
        actions.answer_ask(asked, first="Wait a day.", second=" ", at=moment(MONDAY))
    with pytest.raises(ValidationError, match="few words"):
        actions.answer_ask(asked, first=" ", second="x", at=moment(MONDAY))
    with pytest.raises(Conflict, match="no answer"):
        actions.thank_for(asked, at=moment(MONDAY))
    actions.answer_ask(asked, first="Wait a day.", second="Ask what is missing.", at=moment(MONDAY))
    with pytest.raises(Conflict, match="no longer asked"):
        actions.answer_ask(asked, first="Other", second="Words", at=moment(MONDAY))
    actions.thank_for(asked, at=moment(MONDAY))
    actions.thank_for(asked, at=moment(MONDAY))
    assert InboxMessage.objects.filter(recipient=scene.marco, subject__contains="thanks you").count() == 1
    with pytest.raises(ValidationError, match="Somebody else"):
        ask(focus, scene.ines)


def test_input_is_one_text_and_declining_tells_nobody(scene, focus):
    said, declined = ask(focus, scene.marco, "input"), ask(focus, scene.lena, "input")
    actions.answer_ask(said, first="You are quick, sometimes quicker than I am.", at=moment(MONDAY))
    before = Notice.objects.count()
    actions.decline_ask(declined)
    assert Notice.objects.count() == before
    with pytest.raises(Conflict, match="no longer asked"):
        actions.withdraw_ask(declined)


def test_a_withdrawn_question_leaves_no_message(scene, focus):
    actions.withdraw_ask(ask(focus, scene.marco))
    assert not InboxMessage.objects.filter(delivery__notice__kind="growth.asked").exists()


def test_no_mail_carries_what_somebody_works_on(scene, focus):
    asked = ask(focus, scene.marco)
    actions.answer_ask(asked, first="Wait a day.", second="Ask first.", at=moment(MONDAY))
    mails = Delivery.objects.filter(channel=Channel.MAIL, notice__kind__startswith="growth.").select_related(
        "notice", "recipient"
    )
    assert mails.count() == 2
    for delivery in mails:
        message = compose([delivery])
        said = f"{message.subject} {message.body} {message.alternatives}"
        assert not [words for words in (PART, AIM, "Wait a day", "Handing over") if words in said]


def start(focus, **changes) -> Experiment:
    facts = {"behaviour": "Ask what is missing", "hypothesis": "It comes back done", "sign": "Nobody waits for me"}
    days = {"started_on": MONDAY, "ends_on": MONDAY + timedelta(days=28)}
    return actions.start_experiment(focus, **{**facts, **days, **changes})


def test_an_experiment_ends_with_keep_or_drop_and_the_next_begins(scene, focus):
    with pytest.raises(ValidationError, match="before it begins"):
        start(focus, ends_on=MONDAY - timedelta(days=1))
    first = start(focus)
    with pytest.raises(ValidationError, match="One at a time"):
        start(focus)
    with pytest.raises(ValidationError, match="Keep it or drop it"):
        actions.close_experiment(first, result="Well", verdict="", on=MONDAY)
    actions.close_experiment(first, result="Two of three came back done.", verdict="keep", on=MONDAY + timedelta(days=20))
    with pytest.raises(Conflict, match="said already"):
        actions.close_experiment(first, result="Other", verdict="drop", on=MONDAY)
    assert list(queries.running(focus.experiments.all())) == []
    assert start(focus, behaviour="Say the day").pk


def test_the_last_day_of_an_experiment_is_told_once_and_not_when_it_is_closed(scene, focus):
    tried = start(focus)
    last = MONDAY + timedelta(days=28)
    plan_due(at=moment(last - timedelta(days=1), 20))
    assert not Notice.objects.filter(kind="growth.experiment_over").exists()
    plan_due(at=moment(last, 12))
    plan_due(at=moment(last + timedelta(days=3), 12))
    assert Notice.objects.filter(kind="growth.experiment_over").count() == 1
    other = actions.begin_focus(scene.lena, competency="care", own_part="x", aim="y", on=MONDAY)
    actions.close_experiment(start(other), result="Done", verdict="drop", on=MONDAY)
    plan_due(at=moment(last + timedelta(days=4), 12))
    assert [notice.about_id for notice in Notice.objects.filter(kind="growth.experiment_over")] == [tried.pk]


def test_predicates_and_querysets_agree_about_who_reads(scene, focus):
    asked, tried = ask(focus, scene.marco), start(focus)
    everybody = [getattr(scene, name) for name in ("hana", "dora", "lena", "ines", "marco", "otto", "pia")]

    def readers() -> set[str]:
        found = set()
        for one in everybody:
            sees = focus in visible_focuses(one.user)
            focus.refresh_from_db()
            assert access.may(one.user, "training.see_focus", focus) == sees
            if sees:
                found.add(one.first_name)
        return found

    assert readers() == {"Ines"}
    actions.share_focus(focus, is_shared=True)
    assert readers() == {"Ines", "Otto"}, "her report; not who asked, not her manager, not HR"
    actions.share_focus(focus, is_shared=False)
    assert readers() == {"Ines"}
    assert {one.first_name for one in everybody if asked in visible_asks(one.user)} == {"Ines", "Marco"}
    assert {one.first_name for one in everybody if tried in visible_experiments(one.user)} == {"Ines"}


def test_the_page_hints_at_others_faults_and_saves_all_the_same(scene, signed_in):
    browser = signed_in(scene.ines)
    words = {"competency": "delegation", "own_part": "They must answer faster.", "aim": "Wait."}
    answer = browser.post(reverse("growth:begin"), words, follow=True)
    assert Focus.objects.get().own_part == "They must answer faster."
    assert "I will …, so that they can answer faster." in answer.content.decode()


def test_a_suggestion_about_the_past_is_shown_once_before_it_is_sent(scene, focus, signed_in):
    asked, browser = ask(focus, scene.marco), signed_in(scene.marco)
    address, words = reverse("growth:answer", args=[asked.pk]), {"first": "You were too quick.", "second": "Wait a day."}
    shown = browser.post(address, words).content.decode()
    assert "Next time, you could" in shown
    assert 'name="hinted" value="on"' in shown
    asked.refresh_from_db()
    assert asked.state == Ask.State.OPEN
    browser.post(address, {**words, "hinted": "on"})
    asked.refresh_from_db()
    assert (asked.state, asked.first) == (Ask.State.ANSWERED, "You were too quick.")


def test_the_team_sees_what_is_tried_and_nothing_of_the_rest(scene, focus, signed_in):
    start(focus)
    actions.share_focus(focus, is_shared=True)
    page = signed_in(scene.otto).get(reverse("growth:focus", args=[focus.pk])).content.decode()
    assert AIM in page
    assert "Ask what is missing" in page
    assert PART not in page
    assert "It comes back done" not in page

"""Portfolio, initiatives, postmortems and the map of who should know."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from people.employees.actions import record_leaving
from people.employees.models import Employee
from people.employees.queries import manager_of
from people.history.models import Record
from people.notifications.actions import deliver_due, plan_due
from people.notifications.models import Delivery, InboxMessage, Notice
from tests.training.scene import moment
from training.impact import actions, queries
from training.impact.models import ImpactEntry, Initiative, Stakeholder
from training.impact.permissions import (
    visible_entries,
    visible_initiatives,
    visible_postmortems,
    visible_stakeholders,
)
from transition.lib import access
from transition.lib.faults import Conflict

DAY = date(2026, 5, 4)


def note(who, on=DAY, **facts) -> ImpactEntry:
    words = {"what": "Cut over", "so_what": "risk", "worth": "No night work any more"}
    return actions.note_impact(who, happened_on=on, on=max(on, DAY), **{**words, **facts})


def begin(who, on=DAY) -> Initiative:
    facts = {"name": "Refunds", "goal": "Fewer complaints", "measure": "40 a week to 5"}
    return actions.start_initiative(who, **facts, by=who.user, at=moment(on), on=on)


def names(scene, sees) -> set[str]:
    people = [getattr(scene, name) for name in ("hana", "dora", "lena", "ines", "marco", "otto", "pia")]
    return {one.first_name for one in people if sees(one.user)}


# --- The portfolio -----------------------------------------------------------------------------------------------------


def test_a_quarter_shows_its_own_entries_by_what_they_are_worth(scene):
    note(scene.ines, date(2026, 3, 31))
    last = note(scene.ines, date(2026, 4, 1), so_what="people")
    first = note(scene.ines, DAY)
    note(scene.lena)
    groups = queries.by_worth(visible_entries(scene.ines.user), queries.Quarter(2026, 2))
    assert [(words, rows) for words, rows in groups if rows] == [("Risk reduced", [first]), ("People grown", [last])]


def test_what_has_not_happened_is_not_noted(scene):
    with pytest.raises(ValidationError, match="once it has happened"):
        actions.note_impact(scene.ines, happened_on=DAY + timedelta(days=1), on=DAY, what="x", so_what="cost", worth="y")
    made = note(scene.ines)
    with pytest.raises(ValidationError, match="once it has happened"):
        actions.change_entry(made, happened_on=DAY + timedelta(days=1), on=DAY, what="x")


def test_nobody_elses_unshared_initiative_goes_into_an_entry(scene):
    theirs = begin(scene.lena)
    with pytest.raises(ValidationError, match="not shared"):
        note(scene.ines, initiative=theirs)
    actions.share_initiative(theirs, is_shared=True)
    assert note(scene.ines, initiative=theirs).initiative == theirs


def test_a_portfolio_is_read_by_its_owner_alone_and_leaves_no_history(scene):
    made = note(scene.ines)
    known = stakeholder(scene.ines)
    assert names(scene, lambda user: made in visible_entries(user)) == {"Ines"}
    assert names(scene, lambda user: known in visible_stakeholders(user)) == {"Ines"}
    assert not Record.objects.filter(subject__in=("training.impactentry", "training.stakeholder")).exists()


def test_words_about_the_whole_leave_room_for_results(scene):
    with pytest.raises(ValidationError, match="more than half"):
        actions.write_review_words(scene.ines, summary="word " * 1500, ways="", reasons="", on=DAY)


# --- Initiatives -------------------------------------------------------------------------------------------------------


def test_a_goal_is_stale_on_the_thirtieth_day_and_told_then_and_once_more(scene):
    initiative = begin(scene.ines)
    day = DAY + timedelta(days=30)
    assert not queries.stale(Initiative.objects.all(), on=day - timedelta(days=1)).exists()
    assert queries.stale(Initiative.objects.all(), on=day).exists()
    told = Notice.objects.filter(kind="impact.stale")
    plan_due(at=moment(day - timedelta(days=1), 20))
    assert not told.exists()
    for days in (0, 0, 3, 29):
        plan_due(at=moment(day + timedelta(days=days), 12))
    assert told.count() == 1
    for days in (30, 60, 200):
        plan_due(at=moment(day + timedelta(days=days), 12))
    assert told.count() == 2, "told, not nagged about"
    assert {delivery.recipient for delivery in Delivery.objects.filter(notice__in=told)} == {scene.ines}
    assert initiative.confirmed_on == DAY


def test_a_confirmed_goal_stands_for_thirty_days_more_and_the_message_that_waits_is_not_sent(scene):
    initiative = begin(scene.ines)
    day = DAY + timedelta(days=30)
    plan_due(at=moment(day, 12))
    actions.confirm_initiative(initiative, by=scene.ines.user, at=moment(day, 12), on=day)
    deliver_due(at=moment(day, 13))
    assert not InboxMessage.objects.filter(subject__contains="still stand").exists()
    assert not queries.stale(Initiative.objects.all(), on=day + timedelta(days=29)).exists()
    assert queries.stale(Initiative.objects.all(), on=day + timedelta(days=30)).exists()


def test_whoever_takes_an_initiative_over_is_asked_from_then_on(scene):
    initiative = begin(scene.ines)
    with pytest.raises(ValidationError, match="own it already"):
        actions.hand_over_initiative(initiative, owner=scene.ines, by=scene.ines.user, at=moment(DAY))
    actions.hand_over_initiative(initiative, owner=scene.marco, by=scene.ines.user, at=moment(DAY))
    plan_due(at=moment(DAY + timedelta(days=31)))
    assert [one.recipient for one in Delivery.objects.filter(notice__kind="impact.stale", channel="inbox")] == [scene.marco]
    assert names(scene, lambda user: initiative in visible_initiatives(user)) == {"Marco"}


def test_when_its_owner_leaves_whoever_led_them_or_hr_gives_a_shared_initiative_to_somebody(scene, signed_in, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    shared, private = begin(scene.otto), begin(scene.otto)
    actions.share_initiative(shared, is_shared=True)
    day = timezone.localdate() - timedelta(days=2)
    assert not access.may(scene.hana.user, "training.hand_over_initiative", shared), "while the owner works here it is theirs"
    left = Employee.objects.get(pk=scene.otto.pk)
    above = manager_of(left, on=day)
    record_leaving(left, left_on=day, by=None, at=moment(day))
    plan_due(at=moment(day + timedelta(days=1), 12))
    plan_due(at=moment(day + timedelta(days=2), 12))
    told = Delivery.objects.filter(notice__kind="impact.left_alone", channel="inbox")
    assert [one.recipient for one in told] == [above], "once, to whoever led them"
    shared, private = (Initiative.objects.get(pk=one.pk) for one in (shared, private))
    can = names(scene, lambda user: access.may(user, "training.hand_over_initiative", shared))
    assert can - {"Otto"} == {above.first_name, "Hana"}
    assert names(scene, lambda user: access.may(user, "training.hand_over_initiative", private)) <= {"Otto"}, (
        "what was theirs alone stays so"
    )
    page = f"/impact/initiatives/{shared.pk}/"
    assert "Its owner has left" in signed_in(scene.hana).get(page).content.decode()
    assert "Its owner has left" not in signed_in(scene.pia).get(page).content.decode()
    assert "Without an owner" in signed_in(scene.pia).get("/impact/initiatives/").content.decode()
    assert signed_in(scene.pia).post(f"{page}hand-over/", {"owner": scene.pia.pk}).status_code == 403
    assert signed_in(scene.hana).post(f"{page}hand-over/", {"owner": scene.pia.name}).status_code == 302
    shared.refresh_from_db()
    assert shared.owner == scene.pia
    assert not access.may(scene.hana.user, "training.hand_over_initiative", shared)
    plan_due(at=moment(DAY + timedelta(days=4000), 12))
    assert not Delivery.objects.filter(notice__kind="impact.stale", recipient=scene.otto).exists(), "leavers are not asked"


def test_an_initiative_that_ended_is_neither_stale_nor_changed(scene):
    initiative = begin(scene.ines)
    actions.end_initiative(initiative, outcome="Five a week.", by=scene.ines.user, at=moment(DAY), on=DAY)
    assert not queries.stale(Initiative.objects.all(), on=DAY + timedelta(days=90)).exists()
    who = {"by": scene.ines.user, "at": moment(DAY)}
    for refused in (
        lambda: actions.end_initiative(initiative, outcome="", on=DAY, **who),
        lambda: actions.confirm_initiative(initiative, on=DAY, **who),
        lambda: actions.hand_over_initiative(initiative, owner=scene.lena, **who),
        lambda: actions.change_initiative(initiative, name="a", goal="b", measure="c", on=DAY),
    ):
        with pytest.raises(Conflict, match="has ended"):
            refused()


def test_predicates_and_querysets_agree_about_what_is_shared(scene):
    initiative, row = begin(scene.ines), postmortem(scene.ines)
    for thing, visible, permission, share in (
        (initiative, visible_initiatives, "training.see_initiative", actions.share_initiative),
        (row, visible_postmortems, "training.see_postmortem", actions.share_postmortem),
    ):
        for is_shared, expected in ((False, {"Ines"}), (True, {"Hana", "Dora", "Lena", "Ines", "Marco", "Otto", "Pia"})):
            share(thing, is_shared=is_shared)
            assert names(scene, lambda user: thing in visible(user)) == expected  # noqa: B023
            assert names(scene, lambda user: access.may(user, permission, thing)) == expected  # noqa: B023


# --- Postmortems -------------------------------------------------------------------------------------------------------


def postmortem(who):
    words = {"title": "Checkout was down", "teams": "Checkout, Platform", "learned": "No alarm on the queue.", "audience": ""}
    return actions.write_postmortem(who, happened_on=DAY, held_on=DAY + timedelta(days=2), on=DAY + timedelta(days=3), **words)


def test_a_postmortem_counts_its_actions_and_feeds_the_portfolio(scene, signed_in):
    row = postmortem(scene.ines)
    first = actions.add_action(row, text="An alarm", owner="Otto")
    actions.add_action(row, text="A runbook", owner="Platform")
    actions.finish_action(first, on=DAY)
    with pytest.raises(Conflict, match="done already"):
        actions.finish_action(first, on=DAY)
    [counted] = queries.with_actions(visible_postmortems(scene.ines.user))
    assert (counted.planned, counted.done) == (2, 1)
    page = signed_in(scene.ines).get(reverse("impact:new"), {"postmortem": row.pk}).content.decode()
    assert "Led the postmortem: Checkout was down" in page
    assert "Led the postmortem" not in signed_in(scene.otto).get(reverse("impact:new"), {"postmortem": row.pk}).content.decode()


def test_a_postmortem_is_not_held_before_it_happened(scene):
    with pytest.raises(ValidationError, match="After it happened"):
        actions.write_postmortem(
            scene.ines, title="x", teams="A", happened_on=DAY, held_on=DAY - timedelta(days=1), on=DAY, learned="", audience=""
        )


# --- Who should know ---------------------------------------------------------------------------------------------------


def stakeholder(who, **facts) -> Stakeholder:
    return actions.add_stakeholder(
        who, **{"person": None, "name": "Head of Finance", "why": "The budget", "every_days": 60, **facts}
    )


def gap_of(row, on) -> int:
    return queries.gap(queries.with_last_contact(Stakeholder.objects.all()).get(pk=row.pk), on=on)


def test_the_gap_grows_from_the_day_after_the_rhythm(scene):
    row = stakeholder(scene.ines)
    assert gap_of(row, DAY) == 60, "never spoken with: the whole rhythm"
    actions.note_contact(row, on=DAY, today=DAY)
    assert gap_of(row, DAY + timedelta(days=60)) == 0
    assert gap_of(row, DAY + timedelta(days=67)) == 7


def test_those_never_spoken_with_stand_first_then_those_longest_ago(scene):
    late, never, near = (stakeholder(scene.ines, name=name) for name in ("A", "B", "C"))
    actions.note_contact(near, on=DAY, today=DAY)
    actions.note_contact(late, on=DAY - timedelta(days=90), today=DAY)
    assert list(queries.with_last_contact(Stakeholder.objects.all())) == [never, late, near]


def test_a_win_is_told_once_and_an_old_one_is_no_news(scene):
    row = stakeholder(scene.ines)
    first, second = note(scene.ines), note(scene.ines, is_highlight=True)
    note(scene.ines, DAY - timedelta(days=200))
    wins = visible_entries(scene.ines.user)
    assert list(queries.untold(wins, row, on=DAY)) == [second, first]
    actions.note_contact(row, on=DAY, win=second, today=DAY)
    assert list(queries.untold(wins, row, on=DAY)) == [first]
    with pytest.raises(ValidationError, match="your own portfolio"):
        actions.note_contact(row, on=DAY, win=note(scene.lena), today=DAY)
    with pytest.raises(ValidationError, match="once it has happened"):
        actions.note_contact(row, on=DAY + timedelta(days=1), today=DAY)


def test_the_map_names_somebody_else(scene):
    assert stakeholder(scene.ines, person=scene.dora, name="").name == "Dora Quist"
    with pytest.raises(ValidationError, match="Name a colleague"):
        stakeholder(scene.ines, name=" ")
    with pytest.raises(ValidationError, match="Somebody else"):
        stakeholder(scene.ines, person=scene.ines)


# --- The month ---------------------------------------------------------------------------------------------------------


def test_once_a_month_whoever_keeps_a_portfolio_and_noted_nothing_is_reminded(scene):
    note(scene.ines, date(2026, 2, 10))
    note(scene.lena, date(2026, 4, 20))
    told = Notice.objects.filter(kind="impact.month")
    plan_due(at=moment(date(2026, 4, 30), 20))
    assert not told.exists()
    for day in (1, 2, 7, 20):
        plan_due(at=moment(date(2026, 5, day), 12))
    assert [delivery.recipient for delivery in Delivery.objects.filter(notice__in=told, channel="inbox")] == [scene.ines]
    deliver_due(at=moment(date(2026, 5, 1), 12))
    assert InboxMessage.objects.get(recipient=scene.ines, subject__contains="What did your work").subject.endswith("in April?")
    plan_due(at=moment(date(2027, 3, 1), 12))
    assert told.count() == 2, "Lena for February; Ines noted nothing for a year and is left in peace"


def test_the_page_and_the_file_say_the_same(scene, signed_in):
    today = timezone.localdate()
    actions.note_impact(
        scene.ines, happened_on=today, on=today, what="Cut over", so_what="cost", worth="A third less", before="9", after="6"
    )
    browser = signed_in(scene.ines)
    for pages in (1, 3):
        shown = browser.get(reverse("impact:sheet"), {"pages": pages}).content.decode()
        file = browser.get(reverse("impact:markdown"), {"pages": pages})
        assert file.headers["Content-Disposition"].endswith(f'-{pages}.md"')
        for words in ("A third less", "Before: 9. After: 6."):
            assert words in shown
            assert words in file.content.decode()

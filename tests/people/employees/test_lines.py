"""Who reports to whom, on which day?"""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from people.accounts.models import User
from people.directory.queries import top_of_chart
from people.employees.actions import (
    change_manager,
    change_managers,
    close_accounts_of_leavers,
    record_leaving,
    see_who_is_led,
    start_support,
)
from people.employees.models import Employee, ReportingLine, Support
from people.employees.queries import chain_above, everyone_below, lines_on, manager_of, reports_of, without_manager_here
from people.history.models import Record
from people.notifications.actions import deliver_due
from people.notifications.models import InboxMessage
from people.tracks.actions import place_employee
from people.tracks.queries import place_of
from tests.factories import EmployeeFactory
from tests.soak import cases

DAY = date(2026, 3, 2)


def move(employee, manager, on=DAY):
    return change_manager(employee, manager=manager, on=on, by=None, at=timezone.now())


def test_a_new_manager_closes_the_line_before_and_opens_another(ines, lena, marco):
    move(ines, marco)
    rows = list(ReportingLine.objects.filter(employee=ines).values_list("manager", "started_on", "ended_on"))
    assert rows == [(lena.pk, date(2024, 1, 8), DAY), (marco.pk, DAY, None)]
    assert manager_of(ines, on=DAY - timedelta(days=1)) == lena
    assert manager_of(ines, on=DAY) == marco


def test_the_same_manager_again_changes_nothing(ines, lena):
    before = Record.objects.count()
    move(ines, lena)
    assert ReportingLine.objects.filter(employee=ines).count() == 1
    assert Record.objects.count() == before


def test_a_second_move_on_the_same_day_replaces_the_first(ines, marco, sam):
    move(ines, marco)
    move(ines, sam)
    assert list(ReportingLine.objects.filter(employee=ines, started_on=DAY).values_list("manager", flat=True)) == [sam.pk]


def test_what_is_planned_for_later_stays_planned(ines, marco, sam):
    later = DAY + timedelta(days=30)
    move(ines, marco, later)
    move(ines, sam, DAY)
    assert [manager_of(ines, on=day) for day in (DAY, later - timedelta(days=1), later)] == [sam, sam, marco]
    assert ReportingLine.objects.filter(employee=ines, ended_on=None).count() == 1


def test_nobody_reports_to_themself_or_to_their_own_report(ines, lena, otto):
    with pytest.raises(ValidationError, match="themself"):
        move(ines, ines)
    with pytest.raises(ValidationError, match="Otto Lind reports to Lena Okafor, directly or over others"):
        move(lena, otto)


def test_a_circle_in_the_future_is_seen_today(ines, lena, marco):
    move(lena, marco, DAY + timedelta(days=60))
    with pytest.raises(ValidationError, match="1 May 2026"):
        move(marco, ines, DAY)


def test_somebody_who_left_gets_no_new_reports_and_loses_none(ines, lena, otto):
    waiting = record_leaving(ines, left_on=DAY, by=None, at=timezone.now())
    assert waiting == [otto]
    assert manager_of(ines, on=DAY) is None
    assert list(without_manager_here(Employee.objects.all(), on=DAY)) == [otto]
    with pytest.raises(ValidationError, match="no longer works here"):
        move(lena, ines)


def test_a_leaving_that_was_put_off_or_taken_back_gives_back_what_it_ended(ines, lena, otto, marco):
    at, later = timezone.now(), DAY + timedelta(days=30)
    start_support(otto, supporter=ines, kind="mentor", on=DAY - timedelta(days=9), by=None, at=at)
    place_employee(ines, title="Engineer", on=DAY - timedelta(days=9), by=None, at=at)
    record_leaving(ines, left_on=DAY, by=None, at=at)
    close_accounts_of_leavers(on=DAY, at=at)
    assert not User.objects.get(pk=ines.user_id).is_active

    record_leaving(ines, left_on=later, by=None, at=at)
    assert manager_of(ines, on=DAY) == lena
    assert place_of(ines, on=DAY).title == "Engineer"
    assert manager_of(ines, on=later) is None
    record_leaving(ines, left_on=None, by=None, at=at)
    assert manager_of(ines, on=later) == lena
    assert place_of(ines, on=later).ended_on is None
    assert Support.objects.get(supporter=ines).ended_on is None
    assert User.objects.get(pk=ines.user_id).is_active
    verbs = Record.objects.filter(subject="people.employee", subject_id=ines.pk).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["leaving noted", "leaving noted", "stays after all"]


def test_what_was_recorded_since_they_left_stays_when_they_return(ines, lena, marco):
    record_leaving(ines, left_on=DAY, by=None, at=timezone.now())
    back = DAY + timedelta(days=20)
    move(ines, marco, back)
    record_leaving(ines, left_on=None, by=None, at=timezone.now())
    assert manager_of(ines, on=DAY) == lena
    assert manager_of(ines, on=back) == marco


def test_who_returns_with_nobody_above_stands_at_the_top(ines, sam):
    for one, given_back in ((ines, False), (sam, True)):
        record_leaving(one, left_on=DAY, by=None, at=timezone.now())
        see_who_is_led(on=DAY + timedelta(days=2))
        record_leaving(one, left_on=None, by=None, at=timezone.now())
        assert top_of_chart(Employee.objects.filter(pk=one.pk), on=DAY).exists() is given_back


def test_who_returns_closes_no_circle(ines, lena, otto):
    record_leaving(ines, left_on=DAY, by=None, at=timezone.now())
    move(lena, otto, DAY)
    with pytest.raises(ValidationError, match=r"Lena Okafor reports to Ines Duarte.*Give one of them another manager first"):
        record_leaving(ines, left_on=None, by=None, at=timezone.now())
    assert manager_of(ines, on=DAY) is None


def test_who_will_report_to_a_leaver_is_not_forgotten(ines, lena, marco, otto):
    move(marco, ines, DAY + timedelta(days=60))
    assert set(record_leaving(ines, left_on=DAY + timedelta(days=30), by=None, at=timezone.now())) == {otto, marco}


def test_the_chain_and_all_below_are_found_in_one_query_each(ines, lena, otto, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert set(chain_above(otto, on=DAY)) == {ines, lena}
    with django_assert_num_queries(1):
        assert set(everyone_below(lena, on=DAY)) == {ines, otto}
    assert list(reports_of(lena, on=DAY)) == [ines]


def test_all_three_are_told_and_it_is_recorded(ines, lena, marco):
    line = move(ines, marco)
    told = set(InboxMessage.objects.values_list("recipient", "subject"))
    assert told == {
        (ines.pk, "From Mon 2 Mar 2026, you report to Marco Bianchi"),
        (marco.pk, "From Mon 2 Mar 2026, Ines Duarte reports to you"),
        (lena.pk, "From Mon 2 Mar 2026, Ines Duarte reports to Marco Bianchi"),
    }
    record = Record.objects.get(subject_id=line.pk, subject="people.reportingline")
    assert (record.verb, record.employee, record.details["was"]) == ("changed manager", ines, lena.pk)


def test_many_change_at_once_as_each_would_alone(ines, lena, otto, marco, sam):
    pia = EmployeeFactory(first_name="Pia")
    for one in (otto, pia):
        move(one, ines, DAY - timedelta(days=9))
    move(pia, sam, DAY + timedelta(days=30))
    told = InboxMessage.objects.count()
    new = [ReportingLine(employee=one, manager=marco, started_on=DAY) for one in (ines, otto, pia)]
    same = ReportingLine(employee=marco, manager=lena, started_on=DAY)
    move(marco, lena)
    assert change_managers([*new, same], by=None, at=timezone.now()) == new
    assert {manager_of(one, on=DAY) for one in (ines, otto, pia)} == {marco}
    assert manager_of(pia, on=DAY + timedelta(days=30)) == sam, "what is planned for later stays planned"
    assert manager_of(otto, on=DAY - timedelta(days=1)) == ines
    record = Record.objects.get(subject="people.reportingline", subject_id=new[1].pk)
    assert (record.verb, record.employee, record.details["was"]) == ("changed manager", otto, ines.pk)
    deliver_due(at=timezone.now())
    assert InboxMessage.objects.count() - told == 2 + 9, "the two of Marco's line, and three of each move"
    assert InboxMessage.objects.filter(recipient=ines, subject="From Mon 2 Mar 2026, Otto Lind reports to Marco Bianchi").exists()


def test_who_has_left_leads_nobody_of_many(ines, lena, otto, marco):
    record_leaving(marco, left_on=DAY, by=None, at=timezone.now())
    with pytest.raises(ValidationError, match="Marco Bianchi no longer works here"):
        change_managers(
            [ReportingLine(employee=one, manager=marco, started_on=DAY) for one in (ines, otto)], by=None, at=timezone.now()
        )
    assert manager_of(ines, on=DAY) == lena


class AnyMoves(TestCase):
    """Whatever HR records, in whatever order: one line a day, no circle on any day."""

    @settings(max_examples=cases(500, quick=12), deadline=None)
    @given(st.lists(st.tuples(st.integers(0, 5), st.integers(-1, 5), st.integers(0, 40)), max_size=14))
    def test_one_line_a_day_and_no_circle(self, moves):
        people = [EmployeeFactory() for _ in range(6)]
        for who, above, day in moves:
            try:
                move(people[who], people[above] if above >= 0 else None, DAY + timedelta(days=day))
            except ValidationError:
                continue
            if day % 3 == 0:
                see_who_is_led(on=DAY + timedelta(days=1))
        for day in range(42):
            on = DAY + timedelta(days=day)
            lines = list(lines_on(ReportingLine.objects.all(), on).values_list("employee", "manager"))
            above = dict(lines)
            assert len(above) == len(lines)
            assert set(top_of_chart(Employee.objects.all(), on=on)) == {one for one in people if one.pk not in above}
            for start in above:
                seen, current = set(), start
                while current in above:
                    assert current not in seen
                    seen.add(current)
                    current = above[current]

    @settings(max_examples=cases(500, quick=12), deadline=None)
    @given(
        st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=4),
        st.dictionaries(st.integers(0, 5), st.integers(0, 5), max_size=6),
        st.booleans(),
    )
    def test_many_at_once_stand_as_on_paper_or_close_a_circle(self, before, moves, is_planned):
        people = [EmployeeFactory() for _ in range(6)]
        for who, above in before:
            with suppress(ValidationError):
                move(people[who], people[above], DAY - timedelta(days=9))
        if is_planned:
            with suppress(ValidationError):
                move(people[0], people[5], DAY + timedelta(days=9))
        now = dict(lines_on(ReportingLine.objects.all(), DAY).values_list("employee", "manager"))
        later = dict(lines_on(ReportingLine.objects.all(), DAY + timedelta(days=9)).values_list("employee", "manager"))
        wanted = {people[who].pk: people[above].pk for who, above in moves.items()}
        keeps = {people[0].pk} if is_planned and ReportingLine.objects.filter(started_on__gt=DAY).exists() else set()
        on_paper = now | wanted, later | {one: above for one, above in wanted.items() if one not in keeps}
        new = [ReportingLine(employee_id=one, manager_id=above, started_on=DAY) for one, above in wanted.items()]
        try:
            change_managers(new, by=None, at=timezone.now())
        except ValidationError:
            assert any(has_circle(each) for each in on_paper)
        else:
            assert not any(has_circle(each) for each in on_paper)
            assert dict(lines_on(ReportingLine.objects.all(), DAY).values_list("employee", "manager")) == on_paper[0]


def has_circle(above):
    for start in above:
        current = above[start]
        for _ in above:
            if current == start:
                return True
            current = above.get(current)
    return False

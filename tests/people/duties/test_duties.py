"""Does a manager see what has been left lying, and can anybody do away with a duty?"""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import resolve

from people.charter.actions import publish_shipped
from people.charter.models import Guideline
from people.duties import actions, queries
from people.duties.attention import attention
from people.duties.messages import plan_duties
from people.duties.models import Duty, DutyDone, DutyProposal
from people.duties.permissions import visible_managers
from people.employees.models import Employee
from people.notifications.models import InboxMessage, Notice
from tests.training.scene import make_scene
from training.one_on_ones.actions import log_meeting
from training.one_on_ones.models import Series
from transition.lib import access, moments
from transition.lib.faults import Conflict

AT = datetime(2026, 3, 2, 10, tzinfo=UTC)
DAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def one_factor(settings) -> None:
    """HR signs in without a second factor here."""
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def duties(db) -> dict[str, Duty]:
    """The thirteen duties by key."""
    actions.publish_shipped_duties(at=AT)
    return {duty.key: duty for duty in Duty.objects.all()}


def test_there_are_thirteen_and_what_a_company_changed_stays(duties, hana):
    assert len(duties) == 13
    facts = {"title": "Feasts", "summary": "Eat together.", "how": "Well.", "every_days": 366}
    actions.change_duty(duties["events"], **facts, by=hana.user, at=AT)
    assert actions.publish_shipped_duties(at=AT) == []
    assert Duty.objects.get(key="events").title == "Feasts"
    assert all("**Done well**" in duty.how and "Links: [" in duty.how for duty in duties.values())


def test_every_link_of_a_duty_leads_somewhere(duties, otto, signed_in):
    publish_shipped(at=AT)
    shown = signed_in(otto).get("/duties/events/").content.decode()
    assert 'href="/charter/meetings/"' in shown
    for path in sorted({path for duty in duties.values() for path in re.findall(r"\]\((/[^)]*)\)", duty.how)}):
        found = resolve(path)
        assert found.namespace != "charter" or Guideline.objects.filter(key=found.kwargs["key"]).exists(), path


@pytest.mark.parametrize(
    ("last", "state"),
    [(0, "in time"), (31, "in time"), (32, "due"), (46, "due"), (47, "unattended"), (400, "unattended")],
)
def test_a_monthly_duty_is_left_lying_after_a_month_and_a_half(last, state):
    duty = Duty(every_days=31, counts_from=date(2024, 1, 1))
    found = attention(duty, last_on=DAY - timedelta(days=last), leads_since=date(2020, 1, 1), on=DAY)
    assert found.state == state
    assert (found.late_since is not None) == (state == "unattended")


def test_whoever_begins_to_lead_has_the_first_cadence_before_them():
    duty = Duty(every_days=31, counts_from=date(2024, 1, 1))
    assert attention(duty, last_on=None, leads_since=DAY - timedelta(days=20), on=DAY).state == "ahead"
    assert attention(duty, last_on=None, leads_since=DAY - timedelta(days=60), on=DAY).state == "unattended"
    duty.counts_from = DAY - timedelta(days=20)
    assert attention(duty, last_on=None, leads_since=DAY - timedelta(days=60), on=DAY).state == "ahead", "nobody was late before"


def test_a_logged_one_to_one_notes_the_duty_once_a_day_and_for_the_manager_alone(db):
    scene = make_scene()
    actions.publish_shipped_duties(at=AT)
    scene.under_way(day=30)
    series = Series.objects.get(manager=scene.ines, employee=scene.otto)
    meeting = series.meetings.filter(starts_at__lt=scene.at).last() or series.meetings.first()
    log_meeting(meeting, by=scene.otto.user, at=meeting.starts_at + timedelta(hours=1))
    done = DutyDone.objects.get()
    assert (done.manager, done.duty.key, done.source) == (scene.ines, "one-on-ones", "one_on_ones")
    assert done.done_on == meeting.starts_at.date()
    assert actions.record_duty_done(scene.ines, duty="one-on-ones", on=done.done_on, source="said") == done
    standing = queries.attention_of([scene.ines, scene.otto], on=done.done_on)
    assert list(standing) == [scene.ines.pk], "nobody reports to Otto: he has no duties"
    assert next(one for one in standing[scene.ines.pk] if one.duty.key == "one-on-ones").state == "in time"


def test_nothing_is_noted_for_a_duty_that_is_nobodys(duties, ines, hana):
    actions.settle_duty(duties["events"], state="moved", became="The office", on=DAY, by=hana.user, at=AT)
    assert actions.record_duty_done(ines, duty="events", on=DAY, source="said") is None
    assert actions.record_duty_done(ines, duty="no-such-duty", on=DAY, source="said") is None
    with pytest.raises(Conflict):
        actions.say_done(Duty.objects.get(key="events"), manager=ines, done_on=DAY, on=DAY)
    with pytest.raises(ValidationError, match="has passed"):
        actions.say_done(duties["budgets"], manager=ines, done_on=DAY + timedelta(days=1), on=DAY)
    with pytest.raises(ValidationError, match="Say who or what"):
        actions.settle_duty(duties["budgets"], state="automated", became=" ", on=DAY, by=hana.user, at=AT)


def test_anybody_proposes_to_move_a_duty_and_sees_what_became_of_it(duties, otto, hana, sam, signed_in):
    browser = signed_in(otto)
    browser.post("/duties/events/propose/", {"wish": "moved", "instead": "", "reason": "We would rather."})
    assert not DutyProposal.objects.exists(), "moving needs somebody to move it to"
    browser.post("/duties/events/propose/", {"wish": "moved", "instead": "A group by lot", "reason": "We would rather."})
    proposal = DutyProposal.objects.get()
    assert InboxMessage.objects.filter(recipient=hana, subject__contains="“Events”").exists()
    assert signed_in(sam).post(f"/duties/proposals/{proposal.pk}/", {"choice": "accept"}).status_code == 403
    signed_in(hana).post(f"/duties/proposals/{proposal.pk}/", {"choice": "decline", "answer": "", "instead": ""})
    assert DutyProposal.objects.get().state == "open", "a no needs a reason"
    answer = {"choice": "accept", "answer": "Try it.", "instead": "A group of three by lot"}
    signed_in(hana).post(f"/duties/proposals/{proposal.pk}/", answer)
    page = signed_in(sam).get("/duties/").content.decode()
    assert "No manager's duty any more" in page
    assert "A group of three by lot" in page
    assert "Try it." in page
    assert InboxMessage.objects.filter(recipient=otto, subject__contains="done so").exists()
    with pytest.raises(Conflict):
        actions.withdraw_duty_proposal(proposal, by=otto.user, at=AT)
    with pytest.raises(Conflict):
        actions.propose_away(duties["events"], wish="dropped", reason="Again.", author=otto, at=AT)


@pytest.mark.usefixtures("duties")
def test_who_sees_whose_duties(hana, ines, otto, sam, signed_in):
    lena = ines.lines.get().manager
    for user, seen in {hana: {lena, ines}, lena: {lena, ines}, ines: {ines}, otto: set(), sam: set()}.items():
        assert set(visible_managers(user.user)) == seen
        for manager in (lena, ines):
            assert access.may(user.user, "people.see_duties_of", manager) == (manager in seen)
    page = signed_in(lena).get(f"/duties/managers/{ines.pk}/").content.decode()
    assert "Duties of Ines Duarte" in page
    assert signed_in(otto).get(f"/duties/managers/{ines.pk}/").status_code == 404


def test_a_manager_hears_once_a_month_what_was_left_lying(duties, ines, otto, lena):
    fifth = datetime(2026, 4, 5, 12, tzinfo=UTC)
    plan_duties(fifth - timedelta(days=2))
    assert not Notice.objects.exists()
    for hours in (0, 1, 30):
        plan_duties(fifth + timedelta(hours=hours))
    assert Notice.objects.filter(kind="duties.unattended").count() == 2, "Ines and Lena lead; Otto does not"
    plan_duties(fifth + timedelta(days=30))
    assert Notice.objects.filter(kind="duties.unattended").count() == 4
    for duty in duties.values():
        for month in (5, 6):
            actions.record_duty_done(ines, duty=duty.key, on=date(2026, month, 3), source="said")
    plan_duties(datetime(2026, 6, 5, 12, tzinfo=UTC))
    assert Notice.objects.filter(key=f"duties.unattended:{lena.pk}:2026-06").exists()
    assert not Notice.objects.filter(key=f"duties.unattended:{ines.pk}:2026-06").exists()


def test_coverage_counts_those_who_lead_and_attended_in_time(duties, otto, hana, signed_in):
    ines = otto.lines.get().manager
    lena = ines.lines.get().manager
    today = moments.today()
    actions.record_duty_done(ines, duty="budgets", on=today - timedelta(days=3), source="said")
    actions.record_duty_done(lena, duty="budgets", on=today - timedelta(days=300), source="said")
    actions.record_duty_done(otto, duty="budgets", on=today, source="said")
    assert queries.attended_by(duties.values(), on=today) == {duties["budgets"].pk: 1}
    assert set(queries.who_lead(Employee.objects.all(), on=today)) == {ines, lena}
    assert "1 of 2" in signed_in(hana).get("/duties/managers/").content.decode()

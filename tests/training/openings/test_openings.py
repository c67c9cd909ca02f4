"""Open calls: who opens, who applies, who reads, and that nobody is left without an answer."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from people.employees.actions import record_leaving
from people.employees.models import Employee
from people.history.models import Record
from people.notifications.actions import deliver_due
from people.notifications.models import Delivery, InboxMessage, Notice
from tests.clock import plan
from tests.training.scene import moment
from training.openings import actions, queries
from training.openings.models import CallApplication, OpenCall
from training.openings.permissions import calls_to_look_after, visible_applications
from transition.lib.access import may
from transition.lib.faults import Conflict

DAY = date(2026, 3, 2)


def opened(scene, **facts) -> OpenCall:
    facts = {
        "team": scene.team,
        "target_level": scene.level("em-3"),
        "words": "Six people, and a sponsor with time.",
        "until": DAY + timedelta(days=14),
        "by": scene.lena.user,
        "on": DAY,
        "at": moment(DAY),
    } | facts
    return actions.open_call(scene.lena, **facts)


def applied(call, who, words="I would like to.") -> CallApplication:
    return actions.apply_to_call(call, applicant=who, words=words, on=DAY, at=moment(DAY))


def test_hr_and_whoever_leads_may_open_a_call(scene):
    people = (scene.hana, scene.lena, scene.dora, scene.ines, scene.marco)
    assert [one for one in people if may(one.user, "training.open_call")] == [scene.hana, scene.lena, scene.dora]


@pytest.mark.parametrize(("facts", "field"), [({"words": " "}, "words"), ({"until": DAY - timedelta(days=1)}, "until")])
def test_what_is_refused_is_said_beside_its_field(scene, facts, field):
    with pytest.raises(ValidationError) as refused:
        opened(scene, **facts)
    assert list(refused.value.message_dict) == [field]


def test_a_call_is_for_a_level_that_leads(scene):
    with pytest.raises(ValidationError, match="leads people"):
        opened(scene, target_level=scene.level("ic-4"))


def test_only_the_two_read_an_application(scene):
    applied(opened(scene), scene.ines)
    readers = (scene.ines, scene.lena, scene.dora, scene.hana, scene.marco)
    assert [one for one in readers if visible_applications(one.user).exists()] == [scene.ines, scene.lena]
    (told,) = InboxMessage.objects.filter(recipient=scene.lena, delivery__notice__kind="openings.applied")
    assert "Ines" not in told.subject + told.body


def test_it_is_answered_once_and_in_words(scene):
    call = opened(scene)
    sent = applied(call, scene.ines)
    assert applied(call, scene.ines, "Better said.") == sent, "until there is an answer, one can say it better"
    with pytest.raises(ValidationError, match="deserves a sentence"):
        actions.answer_application(sent, state="declined", words=" ", at=moment(DAY))
    actions.answer_application(sent, state="taken", words="Let us talk on Monday.", at=moment(DAY))
    with pytest.raises(Conflict):
        actions.answer_application(sent, state="declined", words="No.", at=moment(DAY))
    with pytest.raises(Conflict):
        applied(call, scene.ines)
    assert InboxMessage.objects.filter(recipient=scene.ines, subject="Your application has an answer").exists()


def test_after_its_day_or_closed_it_takes_nobody(scene):
    with pytest.raises(Conflict):
        actions.apply_to_call(opened(scene), applicant=scene.ines, words="Yes", on=DAY + timedelta(days=15), at=moment(DAY))
    call = actions.close_call(opened(scene), by=scene.lena.user, on=DAY, at=moment(DAY))
    with pytest.raises(Conflict):
        applied(call, scene.ines)
    with pytest.raises(Conflict):
        actions.close_call(call, by=scene.lena.user, on=DAY, at=moment(DAY))
    assert call not in queries.taking(OpenCall.objects.all(), on=DAY)


def test_after_its_day_there_is_no_form_to_fill_in(scene, signed_in):
    call = opened(scene)
    browser, to = signed_in(scene.ines), reverse("openings:apply", args=[call.pk])
    for days, status in ((0, 200), (15, 302)):
        with time_machine.travel(moment(DAY + timedelta(days=days), 12), tick=False):
            assert browser.get(to).status_code == status


def test_taken_back_an_application_leaves_no_trace(scene):
    call = opened(scene)
    before = (Record.objects.count(), Notice.objects.count())
    actions.withdraw_application(applied(call, scene.ines))
    assert (Record.objects.count(), Notice.objects.count(), CallApplication.objects.count()) == (*before, 0)
    assert not Delivery.objects.filter(notice__kind__startswith="openings").exists()


def test_three_days_after_the_end_who_opened_it_hears_that_somebody_waits_once(scene):
    call = opened(scene)
    applied(call, scene.ines)
    answered = applied(opened(scene), scene.marco)
    actions.answer_application(answered, state="declined", words="Another time.", at=moment(DAY))
    for days in range(30):
        at = moment(DAY + timedelta(days=days), 12)
        with time_machine.travel(at, tick=False):
            plan("openings", at=at)
            deliver_due(at=at)
    (told,) = InboxMessage.objects.filter(subject__contains="still waits for an answer")
    assert (told.recipient, told.at.date(), told.link) == (scene.lena, DAY + timedelta(days=17), f"/openings/{call.pk}/")


def left(who, *, on: date) -> None:
    record_leaving(Employee.objects.get(pk=who.pk), left_on=on, by=None, at=moment(on))


def clock(days: range) -> None:
    for number in days:
        at = moment(DAY + timedelta(days=number), 12)
        with time_machine.travel(at, tick=False):
            plan("openings", at=at)
            deliver_due(at=at)


def told(kind: str) -> list[tuple[str, date]]:
    rows = InboxMessage.objects.filter(delivery__notice__kind=f"openings.{kind}").order_by("pk")
    return [(row.recipient.first_name, row.at.date()) for row in rows]


def looked_after_by(scene, call, *, on: date) -> list[str]:
    with time_machine.travel(moment(on), tick=False):
        return [
            one.first_name for one in (scene.dora, scene.hana, scene.marco, scene.lena) if call in calls_to_look_after(one.user)
        ]


def test_when_its_owner_leaves_whoever_led_them_takes_the_call_over_and_answers(scene):
    call = opened(scene)
    early = actions.answer_application(applied(call, scene.otto), state="declined", words="Another time.", at=moment(DAY))
    sent = applied(call, scene.ines)
    with pytest.raises(Conflict, match="looks after"):
        actions.take_over_call(call, owner=scene.dora, **scene.acts(scene.dora))
    day = DAY + timedelta(days=2)
    left(scene.lena, on=day)
    clock(range(30))
    assert told("left_alone") == [("Dora", day + timedelta(days=1))]
    assert told("owner_left") == [("Ines", day + timedelta(days=1))], "who has an answer waits for nothing"
    assert told("unanswered") == [], "a leaver is not asked"
    with pytest.raises(Conflict, match="takes no applications"):
        actions.apply_to_call(call, applicant=scene.marco, words="I would.", on=day, at=moment(day))
    assert looked_after_by(scene, call, on=day) == ["Dora", "Hana"]
    assert not visible_applications(scene.dora.user).exists(), "who may take it over reads nothing before"
    call = actions.take_over_call(call, owner=scene.dora, by=scene.dora.user, on=day, at=moment(day))
    assert looked_after_by(scene, call, on=day) == []
    assert told("taken_over")[0][0] == "Ines"
    assert list(visible_applications(scene.dora.user)) == [sent], "what Lena answered stays hers"
    assert not may(scene.dora.user, "training.see_application", CallApplication.objects.get(pk=early.pk))
    actions.apply_to_call(call, applicant=scene.marco, words="I would.", on=day, at=moment(day))
    actions.answer_application(sent, state="taken", words="Let us talk.", at=moment(day, 12))
    assert list(visible_applications(scene.dora.user)) == list(call.applications.exclude(applicant=scene.otto))


def test_closed_unread_everybody_who_waits_has_an_answer(scene):
    call = opened(scene)
    for who in (scene.ines, scene.marco):
        applied(call, who)
    left(scene.lena, on=DAY)
    with pytest.raises(ValidationError, match="deserves a sentence"):
        actions.end_call(call, words=" ", **scene.acts(scene.hana))
    facts = {"by": scene.hana.user, "on": DAY, "at": moment(DAY)}
    call = actions.end_call(call, words="Nobody goes on with it.", **facts)
    assert {(one.state, one.answer) for one in call.applications.all()} == {("declined", "Nobody goes on with it.")}
    assert call.closed_on == DAY
    with pytest.raises(Conflict):
        actions.end_call(call, words="Once more.", **facts)
    assert not visible_applications(scene.hana.user).exists()


def test_where_whoever_led_them_has_left_too_or_has_applied_hr_is_told(scene):
    call, other = opened(scene), opened(scene)
    applied(call, scene.ines)
    applied(other, scene.dora)
    left(scene.lena, on=DAY)
    assert looked_after_by(scene, other, on=DAY) == ["Hana"], "nobody takes over what they applied to"
    clock(range(3))
    assert {name for name, _ in told("left_alone")} == {"Dora", "Hana"}
    left(scene.dora, on=DAY + timedelta(days=3))
    clock(range(3, 6))
    assert [name for name, _ in told("left_alone")].count("Hana") == 2


def test_two_weeks_after_the_last_day_somebody_else_is_asked_and_can_answer(scene):
    call = opened(scene)
    applied(call, scene.ines)
    clock(range(40))
    last = DAY + timedelta(days=14)
    assert told("unanswered") == [("Lena", last + timedelta(days=3))]
    assert told("left_alone") == [("Dora", last + timedelta(days=15))]
    assert looked_after_by(scene, call, on=last + timedelta(days=14)) == []
    assert looked_after_by(scene, call, on=last + timedelta(days=15)) == ["Dora", "Hana"]


def test_the_pages_say_that_nobody_looks_after_it(scene, signed_in, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    today = timezone.localdate()
    call = opened(scene, until=today + timedelta(days=5))
    applied(call, scene.ines)
    left(scene.lena, on=today)
    page, ines, dora, marco = f"/openings/{call.pk}/", *(signed_in(one) for one in (scene.ines, scene.dora, scene.marco))
    assert "nobody can apply" in marco.get(page).content.decode()
    assert "You get an answer either way" in ines.get(page).content.decode()
    assert "Nobody looks after these" in dora.get("/openings/").content.decode()
    assert "Nobody looks after these" not in marco.get("/openings/").content.decode()
    assert "Ines" not in dora.get(page).content.decode()
    assert marco.post(f"{page}take-over/").status_code == 403
    assert "says nothing about you" in dora.get(f"{page}end/").content.decode()
    dora.post(f"{page}take-over/")
    assert "Ines Duarte" in dora.get(page).content.decode()
    assert "looked after by" in " ".join(ines.get(page).content.decode().split())
    assert dora.get(f"{page}end/").status_code == 403, "now it is closed like any other"


def test_on_its_pages(scene, signed_in):
    ines, lena, marco = (signed_in(one) for one in (scene.ines, scene.lena, scene.marco))
    facts = {"team": scene.team.pk, "target_level": scene.level("em-3").pk, "words": "Six people.", "until": "2999-01-01"}
    lena.post("/openings/new/", facts)
    call = OpenCall.objects.get()
    ines.post(f"/openings/{call.pk}/apply/", {"words": "I would like to."})
    assert "I would like to." in ines.get(f"/openings/{call.pk}/").content.decode()
    assert "Ines Duarte" in lena.get(f"/openings/{call.pk}/").content.decode()
    assert "Ines Duarte" not in marco.get(f"/openings/{call.pk}/").content.decode()
    sent = CallApplication.objects.get()
    assert marco.get(f"/openings/applications/{sent.pk}/").status_code == 404
    assert ines.get(f"/openings/applications/{sent.pk}/").status_code == 403
    lena.post(f"/openings/applications/{sent.pk}/", {"state": "declined", "words": "Another time, gladly."})
    assert "Another time, gladly." in ines.get(f"/openings/{call.pk}/").content.decode()
    assert lena.get(f"/openings/{call.pk}/apply/").status_code == 403, "nobody applies to themself"

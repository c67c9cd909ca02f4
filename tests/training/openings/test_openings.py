"""Open calls: who opens, who applies, who reads, and that nobody is left without an answer."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError

from people.history.models import Record
from people.notifications.actions import deliver_due, plan_due
from people.notifications.models import Delivery, InboxMessage, Notice
from tests.training.scene import moment
from training.openings import actions, queries
from training.openings.models import CallApplication, OpenCall
from training.openings.permissions import visible_applications
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
            plan_due(at=at)
            deliver_due(at=at)
    (told,) = InboxMessage.objects.filter(subject__contains="still waits for an answer")
    assert (told.recipient, told.at.date(), told.link) == (scene.lena, DAY + timedelta(days=17), f"/openings/{call.pk}/")


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

"""A taste of leading: who may be asked, consent on both sides, what is kept, what counts, and what leaves no trace."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection

from people.history.models import Record
from people.notifications.actions import deliver_due
from people.notifications.models import InboxMessage, Notice
from people.tracks.actions import place_employee
from tests.clock import plan
from tests.factories import EmployeeFactory
from tests.training.scene import moment
from training.tasters import actions, queries
from training.tasters.models import Taster, TasterNote
from training.tasters.permissions import visible_tasters
from transition.lib.faults import Conflict

DAY = date(2026, 3, 2)


def ask(scene, *, host=None, kind="retro", **facts) -> Taster:
    facts = {"wish": "Whether I can stand the silence.", "on": DAY, "at": moment(DAY)} | facts
    return actions.ask_for_taster(scene.ines, host=host or scene.lena, kind=kind, **facts)


def agreed(scene, **facts) -> Taster:
    return actions.answer_taster(ask(scene, **facts), says_yes=True, at=moment(DAY))


def say(taster, who, words, **facts) -> Taster:
    return actions.say_afterwards(taster, by=who, words=words, **{"done_on": DAY, "on": DAY, "at": moment(DAY), **facts})


def somebody_who(scene, *keys: str):
    """Somebody who stood on some levels one after the other, each for a hundred days."""
    person = EmployeeFactory(hired_on=DAY - timedelta(days=100 * len(keys) + 1))
    for number, key in enumerate(keys):
        begun = DAY - timedelta(days=100 * (len(keys) - number))
        place_employee(person, level=scene.level(key), title=key, on=begun, by=None, at=moment(begun))
    return person


def offering(scene, *keys: str):
    person = somebody_who(scene, *keys)
    actions.offer_story(person, words="How it was.", on=DAY)
    return person


@pytest.mark.parametrize(
    ("keys", "way"),
    [
        (["ic-3", "em-3"], "moved"),
        (["ic-3", "em-3", "ic-3"], "back"),
        (["em-3", "ic-3"], "back"),
        (["ic-2", "ic-3"], ""),
        (["em-3", "em-4"], ""),
        ([], ""),
    ],
)
def test_who_moved_and_who_went_back_is_read_from_their_places(scene, keys, way):
    assert queries.way_of_person(somebody_who(scene, *keys), on=DAY) == way


def test_whoever_tries_it_has_moved_and_after_a_trial_has_gone_back(scene):
    scene.under_way(day=30)
    assert queries.way_of_person(scene.ines, on=scene.today) == "moved"
    place_employee(scene.ines, level=scene.level("ic-3"), title="IC 3", on=scene.today, by=None, at=scene.at)
    assert queries.way_of_person(scene.ines, on=scene.today) == "back"


def test_only_who_moved_can_offer_to_be_asked(scene):
    with pytest.raises(ValidationError, match="no move"):
        actions.offer_story(scene.ines, words="How it was.", on=DAY)
    with pytest.raises(ValidationError, match="few words"):
        actions.offer_story(somebody_who(scene, "ic-3", "em-3"), words=" ", on=DAY)


def test_one_who_went_back_is_among_the_first_two_however_many_stayed(scene):
    stayed = [offering(scene, "ic-3", "em-3") for _ in range(8)]
    back = offering(scene, "ic-3", "em-3", "ic-3")
    found = queries.who_to_hear(scene.ines, on=DAY)
    assert len(found) == 6
    assert back in [one.offer.employee for one in found[:2]]
    assert found[0].offer.employee in stayed
    actions.offer_story(back, words="Later.", is_open=False, on=DAY)
    assert not [one for one in queries.who_to_hear(scene.ines, on=DAY) if one.went_back]


def test_nobody_who_moved_is_asked_by_more_than_three_at_once(scene):
    host = offering(scene, "ic-3", "em-3")
    for guest in [EmployeeFactory() for _ in range(3)]:
        actions.ask_for_taster(guest, host=host, kind="talk", wish="How?", on=DAY, at=moment(DAY))
    assert not queries.who_to_hear(scene.ines, on=DAY)
    with pytest.raises(ValidationError, match="as many as they can"):
        ask(scene, host=host, kind="talk")


def test_a_talk_is_with_somebody_who_offers_it_and_shadowing_with_somebody_who_leads(scene):
    with pytest.raises(ValidationError, match="has not offered"):
        ask(scene, host=scene.marco, kind="talk")
    for kind in ("shadow", "stand_in"):
        with pytest.raises(ValidationError, match="Nobody reports to"):
            ask(scene, host=scene.marco, kind=kind)
        assert ask(scene, host=scene.lena, kind=kind).state == "asked"


@pytest.mark.parametrize(("facts", "field"), [({"wish": " "}, "wish"), ({"planned_on": DAY - timedelta(days=1)}, "planned_on")])
def test_what_is_refused_is_said_beside_its_field(scene, facts, field):
    with pytest.raises(ValidationError) as refused:
        ask(scene, **facts)
    assert list(refused.value.message_dict) == [field]


def test_it_takes_two_who_are_here(scene):
    with pytest.raises(ValidationError, match="takes two"):
        ask(scene, host=scene.ines)
    with pytest.raises(ValidationError, match="no longer works here"):
        ask(scene, host=EmployeeFactory(left_on=DAY))
    assert ask(scene) == ask(scene), "asking twice is asking once"


def test_from_asking_to_evidence_that_counts_only_when_the_guest_says_so(scene):
    taster = agreed(scene)
    with pytest.raises(Conflict):
        actions.answer_taster(taster, says_yes=False, at=moment(DAY))
    say(taster, scene.lena, "She let the silence stand until Otto spoke.")
    assert not queries.evidence_of(scene.ines)
    say(taster, scene.ines, "It is harder than talking.", counts=True)
    (found,) = queries.evidence_of(scene.ines)
    assert (found.title, found.seen_by, found.on) == ("Lead a retrospective", scene.lena, DAY)
    assert found.what == "She let the silence stand until Otto spoke."
    assert not queries.evidence_of(scene.lena), "a host has led nothing"
    say(taster, scene.ines, "It is harder than talking.", counts=False)
    assert not queries.evidence_of(scene.ines)


def test_a_talk_is_no_evidence(scene):
    taster = agreed(scene, host=offering(scene, "ic-3", "em-3"), kind="talk")
    say(taster, taster.host, "She asked well.")
    say(taster, scene.ines, "Good.", counts=True)
    assert not queries.evidence_of(scene.ines)


def test_what_was_not_agreed_on_did_not_take_place(scene):
    with pytest.raises(Conflict):
        say(ask(scene), scene.ines, "Good.")
    taster = agreed(scene, kind="meeting")
    with pytest.raises(ValidationError, match="Today or earlier"):
        say(taster, scene.ines, "Good.", done_on=DAY + timedelta(days=1))


def test_taken_back_it_leaves_no_trace_and_frees_the_day(scene):
    before = (Record.objects.count(), Notice.objects.count())
    actions.take_back(ask(scene), at=moment(DAY))
    assert (Record.objects.count(), Notice.objects.count(), Taster.objects.count()) == (*before, 0)
    actions.take_back(agreed(scene), at=moment(DAY))
    (told,) = InboxMessage.objects.filter(recipient=scene.lena, delivery__notice__kind__startswith="tasters")
    assert told.subject == "Ines Duarte does not need the time you gave them any more"


def test_the_two_alone_see_it_and_each_their_own_note(scene):
    taster = agreed(scene)
    actions.write_note(taster, author=scene.ines, text="hidden fear", at=moment(DAY))
    readers = (scene.ines, scene.lena, scene.marco, scene.hana, scene.dora)
    assert [one for one in readers if visible_tasters(one.user).exists()] == [scene.ines, scene.lena]
    assert actions.read_note(taster, author=scene.lena) == ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM training_tasternote")
        assert b"hidden" not in bytes(cursor.fetchone()[0])
    actions.write_note(taster, author=scene.ines, text=" ", at=moment(DAY))
    assert not TasterNote.objects.exists()


def test_a_new_key_takes_the_notes_along(scene, settings):
    taster = agreed(scene)
    actions.write_note(taster, author=scene.ines, text="hidden fear", at=moment(DAY))
    settings.FIELD_KEYS = ["a newer key of some length", *settings.FIELD_KEYS]
    assert (actions.encrypt_taster_notes_anew(), actions.encrypt_taster_notes_anew()) == (1, 0)
    assert actions.read_note(taster, author=scene.ines) == "hidden fear"


def test_the_day_after_both_are_asked_how_it_was_once(scene):
    agreed(scene, planned_on=DAY + timedelta(days=3))
    for days in range(10):
        at = moment(DAY + timedelta(days=days), 12)
        with time_machine.travel(at, tick=False):
            plan("tasters", at=at)
            deliver_due(at=at)
    told = InboxMessage.objects.filter(subject__startswith="How was it with")
    assert {one.recipient for one in told} == {scene.ines, scene.lena}
    assert {one.at.date() for one in told} == {DAY + timedelta(days=4)}
    assert told.count() == 2


def test_on_its_pages(scene, signed_in):
    ines, lena = signed_in(scene.ines), signed_in(scene.lena)
    asked = {"kind": "retro", "host": scene.lena.email, "wish": "To hold back", "planned_on": ""}
    ines.post("/tasters/ask/", asked)
    taster = Taster.objects.get()
    assert "waits for your answer" in lena.get("/tasters/").content.decode()
    lena.post(f"/tasters/{taster.pk}/answer/", {"no": "1"})
    assert "That says nothing about you" in ines.get(f"/tasters/{taster.pk}/").content.decode()
    assert ines.post(f"/tasters/{taster.pk}/answer/", {"yes": "1"}).status_code == 403

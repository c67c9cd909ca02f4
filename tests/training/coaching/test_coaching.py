"""Coaches from outside: an account that opens one desk, what is shared and taken back, and how it ends."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from people.accounts.actions import accept_invitation, grant_hr, invite
from people.accounts.models import User
from people.history.models import Record
from people.notifications.models import InboxMessage
from tests.factories import EmployeeFactory
from tests.training.scene import moment
from training.coaching import actions
from training.coaching.models import Coaching, CoachingThing, ExternalCoach
from training.coaching.permissions import visible_coachings, visible_things
from transition.lib.faults import Conflict

DAY = date(2026, 3, 2)
PASSWORD = "a long enough password"


def coach(scene, name="Vera") -> ExternalCoach:
    email = f"{name.lower()}@coaching.example"
    found, _ = actions.invite_coach(name=name, email=email, by=scene.hana.user, at=moment(DAY))
    actions.accept_as_coach(found, password=PASSWORD, at=moment(DAY))
    return ExternalCoach.objects.get(pk=found.pk)


def running(scene, vera, who) -> Coaching:
    pair = actions.offer_coach(vera, employee=who, by=scene.hana.user, on=DAY, at=moment(DAY))
    return actions.answer_offer(pair, is_yes=True, on=DAY)


def shared(pair, title="Monday") -> CoachingThing:
    return actions.share_thing(pair, title=title, text="I took it back.", at=moment(DAY))


def test_a_coach_sees_what_those_they_coach_share_and_nothing_of_anybody_else(scene):
    vera, otis = coach(scene), coach(scene, "Otis")
    mine, others = shared(running(scene, vera, scene.ines)), shared(running(scene, otis, scene.pia))
    assert list(visible_things(vera.user)) == [mine]
    assert list(visible_things(otis.user)) == [others]
    assert list(visible_things(scene.ines.user)) == [mine]
    for who in (scene.hana, scene.lena, scene.marco):
        assert not visible_things(who.user).exists()
    assert b"Monday" not in bytes(mine.content)


def test_what_is_taken_back_and_what_has_ended_is_open_no_more(scene):
    vera = coach(scene)
    pair = running(scene, vera, scene.ines)
    gone, kept = shared(pair), shared(pair)
    actions.say_to_thing(gone, text="Why?", by_coach=True, at=moment(DAY))
    actions.take_back(gone)
    assert list(visible_things(vera.user)) == [kept]
    actions.end_coaching(pair, on=DAY, at=moment(DAY))
    assert not visible_things(vera.user).exists()
    assert not visible_coachings(vera.user).exists()
    assert list(visible_things(scene.ines.user)) == [kept], "her own words stay hers"
    with pytest.raises(Conflict):
        actions.say_to_thing(kept, text="And?", by_coach=True, at=moment(DAY))
    with pytest.raises(Conflict):
        shared(pair)


def test_nothing_is_shared_before_the_employee_has_said_yes(scene):
    vera = coach(scene)
    pair = actions.offer_coach(vera, employee=scene.ines, by=scene.hana.user, on=DAY, at=moment(DAY))
    assert actions.offer_coach(vera, employee=scene.ines, by=scene.hana.user, on=DAY, at=moment(DAY)) == pair
    assert not visible_coachings(vera.user).exists(), "not even who it might be"
    with pytest.raises(Conflict):
        shared(pair)
    assert actions.answer_offer(pair, is_yes=False, on=DAY).status == "declined"
    with pytest.raises(Conflict):
        actions.answer_offer(pair, is_yes=True, on=DAY)


def test_an_invitation_works_once_and_not_for_ever(scene):
    found, _ = actions.invite_coach(name="Vera", email="Vera@Coaching.example", by=scene.hana.user, at=moment(DAY))
    with pytest.raises(Conflict):
        actions.accept_as_coach(found, password=PASSWORD, at=moment(DAY + timedelta(days=60)))
    with pytest.raises(ValidationError):
        actions.accept_as_coach(found, password="short", at=moment(DAY))
    again, token = actions.invite_coach(name="Vera", email="vera@coaching.example", by=scene.hana.user, at=moment(DAY))
    assert again.pk == found.pk
    user = actions.accept_as_coach(again, password=PASSWORD, at=moment(DAY))
    assert user.is_outside
    assert user.username == "vera@coaching.example"
    with pytest.raises(Conflict):
        actions.accept_as_coach(again, password=PASSWORD, at=moment(DAY))
    assert token not in str(list(ExternalCoach.objects.values()))


def test_an_address_of_somebody_here_is_refused(scene):
    newcomer = EmployeeFactory(user=None, email="new@kestrel.example")
    for email in (scene.ines.email, newcomer.email, coach(scene).email):
        with pytest.raises(ValidationError) as refused:
            actions.invite_coach(name="X", email=email, by=scene.hana.user, at=moment(DAY))
        assert list(refused.value.message_dict) == ["email"]


def test_an_account_from_outside_never_becomes_hr_and_never_an_employees(scene):
    vera = coach(scene)
    with pytest.raises(ValidationError, match="no employee's"):
        grant_hr(vera.user, granted=True, by=scene.hana.user, at=moment(DAY))
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=vera.user.pk).update(is_hr_administrator=True)
    namesake = EmployeeFactory(user=None, email=vera.email)
    invitation, _ = invite(namesake, by=scene.hana.user, at=moment(DAY))
    with pytest.raises(Conflict):
        accept_invitation(invitation, password=PASSWORD, at=moment(DAY))


def test_closing_an_account_ends_everything(scene):
    vera = coach(scene)
    pair = running(scene, vera, scene.ines)
    thing = shared(pair)
    actions.close_coach(vera, by=scene.hana.user, on=DAY, at=moment(DAY))
    user = User.objects.get(pk=vera.user.pk)
    assert not user.is_active
    assert not visible_things(user).exists()
    assert Coaching.objects.get(pk=pair.pk).status == "ended"
    with pytest.raises(Conflict):
        actions.offer_coach(vera, employee=scene.pia, by=scene.hana.user, on=DAY, at=moment(DAY))
    assert actions.read_thing(thing) == ("Monday", "I took it back.")


def test_history_says_who_and_never_what(scene):
    pair = running(scene, coach(scene), scene.ines)
    actions.say_to_thing(shared(pair, title="Secretive"), text="Whispered", by_coach=True, at=moment(DAY))
    said = str(list(Record.objects.values()))
    assert "Secretive" not in said
    assert "Whispered" not in said
    told = InboxMessage.objects.filter(recipient=scene.ines).values_list("subject", flat=True)
    assert {"Vera could coach you", "Vera has written to you"} <= set(told)


def test_from_the_invitation_to_the_end_over_http(scene, signed_in, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    with time_machine.travel(moment(DAY, 12), tick=False):
        hana, ines, vera = signed_in(scene.hana), signed_in(scene.ines), Client()
        page = hana.post("/coaching/coaches/new/", {"name": "Vera", "email": "vera@coaching.example"}).content.decode()
        link = page.partition('id="link" readonly value="')[2].partition('"')[0]
        way_in = link[link.index("/coaching/") :]
        assert "vera@coaching.example" in vera.get(way_in).content.decode()
        assert vera.post(way_in, {"password": PASSWORD}).headers["Location"] == "/accounts/login/"
        assert vera.get(way_in).status_code == 404
        entered = vera.post("/accounts/login/", {"login": "vera@coaching.example", "password": PASSWORD}, follow=True)
        assert entered.redirect_chain[-1][0] == "/coaching/desk/"
        assert '<span class="me-name">Vera<small>' in entered.content.decode()
        assert entered.status_code == 200
        assert "/people/" not in entered.content.decode(), "no way leads to anybody else"
        hana.post(f"/coaching/coaches/{ExternalCoach.objects.get().pk}/offer/", {"employee": "Ines Duarte"})
        pair = Coaching.objects.get()
        ines.post(f"/coaching/{pair.pk}/answer/", {"yes": "1"})
        there = ines.post(f"/coaching/{pair.pk}/share/", {"title": "Monday", "text": "I took it back."}).headers["Location"]
        assert "Monday" in vera.get("/coaching/desk/").content.decode()
        vera.post(there, {"text": "What did it cost you?"})
        assert "What did it cost you?" in ines.get(there).content.decode()
        assert hana.get(there).status_code == 404
        for closed in ("/people/", "/learning/", "/trials/", "/notifications/", f"/people/{scene.ines.pk}/", "/coaching/"):
            assert vera.get(closed).status_code == 403, closed
        assert ines.get("/coaching/desk/").status_code == 403
        ines.post(there + "back/")
        assert vera.get(there).status_code == 404

"""How does somebody come in, and what keeps everybody else out?"""

import re
import time
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from people.accounts import actions
from people.accounts.models import Invitation, User
from people.employees.actions import close_accounts_of_leavers, record_leaving
from tests.factories import EmployeeFactory
from transition.lib import moments
from transition.lib.faults import Conflict

PASSWORD = "long grass by the quiet river"


@pytest.fixture
def newcomer(hana):
    """Nia starts on Monday and has no account yet."""
    return EmployeeFactory(first_name="Nia", email="Nia@Example.org", user=None)


def invited(person, hana) -> str:
    _, token = actions.invite(person, by=hana.user, at=moments.now())
    return reverse("accounts:invitation", args=[token])


def entered(name: str, password: str = PASSWORD) -> Client:
    """Return a browser after the sign-in page was sent with a name and a password."""
    browser = Client()
    browser.post(reverse("account_login"), {"login": name, "password": password})
    return browser


def is_in(browser: Client) -> bool:
    return browser.get(reverse("home:today")).status_code == 200


@pytest.fixture
def nia(newcomer, hana):
    actions.accept_invitation(
        Invitation.objects.get(token_hash=_hash_of(invited(newcomer, hana))), password=PASSWORD, at=moments.now()
    )
    newcomer.refresh_from_db()
    return newcomer


def _hash_of(address: str) -> str:
    return actions.hash_token(address.rstrip("/").rpartition("/")[2])


# --- The invitation ----------------------------------------------------------------------------------------------------


def test_who_is_invited_chooses_a_password_is_in_and_signs_in_with_the_address_from_then_on(newcomer, hana):
    address, browser = invited(newcomer, hana), Client()
    assert "Nia" in browser.get(address).content.decode()
    weak = browser.post(address, {"password": "12345678"})
    assert weak.status_code == 200
    assert "at least 12 characters" in weak.content.decode()
    assert browser.post(address, {"password": PASSWORD}).headers["Location"] == reverse("home:today")
    assert is_in(browser)
    again = entered("nia@example.org").get(reverse("home:today"))
    assert again.status_code == 200
    assert "Successfully" not in again.content.decode(), "that one is in can be seen"
    assert not is_in(entered("nia@example.org", "another password"))


def test_an_invitation_opens_once_for_its_days_and_not_after_it_was_taken_back(newcomer, hana, settings):
    first = invited(newcomer, hana)
    second = invited(newcomer, hana)
    assert Client().get(first).status_code == 404, "a newer one makes it void"
    with time_machine.travel(moments.now() + timedelta(days=settings.INVITATION_DAYS), tick=False):
        assert Client().get(second).status_code == 404, "its days are over"
    actions.revoke_invitation(Invitation.objects.get(token_hash=_hash_of(second)), by=hana.user, at=moments.now())
    assert Client().post(second, {"password": PASSWORD}).status_code == 404
    third = invited(newcomer, hana)
    Client().post(third, {"password": PASSWORD})
    assert Client().post(third, {"password": "somebody else's long words"}).status_code == 404
    newcomer.refresh_from_db()
    assert newcomer.user.check_password(PASSWORD)
    with pytest.raises(ValidationError):
        actions.invite(newcomer, by=hana.user, at=moments.now())


def test_two_who_hold_one_link_make_one_account(newcomer, hana):
    open_one = Invitation.objects.get(token_hash=_hash_of(invited(newcomer, hana)))
    actions.accept_invitation(open_one, password=PASSWORD, at=moments.now())
    with pytest.raises(Conflict):
        actions.accept_invitation(open_one, password=PASSWORD, at=moments.now())
    assert User.objects.filter(email="nia@example.org").count() == 1


def test_nobody_signs_up(db):
    for page in ("/accounts/signup/", "/accounts/signup/passkey/"):
        Client().post(page, {"email": "eve@example.org", "password1": PASSWORD})
    assert not User.objects.filter(email="eve@example.org").exists()


# --- A password forgotten, a session elsewhere --------------------------------------------------------------------------


def test_a_forgotten_password_is_chosen_anew_over_a_link_and_ends_what_was_open(nia):
    before, browser = entered("nia@example.org"), Client()
    browser.post(reverse("account_reset_password"), {"email": "nia@example.org"})
    [written] = mail.outbox
    [address] = re.findall(r"http\S+/password/reset/key/\S+", written.body)
    form = browser.get(address, follow=True)
    browser.post(form.redirect_chain[-1][0], {"password1": "a new one by the lake", "password2": "a new one by the lake"})
    assert is_in(entered("nia@example.org", "a new one by the lake"))
    assert not is_in(before)
    assert not is_in(entered("nia@example.org"))


def test_whether_somebody_has_an_account_is_not_told(nia):
    answers = []
    for address in ("nia@example.org", "nobody@example.org"):
        page = Client().post(reverse("account_reset_password"), {"email": address}, follow=True)
        answers.append((page.status_code, page.redirect_chain))
    assert answers[0] == answers[1]
    assert len(mail.outbox) == 1


def test_a_session_that_is_ended_from_another_device_is_over(nia):
    at_work, at_home = entered("nia@example.org"), entered("nia@example.org")
    assert at_home.get(reverse("usersessions_list")).content.decode().count("127.0.0.1") == 2
    at_home.post(reverse("usersessions_list"))
    assert is_in(at_home)
    assert not is_in(at_work)


def test_a_session_ends_by_itself(nia, settings):
    browser = entered("nia@example.org")
    with time_machine.travel(moments.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE - 60), tick=False):
        assert is_in(browser)
    with time_machine.travel(moments.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE + 60), tick=False):
        assert not is_in(browser)


def test_who_leaves_is_out_on_every_device(nia, hana):
    browser = entered("nia@example.org")
    record_leaving(nia, left_on=moments.today() + timedelta(days=1), by=hana.user, at=moments.now())
    assert is_in(browser), "today they still work here"
    with time_machine.travel(moments.now() + timedelta(days=1)):  # no worker has closed the account yet
        assert not is_in(browser)
        assert not is_in(entered("nia@example.org"))
        close_accounts_of_leavers(on=moments.today(), at=moments.now())
    assert not is_in(browser)
    assert not is_in(entered("nia@example.org"))


def test_a_cookie_that_was_made_up_is_nobody_s(db):
    for words in ("x" * 32, "\x00", "' OR 1=1 --", "ü" * 10, "a" * 5000):
        browser = Client()
        browser.cookies["session"] = words
        assert browser.get(reverse("home:today")).status_code == 302


# --- HR ----------------------------------------------------------------------------------------------------------------


def code_of(secret: str) -> str:
    """Return what an authenticator shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def test_hr_comes_no_further_without_a_second_factor_and_needs_it_from_then_on(hana, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    hana.user.set_password(PASSWORD)
    hana.user.save()
    with time_machine.travel(moments.now(), tick=False) as clock:
        browser = entered(hana.user.username)
        for name in ("home:today", "directory:people", "accounts:administrators"):
            assert browser.get(reverse(name)).headers["Location"] == reverse("mfa_index"), name
        assert reverse("account_reauthenticate") in browser.get(reverse("mfa_activate_totp")).headers["Location"]
        browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        browser.get(reverse("mfa_activate_totp"))
        secret = browser.session["mfa.totp.secret"]
        assert "incorrect" in browser.post(reverse("mfa_activate_totp"), {"code": "000000"}).content.decode().lower()
        browser.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
        assert is_in(browser)

        again = entered(hana.user.username)
        assert not is_in(again), "the password alone"
        clock.shift(timedelta(minutes=1))
        again.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
        assert is_in(again)


def test_there_is_always_an_administrator_and_naming_one_is_recorded(hana, ines, signed_in, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    office = signed_in(hana)
    page = reverse("accounts:administrators")
    assert office.post(page, {"user": hana.user_id, "revoke": ""}).status_code == 400
    office.post(page, {"user": ines.user_id, "grant": ""})
    office.post(page, {"user": hana.user_id, "revoke": ""})
    assert office.get(page).status_code == 403
    assert signed_in(ines).get(page).status_code == 200
    for odd in ("", "-1", "x", "9" * 40):
        assert signed_in(ines).post(page, {"user": odd, "grant": ""}).status_code == 404

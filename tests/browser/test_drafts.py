"""Is anything lost that somebody typed?"""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


DRAFTS = """
from people.accounts.models import Draft
found = [bytes(draft.content) for draft in Draft.objects.filter(form="directory:facts")]
answer = [len(found), sum(b"Wilhelmina" in content for content in found)]
"""
END = """
from people.accounts.actions import end_sessions
from people.accounts.models import User
answer = end_sessions(User.objects.get(username="hana.sato@kestrel.example"))
"""


def test_a_killed_tab_loses_nothing(visit, house):
    tab = visit("hana")
    tab.goto("/people/new/")
    tab.get_by_label("First name").fill("Wilhelmina")
    tab.get_by_label("Last name").fill("Overbeck")
    expect(tab.locator("[data-draft-status]")).to_contain_text("Draft saved")
    tab.close(run_before_unload=False)
    assert house.ask(DRAFTS) == [1, 0], "one draft, and nobody who reads the database sees its words"
    again = visit("hana")
    again.goto("/people/new/")
    expect(again.get_by_label("First name")).to_have_value("Wilhelmina")
    expect(again.locator("[data-draft-status]")).to_contain_text("your words are back")
    again.get_by_role("button", name="Save").click()
    expect(again.locator("h1")).to_contain_text("Record a move of Wilhelmina Overbeck")
    assert house.ask(DRAFTS) == [0, 0]


def test_an_ended_session_keeps_the_words_on_the_page_and_shows_the_way_in(visit, house):
    tab = visit("hana")
    tab.goto("/people/new/")
    house.ask(END)
    tab.get_by_label("Last name").fill("Underhill")
    expect(tab.locator("[data-draft-status]")).to_contain_text("You are signed out")
    tab.get_by_role("button", name="Save").click()
    expect(tab.locator("[data-draft-status]")).to_contain_text("You are signed out")
    expect(tab.get_by_label("Last name")).to_have_value("Underhill")
    link = tab.get_by_role("link", name="Sign in again in a new tab")
    with tab.context.expect_page() as opened:
        link.click()
    opened.value.click("button[value='hana.sato@kestrel.example']")
    opened.value.wait_for_url("**/")
    expect(tab.get_by_label("Last name")).to_have_value("Underhill")
    tab.get_by_label("First name").fill("Agatha")
    expect(tab.locator("[data-draft-status]")).to_contain_text("Draft saved")
    tab.get_by_role("button", name="Save").click()
    expect(tab.locator("h1")).to_contain_text("Record a move of Agatha Underhill")


def test_words_can_be_thrown_away(visit):
    tab = visit("hana")
    tab.goto("/people/new/")
    tab.get_by_label("Last name").fill("Underhill")
    expect(tab.locator("[data-draft-status]")).to_contain_text("Draft saved")
    tab.reload()
    tab.get_by_role("button", name="Start afresh").click()
    expect(tab.get_by_label("Last name")).to_have_value("")

"""Stories in a real browser: a phone and a keyboard alone, from the first doubt to the confirmation, and back."""

import time
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
FOCUSED = (
    "document.activeElement.getAttribute('aria-label') || document.activeElement.innerText || document.activeElement.value || ''"
)


def tab_to(tab: Page, words: str) -> None:
    """Press Tab until what has the focus says some words; everything on the way can be seen to have it."""
    for _ in range(150):
        tab.keyboard.press("Tab")
        if words in tab.evaluate(FOCUSED):
            return
    raise AssertionError(f"the keyboard never gets to {words!r} on {tab.url}")


def test_ines_does_her_day_on_a_phone_by_keyboard_alone(visit):
    tab = visit(None, viewport={"width": 390, "height": 844})
    tab.goto("/accounts/login/")
    tab_to(tab, "Ines")
    tab.keyboard.press("Enter")
    expect(tab.locator("h1")).to_have_text("Today")
    tab_to(tab, "1:1 with Otto Lind")
    tab.keyboard.press("Enter")
    expect(tab.locator("h1")).to_have_text("1:1 with Otto Lind")
    tab_to(tab, "We met: log it")
    tab_to(tab, "Talked about")
    tab.keyboard.press("Space")
    for _ in range(40):
        tab.keyboard.press("Shift+Tab")
        if "We met: log it" in tab.evaluate(FOCUSED):
            break
    tab.keyboard.press("Enter")
    expect(tab.locator(".toast")).to_contain_text("Logged.")
    expect(tab.locator(".agenda-item[data-done]")).to_have_count(1)
    tab_to(tab, "Learning")
    tab.keyboard.press("Enter")
    expect(tab.locator("h1")).to_have_text("Learning to lead")
    tab_to(tab, "Handing over without letting go")
    tab.keyboard.press("Enter")
    expect(tab.locator("h1")).to_have_text("Handing over without letting go")
    tab_to(tab, "I did it")
    tab.keyboard.press("Enter")
    expect(tab.locator(".toast")).to_contain_text("Noted as done")
    tab_to(tab, "Trial, day")
    tab.keyboard.press("Enter")
    expect(tab.locator("h1")).to_contain_text("Your trial")
    tab_to(tab, "How going back works")
    tab.keyboard.press("Enter")
    expect(tab.locator("h1")).to_have_text("The way back")
    tab_to(tab, "Take the way back from today")


def tab_to_field(tab: Page, name: str) -> None:
    """Press Tab until a field of a form has the focus."""
    for _ in range(150):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.name || ''") == name:
            return
    raise AssertionError(f"the keyboard never gets to the field {name!r} on {tab.url}")


def go(tab: Page, words: str, *, heading: str = "", says: str = "") -> None:
    """Tab to a link or button and press Enter; then a page with that heading is there, or a word that it was done."""
    tab_to(tab, words)
    tab.keyboard.press("Enter")
    if heading:
        expect(tab.locator("h1")).to_contain_text(heading)
    if says:
        expect(tab.locator(".toast")).to_contain_text(says)


def pick(tab: Page, group: str, value: str) -> None:
    """Go to a group of radio buttons by Tab, and to one of them by the arrow keys."""
    name = tab.get_by_role("group", name=group).locator("input").first.get_attribute("name")
    for _ in range(150):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.name") == name:
            break
    else:
        raise AssertionError(f"the keyboard never gets to {group!r}")
    tab.keyboard.press("Space")
    for _ in range(6):
        if tab.evaluate("document.activeElement.value") == value:
            return
        tab.keyboard.press("ArrowRight")
    raise AssertionError(f"{group!r} has no {value!r}")


def write(tab: Page, label: str, words: str) -> None:
    field = tab.get_by_label(label).get_attribute("name")
    for _ in range(150):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.name") == field:
            tab.keyboard.type(words)
            return
    raise AssertionError(f"the keyboard never gets to {label!r}")


@pytest.mark.timeout(300)
def test_a_returners_story_on_a_phone_by_keyboard_alone(chromium, another_house):
    """From the first doubt to the plan of coming back; in the other company, because it changes who leads whom."""
    context = chromium.new_context(base_url=another_house.url, viewport={"width": 390, "height": 844})
    context.set_default_timeout(15_000)
    tab = context.new_page()
    tab.goto("/accounts/login/")
    go(tab, "Ines", heading="Today")
    go(tab, "Trial, day", heading="Your trial")
    go(tab, "The pulse", heading="How it is for me")
    for name in ("energy", "confidence", "meaning"):
        tab_to_field(tab, name)
        tab.keyboard.press("ArrowRight")
    go(tab, "Keep it", says="Kept, for you alone")
    expect(tab.locator("svg[aria-labelledby='pulse-t pulse-d']")).to_be_visible()
    go(tab, "Trial, day", heading="Your trial")
    go(tab, "How going back works", heading="The way back")
    go(tab, "Take the way back from today", says="Your place was kept")
    expect(tab.locator("main")).to_contain_text("Settling in, ninety days")
    go(tab, "Tell the team", heading="Tell the team")
    expect(tab.locator("textarea")).to_contain_text("works as an engineer again")
    go(tab, "Announce it", says="The team knows")
    go(tab, "The plan", heading="Coming back")
    go(tab, "Write the plan", heading="The plan for coming back")
    go(tab, "Write it down", says="Everybody named in it reads it")
    expect(tab.locator("main")).to_contain_text("What is refreshed")
    tab.goto("/trials/")
    expect(tab.locator("main")).to_contain_text("on the way back")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


def as_face(tab: Page, name: str) -> None:
    tab.context.clear_cookies()
    tab.goto("/accounts/login/")
    tab.get_by_role("button", name=name).click()
    expect(tab.locator("h1")).to_have_text("Today")


def press(tab: Page, name: str) -> None:
    """Press a button and wait until its answer is there."""
    with tab.expect_navigation():
        tab.get_by_role("button", name=name).click()


TODAY = "from transition.lib import moments\nanswer = moments.today().isoformat()"
STATE = "from training.trials.models import Trial\nanswer = Trial.objects.get(candidate__last_name='Bianchi').status"
OTHERS = """
from training.trials import actions
from training.trials.conditions import WAIVABLE
from training.trials.models import Trial
from transition.lib import moments
trial = Trial.objects.get(candidate__last_name="Bianchi")
facts = {"at": moments.now(), "on": moments.today()}
words = "One sentence that is long enough to be read."
hr = trial.signatures.get(role="hr").by
for check_in in trial.check_ins.order_by("number"):
    if check_in.answers.exists():
        says = dict.fromkeys(("seen", "risk", "owed", "sure"), words)
        actions.answer_check_in(check_in, role="sponsor", answers=says, by=trial.sponsor.user, **facts)
    else:
        actions.waive_check_in(check_in, reason="One was enough for this story.", by=hr, **facts)
for condition in WAIVABLE:
    actions.waive_condition(trial, condition=condition, reason="Both said that they do not need it.", by=hr, **facts)
answer = trial.pk
"""


@pytest.mark.timeout(300)
def test_marco_from_the_first_doubt_to_the_confirmation(chromium, another_house):
    """What Marco does, he does on a phone, by keyboard alone; the others sit at their desks; a real worker begins the trial."""
    desk = chromium.new_context(base_url=another_house.url)
    pocket = chromium.new_context(base_url=another_house.url, viewport={"width": 390, "height": 844})
    for one in (desk, pocket):
        one.set_default_timeout(15_000)
    tab, phone = desk.new_page(), pocket.new_page()

    phone.goto("/accounts/login/")
    go(phone, "Marco", heading="Today")
    go(phone, "Tracks", heading="Two tracks of equal height")
    go(phone, "My track", heading="My track")
    go(phone, "Would leading be something for me?", heading="What you said of yourself")
    go(phone, "Change an answer", heading="Would leading be something for me?")
    pick(phone, "When nobody takes the lead", "4")
    pick(phone, "Growing people", "4")
    go(phone, "Keep it, and see what it says", heading="What you said of yourself")
    pick(phone, "Today I would say", "try")
    go(phone, "Keep it, for me", says="Saved, for you alone.")
    write(phone, "Who may read it?", "Lena Okafor")
    go(phone, "Let them read it", says="Shared.")

    first_day = date.fromisoformat(another_house.ask(TODAY)) + timedelta(days=5)
    as_face(tab, "Lena Okafor")
    tab.goto("/trials/nominate/")
    tab.get_by_label("Whom do you propose?").fill("Marco Bianchi")
    tab.get_by_label("What has somebody seen them do as a leader?").fill("Brought two teams to one way of alerting.")
    tab.get_by_label("Who saw it?").fill("Petra Novak")
    tab.get_by_label("And what has somebody else seen?").fill("Asks the quiet ones first, and waits.")
    tab.get_by_label("Who saw that?").fill("Ewa Kowalska")
    tab.get_by_label("I answer for the support they get").check()
    press(tab, "Propose")
    tab.get_by_role("link", name="Write the contract", exact=True).click()
    tab.get_by_label("Tomas Ferreira").check()
    tab.get_by_label("First day").fill(first_day.isoformat())
    tab.get_by_label("By what do both see that it works?").fill("Tomas knows what he works on.")
    tab.get_by_label("Coach, if it is not the mentor").fill("Petra Novak")
    tab.get_by_label("Peer group").fill("The round of new managers")
    press(tab, "Offer it")
    press(tab, "Sign as sponsor")
    phone.goto("/")
    go(phone, "Read and sign the contract of your trial", heading="Your contract")
    go(phone, "Sign as candidate", says="Signed")
    as_face(tab, "Hana Sato")
    tab.get_by_role("link", name="Read and sign the contract of Marco Bianchi's trial", exact=True).click()
    press(tab, "Sign for HR")
    as_face(tab, "Lena Okafor")
    tab.get_by_role("link", name="Say what starts, stays and stops in Marco Bianchi's trial", exact=True).click()
    press(tab, "Write it down")
    press(tab, "Sign the sheet")
    tab.goto("/")
    tab.get_by_role("link", name="See to the support for Marco Bianchi's trial", exact=True).click()
    for box in tab.get_by_role("checkbox").all():
        box.check()
    press(tab, "It is there")
    phone.goto("/")
    go(phone, "Say what starts, stays and stops in your trial", heading="What starts, stays and stops")
    go(phone, "Sign the sheet", says="Signed")
    as_face(tab, "Lena Okafor")
    tab.get_by_role("link", name="Announce Marco Bianchi's trial to the team", exact=True).click()
    press(tab, "Announce it")
    another_house.ask("from transition.lib import moments\nanswer = moments.put_forward(5)")
    for _ in range(40):
        another_house.say("trials.sweep")
        if another_house.ask(STATE) == "running":
            break
        time.sleep(1)
    assert another_house.ask(STATE) == "running", "the worker began it"
    phone.goto("/")
    expect(phone.locator("body")).to_contain_text("Trial, day 0 of 90")
    phone.goto("/one-on-ones/")
    expect(phone.locator("main")).to_contain_text("Tomas Ferreira")

    another_house.ask("from transition.lib import moments\nanswer = moments.put_forward(29)")
    phone.goto("/")
    go(phone, "Your half of check-in 1 of your trial", heading="Check-in 1")
    for name in [field.get_attribute("name") for field in phone.locator("main textarea").all()]:
        tab_to_field(phone, name)
        phone.keyboard.type("A long sentence about how the first month went.")
    go(phone, "Send my half", says="Saved.")
    trial = another_house.ask(OTHERS)
    another_house.ask("from transition.lib import moments\nanswer = moments.put_forward(55)")
    phone.goto("/")
    go(phone, "Say what you want for your trial", heading="What do you say?")
    pick(phone, "What do you say?", "confirm")
    write(phone, "Why", "The team says what it needs, and I hear it.")
    go(phone, "Say it")
    as_face(tab, "Lena Okafor")
    tab.goto(f"/trials/{trial}/decide/")
    tab.get_by_label("Confirm").check()
    tab.get_by_label("Why").fill("They trust him, and he lets go.")
    press(tab, "Say it")
    assert another_house.ask(STATE) == "confirmed"
    phone.goto(f"/trials/{trial}/")
    expect(phone.locator("main")).to_contain_text("onfirmed")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    desk.close()
    pocket.close()


INVITE = """
from django.utils import timezone
from people.accounts.actions import invite
from people.accounts.models import User
from people.employees.actions import hire_employee
facts = {"first_name": "Vera", "last_name": "Newmann", "email": "vera.newmann@kestrel.example"}
new = hire_employee(**facts, hired_on=timezone.localdate(), by=None, at=timezone.now())
answer = invite(new, by=User.objects.get(username="hana.sato@kestrel.example"), at=timezone.now())[1]
"""


def test_somebody_invited_chooses_a_password_and_is_in(visit, house):
    tab = visit(None)
    tab.goto(f"/accounts/invitation/{house.ask(INVITE)}/")
    for field in tab.locator("input[type=password]").all():
        field.fill("a long way to go and back")
    tab.locator("main button[type=submit], main form button").first.click()
    expect(tab.locator("h1")).to_have_text("Today")

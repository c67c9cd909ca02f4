"""What two people agree on: said apart and compared, handed over with a standard, and not kept for the fourth time."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from people.notifications.kinds import planners
from people.notifications.models import InboxMessage, Notice
from tests.training.scene import moment
from training.agreements import actions, queries
from training.agreements.models import AccountabilityThread, Delegation, ExpectationSheet
from training.agreements.permissions import visible_delegations, visible_threads
from transition.lib.faults import Conflict

SIDE = {"expects": "Say it early.", "offers": "An hour a week.", "good": "No surprise on Fridays."}


@pytest.fixture
def pair(scene):
    return {"manager": scene.lena, "employee": scene.ines}


@pytest.fixture
def hand_over(scene, pair):
    """Return a function that lets Lena hand something over to Ines."""

    def give(**changes) -> Delegation:
        facts = {"task": "The rota", "level": 3, "experience": "new", "standard": "Nobody twice in a row."}
        facts |= {"check_in_on": scene.today + timedelta(days=7)} | changes
        return actions.hand_over(pair["employee"], manager=pair["manager"], **facts, **scene.acts(scene.lena))

    return give


def test_both_write_apart_compare_and_agree(scene, pair, signed_in):
    sheet = actions.write_side(**pair, role="manager", **SIDE | {"expects": "Tell me first."}, at=scene.at)
    ines, lena = signed_in(scene.ines), signed_in(scene.lena)
    page = f"/agreements/with/{scene.lena.pk}/"
    assert "Tell me first." not in ines.get(page).content.decode(), "nobody reads before both have written"
    with pytest.raises(ValidationError, match="Both of you write"):
        actions.agree(sheet, role="employee", on=scene.today)
    ines.post(f"{page}side/", SIDE)
    assert "Tell me first." in ines.get(page).content.decode()
    assert "Say it early." in lena.get(f"/agreements/with/{scene.ines.pk}/").content.decode()
    ines.post(f"{page}agree/")
    actions.agree(sheet, role="manager", on=scene.today)
    sheet = ExpectationSheet.objects.get()
    assert sheet.manager_agreed_on
    assert sheet.employee_agreed_on
    actions.write_side(**pair, role="manager", **SIDE, at=scene.at)
    sheet.refresh_from_db()
    assert (sheet.manager_agreed_on, sheet.employee_agreed_on) == (None, None), "another text is another agreement"
    with pytest.raises(ValidationError):
        actions.write_side(**pair, role="manager", **SIDE | {"good": " "}, at=scene.at)


def test_handing_over_takes_a_standard_and_a_look(scene, hand_over):
    with pytest.raises(ValidationError) as refused:
        hand_over(standard=" ", check_in_on=scene.today, is_stretch=True)
    assert set(refused.value.message_dict) == {"standard", "check_in_on", "safe_to_fail"}
    found = hand_over(is_stretch=True, safe_to_fail="One week may be uneven.")
    people = (scene.lena, scene.ines, scene.hana, scene.dora)
    assert [one.first_name for one in people if visible_delegations(one.user).exists()] == ["Lena", "Ines"]
    with pytest.raises(ValidationError, match="still to come"):
        actions.change_level(found, level=5, check_in_on=scene.today, on=scene.today)
    found = actions.change_level(found, level=5, check_in_on=scene.today + timedelta(days=30), on=scene.today)
    assert not queries.fits(found.level, found.experience), "new to it, and left alone with it"
    with pytest.raises(ValidationError, match="what was learned"):
        actions.close_delegation(found, state="done", debrief="", on=scene.today)
    actions.close_delegation(found, state="done", debrief="She swapped with Otto.", on=scene.today)
    with pytest.raises(Conflict):
        actions.close_delegation(found, state="taken_back", debrief="", on=scene.today)


@pytest.mark.parametrize(
    ("level", "experience", "fits"), [(1, "new", True), (4, "new", False), (4, "some", True), (7, "much", True)]
)
def test_the_level_that_suits_somebodys_experience(level, experience, fits):
    assert queries.fits(level, experience) is fits


def test_both_are_reminded_of_the_look_once_also_when_the_clock_stood_still(scene, hand_over):
    found = hand_over()
    plan = dict(planners())["agreements.to_look_at"]
    assert plan(moment(found.check_in_on - timedelta(days=1))) == 0
    assert plan(moment(found.check_in_on + timedelta(days=3))) == 2
    assert plan(moment(found.check_in_on + timedelta(days=4))) == 0
    assert Notice.objects.filter(kind="agreements.to_look_at").count() == 2


def test_the_third_time_offers_words_and_the_fourth_lets_the_manager_ask_in(scene, pair, signed_in):
    facts = {"topic": "Hand-over notes", "standard": "By six on Fridays.", "happened_on": scene.today, "words": "None came."}
    thread = actions.open_thread(**pair, **facts, at=scene.at, on=scene.today)
    lena, ines, dora = signed_in(scene.lena), signed_in(scene.ines), signed_in(scene.dora)
    page = f"/agreements/threads/{thread.pk}/"
    again = {"words": "Again.", "at": scene.at, "on": scene.today}
    actions.note_slip(thread, happened_on=scene.today, **again)
    assert "Words for the third time" not in lena.get(page).content.decode()
    with pytest.raises(ValidationError, match="still to come"):
        actions.note_slip(thread, happened_on=scene.today + timedelta(days=1), **again)
    actions.note_slip(thread, happened_on=scene.today, **again)
    assert "Words for the third time" in lena.get(page).content.decode()
    with pytest.raises(ValidationError, match="fourth"):
        actions.ask_sponsor_in(thread, sponsor=scene.dora, at=scene.at)
    assert dora.get(page).status_code == 404
    actions.note_slip(thread, happened_on=scene.today, **again)
    assert f"Ask {scene.dora}" in lena.get(page).content.decode()
    assert f"Ask {scene.dora}" not in ines.get(page).content.decode(), "it is the manager's press"
    assert ines.post(f"{page}ask-in/", {"sponsor": scene.dora.pk}).status_code == 403
    assert lena.post(f"{page}ask-in/", {"sponsor": scene.otto.pk}).status_code == 400, "not just anybody"
    assert lena.post(f"{page}ask-in/", {"sponsor": scene.dora.pk}).status_code == 302
    assert dora.get(page).status_code == 200
    assert dora.post(page, {}).status_code == 403, "reading is not writing"
    assert InboxMessage.objects.filter(recipient=scene.dora, subject__contains="asks you in").exists()
    actions.close_thread(thread, on=scene.today)
    with pytest.raises(Conflict):
        actions.note_slip(thread, happened_on=scene.today, **again)
    assert set(visible_threads(scene.hana.user)) == set(), "not even HR"
    assert AccountabilityThread.objects.get().helper == scene.dora

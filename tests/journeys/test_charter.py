"""The charter over HTTP: what was agreed is changed, a duty goes away, something is decided, and the audit finds what is not equal."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from people.audit.actions import run
from tests.journeys.walker import Walker
from tests.training.scene import Scene, make_scene
from transition.lib import moments


@pytest.fixture
def scene(db, settings) -> Scene:
    """The company of the stories about trials, with the charter that comes with the product."""
    settings.SECOND_FACTOR_REQUIRED = False
    found = make_scene(first_day=moments.today())
    call_command("publish_charter")
    return found


def enter(scene: Scene, name: str) -> Walker:
    walker = Walker()
    walker.client.force_login(getattr(scene, name).user)
    return walker.open("/")


def test_otto_proposes_hana_takes_it_up_and_everybody_reads_it(scene):
    otto = enter(scene, "otto").follow("Charter").follow("How we meet").follow("Propose a change")
    otto.press("Propose it", text="Never on Fridays.", reason="Nobody listens any more.")
    assert otto.heading() == "A proposal for “How we meet”"
    hana = enter(scene, "hana").follow("Charter").follow("How we meet").follow("Nobody listens any more.")
    hana.press("Answer", choice=hana.choice("Take it up"), answer="Let us try.", is_to_acknowledge="on")
    assert "Taken up in version 2" in hana.text
    pia = enter(scene, "pia").follow("Charter")
    assert "Please read: How we meet" in pia.text
    pia.follow("How we meet").press("I have read it")
    assert "Please read" not in pia.text
    otto.follow("Charter").follow("How we meet")
    assert "Never on Fridays." in otto.text
    assert "Proposed by Otto Lind: Nobody listens any more." in otto.text
    otto.follow("Version 1")
    assert "An hour with eight people is a working day." in otto.text


def test_lena_attends_to_a_duty_and_ines_does_away_with_another(scene):
    lena = enter(scene, "lena").follow("Charter").follow("Duties of a manager").follow("Budgets").press("Note it")
    assert "today: in time" in lena.text
    ines = enter(scene, "ines").follow("Charter").follow("Duties of a manager").follow("Events").follow("Propose to do away")
    ines.press("Propose it", wish=ines.choice("Move it"), instead="", reason="Others are better at it.")
    assert "Say who or what would do it." in " ".join(ines.faults())
    ines.press("Propose it", wish=ines.choice("Move it"), instead="Three by lot", reason="Others are better at it.")
    hana = enter(scene, "hana").follow("Charter").follow("Duties of a manager").follow("Events: move it")
    hana.press("Answer", choice=hana.choice("Do as proposed"), answer="Gladly.")
    assert "Somebody else's now" in hana.text
    ines.follow("Duties of a manager")
    assert "Somebody else's now: Three by lot" in ines.text
    assert "Gladly." in ines.text


def test_lena_asks_ines_decides_with_too_little_information_and_looks_again(scene):
    ines = enter(scene, "ines").follow("Charter").follow("What may I decide?")
    assert "How a service is built" in ines.text
    ines.follow("EM 3")
    assert ines.heading() == "What may I decide as EM 3?"
    due = moments.today() + timedelta(days=5)
    lena = enter(scene, "lena").follow("Charter").follow("What waits for a decision").follow("Something to decide")
    lena.press("Ask for it", title="Do we freeze?", owner=scene.ines.email, due_on=str(due))
    lena.press("Name them", **{"voice-employee": scene.otto.email, "voice-role": "asked"})
    enter(scene, "otto").follow("Inbox").press("Ines Duarte asks what you think").press("Say it", words="Only payments.")
    ines.open("/").follow("Charter").follow("What waits for a decision").follow("Do we freeze?").follow("Prepare it")
    ines.press("Save", is_uncertain="on", title_1="Freeze", title_2="Leave it", known="Two outages.", unknown="Who travels.")
    assert "Only payments." in ines.text
    ines.follow("Decide").press("Decide", chosen=ines.choice("Freeze"), reason="Calm.", look_again_on=str(due))
    assert "what waiting costs, what would change your mind" in ines.text
    ines.follow("Do we freeze?").follow("Prepare it").press("Save", cost_of_waiting="A week.", would_change_mind="A third one.")
    ines.follow("Decide").press("Decide", chosen=ines.choice("Freeze"), reason="Calm.", look_again_on=str(due))
    ines.press("Note it", words="It was calm.")
    lena.follow("Inbox")
    assert "Decided: Do we freeze?" in lena.text
    lena.open(ines.path)
    assert "It was calm." in lena.text


def test_hana_finds_a_cap_on_one_side_gives_it_an_owner_and_it_ends_mended(scene):
    hana = enter(scene, "hana").follow("Charter").follow("Are the tracks equal?").follow("Seats")
    hana.press("Save", grade=hana.choice("3"), side=hana.choice("Individual contributors"), most="1", open_now="0")
    hana.follow("Are the tracks equal?").press("Look again")
    hana.follow("Height 3: at most 1 individual contributors").follow("Who mends it")
    hana.press("They mend it", owner=scene.dora.email, due_on=str(moments.today() + timedelta(days=30)))
    dora = enter(scene, "dora").follow("Charter").follow("Are the tracks equal?")
    assert "Dora Quist mends it" in dora.text
    hana.follow("Are the tracks equal?").follow("Seats")
    hana.press("Save", grade=hana.choice("3"), side=hana.choice("Individual contributors"), most="", open_now="0")
    run(on=moments.today(), at=moments.now())
    dora.follow("Are the tracks equal?")
    assert "Nothing stands" in dora.text
    assert "Height 3: at most 1" in dora.text.partition("Mended")[2]

"""Another manager: the employee decides what the next one reads, private notes never move, and what was released can be taken back."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from people.employees.actions import change_manager
from people.notifications.models import Delivery
from tests.training.scene import moment
from training.one_on_ones import actions, handing_over
from training.one_on_ones.models import Handover, Series
from transition.lib.faults import Conflict

FIRST = date(2026, 2, 3)
WEEK = timedelta(days=7)
CHANGE = FIRST + 5 * WEEK
NOW = moment(CHANGE - timedelta(days=2))


@pytest.fixture
def series(scene) -> Series:
    """Lena and Ines have met four times; from a day on Marco leads Ines."""
    facts = {"first_on": FIRST, "at_time": time(10), "time_zone": "Europe/Berlin", "by": scene.lena.user}
    found = actions.open_series(manager=scene.lena, employee=scene.ines, at=moment(FIRST - timedelta(days=1)), **facts)
    for number in range(4):
        meeting = found.meetings.get(planned_on=FIRST + number * WEEK)
        actions.save_shared_notes(meeting, text=f"canaryshared{number}", version=0)
        for author in (scene.lena, scene.ines):
            actions.write_private_note(meeting, author=author, text="canaryprivate", at=moment(FIRST))
        actions.log_meeting(meeting, by=scene.lena.user, at=meeting.starts_at + timedelta(hours=1))
    actions.add_agenda_item(found, text="canaryagenda", by=scene.ines, at=NOW)
    change_manager(scene.ines, manager=scene.marco, on=CHANGE, by=scene.hana.user, at=NOW)
    return found


def written(scene, series) -> Handover:
    handing_over.write_handover(series, author=scene.lena, words="canarylena", at=NOW)
    return handing_over.write_handover(series, author=scene.ines, words="canaryines", at=NOW)


def release(scene, handover, **what) -> Handover:
    facts = {"reader": scene.marco, "by": scene.ines.user, "at": NOW, "on": NOW.date()}
    return handing_over.release_handover(handover, **facts | what)


def kinds(person) -> list[str]:
    return list(
        Delivery.objects.filter(recipient=person, notice__kind__contains="handover").values_list("notice__kind", flat=True)
    )


def test_both_write_the_employee_releases_and_the_next_manager_reads_over_the_pages(scene, series, signed_in):
    with time_machine.travel(NOW):
        lena, ines, marco = (signed_in(one) for one in (scene.lena, scene.ines, scene.marco))
        address = reverse("one_on_ones:handover", args=[series.pk])
        assert address in lena.get(reverse("one_on_ones:series", args=[series.pk])).content.decode()
        lena.post(address, {"words": "canarylena"})
        assert "canarylena" in ines.get(address).content.decode()
        assert set(kinds(scene.ines)) == {"one_on_ones.handover_begun"}
        ines.post(address, {"words": "canaryines"})
        assert "Let them read it" in ines.get(address).content.decode()
        assert "Let them read it" not in lena.get(address).content.decode()
        assert marco.get(address).status_code == 404
        second = series.meetings.get(planned_on=FIRST + WEEK)
        sent = {"reader": scene.marco.pk, "notes_from": str(FIRST + 3 * WEEK), "meetings": [second.pk]}
        assert lena.post(reverse("one_on_ones:release", args=[series.pk]), sent).status_code == 403
        assert ines.post(reverse("one_on_ones:release", args=[series.pk]), sent).status_code == 302
        assert set(kinds(scene.marco)) == {"one_on_ones.handover_released"}
        [row] = marco.get(reverse("one_on_ones:mine")).context["handed_over"]
        page = marco.get(reverse("one_on_ones:handed_over", args=[row.pk])).content.decode()
        found = {
            word
            for word in ("lena", "ines", "shared0", "shared1", "shared2", "shared3", "private", "agenda")
            if f"canary{word}" in page
        }
        assert found == {"lena", "ines", "shared1", "shared3"}
        for other in (scene.lena, scene.ines, scene.dora, scene.otto):
            assert signed_in(other).get(reverse("one_on_ones:handed_over", args=[row.pk])).status_code == 404
        ines.post(reverse("one_on_ones:take_back", args=[series.pk]))
        assert marco.get(reverse("one_on_ones:handed_over", args=[row.pk])).status_code == 404


def test_without_a_choice_no_note_goes_along(scene, series):
    found = release(scene, written(scene, series))
    assert not handing_over.released_notes(found).exists()


def test_a_day_gives_the_notes_of_that_day_on(scene, series):
    found = release(scene, written(scene, series), notes_from=FIRST + 2 * WEEK)
    assert {one.shared_notes for one in handing_over.released_notes(found)} == {"canaryshared2", "canaryshared3"}


def test_it_is_released_only_to_whoever_leads_them_now_or_soon(scene, series):
    found = written(scene, series)
    for somebody in (scene.otto, scene.dora, scene.lena):
        with pytest.raises(ValidationError, match="whoever leads you"):
            release(scene, found, reader=somebody)
    release(scene, found)
    with pytest.raises(Conflict, match="released already"):
        release(scene, found)


def test_meetings_of_others_cannot_be_slipped_in(scene, series):
    facts = {"first_on": FIRST, "at_time": time(11), "by": None, "at": moment(FIRST - timedelta(days=1))}
    foreign = actions.open_series(manager=scene.lena, employee=scene.otto, **facts).meetings.get()
    actions.save_shared_notes(foreign, text="canaryforeign", version=0)
    found = release(scene, written(scene, series), meetings=[foreign.pk])
    assert not handing_over.released_notes(found).exists()


def test_while_it_is_released_it_stands_and_taken_back_it_can_be_changed(scene, series):
    found = release(scene, written(scene, series), notes_from=FIRST)
    with pytest.raises(Conflict, match="take it back"):
        handing_over.write_handover(series, author=scene.lena, words="Other words", at=NOW)
    found = handing_over.take_back_handover(found, by=scene.ines.user, at=NOW)
    assert (found.reader, found.notes_from, found.meetings.count()) == (None, None, 0)
    assert handing_over.write_handover(series, author=scene.lena, words="Other words", at=NOW).manager_words == "Other words"
    with pytest.raises(Conflict, match="not released"):
        handing_over.take_back_handover(found, by=scene.ines.user, at=NOW)


def test_whoever_leads_them_no_longer_reads_it_no_longer(scene, series, signed_in):
    found = release(scene, written(scene, series))
    address = reverse("one_on_ones:handed_over", args=[found.pk])
    with time_machine.travel(moment(CHANGE + WEEK)):
        assert signed_in(scene.marco).get(address).status_code == 200
    change_manager(scene.ines, manager=scene.dora, on=CHANGE + 2 * WEEK, by=scene.hana.user, at=moment(CHANGE + WEEK))
    with time_machine.travel(moment(CHANGE + 3 * WEEK)):
        assert signed_in(scene.marco).get(address).status_code == 404
        assert signed_in(scene.dora).get(address).status_code == 404

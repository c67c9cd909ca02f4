"""Shadowing: two yeses, everybody's consent, see one, teach one, notes, and talking it over."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError

from people.history.models import Record
from people.notifications.actions import deliver_due
from people.notifications.models import InboxMessage
from tests.clock import plan
from tests.factories import EmployeeFactory
from tests.training.scene import moment
from training.shadowing import actions, queries
from training.shadowing.models import MeetingConsent, ShadowedMeeting, Shadowing, ShadowNote
from training.shadowing.permissions import visible_meetings, visible_shadowings
from transition.lib.faults import Conflict

ASKED = date(2026, 3, 2)
FIRST = date(2026, 3, 9)
LAST = date(2026, 3, 20)


def ask(scene, **facts) -> Shadowing:
    facts = {"host": scene.marco, "aims": "Hard talks.", "starts_on": FIRST, "ends_on": LAST} | facts
    return actions.ask_to_shadow(facts.pop("visitor", scene.ines), **facts, on=ASKED, at=moment(ASKED))


def say(shadowing, who, *, is_yes=True) -> Shadowing:
    return actions.answer_request(shadowing, is_yes=is_yes, by=who, on=ASKED, at=moment(ASKED))


def agreed(scene) -> Shadowing:
    shadowing = ask(scene)
    say(shadowing, scene.marco)
    return say(shadowing, scene.lena)


def offer(scene, shadowing, *, day=FIRST, part="see", people=()) -> ShadowedMeeting:
    return actions.add_meeting(shadowing, title="Planning", starts_at=moment(day, 10), part=part, people=people, at=moment(ASKED))


def consent(meeting, who, *, is_given=True, at=None) -> MeetingConsent:
    row = MeetingConsent.objects.get(meeting=meeting, employee=who)
    return actions.answer_consent(row, is_given=is_given, at=at or moment(ASKED))


def told(who) -> list[str]:
    return list(InboxMessage.objects.filter(recipient=who).order_by("pk").values_list("subject", flat=True))


def test_the_host_and_the_own_manager_both_say_yes(scene):
    shadowing = ask(scene)
    assert ask(scene) == shadowing, "asking twice is asking once"
    assert told(scene.lena)[-1] == told(scene.marco)[-1] == "Ines Duarte would like to go beside Marco Bianchi"
    assert say(shadowing, scene.marco).status == "asked"
    with pytest.raises(ValidationError, match="own manager"):
        say(shadowing, scene.dora)
    assert say(shadowing, scene.lena).status == "agreed"
    assert Shadowing.objects.get().approved_by == scene.lena
    with pytest.raises(Conflict):
        say(shadowing, scene.lena)


def test_whoever_goes_beside_their_own_manager_needs_one_yes(scene):
    assert say(ask(scene, host=scene.lena), scene.lena).status == "agreed"


def test_one_no_ends_it(scene):
    shadowing = say(ask(scene), scene.lena, is_yes=False)
    assert shadowing.status == "declined"
    with pytest.raises(Conflict):
        say(shadowing, scene.marco)
    assert told(scene.ines)[-1] == "Not this time: going beside Marco Bianchi"


def test_a_new_manager_answers_in_the_place_of_the_old_one(scene):
    shadowing = ask(scene)
    scene.ines.lines.update(manager=scene.dora)
    say(shadowing, scene.marco)
    with pytest.raises(ValidationError):
        say(shadowing, scene.lena)
    assert say(shadowing, scene.dora).status == "agreed"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"aims": " "}, "aims"),
        ({"starts_on": ASKED - timedelta(days=1), "ends_on": ASKED + timedelta(days=6)}, "starts_on"),
        ({"ends_on": FIRST + timedelta(days=3)}, "ends_on"),
        ({"ends_on": FIRST + timedelta(days=14)}, "ends_on"),
        ({"ends_on": FIRST - timedelta(days=1)}, "ends_on"),
    ],
)
def test_what_is_refused_is_said_beside_its_field(scene, facts, field):
    with pytest.raises(ValidationError) as refused:
        ask(scene, **facts)
    assert list(refused.value.message_dict) == [field]


def test_a_week_and_two_are_both_fine(scene):
    assert ask(scene, ends_on=FIRST + timedelta(days=4)).pk
    assert ask(scene, host=scene.dora, ends_on=FIRST + timedelta(days=13)).pk


def test_nobody_goes_beside_themself_somebody_who_left_or_without_a_manager(scene):
    for facts, words in (
        ({"host": scene.ines}, "Somebody else"),
        ({"host": EmployeeFactory(left_on=ASKED)}, "does not work here"),
        ({"visitor": scene.dora}, "nobody is entered as yours"),
    ):
        with pytest.raises(ValidationError, match=words):
            ask(scene, **facts)


def test_a_visitor_comes_once_everybody_has_said_yes_and_one_no_is_told_without_a_name(scene):
    shadowing = agreed(scene)
    meeting = offer(scene, shadowing, people=[scene.otto, scene.pia, scene.marco])
    assert set(meeting.consents.values_list("employee__first_name", flat=True)) == {"Otto", "Pia"}, "the two need not be asked"
    assert told(scene.otto)[-1] == "May Ines Duarte sit in on “Planning”?"
    consent(meeting, scene.otto)
    assert queries.is_open_to_visitor(meeting) is None
    consent(meeting, scene.pia)
    assert queries.is_open_to_visitor(meeting) is True
    assert told(scene.ines)[-1] == "Everybody is fine with a visitor: “Planning”"
    consent(meeting, scene.pia, is_given=False)
    assert queries.is_open_to_visitor(meeting) is False
    assert told(scene.ines)[-1] == told(scene.marco)[-1] == "Not this one: “Planning”"
    assert not any("Pia" in words for words in told(scene.ines) + told(scene.marco))
    with pytest.raises(Conflict):
        consent(meeting, scene.pia, at=moment(FIRST, 10))


def test_the_first_one_is_to_see_and_the_next_to_teach(scene):
    shadowing = agreed(scene)
    with pytest.raises(ValidationError, match="First comes one to see"):
        offer(scene, shadowing, part="teach")
    offer(scene, shadowing)
    assert offer(scene, shadowing, day=FIRST + timedelta(days=1), part="teach").part == "teach"
    with pytest.raises(ValidationError, match="First comes one to see"):
        offer(scene, shadowing, day=FIRST - timedelta(days=0), part="teach")
    meetings = shadowing.meetings.prefetch_related("consents")
    assert queries.seen_and_taught(meetings, at=moment(FIRST, 11)) == (1, 0)
    assert queries.seen_and_taught(meetings, at=moment(LAST)) == (1, 1)


def test_meetings_lie_within_the_days(scene):
    shadowing = agreed(scene)
    for day in (FIRST - timedelta(days=1), LAST + timedelta(days=1)):
        with pytest.raises(ValidationError, match="from 9 March to 20 March"):
            offer(scene, shadowing, day=day)
    with pytest.raises(Conflict):
        offer(scene, ask(scene, host=scene.dora))


def test_notes_are_the_visitors_alone_encrypted_and_of_meetings_they_were_in(scene):
    shadowing = agreed(scene)
    meeting, closed = offer(scene, shadowing), offer(scene, shadowing, people=[scene.pia])
    consent(closed, scene.pia, is_given=False)
    with pytest.raises(Conflict):
        actions.write_note(meeting, text="Too early", at=moment(FIRST, 9))
    with pytest.raises(Conflict):
        actions.write_note(closed, text="Was not there", at=moment(LAST))
    note = actions.write_note(meeting, text="He waited.", at=moment(LAST))
    assert actions.read_note(note) == "He waited."
    assert b"He waited" not in bytes(note.content)
    with pytest.raises(Conflict):
        actions.drop_meeting(meeting)
    actions.write_note(meeting, text=" ", at=moment(LAST))
    assert not ShadowNote.objects.exists()
    actions.drop_meeting(meeting)


def test_it_is_talked_over_by_both(scene):
    shadowing = agreed(scene)
    words = {"surprised": "So much listening.", "otherwise": "", "changes": "I ask first."}
    with pytest.raises(Conflict):
        actions.reply_to_debrief(shadowing, reply="Good.", at=moment(LAST))
    with pytest.raises(Conflict):
        actions.write_debrief(shadowing, **words, on=ASKED, at=moment(ASKED))
    with pytest.raises(ValidationError) as refused:
        actions.write_debrief(shadowing, **words | {"changes": ""}, on=LAST, at=moment(LAST))
    assert list(refused.value.message_dict) == ["changes"]
    assert actions.write_debrief(shadowing, **words, on=LAST, at=moment(LAST)).status == "closed"
    assert actions.reply_to_debrief(shadowing, reply="You asked well.", at=moment(LAST)).reply
    assert told(scene.ines)[-1] == "Marco Bianchi has replied to you"


def test_who_did_not_talk_it_over_is_reminded_once_on_the_next_morning(scene):
    agreed(scene)
    for days in range(8, 30):
        at = moment(ASKED + timedelta(days=days), 12)
        with time_machine.travel(at, tick=False):
            plan("shadowing", at=at)
            deliver_due(at=at)
    found = InboxMessage.objects.filter(subject__startswith="Talk it over")
    assert [(one.recipient, one.at.date()) for one in found] == [(scene.ines, LAST + timedelta(days=1))]


def test_either_calls_it_off(scene):
    shadowing = agreed(scene)
    actions.call_off(shadowing, by=scene.marco, at=moment(FIRST))
    assert told(scene.ines)[-1].startswith("Called off")
    with pytest.raises(Conflict):
        actions.call_off(shadowing, by=scene.ines, at=moment(FIRST))


def test_who_sees_it(scene):
    shadowing = agreed(scene)
    offer(scene, shadowing, people=[scene.pia])
    people = (scene.ines, scene.marco, scene.lena, scene.hana, scene.dora, scene.pia)
    with time_machine.travel(moment(FIRST), tick=False):
        assert [one for one in people if visible_shadowings(one.user).exists()] == [scene.ines, scene.marco, scene.lena]
        assert [one for one in people if visible_meetings(one.user).exists()] == [scene.ines, scene.marco]
    assert not Record.objects.filter(subject="training.shadowing").exists()


def test_a_fortnight_over_http(scene, signed_in):
    with time_machine.travel(moment(ASKED, 12), tick=False) as clock:
        ines, marco, lena, pia = (signed_in(one) for one in (scene.ines, scene.marco, scene.lena, scene.pia))
        facts = {"host": "Marco Bianchi", "aims": "Hard talks.", "starts_on": "2026-03-09", "ends_on": "2026-03-20"}
        page = ines.post("/shadowing/ask/", facts).headers["Location"]
        for one in (marco, lena):
            assert "Not this time" in one.get(page).content.decode()
            one.post(f"{page}answer/", {"yes": "1"})
        said = {"title": "Planning", "starts_at": "2026-03-10T10:00", "part": "see", "people": "Pia Rossi\nNobody Known"}
        answer = marco.post(f"{page}meeting/", said)
        assert "Nobody here is called “Nobody Known”" in answer.content.decode()
        marco.post(f"{page}meeting/", said | {"people": "Pia Rossi"})
        assert "Planning" not in lena.get(page).content.decode(), "the manager sees the days alone"
        row = MeetingConsent.objects.get()
        assert "Planning" in pia.get("/shadowing/").content.decode()
        assert ines.post(f"/shadowing/consents/{row.pk}/", {"yes": "1"}).status_code == 404
        pia.post(f"/shadowing/consents/{row.pk}/", {"yes": "1"})
        clock.move_to(moment(LAST, 12))
        ines, marco = signed_in(scene.ines), signed_in(scene.marco)  # sessions last twelve hours
        ines.post(f"/shadowing/meetings/{row.meeting_id}/note/", {"text": "He waited."})
        assert "He waited." in ines.get(f"/shadowing/meetings/{row.meeting_id}/note/").content.decode()
        assert marco.get(f"/shadowing/meetings/{row.meeting_id}/note/").status_code == 403
        ines.post(f"{page}debrief/", {"changes": "I ask first."})
        assert "I ask first." in marco.get(f"{page}debrief/").content.decode()
        marco.post(f"{page}debrief/", {"reply": "You asked well."})
        shown = ines.get(page).content.decode()
        assert "You asked well." in shown
        assert "1 seen, 0 taught" in shown

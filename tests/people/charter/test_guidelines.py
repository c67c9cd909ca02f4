"""Does anybody get heard about what the company has agreed on, and does nothing change silently?"""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from people.charter import actions, queries
from people.charter.difference import difference
from people.charter.messages import plan_charter
from people.charter.models import Guideline, GuidelineProposal
from people.charter.texts import shipped_texts
from people.notifications.kinds import kind_named
from people.notifications.models import Delivery, InboxMessage, Notice
from transition.lib.faults import Conflict

AT = datetime(2026, 3, 2, 10, tzinfo=UTC)


@pytest.fixture
def meetings(db) -> Guideline:
    """How we meet, as it comes with the product."""
    actions.publish_shipped(at=AT)
    return Guideline.objects.get(key="meetings")


def edition(guideline: Guideline, **changes) -> dict:
    """Return what the form for a new version would send."""
    newest = queries.newest_version(guideline)
    facts = {"number": newest.number, "title": guideline.title, "text": newest.text, "what_changed": "", "owner": None}
    return {**facts, "review_on": date(2026, 9, 1), "is_to_acknowledge": False, **changes}


def inbox(person) -> list[str]:
    return list(InboxMessage.objects.filter(recipient=person).values_list("subject", flat=True))


def test_what_comes_with_the_product_is_published_once_and_never_over_the_companys_own_words(meetings, hana):
    assert {text.kind for text in shipped_texts()} == {"guideline", "standard"}
    assert Guideline.objects.count() == len(shipped_texts()) >= 8
    actions.publish_version(
        meetings, **edition(meetings, text="We meet on Mondays.", what_changed="Shorter"), by=hana.user, at=AT
    )
    assert actions.publish_shipped(at=AT + timedelta(days=1)) == []
    assert queries.newest_version(meetings).text == "We meet on Mondays.\n"
    assert [version.number for version in meetings.versions.all()] == [2, 1]


def test_a_proposal_is_heard_taken_up_and_seen_by_all(meetings, otto, hana, sam, signed_in):
    browser = signed_in(otto)
    text = queries.newest_version(meetings).text
    same = browser.post("/charter/meetings/propose/", {"text": text.replace("\n", "\r\n"), "reason": "As a browser sends it."})
    assert "Nothing is different yet" in same.content.decode()
    browser.post("/charter/meetings/propose/", {"text": text + "Never on Fridays.", "reason": "Nobody listens any more."})
    proposal = GuidelineProposal.objects.get()
    assert inbox(hana) == ["Otto Lind proposes a change to “How we meet”"]
    stranger = signed_in(sam)
    page = stranger.get(f"/charter/proposals/{proposal.pk}/").content.decode()
    assert "<span>Never on Fridays.</span></ins>" in page
    stranger.post(f"/charter/proposals/{proposal.pk}/comment/", {"comment-text": "Fridays are my quiet days."})
    assert "Fridays are my quiet days." in stranger.get(f"/charter/proposals/{proposal.pk}/").content.decode()
    actions.accept_proposal(proposal, number=1, text=proposal.text, answer="Good.", is_to_acknowledge=False, by=hana.user, at=AT)
    assert "Your proposal for “How we meet” was taken up" in inbox(otto)
    page = stranger.get("/charter/meetings/").content.decode()
    assert "Never on Fridays." in page
    assert "taken up in version 2" in page
    assert "Proposed by Otto Lind: Nobody listens any more." in page
    with pytest.raises(Conflict):
        actions.decline_proposal(proposal, answer="No.", by=hana.user, at=AT)


def test_a_no_needs_a_reason_and_an_empty_proposal_is_none(meetings, otto, hana):
    text = queries.newest_version(meetings).text
    with pytest.raises(ValidationError, match="Nothing is different"):
        actions.propose_change(meetings, text=text, reason="Just so.", author=otto, at=AT)
    proposal = actions.propose_change(meetings, text="None at all.", reason="Peace.", author=otto, at=AT)
    with pytest.raises(ValidationError, match="Say why"):
        actions.decline_proposal(proposal, answer=" ", by=hana.user, at=AT)
    with pytest.raises(ValidationError, match="waits for an answer"):
        actions.retire_guideline(meetings, on=AT.date(), by=hana.user, at=AT)
    actions.withdraw_proposal(proposal, by=otto.user, at=AT)
    actions.retire_guideline(meetings, on=AT.date(), by=hana.user, at=AT)
    with pytest.raises(Conflict):
        actions.propose_change(meetings, text="Again.", reason="Peace.", author=otto, at=AT)


def test_two_who_write_at_once_do_not_undo_each_other(meetings, otto, hana):
    proposal = actions.propose_change(meetings, text="None at all.", reason="Peace.", author=otto, at=AT)
    first = edition(meetings, text="One.", what_changed="One")
    second = edition(meetings, text="Two.", what_changed="Two")
    actions.publish_version(meetings, **first, by=hana.user, at=AT)
    with pytest.raises(ValidationError, match="Version 2 was published meanwhile"):
        actions.publish_version(meetings, **second, by=hana.user, at=AT)
    with pytest.raises(ValidationError, match="Version 2 was published meanwhile"):
        actions.accept_proposal(proposal, number=1, text=proposal.text, answer="", is_to_acknowledge=False, by=hana.user, at=AT)
    assert queries.newest_version(meetings).text == "One.\n"


def test_everybody_is_asked_to_read_a_version_once_and_once_more(meetings, otto, ines, hana, signed_in):
    changes = edition(meetings, text="Read this.", what_changed="All of it", is_to_acknowledge=True)
    actions.publish_version(meetings, **changes, by=hana.user, at=AT)
    plan_charter(AT + timedelta(hours=1))
    plan_charter(AT + timedelta(hours=2))
    assert Delivery.objects.filter(notice__kind="charter.to_read", recipient=otto).count() == 1
    assert "Please read:" in signed_in(otto).get("/charter/").content.decode()
    signed_in(otto).post("/charter/meetings/read/", {"number": 2})
    assert "Please read:" not in signed_in(otto).get("/charter/").content.decode()
    plan_charter(AT + timedelta(days=8))
    again = Delivery.objects.filter(notice__kind="charter.to_read_again")
    assert otto.pk not in set(again.values_list("recipient", flat=True))
    assert ines.pk in set(again.values_list("recipient", flat=True))
    actions.publish_version(meetings, **edition(meetings, text="A comma.", what_changed="A comma"), by=hana.user, at=AT)
    assert "Please read:" not in signed_in(otto).get("/charter/").content.decode(), "a small change asks nobody again"


def test_whoever_keeps_it_is_reminded_on_the_day_and_not_after_they_have_looked(meetings, lena, hana):
    actions.publish_version(meetings, **edition(meetings, owner=lena), by=hana.user, at=AT)
    assert queries.newest_version(meetings).number == 1, "the text stayed: no new version"
    plan_charter(datetime(2026, 8, 31, 12, tzinfo=UTC))
    assert not Notice.objects.filter(kind="charter.review", about_id=meetings.pk).exists()
    plan_charter(datetime(2026, 9, 1, 12, tzinfo=UTC))
    notice = Notice.objects.get(kind="charter.review", about_id=meetings.pk)
    assert [one.recipient for one in notice.deliveries.filter(channel="inbox")] == [lena]
    actions.review_guideline(meetings, review_on=date(2027, 3, 1), by=lena.user, at=datetime(2026, 9, 2, tzinfo=UTC))
    assert not kind_named("charter.review").still_wanted(notice, lena)
    with pytest.raises(ValidationError, match="still to come"):
        actions.review_guideline(meetings, review_on=date(2026, 1, 1), by=lena.user, at=AT)


def test_odd_numbers_are_answered_in_words(meetings, otto, signed_in):
    browser = signed_in(otto)
    for odd in ("9" * 5000, "-1", "x", "", "99999999999999999999"):
        assert browser.post("/charter/meetings/read/", {"number": odd}).status_code == 409
    for odd in (0, 99, 2**70):
        assert browser.get(f"/charter/meetings/versions/{odd}/").status_code == 404


def test_only_who_keeps_a_guideline_publishes_it(meetings, lena, otto, hana, signed_in):
    actions.publish_version(meetings, **edition(meetings, owner=lena), by=hana.user, at=AT)
    sent = {**edition(meetings, text="Otto's.", what_changed="Mine"), "owner": "", "is_to_acknowledge": ""}
    assert signed_in(otto).post("/charter/meetings/edit/", sent).status_code == 403
    assert signed_in(lena).post("/charter/meetings/edit/", sent).status_code == 302
    assert queries.newest_version(meetings).published_by == lena


def test_a_difference_says_what_went_what_came_and_leaves_out_what_stayed():
    before = "\n".join(["head", *(f"line {n}" for n in range(20)), "tail"])
    after = before.replace("line 10", "line ten") + "\nnew end"
    kinds = [(one.kind, one.count) for one in difference(before, after)]
    assert kinds == [("more", 9), ("same", 2), ("gone", 1), ("new", 1), ("same", 2), ("more", 6), ("same", 2), ("new", 1)]
    assert difference(before, before) == []

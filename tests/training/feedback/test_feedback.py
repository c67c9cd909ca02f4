"""Feedback: three lines and an ask, read by two."""

import pytest
from django.core.exceptions import ValidationError

from people.notifications.models import InboxMessage
from training.feedback.actions import ask_for_feedback, decline_request, give_feedback, read_feedback
from training.feedback.models import FeedbackRequest
from training.feedback.permissions import visible_feedback
from training.feedback.queries import last_between, open_requests
from transition.lib.faults import Conflict

SAID = {"situation": "In the review on Monday", "behaviour": "You asked all three", "impact": "We found the race", "ask": "Again"}


def test_the_two_read_it_and_nobody_else(scene):
    feedback = give_feedback(scene.ines, giver=scene.otto, **SAID, at=scene.at)
    people = (scene.ines, scene.otto, scene.lena, scene.hana)
    assert [one.first_name for one in people if visible_feedback(one.user).filter(pk=feedback.pk)] == ["Ines", "Otto"]
    told = InboxMessage.objects.get(recipient=scene.ines, subject__contains="feedback for you")
    assert "race" not in told.subject + told.body


def test_the_ask_belongs_to_feedback_and_not_to_recognition(scene):
    without = SAID | {"ask": " "}
    with pytest.raises(ValidationError) as refused:
        give_feedback(scene.ines, giver=scene.otto, **without | {"impact": ""}, at=scene.at)
    assert set(refused.value.message_dict) == {"ask", "impact"}
    assert give_feedback(scene.ines, giver=scene.otto, kind="recognition", **without, at=scene.at).ask == ""
    with pytest.raises(ValidationError, match="somebody else"):
        give_feedback(scene.ines, giver=scene.ines, **SAID, at=scene.at)


def test_a_request_ends_once_answered_or_declined(scene):
    asked = ask_for_feedback(scene.otto, asker=scene.ines, about="My first planning", at=scene.at)
    with pytest.raises(ValidationError, match="already"):
        ask_for_feedback(scene.otto, asker=scene.ines, about="My second planning", at=scene.at)
    answer = give_feedback(scene.ines, giver=scene.otto, **SAID, request=asked, at=scene.at)
    asked.refresh_from_db()
    assert asked.answer == answer
    assert not open_requests(FeedbackRequest.objects.all()).exists()
    with pytest.raises(Conflict):
        decline_request(asked, at=scene.at)
    again = ask_for_feedback(scene.otto, asker=scene.ines, about="My second planning", at=scene.at)
    decline_request(again, at=scene.at)
    with pytest.raises(Conflict):
        give_feedback(scene.ines, giver=scene.otto, **SAID, request=again, at=scene.at)


def test_who_has_read_it_is_not_told_again(scene):
    feedback = give_feedback(scene.ines, giver=scene.otto, **SAID, at=scene.at)
    read_feedback(feedback, at=scene.at)
    feedback.refresh_from_db()
    assert feedback.read_at == scene.at
    assert last_between(scene.otto, scene.ines) == scene.at
    assert last_between(scene.lena, scene.ines) is None


def test_ines_asks_and_otto_answers_in_the_browser(scene, signed_in):
    ines, otto = signed_in(scene.ines), signed_in(scene.otto)
    ines.post("/feedback/ask/", {"giver": scene.otto.email, "about": "My first planning"})
    page = otto.get("/feedback/").content.decode()
    asked = FeedbackRequest.objects.get()
    assert f"/feedback/give/?request={asked.pk}" in page
    form = otto.get(f"/feedback/give/?request={asked.pk}").content.decode()
    assert "My first planning" in form
    assert scene.ines.email in form
    sent = otto.post(f"/feedback/give/?request={asked.pk}", {"receiver": scene.ines.email, "kind": "feedback"} | SAID)
    assert sent.status_code == 302
    assert "We found the race" in ines.get(sent.url).content.decode()
    foreign = signed_in(scene.lena).get(f"/feedback/give/?request={asked.pk}").content.decode()
    assert "My first planning" not in foreign

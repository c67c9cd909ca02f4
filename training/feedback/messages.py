"""What do we tell people about feedback? That there is some, never what it says."""

from typing import Any

from django.urls import reverse

from people.notifications.kinds import Kind, Message, register
from people.notifications.models import Notice
from training.feedback.models import Feedback, FeedbackRequest


def _given(notice: Notice, recipient: Any) -> Message:
    feedback = Feedback.objects.select_related("giver").get(pk=notice.about_id or 0)
    words = "recognises something you did" if feedback.kind == Feedback.Kind.RECOGNITION else "has feedback for you"
    return Message(
        f"{feedback.giver} {words}", "The two of you read it, nobody else.", reverse("feedback:one", args=[feedback.pk])
    )


def _is_unread(notice: Notice, recipient: Any) -> bool:
    return Feedback.objects.filter(pk=notice.about_id or 0, read_at=None).exists()


def _asked(notice: Notice, recipient: Any) -> Message:
    request = FeedbackRequest.objects.select_related("asker").get(pk=notice.about_id or 0)
    return Message(
        f"{request.asker} asks you for feedback",
        "What did you see, what did it lead to, what would help? Three lines are enough, and saying no is fine.",
        reverse("feedback:mine"),
    )


def _is_open(notice: Notice, recipient: Any) -> bool:
    return FeedbackRequest.objects.filter(pk=notice.about_id or 0, answer=None, declined_at=None).exists()


register(
    "1:1s, agreements and feedback",
    Kind("feedback.given", "Feedback for you", _given, still_wanted=_is_unread),
    Kind("feedback.asked", "Somebody asks you for feedback", _asked, still_wanted=_is_open),
)

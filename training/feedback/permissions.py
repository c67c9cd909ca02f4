"""Who reads feedback? Who gave it and who received it."""

import rules
from django.db.models import Q, QuerySet

from people.accounts.models import User
from people.accounts.permissions import is_employed
from training.feedback.models import Feedback, FeedbackRequest
from transition.lib.access import add_permission


@rules.predicate
def is_of_the_two(user: User, feedback: Feedback) -> bool:
    person = getattr(user, "employee", None)
    return person is not None and person.pk in (feedback.giver_id, feedback.receiver_id)


@rules.predicate
def is_asked(user: User, request: FeedbackRequest) -> bool:
    person = getattr(user, "employee", None)
    return person is not None and request.giver_id == person.pk


add_permission("training.give_feedback", is_employed, readers="The two of you; no manager of either, and not HR")
add_permission("training.see_feedback", is_of_the_two, readers="The two of you; no manager of either, and not HR")
add_permission("training.answer_feedback_request", is_asked)


def visible_feedback(user: User) -> QuerySet[Feedback]:
    """Return what `user` gave and received."""
    person = getattr(user, "employee", None)
    return Feedback.objects.filter(Q(giver=person) | Q(receiver=person)) if person else Feedback.objects.none()


def visible_feedback_requests(user: User) -> QuerySet[FeedbackRequest]:
    """Return what `user` asked for and what they are asked for."""
    person = getattr(user, "employee", None)
    return FeedbackRequest.objects.filter(Q(asker=person) | Q(giver=person)) if person else FeedbackRequest.objects.none()

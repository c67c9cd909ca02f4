"""What can happen with feedback?"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from people.employees.models import Employee
from people.notifications.actions import notify
from training.feedback.models import Feedback, FeedbackRequest
from transition.lib.faults import Conflict

PARTS = {
    "situation": "Where and when was it? Then the other knows what you speak of.",
    "behaviour": "What did they do or say? What a camera would have seen.",
    "impact": "What did it lead to, for you, the team or the work?",
    "ask": "What do you ask for? It can be small. Recognition needs none.",
}
NEEDS_AN_ASK = "Feedback needs an ask, however small; recognition needs none."


@transaction.atomic
def give_feedback(
    receiver: Employee,
    *,
    giver: Employee,
    kind: str = Feedback.Kind.FEEDBACK,
    situation: str,
    behaviour: str,
    impact: str,
    ask: str = "",
    request: FeedbackRequest | None = None,
    at: datetime,
) -> Feedback:
    """Give somebody feedback or recognition (a Feedback.Kind), perhaps because they asked.

    Situation, behaviour, impact, ask: the SBI model of the Center for Creative Leadership, with an ask; recognition needs none. Raises
    ValidationError by part for what lacks and for feedback to oneself, Conflict when the request was answered or declined meanwhile.
    """
    if receiver.pk == giver.pk:
        raise ValidationError({"receiver": "Feedback goes to somebody else."})
    said = {"situation": situation, "behaviour": behaviour, "impact": impact, "ask": ask}
    said = {part: words.strip() for part, words in said.items()}
    needed = [part for part in PARTS if part != "ask" or kind == Feedback.Kind.FEEDBACK]
    if missing := {part: PARTS[part] if part != "ask" else NEEDS_AN_ASK for part in needed if not said[part]}:
        raise ValidationError(missing)
    found = _open_request(request) if request else None
    feedback = Feedback.objects.create(giver=giver, receiver=receiver, kind=Feedback.Kind(kind), given_at=at, **said)
    if found:
        found.answer = feedback
        found.save(update_fields=["answer"])
    notify("feedback.given", to=[receiver], about=feedback, key=f"feedback.given:{feedback.pk}", at=at)
    return feedback


def _open_request(request: FeedbackRequest) -> FeedbackRequest:
    found = FeedbackRequest.objects.select_for_update().get(pk=request.pk)
    if found.answer_id or found.declined_at:
        raise Conflict("This request was answered or declined already.")
    return found


@transaction.atomic
def ask_for_feedback(giver: Employee, *, asker: Employee, about: str, at: datetime) -> FeedbackRequest:
    """Ask somebody for feedback about something one did. Raises ValidationError without words, to oneself, or asked already."""
    if giver.pk == asker.pk:
        raise ValidationError({"giver": "Ask somebody else."})
    if not about.strip():
        raise ValidationError({"about": "About what? A talk, a document, a decision: it makes answering easy."})
    if FeedbackRequest.objects.filter(giver=giver, asker=asker, answer=None, declined_at=None).exists():
        raise ValidationError({"giver": f"You asked {giver} already; one request at a time."})
    request = FeedbackRequest.objects.create(giver=giver, asker=asker, about=about.strip(), asked_at=at)
    notify("feedback.asked", to=[giver], about=request, key=f"feedback.asked:{request.pk}", at=at)
    return request


@transaction.atomic
def decline_request(request: FeedbackRequest, *, at: datetime) -> FeedbackRequest:
    """Say no to a request; nobody has to say why. Raises Conflict when it has ended already."""
    request = _open_request(request)
    request.declined_at = at
    request.save(update_fields=["declined_at"])
    return request


def read_feedback(feedback: Feedback, *, at: datetime) -> None:
    """Note that the receiver has opened it, once."""
    Feedback.objects.filter(pk=feedback.pk, read_at=None).update(read_at=at)

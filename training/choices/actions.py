"""What can happen to what somebody would like? It is theirs: nothing is written into any history, and taking it back leaves no trace."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from people.employees.models import Employee
from people.notifications.actions import forget_about, notify
from people.notifications.models import Channel
from training.choices.models import Interest, InterestShare


@transaction.atomic
def say_interest(employee: Employee, *, wish: str, words: str = "", on: date) -> Interest:
    """Say, or say anew, what one would like (Interest.Wish); whom it is shared with stays as it was."""
    said = {"wish": Interest.Wish(wish), "words": words.strip(), "said_on": on}
    return Interest.objects.update_or_create(employee=employee, defaults=said)[0]


@transaction.atomic
def share_interest(interest: Interest, *, reader: Employee | None, at: datetime) -> InterestShare:
    """Let one colleague read it, or (None) all HR administrators; a colleague finds it in their inbox, never in a mail.

    Raises ValidationError for oneself.
    """
    if reader is not None and reader.pk == interest.employee_id:
        raise ValidationError({"reader": "Somebody else: you read it anyway."})
    share, is_new = InterestShare.objects.get_or_create(interest=interest, reader=reader)
    if is_new and reader is not None:
        notify("choices.shared", to=[reader], about=interest, key=f"choices.shared:{share.pk}", at=at, channels=(Channel.INBOX,))
    return share


@transaction.atomic
def stop_sharing(share: InterestShare) -> None:
    """Let somebody no longer read it; the message that told them goes as well."""
    forget_about(share.interest, key=f"choices.shared:{share.pk}")
    share.delete()


@transaction.atomic
def take_back(interest: Interest) -> None:
    """Forget it, with everything that says it was ever there."""
    forget_about(interest)
    interest.delete()

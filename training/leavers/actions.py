"""What can happen to the review of somebody who left? Words are encrypted; the history says that it was written, and by whom."""

import json
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from people.accounts.models import User
from people.employees.models import Employee
from people.history.actions import record
from training.leavers import queries
from training.leavers.models import LeaverReview
from transition.lib.crypto import decrypt, encrypt, encrypt_anew
from transition.lib.faults import Conflict

WORDS = ("why", "caused", "cost")


@transaction.atomic
def review_leaver(
    employee: Employee, *, is_regretted: bool, why: str, caused: str, cost: str = "", by: User, on: date, at: datetime
) -> LeaverReview:
    """Say whether the company would rather have kept somebody, why they left, and what it caused itself; a second time replaces it.

    Raises ValidationError by field where why or what was caused lacks, Conflict while they work here or when they never tried leading.
    """
    said = {"why": why.strip(), "caused": caused.strip(), "cost": cost.strip()}
    if missing := {name: "A few words, please." for name in ("why", "caused") if not said[name]}:
        raise ValidationError(missing)
    if not queries.who_tried(Employee.objects.filter(pk=employee.pk), on=on).exists():
        raise Conflict("This is written about those who tried leading and have left.")
    content = encrypt(json.dumps(said), context=_context(employee.pk))
    facts = {"is_regretted": is_regretted, "content": content, "written_on": on, "by": by}
    review, _ = LeaverReview.objects.update_or_create(employee=employee, defaults=facts)
    record(review, "written", by=by, at=at)
    return review


def _context(employee: int) -> str:
    return f"leaver review {employee}"


def read_review(review: LeaverReview) -> dict[str, str]:
    """Return the words of a review, by name (WORDS). Ask only for who may read it (permissions.py)."""
    found: dict[str, str] = json.loads(decrypt(bytes(review.content), context=_context(review.employee_id)))
    return found


def encrypt_leaver_reviews_anew() -> int:
    """Encrypt all reviews that an older key made with the newest one; returns how many. Nobody reads them."""
    return encrypt_anew(LeaverReview.objects.iterator(), lambda review: _context(review.employee_id))

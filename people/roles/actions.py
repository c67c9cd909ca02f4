"""What can happen to roles without a title?"""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml
from django.core.exceptions import ValidationError
from django.db import transaction

from people.accounts.models import User
from people.employees.models import Employee
from people.history.actions import record
from people.notifications.actions import notify
from people.roles.models import LeadRole, LeadRoleHolder
from people.roles.queries import time_given
from transition.lib.faults import Conflict

SHIPPED = Path(__file__).parent / "shipped" / "roles.yaml"
MOST_OF_A_WEEK = 50  # %: what takes more is work of its own, and belongs on the ladder


@transaction.atomic
def save_role(role: LeadRole | None, *, by: User | None, at: datetime, **fields: Any) -> LeadRole:
    """Add a role (None) or change one; `fields` are those of LeadRole. Raises ValidationError when another one has its title."""
    others = LeadRole.objects.filter(title__iexact=fields["title"])
    if (others.exclude(pk=role.pk) if role else others).exists():
        raise ValidationError({"title": "There is a role of this title already."})
    role = role or LeadRole()
    for name, value in fields.items():
        setattr(role, name, value)
    role.save()
    record(role, "saved", by=by, at=at, title=role.title)
    return role


@transaction.atomic
def take_over_shipped(*, by: User | None, at: datetime) -> list[LeadRole]:
    """Add the roles that come with the product, those whose title is not there yet; they are the company's to change."""
    known = {title.lower() for title in LeadRole.objects.values_list("title", flat=True)}
    shipped = yaml.safe_load(SHIPPED.read_text())
    return [save_role(None, **one, by=by, at=at) for one in shipped if one["title"].lower() not in known]


@transaction.atomic
def give_role(
    role: LeadRole,
    *,
    employee: Employee,
    scope: str,
    time_share: int,
    recognition: str = "",
    on: date,
    by: User,
    at: datetime,
) -> LeadRoleHolder:
    """Give somebody a role from a day on, with its scope and how much of the week (%, 0 to 50 for all their roles) is kept free for it.

    Raises ValidationError for somebody who does not work here, who has it already, or whose week it would fill.
    """
    employee = Employee.objects.select_for_update().get(pk=employee.pk)
    if employee.left_on and employee.left_on <= on:
        raise ValidationError({"employee": f"{employee} no longer works here."})
    if not role.is_offered:
        raise ValidationError({"role": "This role is no longer given."})
    if LeadRoleHolder.objects.filter(role=role, employee=employee, ended_on=None).exists():
        raise ValidationError({"employee": f"{employee} has this role already."})
    given = time_given(employee, on=on)
    if given + time_share > MOST_OF_A_WEEK:
        raise ValidationError(
            {"time_share": f"With {given} % given already, more than half of the week would be gone. That is work of its own."}
        )
    holder = LeadRoleHolder.objects.create(
        role=role, employee=employee, scope=scope, time_share=time_share, recognition=recognition, started_on=on
    )
    record(holder, "gave role", by=by, at=at, employee=employee, role=role.title, on=on.isoformat())
    notify("roles.given", to=[employee], about=holder, key=f"roles.given:{holder.pk}", at=at)
    return holder


@transaction.atomic
def end_role(holder: LeadRoleHolder, *, on: date, by: User, at: datetime) -> LeadRoleHolder:
    """End somebody's role on a day; that they had it stays known. Raises Conflict when it has ended."""
    holder = LeadRoleHolder.objects.select_for_update().get(pk=holder.pk)
    if holder.ended_on:
        raise Conflict("This has ended already.")
    holder.ended_on = max(on, holder.started_on)
    holder.save(update_fields=["ended_on"])
    record(holder, "ended role", by=by, at=at, employee=holder.employee, on=holder.ended_on.isoformat())
    return holder

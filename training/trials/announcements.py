"""What is the team told when a trial begins, goes on, is confirmed, or ends with a return? Proposals, to be changed as one likes.

The words are those of a move between two places of equal height: nobody won, and nobody lost.
"""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from people.accounts.models import User
from training.trials.actions import announce, locked
from training.trials.models import Announcement, Trial
from training.trials.queries import last_day, way_back_until
from transition.lib.faults import Conflict

Kind, Status = Announcement.Kind, Trial.Status


def kind_to_announce(trial: Trial, told: Collection[str]) -> str | None:
    """Return what (Announcement.Kind) the team should hear next about a trial; `told` is what it has heard, None: nothing."""
    due = {
        Status.SIGNED: Kind.START,
        Status.RUNNING: Kind.EXTENSION if trial.is_extended else None,
        Status.CONFIRMED: Kind.CONFIRMATION,
        Status.RETURNING: Kind.RETURN,
        Status.RETURNED: Kind.RETURN,
    }.get(Status(trial.status))
    return due.value if due and due not in told else None


def proposed(trial: Trial, kind: str) -> str:
    """Return a proposal (some paragraphs) for telling the teams about one kind of news of a trial that has a contract."""
    write = {Kind.START: _start, Kind.EXTENSION: _extension, Kind.CONFIRMATION: _confirmation, Kind.RETURN: _return}
    return "\n\n".join([*write[Kind(kind)](trial), f"If you want to talk about it, {trial.sponsor} is there for you."])


def _start(trial: Trial) -> list[str]:
    contract = trial.contract
    reports = ", ".join(str(row.employee) for row in contract.reports.select_related("employee"))
    until = f" until {contract.ends_on:%-d %B %Y}" if contract.ends_on else " and with an open end"
    return [
        (
            f"From {contract.starts_on:%-d %B}{until}, {trial.candidate} tries leading: "
            f"as {contract.title} of {contract.team}, with {reports}."
        ),
        (
            f"It is a trial, in both directions. {trial.candidate} and {trial.sponsor} decide together at the end; "
            f"their place as an engineer is kept, and going back is as good an outcome as staying."
        ),
    ]


def _extension(trial: Trial) -> list[str]:
    end = last_day(trial)
    until = f" until {end:%-d %B %Y}" if end else ""
    return [
        f"{trial.candidate} goes on trying to lead{until}.",
        (
            "Both sides want more time before they decide, as the contract allows once. Nothing else changes: who reports to whom, "
            "the support, and the place that is kept stay as they are."
        ),
    ]


def _confirmation(trial: Trial) -> list[str]:
    until = way_back_until(trial)
    open_until = f" until {until:%-d %B %Y}" if until else ""
    return [
        (
            f"{trial.candidate} stays on as {trial.contract.target_level.title} of {trial.contract.team}. "
            f"{trial.candidate} and {trial.sponsor} decided it together."
        ),
        f"It is a move to another kind of work at its own height, not a prize. The way back to engineering stays open{open_until}.",
    ]


def _return(trial: Trial) -> list[str]:
    back = trial.way_back
    team = f", in {back.team}" if back.team else ""
    return [
        (
            f"From {back.on:%-d %B}, {trial.candidate} works as an engineer again{team}. The place was kept, "
            "with everything that belongs to it."
        ),
        (
            f"That is one of the two good outcomes that were agreed on before the first day. Thank you, {trial.candidate}, for these "
            "months, and to everybody who worked with them. What was begun is handed over together, by old and new lead."
        ),
    ]


@transaction.atomic
def announce_news(trial: Trial, *, kind: str, text: str, by: User, at: datetime, on: date) -> Announcement:
    """Tell the teams of an extension, a confirmation or a return, once each, in the words of whoever tells them.

    Raises ValidationError without words, Conflict when that has not happened or was told already.
    """
    trial = locked(trial)
    told = set(trial.announcements.values_list("kind", flat=True))
    if kind == Kind.START or kind != kind_to_announce(trial, told):
        raise Conflict("There is nothing to announce, or the team knows already.")
    return announce(trial, kind, text=text, by=by, at=at, on=on)

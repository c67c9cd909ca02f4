"""What can happen while somebody grows? It is theirs: nothing of it is written into any history.

Locks: the person first, then the focus, then what belongs to it.
"""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from people.employees.models import Employee
from people.notifications.actions import forget_about, notify
from people.notifications.models import Channel
from training.growth.models import Ask, Experiment, Focus
from transition.lib.faults import Conflict

# --- The focus ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def begin_focus(employee: Employee, *, competency: str, own_part: str, aim: str, on: date) -> Focus:
    """Begin to work on a competency (Focus.Competency). Raises ValidationError while another one is open: one at a time."""
    Employee.objects.select_for_update().get(pk=employee.pk)
    if Focus.objects.filter(employee=employee, ended_on=None).exists():
        raise ValidationError("One at a time: close what you work on first, with what you learned.")
    facts = {"competency": Focus.Competency(competency), "own_part": own_part.strip(), "aim": aim.strip()}
    return Focus.objects.create(employee=employee, started_on=on, **facts)


def _open(focus: Focus) -> Focus:
    focus = Focus.objects.select_for_update().get(pk=focus.pk)
    if focus.ended_on is not None:
        raise Conflict("This one is closed already.")
    return focus


@transaction.atomic
def change_focus(focus: Focus, *, own_part: str, aim: str) -> Focus:
    """Say one's part and aim anew. Raises Conflict when it is closed."""
    focus = _open(focus)
    focus.own_part, focus.aim = own_part.strip(), aim.strip()
    focus.save(update_fields=["own_part", "aim"])
    return focus


@transaction.atomic
def share_focus(focus: Focus, *, is_shared: bool) -> Focus:
    """Let the team read aim and experiments, or no longer. Raises Conflict when it is closed."""
    focus = _open(focus)
    focus.is_shared = is_shared
    focus.save(update_fields=["is_shared"])
    return focus


@transaction.atomic
def end_focus(focus: Focus, *, learned: str, on: date) -> Focus:
    """Close it with what was learned; what runs is dropped, what is asked and not answered is no longer asked. Raises Conflict twice."""
    focus = _open(focus)
    for ask in focus.asks.filter(state=Ask.State.OPEN):
        withdraw_ask(ask)
    running = focus.experiments.filter(verdict=Experiment.Verdict.RUNNING)
    running.update(verdict=Experiment.Verdict.DROP, closed_on=on)
    focus.learned, focus.ended_on, focus.is_shared = learned.strip(), on, False
    focus.save(update_fields=["learned", "ended_on", "is_shared"])
    return focus


# --- What others are asked ---------------------------------------------------------------------------------------------


@transaction.atomic
def ask_for(focus: Focus, *, asked: Employee, kind: str, at: datetime) -> Ask:
    """Ask one person for their view, or for two suggestions (Ask.Kind); who was asked the same already is not asked again.

    Raises ValidationError by field for oneself.
    """
    focus = _open(focus)
    if asked.pk == focus.employee_id:
        raise ValidationError({"asked": "Somebody else: your own part you have written already."})
    ask, is_new = Ask.objects.get_or_create(focus=focus, asked=asked, kind=Ask.Kind(kind), defaults={"asked_at": at})
    if is_new:
        notify("growth.asked", to=[asked], about=ask, key=f"growth.asked:{ask.pk}", at=at)
    return ask


def _still_asked(ask: Ask) -> Ask:
    ask = Ask.objects.select_for_update(of=("self",)).select_related("focus__employee").get(pk=ask.pk)
    if ask.state != Ask.State.OPEN or ask.focus.ended_on is not None:
        raise Conflict("This is no longer asked.")
    return ask


@transaction.atomic
def withdraw_ask(ask: Ask) -> None:
    """Ask no longer; the message goes as well. Raises Conflict once it is answered."""
    ask = _still_asked(ask)
    forget_about(ask)
    ask.delete()


@transaction.atomic
def answer_ask(ask: Ask, *, first: str, second: str = "", at: datetime) -> Ask:
    """Answer what one is asked; feedforward takes two suggestions. Raises ValidationError by field, Conflict when no longer asked."""
    ask = _still_asked(ask)
    if not first.strip():
        raise ValidationError({"first": "Write a few words."})
    if ask.kind == Ask.Kind.FEEDFORWARD and not second.strip():
        raise ValidationError({"second": "Two suggestions: the second is often the better one."})
    ask.first, ask.second, ask.state, ask.answered_at = first.strip(), second.strip(), Ask.State.ANSWERED, at
    ask.save(update_fields=["first", "second", "state", "answered_at"])
    notify("growth.answered", to=[ask.focus.employee], about=ask, key=f"growth.answered:{ask.pk}", at=at)
    return ask


@transaction.atomic
def decline_ask(ask: Ask) -> Ask:
    """Rather not answer; no reason is asked, and nobody is told. Raises Conflict when no longer asked."""
    ask = _still_asked(ask)
    ask.state = Ask.State.DECLINED
    ask.save(update_fields=["state"])
    return ask


@transaction.atomic
def thank_for(ask: Ask, *, at: datetime) -> Ask:
    """Thank for an answer, once: the only reply there is. Raises Conflict when there is none."""
    ask = Ask.objects.select_for_update(of=("self",)).select_related("asked").get(pk=ask.pk)
    if ask.state != Ask.State.ANSWERED:
        raise Conflict("There is no answer yet.")
    if ask.thanked_at is None:
        ask.thanked_at = at
        ask.save(update_fields=["thanked_at"])
        notify("growth.thanked", to=[ask.asked], about=ask, key=f"growth.thanked:{ask.pk}", at=at, channels=(Channel.INBOX,))
    return ask


# --- What is tried -----------------------------------------------------------------------------------------------------


@transaction.atomic
def start_experiment(focus: Focus, *, behaviour: str, hypothesis: str, sign: str, started_on: date, ends_on: date) -> Experiment:
    """Try a behaviour from a day to a day. Raises ValidationError while another one is under way, or when it ends before it begins."""
    focus = _open(focus)
    if ends_on < started_on:
        raise ValidationError({"ends_on": "It cannot end before it begins."})
    if focus.experiments.filter(verdict=Experiment.Verdict.RUNNING).exists():
        raise ValidationError("One at a time: say first what came of the one under way.")
    facts = {"behaviour": behaviour.strip(), "hypothesis": hypothesis.strip(), "sign": sign.strip()}
    return Experiment.objects.create(focus=focus, started_on=started_on, ends_on=ends_on, **facts)


@transaction.atomic
def close_experiment(experiment: Experiment, *, result: str, verdict: str, on: date) -> Experiment:
    """Say what came of it, and whether to keep or drop the behaviour. Raises Conflict when that was said already."""
    _open(experiment.focus)
    experiment = Experiment.objects.select_for_update().get(pk=experiment.pk)
    if experiment.verdict != Experiment.Verdict.RUNNING:
        raise Conflict("You have said already what came of it.")
    if verdict not in (Experiment.Verdict.KEEP, Experiment.Verdict.DROP):
        raise ValidationError({"verdict": "Keep it or drop it."})
    experiment.result, experiment.verdict, experiment.closed_on = result.strip(), verdict, on
    experiment.save(update_fields=["result", "verdict", "closed_on"])
    return experiment

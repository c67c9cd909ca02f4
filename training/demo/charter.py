"""What did the people of the demo agree on, propose and decide? Told by doing it, on the days on which they did it."""

from datetime import date, timedelta

from people.charter import actions as charter
from people.charter.models import Guideline
from people.charter.queries import newest_version
from people.duties import actions as duties
from people.duties.models import Duty, DutyDone
from training.demo.road import Stage, moment


def fill_charter(stage: Stage) -> None:
    """Let the company agree on its guidelines, duties and decision rights, and look at whether its tracks are equal."""
    _guidelines(stage)
    _duties(stage)


def _ago(stage: Stage, days: int) -> date:
    return stage.today - timedelta(days=days)


def _guidelines(stage: Stage) -> None:
    charter.publish_shipped(at=moment(_ago(stage, 420)))
    deciding = Guideline.objects.get(key="deciding")
    text = newest_version(deciding).text
    silence = "Silence after a deadline counts as “no objection” only if that was said when people were asked.\n"
    charter.publish_version(
        deciding,
        number=1,
        title=deciding.title,
        text=text.replace("## Afterwards", f"{silence}\n## Afterwards"),
        what_changed="Says what silence means after a deadline",
        owner=stage.people["Petra Novak"],
        review_on=stage.today + timedelta(days=12),
        is_to_acknowledge=True,
        by=stage.user("Hana Sato"),
        at=moment(_ago(stage, 150)),
    )
    for number, name in enumerate(sorted(stage.people)):
        if number % 7 and name != "Otto Lind" and stage.people[name].left_on is None:
            charter.acknowledge(deciding, employee=stage.people[name], number=2, at=moment(_ago(stage, 140)))
    meetings = Guideline.objects.get(key="meetings")
    words = newest_version(meetings).text
    early = charter.propose_change(
        meetings,
        text=words.replace("We end five minutes early", "We begin five minutes late and end on time"),
        reason="Ending early never happens. Beginning late happens by itself.",
        author=stage.people["Jonas Weber"],
        at=moment(_ago(stage, 90)),
    )
    answer = "Tried for three weeks in Checkout: we began ten minutes late instead. The pause stays at the end."
    charter.decline_proposal(early, answer=answer, by=stage.user("Hana Sato"), at=moment(_ago(stage, 61)))
    proposal = charter.propose_change(
        meetings,
        text=words + "\nOn Wednesdays nobody is invited before noon. Whoever must, asks first.\n",
        reason="One morning a week in which building is not cut into pieces. Mobile has done it since spring.",
        author=stage.people["Otto Lind"],
        at=moment(_ago(stage, 6)),
    )
    charter.comment(meetings, proposal=proposal, text="Yes, please. On-call would have to be an exception.",
                    author=stage.people["Priya Nair"], at=moment(_ago(stage, 5)))  # fmt: skip
    charter.comment(meetings, proposal=proposal, text="Toronto's noon is our evening: whose Wednesday morning is it?",
                    author=stage.people["Yuki Okuda"], at=moment(_ago(stage, 3)))  # fmt: skip
    leading = Guideline.objects.get(key="leading")
    charter.comment(leading, text="“Nobody takes work back” would have saved me a bad month last year.",
                    author=stage.people["Tomas Ferreira"], at=moment(_ago(stage, 40)))  # fmt: skip


# Who attends to what, in cadences ago: the busier somebody is, the more is left lying.
ATTENDED = {
    "Lena Okafor": (0.6, 0.3, 0.4, 2.1, 0.5, 0.9, 2.3, 1.8, 0.4, 1.9, 0.5, 2.2, 0.8),
    "Petra Novak": (0.5, 0.4, 0.8, 0.7, 0.6, 0.5, 0.9, 0.4, 0.7, 1.2, 0.3, 1.9, 0.6),
    "Amina Rahal": (0.8, 0.5, 0.6, 0.9, 1.7, 2.4, 0.8, 0.6, 1.1, 0.5, 0.6, 0.4, 0.9),
    "Greta Holm": (1.2, 0.6, 0.9, 1.4, 0.7, 1.6, 1.8, 0.9, 2.0, 1.7, 0.8, 2.6, 0.4),
    "Ewa Kowalska": (0.9, 0.7, 0.3, 0.6, 0.8, 0.4, 1.3, 1.9, 0.2, 0.8, 0.4, 0.7, 1.6),
}


def _duties(stage: Stage) -> None:
    duties.publish_shipped_duties(at=moment(_ago(stage, 420)))
    known = list(Duty.objects.all())
    DutyDone.objects.bulk_create(
        (
            DutyDone(
                duty=duty,
                manager=stage.people[name],
                done_on=_ago(stage, round(duty.every_days * share)),
                source="said",
            )
            for name, shares in ATTENDED.items()
            for duty, share in zip(known, shares, strict=True)
        ),
        ignore_conflicts=True,  # a 1:1 noted that day already
    )
    events, budgets = Duty.objects.get(key="events"), Duty.objects.get(key="budgets")
    proposal = duties.propose_away(
        events,
        wish="moved",
        instead="a group of three, chosen by lot each quarter",
        reason="When the manager plans it, people come because the manager plans it.",
        author=stage.people["Mei Chen"],
        at=moment(_ago(stage, 70)),
    )
    facts = {"by": stage.user("Hana Sato"), "at": moment(_ago(stage, 50)), "on": _ago(stage, 50)}
    words = "Mobile tried it in spring, and twice as many came. The budget goes along."
    duties.answer_duty_proposal(proposal, is_accepted=True, answer=words, instead=proposal.instead, **facts)
    duties.propose_away(
        budgets,
        wish="automated",
        instead="the monthly report of finance, with a note only where it is more than 5 % off",
        reason="I copy numbers from one table into another for three hours a month.",
        author=stage.people["Greta Holm"],
        at=moment(_ago(stage, 8)),
    )

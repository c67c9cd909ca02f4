"""What did the people of the demo agree on, propose and decide? Told by doing it, on the days on which they did it."""

from datetime import date, timedelta

from people.audit import actions as audit
from people.audit.models import Finding
from people.charter import actions as charter
from people.charter.models import Guideline
from people.charter.queries import newest_version
from people.decisions import actions as decisions
from people.decisions.actions import Option
from people.decisions.models import Decision, DecisionRight
from people.duties import actions as duties
from people.duties.models import Duty, DutyDone
from people.duties.queries import who_lead
from people.employees.models import Employee
from people.tracks.models import Grade
from training.demo.stage import Stage, moment


def fill_charter(stage: Stage) -> None:
    """Let the company agree on its guidelines, duties and decision rights, and look at whether its tracks are equal."""
    _guidelines(stage)
    _duties(stage)
    _decisions(stage)
    _audit(stage)


def _ago(stage: Stage, days: int) -> date:
    return stage.today - timedelta(days=days)


def _guidelines(stage: Stage) -> None:
    charter.publish_shipped(at=moment(_ago(stage, 420)))
    for number, guideline in enumerate(Guideline.objects.all()):
        review_on = stage.today + timedelta(days=20 + 17 * number)
        charter.review_guideline(guideline, review_on=review_on, by=stage.user("Hana Sato"), at=moment(_ago(stage, 160)))
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
    others = {one.name: (0.7,) * 13 for one in who_lead(Employee.objects.all(), on=stage.today) if one.name not in ATTENDED}
    DutyDone.objects.bulk_create(
        (
            DutyDone(
                duty=duty,
                manager=stage.people[name],
                done_on=_ago(stage, round(duty.every_days * share)),
                source="said",
            )
            for name, shares in (ATTENDED | others).items()
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


def _decisions(stage: Stage) -> None:
    decisions.publish_shipped_rights(at=moment(_ago(stage, 420)))
    hana, people = stage.user("Hana Sato"), stage.people
    release = DecisionRight.objects.get(title="When something goes out", team=None)
    facts = {name: getattr(release, name) for name in ("area", "title", "held_by", "held_from", "given_to", "told", "position")}
    decisions.add_right(
        **facts, team=stage.teams["Payments Core"], replaces=release, level=3, given_from=2,
        asked="Whoever is on call that night", by=hana, at=moment(_ago(stage, 200)),
    )  # fmt: skip
    together = DecisionRight.objects.get(title="How several teams' systems fit together", team=None)
    past = decisions.raise_decision(
        title="One store for events, or one per team?",
        context="Data and Routing both write events; Mobile reads both. Each release needs two reviews.",
        owner=people["Signe Jensen"],
        due_on=_ago(stage, 40),
        right=together,
        by=people["Amina Rahal"],
        at=moment(_ago(stage, 75)),
    )
    _prepare(
        stage,
        past,
        _ago(stage, 60),
        [
            Option("One store, owned by Data", "One review, one place to look", "Routing waits for Data when it is in a hurry"),
            Option("One per team, one format", "Nobody waits", "The format has to be guarded by somebody"),
            Option("Leave it as it is", "Costs nothing today", "Two reviews for each release"),
        ],
        is_uncertain=True,
        undoing="hardly",
        known="Sixteen releases waited for a second review last quarter, four days each.",
        unknown="How many events there will be once Toronto is on board.",
        cost_of_waiting="About a week of Mobile's time a month.",
        would_change_mind="If one format needed more than two changes a quarter.",
    )
    for name, words in (
        ("Rui Santos", "We can live with one format, if changes need both of us."),
        ("Greta Holm", "Anything but two."),
    ):
        decisions.name_voice(past, employee=people[name], role="asked", at=moment(_ago(stage, 59)))
        decisions.advise(past, employee=people[name], words=words, at=moment(_ago(stage, 52)))
    decisions.decide(
        past,
        chosen=past.options.get(position=2),
        reason="Waiting cost more than guarding a format. Sofia guards it, and says no more often than yes.",
        look_again_on=stage.today + timedelta(days=21),
        by=stage.user("Signe Jensen"),
        at=moment(_ago(stage, 42)),
    )
    freeze = decisions.raise_decision(
        title="Do we freeze deployments over the holidays?",
        context="Last year we froze for two weeks, and half of January went into what had piled up.",
        owner=people["Ines Duarte"],
        due_on=stage.today + timedelta(days=3),
        right=release,
        by=people["Lena Okafor"],
        at=moment(_ago(stage, 11)),
    )
    _prepare(
        stage,
        freeze,
        _ago(stage, 9),
        [
            Option("Freeze from the 20th to the 2nd", "Quiet holidays", "January again"),
            Option("Small changes only, two people awake", "Nothing piles up", "Somebody is awake"),
        ],
        undoing="easily",
    )
    for name, words in (
        ("Marco Bianchi", "Small changes. I am here anyway, if the time off comes back in February."),
        ("Otto Lind", ""),
    ):
        decisions.name_voice(freeze, employee=people[name], role="asked", at=moment(_ago(stage, 8)))
        if words:
            decisions.advise(freeze, employee=people[name], words=words, at=moment(_ago(stage, 5)))
    decisions.raise_decision(
        title="Who leads Checkout from January?",
        owner=people["Ewa Kowalska"],
        due_on=_ago(stage, 6),
        is_public=False,
        by=people["Lena Okafor"],
        at=moment(_ago(stage, 45)),
    )


def _prepare(stage: Stage, decision: Decision, on: date, options: list[Option], **facts: str | bool) -> None:
    decisions.prepare_decision(
        decision,
        options=options,
        owner=decision.owner,
        due_on=decision.due_on,
        by=decision.owner.user,
        at=moment(on),
        **facts,
    )


def _audit(stage: Stage) -> None:
    hana = stage.user("Hana Sato")
    for height, most in ((5, 3), (6, 2)):
        grade = Grade.objects.get(order=height)
        at = moment(_ago(stage, 300))
        audit.set_seats(grade, side="ic", most=most, open_now=0, by=hana, at=at)
        audit.set_seats(grade, side="management", most=most if height == 6 else None, open_now=1, by=hana, at=at)
    audit.draw_release(on=_ago(stage, 190), by=None, at=moment(_ago(stage, 190)))
    audit.look(by=None, at=moment(_ago(stage, 92)))
    for finding in Finding.objects.order_by("key")[:2]:
        owner, due_on = stage.people["Ewa Kowalska"], stage.today + timedelta(days=24)
        audit.assign_finding(finding, owner=owner, due_on=due_on, by=hana, at=moment(_ago(stage, 80)))
    audit.draw_release(on=stage.today, by=None, at=moment(stage.today, 6))

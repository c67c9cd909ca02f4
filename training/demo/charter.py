"""What did the people of the demo agree on, propose and decide? Told by doing it, on the days on which they did it."""

from datetime import date, timedelta

from people.charter import actions as charter
from people.charter.models import Guideline
from people.charter.queries import newest_version
from training.demo.road import Stage, moment


def fill_charter(stage: Stage) -> None:
    """Let the company agree on its guidelines, duties and decision rights, and look at whether its tracks are equal."""
    _guidelines(stage)


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

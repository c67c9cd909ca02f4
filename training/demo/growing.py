"""What did the people of the demo work on, what did it change, and how do they say they work? Told by doing it."""

from datetime import timedelta

from training.demo.stage import Stage, moment
from training.growth import actions as growth
from training.impact import actions as impact
from training.impact.models import Initiative
from training.readmes import actions as readmes

DAY = timedelta(days=1)

README = {
    "work": (
        "That four people can do their best work, and that Checkout takes the money it should. I decide what comes first; you decide how. "
        "I am new at this, on trial, and I will get some of it wrong."
    ),
    "hours": "Lisbon, nine to half past five. I am offline between twelve and one.",
    "reach": "Chat for a question: I answer within two hours. Call when it burns. For what is hard to say, come by or take our 1:1.",
    "expect": "Bad news first, on the same day. A day that cannot be kept is said before it, not after. Ask when you do not know why.",
    "offer": "I read before I come. I tell you before I tell others. What I promise stands in our 1:1 with a date.",
    "feedback": "Within two days, alone, with what I saw. Tell me the same way; I will say thank you and think about it overnight.",
    "quirks": "When I look at the ceiling I am thinking, not bored. I answer too fast: count to five and go on.",
}
ENTRIES = (  # days ago, what, so what, worth, before, after, credited, first on the page
    (9, "Retry service with a queue of its own", "cost", "Refunds no longer need somebody at night",
     "6 calls a week", "1 call a week", "Otto Lind, Priya Nair", True),
    (16, "Hand-over notes for whoever is on call", "risk", "Whoever is woken knows what to do in five minutes",
     "35 minutes to the first step", "8 minutes", "Otto Lind", False),
    (23, "Jonas led the cut-over and presented it himself", "people", "A second person can lead a cut-over",
     "1 person", "2 people", "Jonas Weber", False),
    (31, "Deploys no longer wait for the nightly tests", "velocity", "Checkout ships twice a day instead of twice a week",
     "2 a week", "9 a week", "Mei Chen, Jonas Weber", True),
    (110, "Wrote the migration plan with Payments Core", "risk", "The old ledger could be switched off a quarter early",
     "June", "March", "Marco Bianchi", False),
)  # fmt: skip


def fill_growing(stage: Stage) -> None:
    """Let Ines work on handing over, Lena share what she tries, two initiatives begin, and the team say how it likes to work."""
    _focuses(stage)
    _initiatives(stage)
    _portfolio(stage)
    _readmes(stage)


def _focuses(stage: Stage) -> None:
    people, began = stage.people, stage.today - 24 * DAY
    focus = growth.begin_focus(
        people["Ines Duarte"],
        competency="delegation",
        own_part="When something is late I take it back, at night, without saying so. Then they must wait for me the next time too.",
        aim="Agree on one day to look at it together, and leave it alone until then.",
        on=began,
    )
    said = (
        (
            "Marco Bianchi",
            "Next time, ask what is missing before you open the editor.",
            "Let Otto present it, also when it is half done.",
        ),
        (
            "Otto Lind",
            "You could tell me what done looks like, in one sentence.",
            "Try not opening the pull request before Thursday.",
        ),
    )
    for name, first, second in said:
        asked = growth.ask_for(focus, asked=people[name], kind="feedforward", at=moment(began))
        growth.answer_ask(asked, first=first, second=second, at=moment(began + 3 * DAY))
        if name == "Marco Bianchi":
            growth.thank_for(asked, at=moment(began + 4 * DAY))
    growth.ask_for(focus, asked=people["Lena Okafor"], kind="input", at=moment(stage.today - DAY))
    tried = growth.start_experiment(
        focus,
        behaviour="Do not open a pull request of the team before the day we agreed on",
        hypothesis="It comes back done, or with a question that I could not have guessed.",
        sign="Nobody waits for me on a Monday",
        started_on=began,
        ends_on=began + 14 * DAY,
    )
    result = "Two of three came back done. The third came back with the right question."
    growth.close_experiment(tried, result=result, verdict="keep", on=began + 14 * DAY)
    growth.start_experiment(
        focus,
        behaviour="Say in one sentence what done looks like, and let the other say it back",
        hypothesis="Fewer rounds, and fewer of them with me.",
        sign="One review round instead of three",
        started_on=began + 15 * DAY,
        ends_on=stage.today + 4 * DAY,
    )
    growth.share_focus(focus, is_shared=True)
    shared = growth.begin_focus(
        people["Lena Okafor"],
        competency="information",
        own_part="I keep what I hear in the staff meeting until it is certain, and then it is old.",
        aim="Pass on what I heard on the same day, and say what I do not know.",
        on=began - 30 * DAY,
    )
    growth.share_focus(shared, is_shared=True)


def _portfolio(stage: Stage) -> None:
    ines, day = stage.people["Ines Duarte"], stage.today
    names = ("what", "so_what", "worth", "before", "after", "credited", "is_highlight")
    part_of = {"cost": Initiative.objects.get(owner=ines)}
    entries = [
        impact.note_impact(
            ines, happened_on=day - ago * DAY, on=day, initiative=part_of.get(facts[1]), **dict(zip(names, facts, strict=True))
        )
        for ago, *facts in ENTRIES
    ]
    words = {
        "summary": "In her first weeks of leading, Checkout's nights became quiet and its releases daily. Four people did it.",
        "ways": "I ask two questions before I answer. In the outage I wrote to everybody what we did not know yet.",
        "reasons": "A team that ships without waiting for one person keeps shipping when that person is away.",
    }
    impact.write_review_words(ines, **words, on=day)
    known = (
        ("Ingrid Solheim", "", "Plans the year of Checkout", "Reliable, and a little quiet", 30, 12),
        ("Ewa Kowalska", "", "Decides how many people Checkout has", "", 60, 75),
        (None, "Head of Finance", "Feels every refund that is late", "Knows us from the outage only", 90, None),
    )
    for who, name, why, thinks, every_days, ago in known:
        person = stage.people[who] if who else None
        row = impact.add_stakeholder(ines, person=person, name=name, why=why, thinks=thinks, every_days=every_days)
        if ago:
            words_said = "Asked whether mobile can have the same." if ago < 30 else ""
            win = entries[-2] if ago < 30 else None
            impact.note_contact(row, on=day - ago * DAY, words=words_said, win=win, today=day)
    row = impact.write_postmortem(
        ines,
        title="Checkout was down for a morning",
        happened_on=day - 60 * DAY,
        held_on=day - 56 * DAY,
        teams="Checkout, Payments Core, Platform",
        learned="Three teams each saw a third of it. Nobody had the queue on a screen, because it belonged to nobody.",
        audience="Everybody in engineering, and Finance",
        on=day,
    )
    for text, owner, ago in (("An owner for the queue", "Lena Okafor", 50), ("An alarm at 200 waiting", "Platform", 41)):
        impact.finish_action(impact.add_action(row, text=text, owner=owner, due_on=day - ago * DAY), on=day - ago * DAY)
    impact.add_action(row, text="A drill with all three teams", owner="Ines Duarte", due_on=day + 9 * DAY)
    impact.share_postmortem(row, is_shared=True)


def _initiatives(stage: Stage) -> None:
    rows = (
        ("Ines Duarte", "Refunds without hands", "Customers have their money back the same day", "40 by hand a week to 5", 12),
        ("Lena Okafor", "One ledger", "The audit takes a week less, and one licence ends", "2 ledgers to 1, by June", 20),
        ("Petra Novak", "Answers in 20 ms", "The live map feels instant", "90 ms to 20 ms", 43),
    )
    for name, title, goal, measure, ago in rows:
        owner, on = stage.people[name], stage.today - ago * DAY
        who = {"by": stage.user(name), "at": moment(on), "on": on}
        initiative = impact.start_initiative(owner, name=title, goal=goal, measure=measure, **who)
        impact.share_initiative(initiative, is_shared=True)


def _readmes(stage: Stage) -> None:
    ines, on = stage.people["Ines Duarte"], stage.today - 30 * DAY
    first = dict(README, hours="Lisbon, nine to five. Do not message me after six.")
    readme = readmes.write_readme(ines, words=first, at=moment(on)).readme
    readmes.publish_readme(readme, by=stage.user("Ines Duarte"), at=moment(on), on=on)
    later = on + 6 * DAY
    comment = "The line about six o'clock made me wait with the outage until nine. Is that what you want?"
    readmes.comment_on(readme.versions.get(), author=stage.people["Otto Lind"], text=comment, at=moment(later))
    readmes.write_readme(ines, words=README, at=moment(later + DAY))
    readmes.publish_readme(readme, by=stage.user("Ines Duarte"), at=moment(later + DAY), on=later + DAY)
    cards = {
        "Otto Lind": (
            "I have two hours without a meeting, before noon.",
            "Chat; I answer in the morning.",
            "Alone, with the code open.",
        ),
        "Mei Chen": ("Somebody pairs with me for the first hour.", "Just come by.", "At once. I would rather know."),
    }
    for name, (good, reach, feedback) in cards.items():
        readmes.write_card(stage.people[name], words={"good": good, "reach": reach, "feedback": feedback}, at=moment(later))

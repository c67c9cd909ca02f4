"""Who in the demo wonders about leading, who tells how it was, and which team looks for somebody?"""

from datetime import timedelta

from training.choices.actions import keep_exploration
from training.demo.road import DAY, Stage, moment
from training.openings import actions as openings
from training.tasters import actions as tasters

STORIES = {
    "Amina Rahal": "Why I went, what I miss of the data, and what nobody had told me about the first winter.",
    "Greta Holm": "Leading people who were my colleagues the day before.",
    "Lucia Ferrante": "Why I came back after ten months, what I kept of it, and that my place was there.",
    "Tomas Ferreira": "How one says that one would rather go back, and to whom first.",
}


def fill_choosing(stage: Stage) -> None:
    """Let four people offer their story, a few tastes be asked for and had, and two teams look for somebody."""
    people, today = stage.people, stage.today
    for name, words in STORIES.items():
        tasters.offer_story(people[name], words=words, on=today)
    likes = {"a1": 2, "a2": 4, "a3": 3, "a4": 4, "f1": 3, "f2": 2, "f3": 4, "f4": 3, "s1": 4, "s2": 4, "s3": 4, "s4": 2}
    keep_exploration(
        people["Marco Bianchi"],
        answers=likes | {"influence": 3, "growing": 3, "benefits": 1, "curiosity": 1},
        words="It is the deciding I want, not the calendar. Ask me again after the migration.",
        on=today - 3 * DAY,
    )
    _tastes(stage)
    _calls(stage)


def _tastes(stage: Stage) -> None:
    people, today = stage.people, stage.today
    begun = today - 12 * DAY
    done = tasters.ask_for_taster(
        people["Otto Lind"],
        host=people["Lena Okafor"],
        kind="retro",
        wish="Whether I can keep quiet while the others think.",
        planned_on=today - 5 * DAY,
        on=begun,
        at=moment(begun),
    )
    done = tasters.answer_taster(done, says_yes=True, at=moment(begun + DAY))
    said_on = today - 4 * DAY
    said = {"done_on": today - 5 * DAY, "on": said_on, "at": moment(said_on)}
    saw = "He asked one question and waited. Jonas, who never speaks in these, named the thing we had all stepped around."
    tasters.say_afterwards(done, by=people["Lena Okafor"], words=saw, **said)
    learned = "Waiting is work. I would do it again, with fewer notes."
    tasters.say_afterwards(done, by=people["Otto Lind"], words=learned, counts=True, **said)
    note = "I liked the half hour before more than the hour itself."
    tasters.write_note(done, author=people["Otto Lind"], text=note, at=moment(said_on))
    for guest, host, kind, wish in (
        ("Priya Nair", "Ines Duarte", "meeting", "What it is like to hold a planning together."),
        ("Jonas Weber", "Lucia Ferrante", "talk", "Whether one can really come back."),
    ):
        day = today - 2 * DAY
        tasters.ask_for_taster(people[guest], host=people[host], kind=kind, wish=wish, on=day, at=moment(day))


def _calls(stage: Stage) -> None:
    people, today = stage.people, stage.today
    opened_on = today - 8 * DAY
    for name, team, words, days in (
        (
            "Lena Okafor",
            "Payments Core",
            (
                "Five people, one of them new. The reconciliation moves to another bank in spring, so there will be weeks in which nobody has "
                "time to ask how it goes; we want somebody who asks nevertheless. I sponsor it, with an hour every week."
            ),
            12,
        ),
        (
            "Petra Novak",
            "Platform",
            "Half of the team, eight people, while I take over the other half. Marco can tell you how we work.",
            19,
        ),
    ):
        call = openings.open_call(
            people[name],
            team=stage.teams[team],
            target_level=stage.levels["m3"],
            words=words,
            until=today + timedelta(days=days),
            by=stage.user(name),
            on=opened_on,
            at=moment(opened_on),
        )
        if name == "Lena Okafor":
            why = "I have looked after the on-call rota for a year, and what I liked was finding out why somebody dreads a night."
            day = today - 3 * DAY
            openings.apply_to_call(call, applicant=people["Priya Nair"], words=why, on=day, at=moment(day))

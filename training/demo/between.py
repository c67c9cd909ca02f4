"""What the people of the demo agreed on and told each other."""

from datetime import timedelta

from training.agreements import actions
from training.demo.stage import Stage, moment
from training.feedback.actions import ask_for_feedback, give_feedback
from transition.lib.moments import workday_from


def fill_between(stage: Stage) -> None:
    """Let Ines and Otto agree on what they expect, let her hand something over, and let feedback go in both directions."""
    _expectations(stage)
    _handed_over(stage)
    _slipped(stage)
    _feedback(stage)


def _expectations(stage: Stage) -> None:
    ines, otto = stage.people["Ines Duarte"], stage.people["Otto Lind"]
    at = moment(stage.today - timedelta(days=35))
    pair = {"manager": ines, "employee": otto, "at": at}
    actions.write_side(
        **pair,
        role="manager",
        expects="That you tell me when a date moves, before it has moved. And that you say so when I take something back.",
        offers="Half an hour a week that is yours, and an answer to every question by the next morning.",
        good="You choose what you work on most weeks, and nothing that I hear in the planning is new to me.",
    )
    sheet = actions.write_side(
        **pair,
        role="employee",
        expects="That I may try a way you would not choose. And no messages after seven that wait for an answer.",
        offers="I say early when I am stuck, and I write things down.",
        good="I have led one design from question to release, and you read it twice, no more.",
    )
    for role in ("manager", "employee"):
        actions.agree(sheet, role=role, on=at.date() + timedelta(days=2))
    marco = {"manager": stage.people["Lena Okafor"], "employee": stage.people["Marco Bianchi"]}
    actions.write_side(
        **marco,
        role="manager",
        expects="Say no to me more often.",
        offers="I keep the quarter's goals steady.",
        good="Two people who learned from you could stand in for you.",
        at=moment(stage.today - timedelta(days=3)),
    )


def _handed_over(stage: Stage) -> None:
    ines, user = stage.people["Ines Duarte"], stage.user("Ines Duarte")
    for name, task, level, experience, days, stretch in (
        (
            "Otto Lind",
            "The design of the retry service",
            4,
            "some",
            9,
            "The first version may be too slow; nobody depends on it yet.",
        ),
        ("Priya Nair", "Who is on call in December", 6, "much", 4, ""),
        ("Mei Chen", "Answering the carrier's questions", 2, "new", -2, ""),
    ):
        day = stage.today - timedelta(days=20)
        actions.hand_over(
            stage.people[name],
            manager=ines,
            task=task,
            level=level,
            experience=experience,
            standard="Whoever comes after can go on without asking, and the numbers of this week are on the page.",
            check_in_on=workday_from(stage.today + timedelta(days=days)),
            is_stretch=bool(stretch),
            safe_to_fail=stretch,
            by=user,
            at=moment(day),
            on=day,
        )


def _slipped(stage: Stage) -> None:
    pair = {"manager": stage.people["Ines Duarte"], "employee": stage.people["Jonas Weber"]}
    first = stage.today - timedelta(days=24)
    thread = actions.open_thread(
        **pair,
        topic="Notes at the end of an on-call week",
        standard="Four lines by Monday noon: what broke, what we did, what is open, whom to ask.",
        happened_on=first,
        words="Monday evening there were none; Priya found the open ticket by chance.",
        at=moment(first),
        on=first,
    )
    for days, words in (
        (14, "They came on Wednesday, after Mei had asked."),
        (4, "Two of the four lines. What is open was missing."),
    ):
        day = stage.today - timedelta(days=days)
        actions.note_slip(thread, happened_on=day, words=words, at=moment(day), on=day)


def _feedback(stage: Stage) -> None:
    ines, otto, lena = (stage.people[name] for name in ("Ines Duarte", "Otto Lind", "Lena Okafor"))
    asked = ask_for_feedback(
        otto, asker=ines, about="My first planning with the four of you", at=moment(stage.today - timedelta(days=30))
    )
    give_feedback(
        ines,
        giver=otto,
        situation="The planning three weeks ago, when the freeze came up.",
        behaviour="You had an answer before Priya had finished her sentence, twice.",
        impact="She stopped. I think we would have heard about the carrier a week earlier.",
        ask="Count to five, or ask one question first.",
        request=asked,
        at=moment(stage.today - timedelta(days=28)),
    )
    give_feedback(
        ines,
        giver=lena,
        kind="recognition",
        situation="The morning after the outage.",
        behaviour="You wrote to everybody what we knew and what we did not, before anybody asked.",
        impact="Support had something to say, and I had nothing to add.",
        at=moment(stage.today - timedelta(days=12)),
    )
    give_feedback(
        otto,
        giver=ines,
        situation="Your walk through the retry design on Tuesday.",
        behaviour="You began with what could go wrong, and named the two things you were unsure of.",
        impact="We talked about those two for half an hour instead of about everything.",
        ask="Do it like that in front of the guild in January.",
        at=moment(stage.today - timedelta(days=5)),
    )
    ask_for_feedback(ines, asker=otto, about="The first page of the retry design", at=moment(stage.today - timedelta(days=1)))

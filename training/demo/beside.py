"""Who in the demo goes beside whom, is certified, and is coached from outside? Told by doing it."""

from datetime import timedelta
from secrets import token_urlsafe

from training.certification import actions as certification
from training.coaching import actions as coaching
from training.demo.road import DAY, Stage, moment
from training.mentoring import actions as mentoring
from training.shadowing import actions as shadowing
from transition.lib.moments import workday_from


def fill_beside(stage: Stage) -> None:
    """Let a few people learn beside others."""
    _shadowing(stage)
    _interviewers(stage)
    _coach(stage)
    _reverse(stage)


def _shadowing(stage: Stage) -> None:
    """Ines goes beside Ewa for two weeks, and has five days left."""
    people, first = stage.people, stage.today - timedelta(days=8)
    asked = first - timedelta(days=10)
    ines, ewa = people["Ines Duarte"], people["Ewa Kowalska"]
    facts = {"host": ewa, "aims": "How you prepare a hard talk, and what you do with your face while somebody else is talking."}
    facts |= {"starts_on": first, "ends_on": first + timedelta(days=13)}
    found = shadowing.ask_to_shadow(ines, **facts, on=asked, at=moment(asked))
    for who in (ewa, people["Lena Okafor"]):
        found = shadowing.answer_request(found, is_yes=True, by=who, on=asked, at=moment(asked))
    otto, marco = people["Otto Lind"], people["Marco Bianchi"]
    seen = (
        ("Planning with the neighbours", -7, "see", [marco]),
        ("Review of the quarter", 2, "see", [marco, otto]),
        ("Retrospective", 4, "teach", []),
    )
    for title, days, part, others in seen:
        when = moment(workday_from(stage.today + timedelta(days=days)), 13)
        meeting = shadowing.add_meeting(found, title=title, starts_at=when, part=part, people=others, at=moment(first))
        for consent in meeting.consents.exclude(employee=otto):
            shadowing.answer_consent(consent, is_given=True, at=moment(first))
    past = found.meetings.get(title="Planning with the neighbours")
    words = "She asked three questions and proposed nothing. After the third they proposed it themselves."
    shadowing.write_note(past, text=words, at=moment(stage.today - 3 * DAY))


def _interviewers(stage: Stage) -> None:
    """Signe and Ewa are certified, Marco got there, Ines has seen two interviews and waits for a third answer."""
    begun = stage.today - timedelta(days=300)
    ladder = certification.publish_shipped_ladders(at=moment(begun))[0]
    people = stage.people
    for name in ("Signe Jensen", "Ewa Kowalska"):
        certification.name_certified(ladder, employee=people[name], by=stage.user("Hana Sato"), on=begun, at=moment(begun))
    signe = people["Signe Jensen"]
    for number in range(6):
        _seen(ladder, people["Marco Bianchi"], signe, begun + timedelta(days=20 + 12 * number))
    for days in (30, 12):
        _seen(ladder, people["Ines Duarte"], signe, stage.today - timedelta(days=days))
    on = stage.today - timedelta(days=2)
    facts = {"employee": people["Ines Duarte"], "observer": people["Marco Bianchi"], "happened_on": on, "on": on}
    certification.ask_for_observation(ladder, **facts, at=moment(on))


def _seen(ladder, learner, observer, on) -> None:
    row = certification.ask_for_observation(ladder, employee=learner, observer=observer, happened_on=on, on=on, at=moment(on))
    words = "You asked on where it stayed general. Next time leave them the last five minutes."
    certification.answer_observation(row, is_confirmed=True, words=words, on=on, at=moment(on))


def _coach(stage: Stage) -> None:
    """Vera, from outside, coaches Ines and is offered to Lena."""
    by, begun = stage.user("Hana Sato"), stage.today - timedelta(days=28)
    acts = {"by": by, "at": moment(begun)}
    vera, _ = coaching.invite_coach(
        name="Vera Lindholm", email="vera@lindholm-coaching.example", firm="Lindholm Coaching", **acts
    )
    coaching.accept_as_coach(vera, password=token_urlsafe(24), at=moment(begun))
    pair = coaching.offer_coach(vera, employee=stage.people["Ines Duarte"], on=begun, **acts)
    coaching.answer_offer(pair, is_yes=True, on=begun)
    text = "On Thursday I finished a piece of somebody's work at night. Nobody had asked me to. I would like to know what I was afraid of."
    thing = coaching.share_thing(pair, title="I took work back again", text=text, at=moment(stage.today - 6 * DAY))
    words = "What would have happened by Monday if you had gone to bed?"
    coaching.say_to_thing(thing, text=words, by_coach=True, at=moment(stage.today - 4 * DAY))
    coaching.offer_coach(vera, employee=stage.people["Lena Okafor"], on=stage.today, by=by, at=moment(stage.today - DAY))


def _reverse(stage: Stage) -> None:
    """Ewa, far from the work by now, learns from Otto what hurts every day."""
    ewa, otto = stage.people["Ewa Kowalska"], stage.people["Otto Lind"]
    begun = stage.today - timedelta(days=60)
    facts = {
        "wish": "What do I no longer see from where I sit?",
        "kind": "reverse",
        "themes": ["pains", "tools"],
        "every_weeks": 4,
    }
    moments = {"on": begun, "at": moment(begun)}
    pair = mentoring.ask_mentor(ewa, mentor=otto, wants_line=True, **facts, **moments)
    pair = mentoring.accept(pair, **moments)
    mentoring.note_session(pair, held_on=begun + 7 * DAY, talked_about=[], by=otto, on=stage.today)
    insight = mentoring.note_insight(pair, text="Nobody waits for the build: they merge blind.", on=begun + 7 * DAY)
    mentoring.note_change(
        insight, change="The build takes four minutes; the budget for it was mine to give.", on=stage.today - 9 * DAY
    )
    mentoring.note_session(pair, held_on=stage.today - 20 * DAY, talked_about=[], by=otto, on=stage.today)
    mentoring.note_insight(pair, text="New people read the wiki once, then ask Greta.", on=stage.today - 20 * DAY)

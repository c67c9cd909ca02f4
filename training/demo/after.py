"""How is it for those of the demo who try, who came back, and who stayed?"""

from datetime import date, timedelta

from people.employees.actions import record_leaving
from training.demo.stage import Stage, moment
from training.leavers.actions import review_leaver
from training.pulses.actions import let_mentor_read, write_pulse
from training.returns.actions import write_plan
from training.returns.proposals import proposed_plan
from training.trials.announcements import announce_news, proposed
from training.trials.clock import sweep
from training.trials.models import Trial
from training.watches import actions, queries
from training.watches.questions import REVIEW, TALK
from transition.lib.moments import workday_from

REVIEW_SAYS = {
    "candidate": (
        "The planning was moved three times, and each time I told the team something else.",
        "The team brings what it wants to decide, with two ways written down.",
        "One place where priorities stand. Amina speaks with the others until the end of the month.",
    ),
    "sponsor": (
        "The move of the planning was ours, and mine was to say so late. Two weeks of protected time never came.",
        "She says what she does not know, and asks the quiet ones first.",
        "The planning stays where it is until summer; I answer for that.",
    ),
}
TALK_SAYS = (
    "That people grow. Two of the four do now what only I could do a year ago.",
    "If I had not touched the warehouse myself for another year.",
    "A day a week with my own hands, nothing that the team waits for. Amina keeps it free.",
)


LEAVER_SAYS = {
    "why": "An offer from a company where she builds again. In the last talk she said that going back here had looked like losing.",
    "caused": (
        "Of nine weeks of protected time one came. Nobody told her what had become of others who went back, "
        "and the team heard of the way back for the first time when she had left."
    ),
    "cost": "Half a year until somebody else knows the network. Two people have asked since whether it is worth trying.",
}


def how_it_is(stage: Stage, trial: Trial) -> None:
    """The first month of a trial for the candidate, in three numbers; the mentor may read it."""
    on = trial.contract.starts_on + timedelta(days=24)
    words = "Tired on Thursdays. The first time that somebody thanked me for not answering."
    write_pulse(trial, energy=2, confidence=3, meaning=4, words=words, on=on)
    later = on + timedelta(days=14)
    write_pulse(trial, energy=4, confidence=3, meaning=5, words="Otto led the review without me.", on=later)
    let_mentor_read(trial, allowed=True, at=moment(on, 17), on=on)


def come_back(stage: Stage, trial: Trial, *, helper: str) -> None:
    """The plan of a return, and what the team is told, in the first week."""
    trial = Trial.objects.select_related("contract", "way_back", "candidate", "sponsor").get(pk=trial.pk)
    user, on = stage.user(str(trial.sponsor)), trial.way_back.on + timedelta(days=2)
    write_plan(trial, **proposed_plan(trial), helper=stage.people[helper], by=user, at=moment(on))
    announce_news(trial, kind="return", text=proposed(trial, "return"), by=user, at=moment(on, 11), on=on)


def lose(stage: Stage, name: str, *, left_on: date) -> None:
    """Somebody leaves in the middle of a trial; sixteen days later HR writes down what the company has to do with it."""
    record_leaving(stage.people[name], left_on=left_on, by=stage.user("Hana Sato"), at=moment(left_on - timedelta(days=30)))
    stage.people[name].refresh_from_db()
    sweep(on=left_on, at=moment(left_on, 6))
    on = left_on + timedelta(days=16)
    acts = {"by": stage.user("Hana Sato"), "on": on, "at": moment(on)}
    review_leaver(stage.people[name], is_regretted=True, **LEAVER_SAYS, **acts)


def keep_watch(stage: Stage, trial: Trial) -> None:
    """What was asked after a confirmation, each thing on its day, as far as the day has come."""
    found = queries.with_watch(Trial.objects.filter(pk=trial.pk)).get()
    for one in sorted(queries.watch_of(found), key=lambda due: due.due_on):
        on = workday_from(one.due_on)
        if on >= stage.today - timedelta(days=14):
            break
        acts = {"by": stage.user(str(found.candidate)), "at": moment(on), "on": on}
        if one.kind == "review":
            words = {question.key: said for question, said in zip(REVIEW[one.role], REVIEW_SAYS[one.role], strict=True)}
            actions.write_half(found, role=one.role, words=words, **acts)
        elif one.kind == "talk":
            words = {question.key: said for question, said in zip(TALK, TALK_SAYS, strict=True)}
            actions.hold_talk(found, month=one.month, words=words, **acts)
        else:
            actions.look_back(found, month=one.month, again=4 if one.month > 6 else 3, face=4, on=on)

"""What happened to the people of the demo on the way to leading? Told by doing it, on the days on which they did it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from training.choices.actions import say_interest
from training.curricula.actions import complete_module, publish_shipped
from training.curricula.models import Programme
from training.curricula.queries import enrolment_of
from training.demo.after import come_back, how_it_is, keep_watch, lose
from training.demo.answers import hold
from training.demo.stage import DAY, Stage, moment
from training.one_on_ones import actions as talks
from training.one_on_ones.models import Meeting, Series
from training.presets.actions import publish_shipped_presets
from training.presets.queries import versions_of
from training.trials import actions, announcements, decisions, nominations, package, sheets
from training.trials.models import CheckIn, PackagePart, Signature, Trial
from training.trials.terms import Promised, Terms
from transition.lib.moments import workday_from, zone_named

Role = Signature.Role

CANDIDATE_SAYS = {
    "work": "I told two people the same priority on the same morning, and it stayed that way for a week. That was new.",
    "hard": "Sitting in a design review and not answering. I know the code; that is exactly the trouble.",
    "missing": "Protected time: three weeks of five went to meetings. The mentor hour took place each time.",
    "sure": "Surer than at the beginning. Ask me again when somebody is angry with me.",
}
SPONSOR_SAYS = {
    "seen": "After the outage she wrote to the team before I did, and said what she did not know yet. It got quiet.",
    "risk": "She takes work back when it is late. Nobody has said so aloud, and the retry service knows it.",
    "owed": "Her protected hours. I moved the planning to Thursday, from next week on it should hold.",
    "sure": "Today I would say confirm, with the handing over as the thing to look at.",
}
SHEET = {
    "starts": "1:1s with each of the team, every week.\nSaying every Monday what matters, and what does not.\nFeedback, also when it is hard.",
    "stays": "Eight hours a week of work with one's own hands, on nothing that the team waits for.\nThe place as an engineer.",
    "stops": "Answering first in design reviews: that is the team's from now on.\nThe on-call rota; somebody of the team has it.",
}
TOPICS = (
    "Deploy freeze in December: who decides?",
    "Would you give the talk at the guild in January?",
    "Cover over the holidays",
    "What gets in the way of the retry service?",
    "The interview last week: what did we miss?",
    "On-call: is the hand-over good enough?",
)
DEEDS = (
    "Send the on-call hand-over notes",
    "Draft the retry design, one page",
    "Ask Petra about the freeze dates",
    "Pair with Mei on the payment mocks",
    "Book an hour for the career talk",
)
NOTES = (
    "Talked about the week and what slowed it down. The test environment again.",
    "Priorities are clear until the end of the month. One open question for Ewa.",
    "Good week. Wants to lead the next design and knows whom to ask.",
    "Short talk, tired. We moved one thing to next week on purpose.",
)


def fill_road(stage: Stage) -> None:
    """Let eight trials and half a year of 1:1s happen."""
    shipped = publish_shipped(at=moment(stage.today - timedelta(days=540)))
    publish_shipped_presets(at=moment(stage.today - timedelta(days=540)))
    programme = next(one for one in shipped if one.key == "first-90-days")
    _lost_in_the_middle(stage, programme)
    _confirmed_a_year_ago(stage, programme)
    _acts_with_an_open_end(stage, programme)
    _back_and_settled(stage, programme)
    _decided_yesterday(stage, programme)
    _late_with_everything(stage, programme)
    _ines(stage, programme)
    _waits_for_hr(stage, programme)
    _pairs_of_four_months(stage)
    say_interest(stage.people["Marco Bianchi"], wish="stay", words="I want to see how far designing reaches.", on=stage.today)
    say_interest(stage.people["Otto Lind"], wish="curious", on=stage.today - timedelta(days=9))


# --- A trial, in one call ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Plan:
    """Who tries what, from when on, with whom."""

    candidate: str
    sponsor: str
    mentor: str
    team: str
    target: str
    starts_on: date
    reports: Sequence[str]
    evidence: str
    preset: str = "90-days"


def _sign_and_announce(stage: Stage, plan: Plan, programme: Programme, *, signed_by: Iterable[str] = Role.values) -> Trial:
    """Propose, offer, sign (by some of the three) and, when all have, announce: in the weeks before the first day."""
    people, starts_on = stage.people, plan.starts_on
    candidate, sponsor, mentor = people[plan.candidate], people[plan.sponsor], people[plan.mentor]
    day = starts_on - timedelta(days=21)
    witness = people["Ewa Kowalska" if "Ewa Kowalska" not in (plan.sponsor, plan.mentor) else "Greta Holm"]
    evidence = [
        ("leadership", plan.evidence, mentor),
        ("leadership", "Says early when something slips, and to whom it matters. I have seen it three times this year.", witness),
        ("technical", "Knows the service better than anybody.", None),
    ]
    trial = nominations.nominate(
        candidate, sponsor=sponsor, mentor=mentor, evidence=evidence, by=stage.user(plan.sponsor), at=moment(day), on=day
    )
    preset = versions_of(plan.preset).get(number=1)
    terms = Terms(
        title="Engineering Manager" if preset.days else "Acting Engineering Manager",
        target_level=stage.levels[plan.target],
        team=stage.teams[plan.team],
        manager=sponsor,
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=preset.days - 1) if preset.days else None,
        success_criteria=(
            "Everybody in the team can say what they work on this month, and why.\n"
            "1:1s take place, and what was promised in them happens.\n"
            "The two planned releases go out, or are moved early and openly."
        ),
        reports=[people[name] for name in plan.reports],
        check_in_days=[workday_from(starts_on + timedelta(days=days)) for days in ((30, 60, 85) if preset.days else (30,))],
        promises=[
            Promised("mentor", f"{plan.mentor} as mentor, every 2 weeks", mentor, starts_on + timedelta(days=7), 2),
            Promised("protected_time", "4 protected hours a week", sponsor, starts_on + timedelta(days=7), 1),
        ],
        technical_hours=8,
        peer_group="The round of new managers, every second Thursday",
        programme=programme,
        preset=preset,
    )
    day += timedelta(days=4)
    actions.offer_contract(trial, terms, by=stage.user(plan.sponsor), at=moment(day), on=day)
    who = {Role.CANDIDATE: plan.candidate, Role.SPONSOR: plan.sponsor, Role.HR: "Hana Sato"}
    for hour, role in enumerate(signed_by, start=10):
        actions.sign_contract(trial, role=role, by=stage.user(who[Role(role)]), at=moment(day + DAY, hour), on=day + DAY)
    _prepare(stage, plan, trial, day=day + DAY, is_ready=len(list(signed_by)) == len(Role))
    trial.refresh_from_db()
    if trial.status == Trial.Status.SIGNED:
        day = starts_on - timedelta(days=10)
        text = announcements.proposed(trial, "start")
        actions.announce_trial(trial, text=text, by=stage.user(plan.sponsor), at=moment(day), on=day)
        if starts_on <= stage.today:
            actions.start_trial(trial, by=None, at=moment(starts_on, 6), on=starts_on)
    return trial


def _prepare(stage: Stage, plan: Plan, trial: Trial, *, day: date, is_ready: bool) -> None:
    """Write what starts, stays and stops; where all have signed, sign it and see to the support."""
    at, user = moment(day, 14), stage.user(plan.sponsor)
    sheets.write_sheet(trial, **SHEET, by=user, at=at)
    sheets.sign_sheet(trial, role=Role.SPONSOR, by=user, at=at)
    if is_ready:
        sheets.sign_sheet(trial, role=Role.CANDIDATE, by=stage.user(plan.candidate), at=at)
        package.note_there(trial, kinds=PackagePart.Kind.values, by=user, at=at, on=day)


def _hold(stage: Stage, plan: Plan, check_in: CheckIn, *, on: date) -> None:
    for role, name, says in ((Role.CANDIDATE, plan.candidate, CANDIDATE_SAYS), (Role.SPONSOR, plan.sponsor, SPONSOR_SAYS)):
        actions.answer_check_in(check_in, role=role, answers=says, by=stage.user(name), at=moment(on), on=on)


def _keep(stage: Stage, plan: Plan, trial: Trial, *, until: date, protected_weeks: int | None = None) -> None:
    """Deliver what was promised, each time on its day; protected time only for so many weeks."""
    for promise in trial.promises.all():
        day, times = promise.due_on, 0
        most = protected_weeks if promise.kind == "protected_time" and protected_weeks is not None else 99
        while day < until and times < most:
            actions.keep_promise(promise, by=stage.user(plan.sponsor), at=moment(day), on=day)
            day, times = day + timedelta(weeks=promise.every_weeks or 99), times + 1


def _learn(stage: Stage, plan: Plan, programme: Programme, *, until: date) -> None:
    enrolment = enrolment_of(stage.people[plan.candidate], programme)
    for module in programme.modules.all():
        day = plan.starts_on + timedelta(days=(module.due_after_days or 1) - 1)
        if enrolment and day < until:
            complete_module(enrolment, module, by=stage.user(plan.candidate), at=moment(day, 15))


def _both_say(stage: Stage, plan: Plan, trial: Trial, choice: str, *, on: date) -> None:
    for role, name in ((Role.CANDIDATE, plan.candidate), (Role.SPONSOR, plan.sponsor)):
        words = "The team says what it needs, and I hear it." if role == Role.CANDIDATE else "They trust her, and she lets go."
        decisions.decide(trial, role=role, choice=choice, words=words, by=stage.user(name), at=moment(on), on=on)


def _until_confirmed(stage: Stage, plan: Plan, programme: Programme) -> Trial:
    end = plan.starts_on + timedelta(days=89)
    trial = _sign_and_announce(stage, plan, programme)
    _talk(stage, Series.objects.filter(manager=stage.people[plan.candidate], ended_on=None), until=end)
    _keep(stage, plan, trial, until=end)
    _learn(stage, plan, programme, until=end)
    for check_in in trial.check_ins.all():
        _hold(stage, plan, check_in, on=check_in.due_on)
    trial.refresh_from_db()
    hold(trial.evaluation, at=moment(end - timedelta(days=5)))
    _both_say(stage, plan, trial, "confirm", on=end)
    return trial


# --- 1:1s --------------------------------------------------------------------------------------------------------------


def _talk(stage: Stage, series: Iterable[Series], *, until: date, misses: int = 9) -> None:
    """Hold the 1:1s of some pairs until a day: one in `misses` does not take place, some are moved, what is open is carried."""
    for number, one in enumerate(series):
        for week in range(60):
            meeting = one.meetings.filter(status=Meeting.Status.PLANNED).order_by("starts_at").first()
            if meeting is None or meeting.starts_at.date() >= until:
                break
            _one_talk(one, meeting, turn=week + number, misses=misses)


def _one_talk(series: Series, meeting: Meeting, *, turn: int, misses: int) -> None:
    lead, other, at = series.manager, series.employee, meeting.starts_at
    assert lead.user is not None
    later = at + timedelta(minutes=40)
    if turn % 3 == 0:
        by = other if turn % 2 else lead
        talks.add_agenda_item(series, text=TOPICS[turn % len(TOPICS)], by=by, at=at - timedelta(hours=20))
    if turn % misses == misses - 1:
        talks.miss_meeting(meeting, by=lead.user, at=later)
        return
    if turn % 7 == 4:
        meeting = talks.move_meeting(meeting, starts_at=at + timedelta(hours=5), by=lead.user, at=at - timedelta(hours=2))
        later += timedelta(hours=5)
    open_items = series.agenda.filter(state="open").values_list("pk", flat=True)
    talks.log_meeting(
        meeting, discussed=list(open_items) if turn % 4 else [], is_career_talk=turn % 5 == 2, by=lead.user, at=later
    )
    for item in series.action_items.filter(state="open", due_on__lt=later.date()):
        talks.close_action_item(item, state="done", at=later)
    if turn % 2 == 0:
        talks.save_shared_notes(meeting, text=NOTES[turn % len(NOTES)], version=meeting.notes_version)
    if turn % 3 == 1:
        owner, due_on = (other if turn % 2 else lead), later.date() + timedelta(days=6)
        talks.promise(series, text=DEEDS[turn % len(DEEDS)], owner=owner, due_on=due_on, made_in=meeting, at=later)


def _pairs_of_four_months(stage: Stage) -> None:
    pairs = (
        ("Lena Okafor", "Marco Bianchi"),
        ("Petra Novak", "Henrik Dahl"),
        ("Petra Novak", "Johanna Ek"),
        ("Greta Holm", "Lucia Ferrante"),
        ("Rui Santos", "Amara Gbeho"),
        ("Ewa Kowalska", "Lena Okafor"),
    )
    for number, (lead, other) in enumerate(pairs):
        first = workday_from(stage.today - timedelta(days=122 - number))
        manager, employee = stage.people[lead], stage.people[other]
        one = talks.open_series(
            manager=manager,
            employee=employee,
            first_on=first,
            at_time=time(9 + number),
            by=manager.user,
            at=moment(first - DAY, 6),
        )
        _talk(stage, [one], until=stage.today)


# --- Eight stories -------------------------------------------------------------------------------------------------------


def _lost_in_the_middle(stage: Stage, programme: Programme) -> None:
    """Comes first: the clock sweeps over all trials there are."""
    starts_on = stage.today - timedelta(days=240)
    reports = _led_by(stage, "Petra Novak", "Platform", starts_on, but="Runa Velin", without=("Henrik Dahl", "Johanna Ek"))[:3]
    seen = "Kept two teams talking while the network was rebuilt under them."
    plan = Plan("Runa Velin", "Petra Novak", "Yuki Okuda", "Platform", "m4", starts_on, reports, seen)
    trial = _sign_and_announce(stage, plan, programme)
    left_on = starts_on + timedelta(days=64)
    _keep(stage, plan, trial, until=left_on, protected_weeks=1)
    _hold(stage, plan, trial.check_ins.get(number=1), on=starts_on + timedelta(days=36))
    lose(stage, plan.candidate, left_on=left_on)


def _acts_with_an_open_end(stage: Stage, programme: Programme) -> None:
    """Day 70 of a role that is looked at every thirty days: two reviews held, the third ahead."""
    starts_on = stage.today - timedelta(days=70)
    reports = _led_by(stage, "Amina Rahal", "Data", starts_on, but="Ilva Torrent")[:2]
    seen = "When the warehouse stood still she said who does what, and who goes to bed."
    plan = Plan("Ilva Torrent", "Amina Rahal", "Ewa Kowalska", "Data", "m4", starts_on, reports, seen, preset="acting")
    trial = _sign_and_announce(stage, plan, programme)
    _talk(stage, Series.objects.filter(manager=stage.people[plan.candidate], ended_on=None), until=stage.today)
    _keep(stage, plan, trial, until=stage.today)
    _learn(stage, plan, programme, until=stage.today)
    while review := trial.check_ins.filter(held_on=None, due_on__lt=stage.today).first():
        _hold(stage, plan, review, on=review.due_on)


def _confirmed_a_year_ago(stage: Stage, programme: Programme) -> None:
    starts_on = stage.today - timedelta(days=460)
    reports = _led_by(stage, "Amina Rahal", "Data", starts_on, but="Yuki Okuda", without=("Ilva Torrent",))[:3]
    seen = "Ran the move of the warehouse with people from three teams, none of whom reported to her."
    plan = Plan("Yuki Okuda", "Amina Rahal", "Ewa Kowalska", "Data", "m4", starts_on, reports, seen)
    keep_watch(stage, _until_confirmed(stage, plan, programme))


def _back_and_settled(stage: Stage, programme: Programme) -> None:
    starts_on = stage.today - timedelta(days=330)
    reports = _led_by(stage, "Rui Santos", "Routing", starts_on, but="Samuel Mensah")[:2]
    seen = "Took over the on-call rota when nobody wanted it, and made it one that people like."
    plan = Plan("Samuel Mensah", "Rui Santos", "Petra Novak", "Routing", "m3", starts_on, reports, seen)
    trial = _sign_and_announce(stage, plan, programme)
    back_on = starts_on + timedelta(days=76)
    _keep(stage, plan, trial, until=back_on)
    _learn(stage, plan, programme, until=back_on)
    for check_in in trial.check_ins.filter(due_on__lt=back_on):
        _hold(stage, plan, check_in, on=check_in.due_on)
    words = "I know now what it is, and that I want to build."
    facts = {"role": Role.CANDIDATE, "choice": "return", "words": words}
    decisions.decide(trial, **facts, by=stage.user(plan.candidate), at=moment(back_on), on=back_on)
    come_back(stage, trial, helper="Petra Novak")
    for step in trial.steps.all():
        decisions.finish_step(step, by=stage.user(plan.sponsor), at=moment(step.due_on), on=step.due_on)


def _decided_yesterday(stage: Stage, programme: Programme) -> None:
    starts_on = stage.today - timedelta(days=90)
    reports = _led_by(stage, "Greta Holm", "Mobile", starts_on, but="Dmitri Ivanov", without=("Lucia Ferrante",))[:3]
    seen = "In the release that slipped he spoke to each of the four before he spoke about them."
    plan = Plan("Dmitri Ivanov", "Greta Holm", "Petra Novak", "Mobile", "m3", starts_on, reports, seen)
    _until_confirmed(stage, plan, programme)


def _late_with_everything(stage: Stage, programme: Programme) -> None:
    starts_on = stage.today - timedelta(days=75)
    reports = _led_by(stage, "Petra Novak", "Platform", starts_on, but="Noor Adeyemi", without=("Henrik Dahl", "Johanna Ek"))[:4]
    seen = "Mentored two people into their first design; both say so unasked."
    plan = Plan("Noor Adeyemi", "Petra Novak", "Yuki Okuda", "Platform", "m4", starts_on, reports, seen)
    trial = _sign_and_announce(stage, plan, programme)
    _keep(stage, plan, trial, until=starts_on + timedelta(days=12))


def _ines(stage: Stage, programme: Programme) -> None:
    """Day 40: one check-in held, three weeks of protected time owed, and tomorrow's 1:1 with two items carried."""
    starts_on, tomorrow = stage.today - timedelta(days=40), stage.today + DAY
    seen = "When checkout was down for a day she kept twelve people calm, and nobody noticed that she was doing it."
    reports = ("Otto Lind", "Priya Nair", "Jonas Weber", "Mei Chen")
    plan = Plan("Ines Duarte", "Lena Okafor", "Marco Bianchi", "Checkout", "m3", starts_on, reports, seen)
    trial = _sign_and_announce(stage, plan, programme)
    ines, otto = stage.people["Ines Duarte"], stage.people["Otto Lind"]
    series = list(Series.objects.filter(manager=ines, ended_on=None).select_related("manager", "employee"))
    with_otto = next(one for one in series if one.employee == otto)
    weekday = tomorrow - timedelta(days=7 * ((tomorrow - starts_on).days // 7))
    facts = {"cadence": "weekly", "at_time": time(10, 30), "minutes": 30, "time_zone": otto.time_zone}
    talks.change_rhythm(with_otto, first_on=weekday, **facts, by=stage.user("Ines Duarte"), at=moment(starts_on, 7))
    _talk(stage, [one for one in series if one != with_otto], until=stage.today, misses=6)
    _talk_with_otto(stage, with_otto)
    _talk(
        stage,
        Series.objects.filter(employee=ines, manager=stage.people["Lena Okafor"], ended_on=None),
        until=stage.today,
        misses=4,
    )
    _keep(stage, plan, trial, until=stage.today, protected_weeks=2)
    _learn(stage, plan, programme, until=stage.today)
    _hold(stage, plan, trial.check_ins.get(number=1), on=starts_on + timedelta(days=32))
    how_it_is(stage, trial)


def _talk_with_otto(stage: Stage, series: Series) -> None:
    """Two items go from talk to talk; Ines keeps a note for herself, and owes Otto something."""
    ines, otto, user = stage.people["Ines Duarte"], stage.people["Otto Lind"], stage.user("Ines Duarte")
    begin = series.meetings.order_by("starts_at").first()
    assert begin is not None
    talks.add_agenda_item(series, text=TOPICS[0], by=otto, at=begin.starts_at - timedelta(hours=12))
    talks.add_agenda_item(series, text=TOPICS[1], by=ines, at=begin.starts_at - timedelta(hours=11))
    for week in range(10):
        meeting = series.meetings.filter(status=Meeting.Status.PLANNED).order_by("starts_at").first()
        if meeting is None or meeting.starts_at.astimezone(zone_named(otto.time_zone)).date() > stage.today:
            break
        later = meeting.starts_at + timedelta(minutes=40)
        if week == 1:
            due_on = stage.today - timedelta(days=2)
            talks.promise(series, text=DEEDS[0], owner=ines, due_on=due_on, at=meeting.starts_at - DAY)
        talks.log_meeting(meeting, by=user, at=later)
        talks.save_shared_notes(meeting, text=NOTES[week % len(NOTES)], version=0)
        note = "I answered before he had finished. Wait five seconds next time."
        talks.write_private_note(meeting, author=ines, text=note, at=later)
    last = series.meetings.filter(status=Meeting.Status.HELD).latest("starts_at")
    later = last.starts_at + timedelta(minutes=41)
    due_on = stage.today + timedelta(days=3)
    talks.promise(series, text=DEEDS[1], owner=otto, due_on=due_on, made_in=last, at=later)
    talks.add_agenda_item(series, text=TOPICS[2], by=otto, at=later)


def _waits_for_hr(stage: Stage, programme: Programme) -> None:
    starts_on = workday_from(stage.today + timedelta(days=12))
    reports = _led_by(stage, "Petra Novak", "Platform", stage.today, but="Johanna Ek", without=("Henrik Dahl",))[:3]
    seen = "Three teams follow her design rules because she asked them first."
    plan = Plan("Johanna Ek", "Petra Novak", "Amina Rahal", "Platform", "m5", starts_on, reports, seen)
    _sign_and_announce(stage, plan, programme, signed_by=(Role.CANDIDATE, Role.SPONSOR))


def _led_by(stage: Stage, lead: str, team: str, on: date, *, but: str, without: Sequence[str] = ()) -> list[str]:
    """Return who reports to somebody on a day, sits in a team and stays until today, in the order of their names."""
    led = []
    for name, one in sorted(stage.people.items()):
        line = one.lines.filter(started_on__lte=on - timedelta(days=30), manager=stage.people[lead], ended_on=None).first()
        place = one.placements.filter(ended_on=None).select_related("team").first()
        if line and place and place.team and place.team.name == team and name not in (but, *without) and one.left_on is None:
            led.append(name)
    return led

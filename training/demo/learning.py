"""What did the people of the demo learn, and from whom? Told by doing it."""

from datetime import date, timedelta

from training.curricula import clock, workshops
from training.curricula.actions import complete_module, enrol, publish_programme
from training.curricula.models import Enrolment, Module, Programme
from training.curricula.seats import take_seat
from training.curricula.texts import ModuleText, ProgrammeText
from training.demo.stage import DAY, Stage, moment
from training.mentoring import actions as mentoring
from training.mentoring.models import Mentoring

HARD_TALKS = ProgrammeText(
    "hard-talks",
    "Hard talks, practised",
    "Half a day together, one talk of your own, and what came of it.",
    "Everybody who leads somebody comes once. Bring a talk that you have been putting off.",
    (
        ModuleText(
            "bring-one",
            "Bring a talk you put off",
            "One page before the workshop.",
            30,
            30,
            "Choose a talk that you have been putting off for more than two weeks.\n\n## Exercise\n\nWrite down for yourself: what do you "
            "want to say, what do you fear, and what would be different a month later?",
            kind=Module.Kind.REFLECTION,
        ),
        ModuleText(
            "workshop",
            "The workshop",
            "Half a day in threes: one speaks, one answers, one watches.",
            240,
            60,
            "You practise the talk you have brought, twice, and watch two others.\n\n## Exercise\n\nAfterwards put the real talk into your "
            "calendar before you leave the room.",
            kind=Module.Kind.WORKSHOP,
        ),
        ModuleText(
            "have-it",
            "Have it",
            "What you said, and what came of it; without names.",
            45,
            90,
            "Have the talk within two weeks.\n\n## Exercise\n\nWrite what you did differently from how you would have done it before. No "
            "names: your manager and HR can read it.",
            kind=Module.Kind.TASK,
            needs=("workshop",),
        ),
    ),
    audiences=("managers",),
    certificate_months=24,
)
OFFERS = {
    "Marco Bianchi": "The first months of leading, design reviews, saying no to a date.",
    "Signe Jensen": "Influence without people reporting to you; writing that decides things.",
    "Ewa Kowalska": "Hard talks, restructuring, leading people who lead.",
    "Lucia Ferrante": "Coming back to engineering, and whether to.",
}


def fill_learning(stage: Stage) -> None:
    """Let four weeks of programmes, one workshop and a few mentors happen."""
    begun = begun_of(stage)
    programme = publish_programme(HARD_TALKS, by=stage.user("Hana Sato"), at=moment(begun - 2 * DAY))
    _workshop(stage, programme)
    clock.sweep(at=moment(begun))
    _some_have_read(stage)
    for name, topics in OFFERS.items():
        mentoring.offer_mentoring(stage.people[name], topics=topics, capacity=4)
    _mentors_say_yes(stage)
    own = Programme.objects.get(key="thinking-about-managing")
    enrol(stage.people["Otto Lind"], own, anchor_on=begun, by=stage.user("Otto Lind"), at=moment(begun))


def _workshop(stage: Stage, programme: Programme) -> None:
    """Six seats and eight who want them; the cohort is Ewa's."""
    people, at = stage.people, moment(stage.today - timedelta(days=25))
    acts = {"by": stage.user("Hana Sato"), "at": at}
    when = {"starts_at": moment(stage.today + timedelta(days=9)), "minutes": 240, "seats": 6}
    module = programme.modules.get(key="workshop")
    session = workshops.plan_session(
        module, facilitator=people["Ewa Kowalska"], place="Lisbon, the room by the water", **when, **acts
    )
    cohort = workshops.form_cohort(
        programme, title="Leads, first group", starts_on=begun_of(stage), facilitator=people["Ewa Kowalska"], **acts
    )
    names = ("Lena Okafor", "Petra Novak", "Ines Duarte", "Amina Rahal", "Greta Holm", "Rui Santos", "Noor Adeyemi", "Paul Adair")
    for name in names:
        enrolment = enrol(people[name], programme, anchor_on=begun_of(stage), by=None, at=at)
        take_seat(session, enrolment=enrolment, at=at)
        workshops.join_cohort(cohort, enrolment=enrolment, **acts)
    ahead = {"bring-one": 6, "workshop": 9, "have-it": 23}
    days = {key: stage.today + timedelta(days=many) for key, many in ahead.items()}
    workshops.schedule_cohort(cohort, days=days, **acts)


def begun_of(stage: Stage) -> date:
    return stage.today - timedelta(days=24)


def _some_have_read(stage: Stage) -> None:
    rows = (
        Enrolment.objects.filter(programme__key="what-leading-means").select_related("programme", "employee").order_by("employee")
    )
    module = Module.objects.get(programme__key="what-leading-means", position=1)
    for number, enrolment in enumerate(rows):
        if number % 4 == 0:
            complete_module(enrolment, module, by=None, at=moment(stage.today - timedelta(days=number % 20), 15))


def _mentors_say_yes(stage: Stage) -> None:
    """Whom a contract named as mentor has said yes; Ines and Marco have met twice."""
    for pair in Mentoring.objects.filter(status=Mentoring.Status.REQUESTED).select_related("mentor", "mentee"):
        day = pair.requested_at.date()
        mentoring.accept(pair, on=day, at=pair.requested_at)
        if pair.mentee == stage.people["Ines Duarte"]:
            talks = {
                1: "The planning on Thursday, and how to say less in it.",
                3: "Otto's late work: to ask first, not to take it back.",
            }
            for weeks, notes in talks.items():
                held_on = min(day + timedelta(weeks=weeks), stage.today)
                mentoring.note_session(pair, held_on=held_on, notes=notes, talked_about=[], by=pair.mentee, on=stage.today)
            mentoring.add_topic(pair, text="Taking work back when it is late", by=pair.mentee, at=moment(stage.today - DAY))
        elif pair.requested_at.date() < stage.today - timedelta(days=200):
            mentoring.end_mentoring(pair, is_completed=True, by=pair.mentee, on=day + timedelta(days=90), at=pair.requested_at)

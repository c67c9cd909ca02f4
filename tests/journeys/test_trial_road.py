"""The main road, over HTTP: real people and a real ladder in, a trial, and its three ends."""

import csv
import re
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from tests.journeys.conftest import PASSWORD
from tests.journeys.walker import Walker
from tests.soak import IS_SOAK
from training.evaluations import clock as evaluations
from training.one_on_ones.actions import plan_all
from training.trials.clock import sweep
from transition.lib import moments

pytestmark = pytest.mark.django_db
FIRST_DAY = date(2027, 3, 1)
CANDIDATE, SPONSOR, REPORTS, MENTOR = "104", "103", ("105", "106"), "108"  # employee numbers of the sample
WITNESS = "110"
HR = "hr@company.example"


def upload(path: Path) -> SimpleUploadedFile:
    return SimpleUploadedFile(path.name, path.read_bytes())


class Company:
    """Oracle's sample company with a published ladder, both brought in through the pages; accounts and places for those in the story."""

    def __init__(self, days, sign_in, data: Path) -> None:
        self.days, self.sign_in = days, sign_in
        with (data / "org-oracle-hr" / "employees.csv").open() as file:
            rows = {row["employee_id"]: row for row in csv.DictReader(file)}
        self.names = {number: f"{row['first_name']} {row['last_name']}" for number, row in rows.items()}
        self.logins = {number: row["email"] for number, row in rows.items()}

    def name(self, number: str) -> str:
        return self.names[number]

    def is_on(self, day: date) -> None:
        """Let it be a day, on which the clock has done its work."""
        self.days.go_to(day)
        sweep(on=moments.today(), at=moments.now())
        evaluations.sweep(on=moments.today(), at=moments.now())
        plan_all(at=moments.now())

    def enter(self, number: str) -> Walker:
        """Sign somebody in (an employee number, or HR)."""
        return self.sign_in(HR if number == HR else self.logins[number])

    def person(self, walker: Walker, number: str) -> Walker:
        """Find somebody's page by searching for their name."""
        walker.open("/").follow("People").press("Show", q=self.name(number))
        return walker.follow(self.name(number))


@pytest.fixture
def company(days, sign_in, shared_data):
    days.go_to(FIRST_DAY - timedelta(days=40))
    out = StringIO()
    call_command("publish_texts", stdout=StringIO())
    call_command("make_administrator", HR, stdout=out)
    Walker().open(re.search(r"https?://[^/]+(/\S+)", out.getvalue())[1]).press("hange", password1=PASSWORD, password2=PASSWORD)
    found = Company(days, sign_in, shared_data)
    hana = found.enter(HR)
    oracle = shared_data / "org-oracle-hr"
    hana.open("/").follow("People").follow("Import").press("Look at it", file=upload(oracle / "employees.csv"))
    names = {"names-title": upload(oracle / "jobs.csv"), "names-team": upload(oracle / "departments.csv")}
    hana.press("See what changes", **names, history=upload(oracle / "job_history.csv"))
    assert "107 added" in hana.text, hana.faults()
    hana.press("Write all of it")
    hana.open("/").follow("Tracks").follow("Ladders").follow("Import a ladder")
    hana.press("Look at it", file=upload(shared_data / "canonical" / "engineeringladders.json")).press("Import as a draft")
    hana.press("Save these heights")
    hana.follow("Review and publish").press("Publish")
    levels = {CANDIDATE: "Developer 5", SPONSOR: "Engineering Manager 5", REPORTS[0]: "Developer 3", REPORTS[1]: "Developer 3"}
    for number, level in levels.items():
        found.person(hana, number).follow("Record a move")
        hana.press("Look at it", level=hana.choice(level)).press("Record this move")
        hana.press("Invite")
        link = next(field.attrs["value"] for field in hana.page.all("input") if "invitation" in field.attrs.get("value", ""))
        guest = Walker().open(re.sub(r"https?://[^/]+", "", link)).press("Come in", password=PASSWORD)
        assert guest.heading() == "Today", guest.text
    return found


@pytest.fixture
def agreed(company):
    """A trial that is proposed, offered, signed by all three and announced, three weeks before its first day; where the candidate stood."""
    company.is_on(FIRST_DAY - timedelta(days=21))
    before = standing(company)
    sponsor = company.enter(SPONSOR)
    sponsor.follow("Tracks").follow("Trials").follow("Propose somebody")
    sponsor.press("Propose", candidate=company.name(CANDIDATE))
    assert "This field is required" in sponsor.text, "a nomination needs evidence"
    sponsor.press("Propose", **seen(company), technical="The fastest of them all.", mentor=company.name(MENTOR))
    sponsor.follow("Write the contract")
    reports = [sponsor.choice(company.name(number)) for number in REPORTS]
    sponsor.press(
        "Offer it",
        target_level=sponsor.choice("Engineering Manager 5"),
        known_reports=reports,
        starts_on=FIRST_DAY.isoformat(),
        success_criteria="Both can say what they work on, and why.",
        other_support="A seat in the round of new managers",
        other_support_on=(FIRST_DAY + timedelta(days=20)).isoformat(),
        mentor_weeks="",
        protected_hours="0",
        peer_group="The round of new managers, Thursdays",
    )
    assert "Signatures" in sponsor.text, sponsor.faults()
    assert "A move at the same height" in sponsor.text
    sponsor.press("Sign as sponsor")
    candidate = company.enter(CANDIDATE)
    candidate.follow("Read and sign").press("Sign as candidate")
    hana = company.enter(HR)
    hana.follow("Read and sign").press("Sign for HR")
    assert "signed" in hana.text
    prepare(company)
    sponsor = company.enter(SPONSOR)
    sponsor.follow("Announce").press("Announce it")
    report = company.enter(REPORTS[0])
    report.follow("Inbox")
    assert f"{company.name(CANDIDATE)}: start" in report.text
    return company, before


def seen(company: Company) -> dict[str, str]:
    """What two others have seen the candidate do, and the word of the sponsor to answer for the support."""
    first, second = "Held the team together over the two weeks of the outage.", "Brought two people to one plan who did not talk."
    witnesses = {"first_by": company.name(MENTOR), "second_by": company.name(WITNESS)}
    return {"first": first, "second": second, **witnesses, "answers": "on"}


def prepare(company: Company) -> None:
    """Both sign what starts, stays and stops; the sponsor sees to the support, and HR lets be what the contract leaves out."""
    sponsor = company.enter(SPONSOR)
    assert "Announce" not in sponsor.text, "nobody announces what is not there"
    sponsor.follow("Say what starts, stays and stops")
    sponsor.press("Write it down", stops="").press("Write it down", stops="The on-call rota: somebody of the team has it.")
    assert "The on-call rota" in sponsor.text
    sponsor.press("Sign the sheet")
    company.enter(CANDIDATE).follow("Say what starts, stays and stops").press("Sign the sheet")
    sponsor = company.enter(SPONSOR).follow("See to the support")
    parts = [sponsor.choice(words) for words in ("Coach or mentor", "Peer group", "Technical time")]
    sponsor.press("It is there", kinds=parts)
    assert "Not there" in sponsor.text, "the contract promises no protected time"
    sponsor.follow(company.name(CANDIDATE)).follow("Announce it").press("Announce it")
    assert "this has to be there: Protected time" in sponsor.text
    hana = company.enter(HR).follow("Tracks").follow("Trials").follow(company.name(CANDIDATE)).follow("The support, one by one")
    hana.follow("Let a part be").press(
        "Let it be, in writing", kind=hana.choice("Protected time"), reason="Half of her week is free."
    )
    assert "Half of her week is free." in hana.text


def standing(company: Company) -> dict[str, str]:
    """Return where the candidate stands, as their page says it to HR."""
    page = company.person(company.enter(HR), CANDIDATE).page
    facts = {node.all("dt")[0].text: node.all("dd")[0].text for node in page.all("div") if node.all("dt") and node.all("dd")}
    team = next(node.text for node in page.all("p") if node.attrs.get("class") == "head-lead")
    return {"title and team": team, "level": facts["Level"], "manager": facts["Reports to"], "track": facts["Track"]}


def check_in(company: Company, number: int, *, on: date) -> None:
    """Both answer a check-in on a day; each reads the other's words once both have written, HR reads none."""
    company.is_on(on)
    words = {"work": "WORK", "hard": "HARD", "missing": "MISSING", "sure": "SURE"}
    candidate = company.enter(CANDIDATE).follow(f"check-in {number}")
    candidate.press("Send my half", **{name: f"candidate {word} {number}" for name, word in words.items()})
    assert "Waits for the sponsor" in candidate.text
    sponsor = company.enter(SPONSOR)
    trial = sponsor.open("/").follow(f"check-in {number}")
    assert f"candidate WORK {number}" not in trial.text, "nobody reads the other's words before both have written"
    trial.press("Send my half", seen="SEEN", risk="RISK", owed="OWED", sure="SURE")
    assert f"candidate WORK {number}" in sponsor.text
    hana = company.enter(HR).follow("Tracks").follow("Trials").follow(company.name(CANDIDATE)).follow(f"Check-in {number}")
    assert "candidate WORK" not in hana.text
    assert "Held" in hana.text


def talk(company: Company, number: str) -> None:
    """Log a 1:1 with a report: from Today, the talk, and the button."""
    lead = company.enter(CANDIDATE)
    lead.follow(company.name(number)).press("We met: log it")
    assert "Logged" in lead.text


def workday(day: date) -> date:
    return day + timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0)


def until_decided(company: Company) -> None:
    """Do everything the contract asks for, until its last day."""
    check_in(company, 1, on=workday(FIRST_DAY + timedelta(days=30)))
    sponsor = company.enter(SPONSOR)
    assert "You owe" in sponsor.text
    sponsor.press("Kept")
    check_in(company, 2, on=workday(FIRST_DAY + timedelta(days=60)))
    learner = company.enter(CANDIDATE).follow("Learning")
    links = {link.attrs["href"] for link in learner.page.all("a") if "/learning/first-90-days/" in link.attrs["href"]}
    modules = [link for link in links if link.count("/") == 4]
    for link in modules:
        learner.open("/learning/").open(link).press("I did it")
    assert len(modules) == 12
    check_in(company, 3, on=workday(FIRST_DAY + timedelta(days=85)))
    hana = company.enter(HR).follow("Growth").follow("Cycles").follow(f"with the team of {company.name(CANDIDATE)}")
    hana.press("Write it up", talk_on=moments.today().isoformat(), words="They know where they stand.")
    assert "Written up" in hana.text
    for report in REPORTS:
        talk(company, report)
    company.is_on(FIRST_DAY + timedelta(days=89))


def confirm(company: Company) -> Walker:
    """Both say confirm; return the candidate's browser on the trial's page."""
    for number in (SPONSOR, CANDIDATE):
        walker = company.enter(number)
        walker.follow("Say what you want").press("Say it", choice="confirm", words=f"Words of {number}.")
    return walker


def test_both_confirm_and_months_later_the_way_back_is_still_open(agreed):
    company, before = agreed
    company.is_on(FIRST_DAY)
    lead = company.person(company.enter(CANDIDATE), REPORTS[0])
    assert company.name(CANDIDATE) in lead.page.all("aside")[0].text, "lines have changed on the first day"
    assert "on trial" in standing(company)["title and team"]
    until_decided(company)
    walker = confirm(company)
    assert "Confirmed" in walker.text
    now = standing(company)
    assert "Engineering Manager 5" in now["level"]
    assert now["track"] != before["track"]
    company.is_on(FIRST_DAY + timedelta(days=89 + 243))
    back = company.enter(CANDIDATE).follow("Tracks").follow("Trials").follow(company.name(CANDIDATE))
    back.follow("How going back works").press("Take the way back")
    assert "it is yours again" in back.text
    assert standing(company) == before
    assert company.name(SPONSOR) in company.person(company.enter(REPORTS[0]), REPORTS[0]).page.all("aside")[0].text


def test_the_candidate_returns_on_day_forty_to_where_they_stood(agreed):
    company, before = agreed
    company.is_on(FIRST_DAY)
    check_in(company, 1, on=workday(FIRST_DAY + timedelta(days=30)))
    company.is_on(FIRST_DAY + timedelta(days=40))
    candidate = company.enter(CANDIDATE)
    candidate.follow("The way back").press("Take the way back")
    assert "your place was kept" in candidate.text.lower()
    assert standing(company) == before
    assert "Settling in" in candidate.text
    sponsor = company.enter(SPONSOR)
    assert "Settling in" in sponsor.text, "the steps of settling in stand on the owner's Today"
    sponsor.follow("Tracks").follow("Trials").follow("Propose somebody")
    sponsor.press("Propose", candidate=company.name(CANDIDATE), **seen(company))
    assert "Write the contract" in sponsor.text, "a return never bars another try"


@pytest.mark.soak
@pytest.mark.skipif(not IS_SOAK, reason="its two sides are tested in tests/training/trials; the walk is long")
def test_who_differs_reads_the_other_and_decides_again(agreed):
    company, _ = agreed
    company.is_on(FIRST_DAY + timedelta(days=80))
    for number, choice in ((SPONSOR, "extend"), (CANDIDATE, "confirm")):
        walker = company.enter(number)
        walker.follow("Say what you want").press("Say it", choice=choice, words=f"Words of {number}.")
    assert "decide again" in walker.text
    assert f"Words of {SPONSOR}." in walker.text
    for number in (SPONSOR, CANDIDATE):
        walker = company.enter(number)
        walker.follow("Say what you want").press("Say it", choice="extend", words="A month more.")
    assert "It goes on, as both of you said" in walker.text

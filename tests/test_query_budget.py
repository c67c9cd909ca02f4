"""Is every page as cheap with thirty rows as with one, within the budget, and small, for every role that may see it?"""

import json
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import connection, reset_queries
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import path, reverse
from django.utils import timezone

from people.accounts.actions import keep_upload
from people.assessments.models import Assessment
from people.employees.models import Employee, Team
from people.notifications.models import Delivery
from people.roles.models import LeadRole
from people.tracks.models import LadderVersion, Level
from tests import crowd
from tests.factories import EmployeeFactory
from tests.matrix import ROLES, rows
from tests.people.tracks.test_documents import small
from training.certification.models import PracticeLadder
from training.coaching.models import Coaching
from training.curricula.models import Cohort, ModuleWork
from training.evaluations.models import Evaluation
from training.mentoring.models import Mentoring
from training.one_on_ones.models import Series
from training.openings.models import OpenCall
from training.playbooks.models import PlaybookRun
from training.rehearsals.models import RehearsalRun
from training.shadowing.models import Shadowing
from training.trials.models import Trial

MOST_QUERIES, MOST_BYTES = 12, 100 * 1024
# Files: as long as what they are made of.
EXPORTS = {
    "audit:figures",
    "directory:org_export", "directory:people_csv",
    "one_on_ones:export_questions",
    "rehearsals:export",
    "tracks:export",
}  # fmt: skip

# Every address that answers with 200 stands in one of these two: a page that lists something, so that `more_of_everything` must fill it,
# or a page about one thing.
LISTS = {
    "accounts:administrators",
    "agreements:mine", "agreements:pair", "agreements:thread",
    "assessments:assessment", "assessments:mark", "assessments:mine",
    "audit:audit", "audit:figures", "audit:seats",
    "calendar:calendar",
    "charter:guideline", "charter:guidelines", "charter:proposal",
    "choices:both_tracks", "choices:mine", "choices:preview", "choices:shared", "choices:week",
    "curricula:attendance", "curricula:cohort", "curricula:followers", "curricula:learning_record", "curricula:mine", "curricula:programme",
    "curricula:programmes", "curricula:team",
    "decisions:decide", "decisions:decision", "decisions:mine", "decisions:queue", "decisions:raise_one", "decisions:right",
    "decisions:rights",
    "directory:leave", "directory:move", "directory:org_chart", "directory:org_chart below", "directory:org_export", "directory:people",
    "directory:people_csv", "directory:person", "directory:suggest", "directory:without_manager",
    "duties:duties", "duties:duty", "duties:managers",
    "evaluations:cycle", "evaluations:cycles", "evaluations:mine", "evaluations:peers", "evaluations:questionnaires",
    "feedback:mine",
    "growth:focus", "growth:mine", "growth:others",
    "home:team", "home:today",
    "impact:initiative", "impact:initiatives", "impact:markdown", "impact:mine", "impact:postmortem", "impact:postmortems", "impact:sheet",
    "impact:stakeholder", "impact:stakeholders",
    "imports:preview",
    "insights:insights",
    "ladders:add_competency", "ladders:bring", "ladders:changes", "ladders:competency", "ladders:edit", "ladders:matrix", "ladders:over",
    "ladders:publish",
    "leavers:leavers",
    "mentoring:mine", "mentoring:pair",
    "notifications:inbox", "notifications:undelivered",
    "one_on_ones:agenda", "one_on_ones:below", "one_on_ones:course", "one_on_ones:export_questions", "one_on_ones:handed_over",
    "one_on_ones:meeting", "one_on_ones:mine", "one_on_ones:questions", "one_on_ones:quick",
    "one_on_ones:rhythms", "one_on_ones:series",
    "openings:call", "openings:openings",
    "playbooks:about_me", "playbooks:playbook", "playbooks:playbooks", "playbooks:run", "playbooks:version",
    "presets:preset", "presets:presets",
    "readmes:readme",
    "returns:plan",
    "rehearsals:mine", "rehearsals:run", "rehearsals:scenarios", "rehearsals:shared",
    "roles:catalogue",
    "tasters:mine",
    "certification:ladder", "certification:ladders",
    "curricula:courses",
    "coaching:coaches", "coaching:desk", "coaching:mine", "coaching:thing",
    "shadowing:mine", "shadowing:one",
    "tracks:export", "tracks:grades", "tracks:ladders", "tracks:lattice", "tracks:level", "tracks:preview",
    "tracks:version",
    "trials:contract", "trials:decide", "home:overview", "trials:team", "trials:trial", "trials:trials", "trials:waive",
}  # fmt: skip
ONE_THING = {
    "choices:seen",
    "account_change_password", "account_logout",
    "agreements:delegation", "agreements:hand_over", "agreements:side", "agreements:slipped",
    "alive",
    "audit:accept", "audit:assign", "audit:finding",
    "calendar:check_in", "calendar:meeting",
    "charter:edit", "charter:new", "charter:propose", "charter:version",
    "choices:explore",
    "curricula:change", "curricula:edit", "curricula:edit_module", "curricula:event", "curricula:export", "curricula:form_cohort",
    "curricula:module", "curricula:new", "curricula:plan", "curricula:preview", "curricula:preview_module", "curricula:proof",
    "curricula:schedule", "curricula:session",
    "curricula:spare", "curricula:upload",
    "decisions:add", "decisions:change", "decisions:drop", "decisions:prepare", "decisions:replace",
    "directory:edit", "directory:new",
    "duties:edit", "duties:manager", "duties:proposal", "duties:propose", "duties:settle",
    "evaluations:answer", "evaluations:coach", "evaluations:edit", "evaluations:goal", "evaluations:plan", "evaluations:questionnaire",
    "evaluations:report", "evaluations:share", "evaluations:shared", "evaluations:talk", "evaluations:upload",
    "feedback:ask", "feedback:give", "feedback:one",
    "growth:answer", "growth:ask", "growth:begin", "growth:change", "growth:end", "growth:experiment", "growth:result",
    "impact:add", "impact:change", "impact:edit", "impact:end", "impact:entry", "impact:hand_over", "impact:new", "impact:rewrite",
    "impact:start", "impact:words", "impact:write",
    "imports:columns", "imports:upload",
    "insights:figures",
    "ladders:add_level", "ladders:add_track", "ladders:level", "ladders:new", "ladders:track", "ladders:words",
    "leavers:review",
    "mentoring:ask", "mentoring:change", "mentoring:end", "mentoring:note", "mentoring:offer",
    "mfa_index",
    "notifications:choices",
    "one_on_ones:change", "one_on_ones:handover", "one_on_ones:import_questions", "one_on_ones:move", "one_on_ones:rhythm",
    "one_on_ones:template",
    "openings:answer", "openings:apply", "openings:end", "openings:new",
    "playbooks:close", "playbooks:edit", "playbooks:move", "playbooks:new", "playbooks:start",
    "presets:edit", "presets:new",
    "pulses:pulse",
    "readmes:card", "readmes:mine", "readmes:version",
    "ready",
    "returns:write",
    "rehearsals:export", "rehearsals:upload", "rehearsals:version", "rehearsals:walk",
    "roles:give", "roles:new", "roles:role",
    "tasters:afterwards", "tasters:ask", "tasters:note", "tasters:offer", "tasters:taster",
    "coaching:new", "coaching:offer", "coaching:share",
    "certification:ask", "certification:edit", "certification:name_one", "certification:new", "certification:observation",
    "shadowing:ask", "shadowing:debrief", "shadowing:note",
    "tracks:heights", "tracks:upload",
    "trials:absence", "trials:announcement", "trials:check_in", "trials:nominate", "trials:sheet", "trials:sponsor",
    "trials:support", "trials:waive_check_in", "trials:waive_part", "trials:way_back",
    "watches:look_back", "watches:review", "watches:talk", "watches:watch",
}  # fmt: skip
ASKED = {  # pages that show their rows only when asked for them
    "directory:suggest": "?q=crowd",
    "directory:people": "?q=crowd0000",  # on one page: a second one is counted, which costs one query more
}


@dataclass(frozen=True)
class Cost:
    """What one page cost one role."""

    queries: int
    size: int


def cost(client: Client, address: str) -> Cost | None:
    """Return the cost of a page, or None where it is not shown."""
    reset_queries()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
        content = b"".join(response.streaming_content) if response.streaming else response.content
    return Cost(len(captured), len(content)) if response.status_code == 200 else None


def dearer(before: dict[str, Cost], after: dict[str, Cost]) -> list[str]:
    return [
        f"{page}: {before[page].queries} -> {after[page].queries}"
        for page in before
        if before[page].queries != after[page].queries
    ]


def over_budget(costs: dict[str, Cost]) -> list[str]:
    return [
        f"{page}: {one.queries} queries, {one.size} bytes"
        for page, one in costs.items()
        if one.queries > MOST_QUERIES or (one.size > MOST_BYTES and name_of(page) not in EXPORTS)
    ]


def name_of(page: str) -> str:
    return page.partition(" for ")[0]


@pytest.fixture
def everywhere(world, settings):
    """Return a function that visits every page of the matrix as every role that may see it: "page for role" -> cost."""
    settings.SECOND_FACTOR_REQUIRED = False
    things, users = world
    clients = {role: Client() for role in ROLES}
    for role, user in users.items():
        clients[role].force_login(user)

    def visit(*only: str) -> dict[str, Cost]:
        found = {}
        for name, role, address in addresses(things):
            one = cost(clients[role], address) if not only or role in only else None
            if one:
                found[f"{name} for {role}"] = one
        return found

    return visit


def addresses(things: dict[str, list[object]]) -> list[tuple[str, str, str]]:
    seen = {name: roles for (name, method), roles in rows().items() if method == "GET"}
    found = [
        (name, role, reverse(name, args=things.get(name, [])) + ASKED.get(name, ""))
        for name, answers in seen.items()
        for role, answer in answers.items()
        if answer == "200" or name == "imports:preview"
    ]
    below = reverse("directory:org_chart") + f"?of={things['directory:person'][0]}"
    own = (
        "mfa_index",
        "account_change_password",
        "account_logout",
    )  # not usersessions_list: allauth asks once a session, of 12 hours
    found += [("directory:org_chart below", role, below) for role in ("sam", "ines", "hana")]
    return found + [(name, role, reverse(name)) for name in own for role in ("ines", "hana")]


@pytest.fixture
def more_of_everything(world):
    """Return a function that adds rows to every list: `many` of what grows with the company, `few` of what does not."""
    things, users = world
    made = {"many": 0, "few": 0}
    ines, hana = users["ines"].employee, users["hana"]
    place = ines.placements.filter(level__isnull=False).first()
    lena, trial = users["lena"].employee, Trial.objects.get(candidate=ines, status="running")
    series = Series.objects.get(manager=ines, employee=users["otto"].employee)
    run = PlaybookRun.objects.select_related("version").get(owner=ines)
    gone = EmployeeFactory(left_on=timezone.localdate() - timedelta(days=1))
    looked_at = [Assessment.objects.get(pk=things[f"assessments:{name}"][0]).level for name in ("mark", "assessment")]
    draft, old = LadderVersion.objects.get(pk=things["ladders:edit"][0]), Level.objects.get(pk=things["ladders:bring"][0])

    def add(many: int, few: int) -> None:
        start, begun = made["many"], made["few"]
        teams = Team.objects.bulk_create(Team(name=f"Crowd {n}") for n in range(start, start + many))
        top = crowd.add_people(many, start=start, level=place.level, team=teams[0], prefix="Top")
        reports = crowd.add_people(few, start=begun, level=place.level, team=teams[0])
        crowd.report_to(ines, reports)
        crowd.report_to(gone, crowd.add_people(many, start=start, level=place.level, team=teams[0], prefix="Waiting"))
        crowd.add_records(ines, many, by=hana)
        crowd.add_supports(ines, reports)
        crowd.add_earlier_places(ines, few, start=begun, level=place.level)
        for user in users.values():
            if person := Employee.objects.filter(user=user).first():
                crowd.tell(person, many, start=start)
        crowd.tell(ines, many, start=start, state=Delivery.State.DEAD)
        crowd.add_ladders(few, start=begun)
        crowd.add_levels(place.level.version, few, start=begun, target=place.level)
        crowd.add_levels(draft, few, start=begun, target=draft.level_set.get(key="e1"))
        crowd.add_people_on_old_levels(old, few, start=begun)
        crowd.add_cells(looked_at, few, start=begun)
        crowd.add_assessments(ines, few, start=begun, manager=lena, at=timezone.now())
        crowd.add_holders(LeadRole.objects.get(pk=things["roles:give"][0]), reports, at=timezone.now())
        crowd.add_grades(few, start=begun)
        crowd.add_administrators(few, start=begun)
        now = timezone.now()
        crowd.add_trials(reports, like=trial, owner=lena, at=now)
        crowd.fill_trial(trial, few, start=begun, owner=lena, at=now)
        crowd.add_presets(few, start=begun, at=now)
        crowd.add_steps(Trial.objects.get(pk=things["returns:plan"][0]), few, start=begun, owner=lena, on=now.date())
        crowd.add_series(ines, reports, at=now)
        crowd.fill_series(series, few, start=begun, at=now)
        crowd.add_agreements(ines, series.employee, few, at=now)
        crowd.add_feedback(reports, receiver=ines, at=now)
        crowd.add_interests(reports, reader=lena, shared_by=ines.interest, on=now.date())
        crowd.add_questions(few, start=begun, at=now)
        crowd.add_playbooks(few, start=begun, owner=ines, about=reports, run=run, on=now.date(), at=now)
        crowd.add_runs_about(ines, few, owner=lena, version=run.version, on=now.date())
        crowd.add_guidelines(few, start=begun, author=ines, at=now)
        crowd.add_duties(few, author=ines, leaders=reports, at=now)
        crowd.add_decisions(few, start=begun, owner=ines, right=things["decisions:right"][0], voices=reports, at=now)
        crowd.add_findings(few, start=begun, at=now)
        lost = crowd.add_people(few, start=begun, level=place.level, team=teams[0], prefix="Lost")
        crowd.add_lost(lost, like=Trial.objects.get(candidate=things["leavers:review"][0]), by=hana, at=now)
        crowd.add_insights(few, start=begun, at=now)
        crowd.add_growth(ines, reports, start=begun, asked=lena, at=now)
        crowd.add_impact(ines, reports, start=begun, at=now)
        crowd.add_readme(ines, reports, start=begun, at=now)
        crowd.add_programmes(few, start=begun, learner=ines, more_modules=trial.contract.programme, at=now)
        crowd.add_rehearsals(
            reports, start=begun, shared_by=RehearsalRun.objects.get(shares__reader=lena, learner=ines), reader=lena, at=now
        )
        crowd.add_evaluations(Evaluation.objects.get(pk=things["evaluations:peers"][0]), reports, start=begun, on=now.date())
        crowd.add_learners(trial.contract.programme, reports, cohort=Cohort.objects.get(), start=begun, at=now)
        crowd.add_certificates(ines.enrolments.get(programme=trial.contract.programme), few, start=begun, on=now.date())
        crowd.add_shadowing(Shadowing.objects.get(visitor=ines, host__first_name="Marco"), reports, start=begun, at=now)
        crowd.add_practice(PracticeLadder.objects.get(key="interviewer"), reports, learner=ines, start=begun, at=now)
        crowd.add_coaching(Coaching.objects.get(employee=ines, coach__user=users["coach"]), reports, start=begun, at=now)
        crowd.add_courses(ModuleWork.objects.get(proof=things["curricula:proof"][0]), reports, at=now)
        crowd.add_mentors(top[:few], pair=Mentoring.objects.get(mentee=ines), start=begun, at=now)
        crowd.add_tasters(ines, reports, start=begun, target=Level.objects.get(pk=things["choices:preview"][0]), at=now)
        like, alone = (OpenCall.objects.get(pk=things[f"openings:{name}"][0]) for name in ("call", "end"))
        crowd.add_calls(reports, like=like, owners=[lena, alone.owner], at=now)
        made.update(many=start + many, few=begun + few)
        things["imports:preview"] = things["imports:columns"] = [people_file(made["many"], hana)]
        things["tracks:preview"] = [ladder_file(made["few"], hana)]

    return add


def people_file(many: int, hana) -> int:
    """Keep an upload of which one half changes somebody and the other adds somebody; return its id."""
    lines = ["number,first,last,place,manager"]
    lines += [f"Crowd{n},Robin,Crowd{n:06},Moved,Robin Top{n:06}" for n in range(many)]
    lines += [f"New{n},Robin,New{n},Here,Robin Top{n:06}" for n in range(many)]
    kept = keep_upload(hana, purpose="imports:people", name="a.csv", content="\n".join(lines).encode(), at=timezone.now())
    kept.choices["mapping"] = {
        "number": "employee_id", "first": "first_name", "last": "last_name", "place": "location", "manager": "manager",
    }  # fmt: skip
    kept.save(update_fields=["choices"])
    return kept.pk


def ladder_file(few: int, hana) -> int:
    document = small()
    document["levels"] += [{"key": f"x{n}", "track": "ic", "order": 10 + n, "title": f"Level {n}"} for n in range(few)]
    return keep_upload(hana, purpose="tracks:import", name="a.json", content=json.dumps(document).encode(), at=timezone.now()).pk


@pytest.mark.django_db
def test_every_page_costs_the_same_with_one_row_and_with_thirty_and_keeps_within_the_budget_for_every_role(
    everywhere, more_of_everything
):
    with_much = ("ines", "lena", "hana", "coach")  # the other roles see less of the same
    more_of_everything(1, 1)
    with_one = everywhere(*with_much)
    more_of_everything(299, 29)
    with_many = everywhere()
    assert with_one.keys() <= with_many.keys()
    assert not dearer(with_one, with_many)
    grown = {name_of(page) for page, one in with_one.items() if with_many[page].size > one.size + 29 * len("<option>")}
    names = {name_of(page) for page in with_one}
    assert names == LISTS | ONE_THING
    assert grown - names.intersection(ONE_THING) == LISTS, (
        "a list that did not grow proves nothing: fill it, or say that it is none"
    )
    over = over_budget(with_many)
    assert not over, "\n".join(over)


def greedy(request: HttpRequest) -> HttpResponse:
    """Ask once more for each person: what must never pass."""
    managers = [line.manager.name for one in Employee.objects.all() for line in one.lines.all()]
    return HttpResponse(" ".join(managers))


def fat(request: HttpRequest) -> HttpResponse:
    """Send a page of all employees."""
    return HttpResponse("".join(f"<option>{one}</option>" for one in Employee.objects.all()) * 200)


urlpatterns = [path("greedy/", greedy), path("fat/", fat)]


@pytest.mark.django_db
def test_the_counter_sees_what_it_is_there_to_see(signed_in, ines, settings):
    settings.ROOT_URLCONF = __name__
    client = signed_in(ines)
    before = {"greedy": cost(client, "/greedy/"), "fat": cost(client, "/fat/")}
    crowd.report_to(ines, crowd.add_people(30, start=0, level=None, team=None))
    after = {"greedy": cost(client, "/greedy/"), "fat": cost(client, "/fat/")}
    assert dearer(before, after) == [f"greedy: {before['greedy'].queries} -> {before['greedy'].queries + 60}"]
    assert [line.partition(":")[0] for line in over_budget(after)] == ["greedy", "fat"]
    assert not over_budget({"fat": before["fat"]})

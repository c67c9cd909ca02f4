"""What does the frame around every page show? Where one can go, what waits, light or dark."""

from datetime import date
from functools import cache
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, F, FilteredRelation, Min, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse

from people.accounts.demo import FACES
from people.employees.models import Employee
from people.employees.queries import lines_of_reports
from people.notifications.queries import unread
from training.coaching.models import ExternalCoach
from training.evaluations.queries import unanswered
from training.trials.models import Trial
from transition.lib import moments
from transition.lib.access import may
from transition.lib.prepared import Prepared

# title, icon, URL name, permission (or None), [pages below it: title, URL name, permission]
PLACES: list[tuple[str, str, str, str | None, list[tuple[str, str, str | None]]]] = [
    ("Today", "today", "home:today", None, [
        ("Today", "home:today", None),
        ("My team", "home:team", "training.nominate_somebody"),
    ]),
    ("1:1s", "one", "one_on_ones:mine", "training.see_programme", [
        ("1:1s", "one_on_ones:mine", None),
        ("Agreements", "agreements:mine", None),
        ("Feedback", "feedback:mine", "training.give_feedback"),
        ("Questions", "one_on_ones:questions", "training.see_questions"),
        ("Calendar", "calendar:calendar", "training.see_calendar"),
    ]),
    ("Tracks", "tracks", "tracks:lattice", "people.see_ladder", [
        ("Lattice", "tracks:lattice", None),
        ("My track", "choices:mine", "training.say_interest"),
        ("A taste of leading", "tasters:mine", "training.ask_for_taster"),
        ("Open calls", "openings:openings", "training.see_open_call"),
        ("Growing", "assessments:mine", "people.assess_themself"),
        ("Without a title", "roles:catalogue", "people.see_roles"),
        ("Trials", "trials:trials", None),
        ("How a trial goes", "presets:presets", "training.see_presets"),
        ("Trials to look after", "home:overview", "training.oversee_trials"),
        ("What became of the trials", "insights:insights", "training.see_insights"),
        ("Who tried and left", "leavers:leavers", "training.see_leavers"),
        ("Ladders", "tracks:ladders", None),
        ("Heights and pay", "tracks:grades", "people.change_ladder"),
    ]),
    ("Learning", "book", "curricula:mine", "training.see_programme", [
        ("What I follow", "curricula:mine", None),
        ("Rehearsals", "rehearsals:mine", "training.rehearse"),
        ("Mentoring", "mentoring:mine", "training.ask_for_mentoring"),
        ("My coach", "coaching:mine", "training.see_coaching"),
        ("Shadowing", "shadowing:mine", "training.ask_to_shadow"),
        ("Certified by practice", "certification:ladders", "training.see_practice"),
        ("Playbooks", "playbooks:playbooks", "training.see_playbook"),
        ("My team's learning", "curricula:team", "training.see_team_learning"),
        ("Programmes", "curricula:programmes", "training.change_programmes"),
        ("Scenarios", "rehearsals:scenarios", "training.write_scenario"),
    ]),
    ("Charter", "set-up", "charter:guidelines", "people.see_charter", [
        ("Guidelines and standards", "charter:guidelines", None),
        ("Duties of a manager", "duties:duties", None),
        ("What may I decide?", "decisions:mine", None),
        ("What waits for a decision", "decisions:queue", None),
        ("Are the tracks equal?", "audit:audit", None),
    ]),
    ("Growth", "growth", "growth:mine", "training.grow", [
        ("What I work on", "growth:mine", None),
        ("From others", "growth:others", None),
        ("Impact", "impact:mine", "training.keep_portfolio"),
        ("Initiatives", "impact:initiatives", "training.keep_portfolio"),
        ("Postmortems", "impact:postmortems", "training.keep_portfolio"),
        ("Who should know", "impact:stakeholders", "training.keep_portfolio"),
        ("My README", "readmes:mine", "training.write_readme"),
        ("Evaluations", "evaluations:mine", "training.answer_evaluation"),
        ("Cycles", "evaluations:cycles", "training.run_evaluations"),
        ("Questionnaires", "evaluations:questionnaires", "training.run_evaluations"),
    ]),
    ("People", "people", "directory:people", "people.see_directory", [
        ("Directory", "directory:people", None),
        ("Org chart", "directory:org_chart", None),
        ("Import", "imports:upload", "people.import_people"),
        ("Without a manager", "directory:without_manager", "people.change_employee"),
        ("Not delivered", "notifications:undelivered", "people.see_undelivered"),
        ("Administrators", "accounts:administrators", "people.grant_hr"),
    ]),
    ("Inbox", "comment", "notifications:inbox", "people.see_inbox", []),
]  # fmt: skip


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give every page its frame (a context processor; one query for somebody signed in)."""
    theme = request.COOKIES.get("theme", "")
    shared = {"DEMO": settings.DEMO, "COMPANY_NAME": settings.COMPANY_NAME, "theme": theme if theme in ("light", "dark") else ""}
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return shared | {"demo_faces": FACES if settings.DEMO else ()}
    if user.is_outside:
        return shared | _frame_outside(request)
    person = request.person  # type: ignore[attr-defined]
    name = person.name if person else user.username
    glance = at_a_glance(person) if person else None
    if person and glance:
        person.leads_anybody = glance.leads_anybody  # the menu asks; see people.employees.permissions
    return shared | {
        "person": person,
        "person_name": name,
        "person_initials": person.initials if person else name[:2].upper(),
        "asked": {"many": glance.asked, "until": glance.asked_until} if glance and glance.asked else None,
        "nav": _nav(
            request, {"notifications:inbox": glance.waiting or 0, "evaluations:mine": glance.asked or 0} if glance else {}
        ),
        "aboard": aboard(glance) if glance else None,
    }


_coach = Prepared(lambda user: ExternalCoach.objects.filter(user=user).values("name"), user=int)


def _frame_outside(request: HttpRequest) -> dict[str, Any]:
    """An account that is no employee has one place to go."""
    account = request.user
    coach = _coach.first(user=account.pk)
    name = coach["name"] if coach else account.username  # type: ignore[union-attr]
    url = reverse(settings.OUTSIDE_HOME)
    place = {
        "title": "Those you coach",
        "icon": "people",
        "url": url,
        "is_current": True,
        "is_page": request.path == url,
        "pages": [],
    }
    initials = "".join(word[0] for word in name.split()[:2]).upper()
    return {"person": None, "person_name": name, "person_initials": initials, "is_outside": True, "nav": [place]}


def _glance(pk: int, today: date) -> QuerySet[Employee, Any]:
    waiting = unread(OuterRef("pk")).order_by().values("recipient").annotate(many=Count("pk")).values("many")
    asked = unanswered(OuterRef("pk")).order_by().values("person")
    row = Employee.objects.filter(pk=pk).annotate(
        asked=Subquery(asked.annotate(many=Count("pk")).values("many")),
        asked_until=Subquery(asked.annotate(day=Min("evaluation__cycle__closes_on")).values("day")),
        waiting=Subquery(waiting),
        leads_anybody=Exists(lines_of_reports(OuterRef("pk"), on=today)),
        trial=FilteredRelation("trials", condition=Q(trials__status=Trial.Status.RUNNING)),  # one at most, says the database
        trial_id=F("trial__pk"),
        trial_starts_on=F("trial__contract__starts_on"),
        trial_ends_on=F("trial__ends_on"),
    )
    return row.values("waiting", "asked", "asked_until", "leads_anybody", "trial_id", "trial_starts_on", "trial_ends_on")


_asked_at_a_glance = Prepared(_glance, pk=int, today=date)


def at_a_glance(person: Employee) -> SimpleNamespace:
    """Return what every page asks about somebody, in one query: messages `waiting`, evaluations
    `asked` for and not answered, `leads_anybody`, and their trial under way."""
    (row,) = _asked_at_a_glance(pk=person.pk, today=moments.today())
    return SimpleNamespace(**row)


@cache
def _path(name: str) -> str:
    """Return the path of a page without arguments; there are forty in the frame of every page."""
    return reverse(name)


def aboard(glance: Any) -> dict[str, Any] | None:
    """Return how far somebody's own trial is, for the rail of every page: the way back is always in sight."""
    if glance.trial_id is None:
        return None
    start = glance.trial_starts_on
    day = max(0, (moments.today() - start).days)  # west of the company it is still the day before when a trial begins
    if glance.trial_ends_on is None:  # acting, with an open end
        return {"trial": {"pk": glance.trial_id}, "day": day, "days": None, "share": 100}
    days = (glance.trial_ends_on - start).days + 1
    return {"trial": {"pk": glance.trial_id}, "day": day, "days": days, "share": min(100, round(100 * day / days))}


def _names(place: tuple[str, str, str, str | None, list[tuple[str, str, str | None]]]) -> set[str]:
    """Return the URL names that stand in the menu for one place: where a page stands by name, no other place is current."""
    return {place[2], *(page for _, page, _ in place[4])}


def _nav(request: HttpRequest, counts: dict[str, int]) -> list[dict[str, Any]]:
    match = request.resolver_match
    here = match.view_name if match else ""
    space = match.namespace if match else ""
    space = "tracks" if space == "ladders" else space  # whoever writes a ladder is among the tracks
    items, is_named = [], any(here in _names(place) for place in PLACES)
    for place in PLACES:
        title, icon, name, permission, pages = place
        if permission and not may(request.user, permission):
            continue
        below = [
            {"title": words, "url": _path(page), "is_page": page == here}
            for words, page, needed in pages
            if needed is None or may(request.user, needed)
        ]
        spaces = {one.partition(":")[0] for one in _names(place)}
        is_beside = space in spaces and not (space == "notifications" and name != "notifications:inbox")
        is_current = here in _names(place) if is_named else is_beside
        items.append(
            {
                "title": title,
                "icon": icon,
                "url": _path(name),
                "is_current": is_current,
                "is_page": name == here,
                "pages": below if len(below) > 1 else [],
                "count": counts.get(name, 0),
            }
        )
    return items

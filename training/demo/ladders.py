"""What is written on the demo's ladders, who looks at themself against one, and who leads without a title?"""

from datetime import timedelta

from people.assessments import actions as assessments
from people.assessments.queries import blocks_for
from people.ladders import actions as writing
from people.roles.actions import give_role, take_over_shipped
from training.demo.stage import Stage, moment

OTTO_SAYS = (
    ("meeting", "The payment mocks: planned, built and rolled out without anybody leading me through it."),
    ("exceeding", "Drew the boundary between retries and refunds, and it held in the outage."),
    ("towards", "Two of my promises moved by a week. I said so a day before, not three."),
    ("meeting", "Sat with Mei every Tuesday until she was on call by herself."),
)
LENA_SAYS = (
    ("meeting", "Agreed. The roll-out note was the shortest I have read."),
    ("towards", "The boundary was Priya's drawing; you explained it well. Let us talk about whose design it was."),
    ("towards", "Yes, and I would rather hear it on day one."),
    ("meeting", "Mei says the same."),
)


def fill_ladders(stage: Stage) -> None:
    """Hana writes the next version of the engineering ladder; Otto looks at himself with Lena; four people lead without a title."""
    _draft(stage)
    _two_views(stage)
    _roles(stage)


def _draft(stage: Stage) -> None:
    act = {"by": stage.user("Hana Sato"), "at": moment(stage.today - timedelta(days=2))}
    draft = writing.begin_draft(stage.levels["e4"].version, **act)
    track = draft.track_set.get(key="engineering")
    levels = {level.key: level for level in draft.level_set.select_related("version", "grade", "rank")}
    facts = {"code": "E5", "height": 5, "summary": levels["e5"].summary}
    writing.save_level(track, levels["e5"], title="Lead Staff Engineer", **facts, **act)
    craft = draft.competency_set.get(key="craft")
    items = [
        {"kind": "criterion", "text": "Takes a feature from idea to production, and says when it will be later than promised."}
    ]
    cell = draft.expectations.get(level=levels["e2"], competency=craft)
    words = {"level": levels["e2"], "competency": craft, "state": "written", "items": items}
    writing.save_cell(draft, **words, seen=writing.digest(cell), **act)


def _two_views(stage: Stage) -> None:
    day = stage.today - timedelta(days=75)
    otto, lena = stage.people["Otto Lind"], stage.people["Lena Okafor"]
    found = assessments.begin_assessment(otto, level=stage.levels["e3"], on=day)
    keys = [block.competency.pk for block in blocks_for(stage.levels["e3"]) if block.competency and block.cells]
    for side, says in (("self", OTTO_SAYS), ("manager", LENA_SAYS)):
        assessments.mark_level(found, side=side, marks=dict(zip(keys, says, strict=False)))
        if side == "self":
            found = assessments.share_assessment(found, manager=lena, by=stage.user("Otto Lind"), at=moment(day))
    assessments.open_both(found, by=stage.user("Lena Okafor"), at=moment(day + timedelta(days=6)))
    private = assessments.begin_assessment(stage.people["Marco Bianchi"], level=stage.levels["e5"], on=stage.today)
    assessments.mark_level(private, side="self", marks={keys[0]: ("meeting", "")})


def _roles(stage: Stage) -> None:
    at = moment(stage.today - timedelta(days=200))
    roles = {role.title: role for role in take_over_shipped(by=None, at=at)}
    given = (
        ("Marco Bianchi", "Architect of an area", "Payments and ledgers", 30, "Decides there at level five"),
        ("Priya Nair", "Go-to person", "The checkout form", 10, "Named in the review of the quarter"),
        ("Tomas Ferreira", "Mentor of newcomers", "Whoever joins Payments Core", 10, ""),
        ("Signe Jensen", "Lead in incidents", "Platform, every fourth week", 20, "A day off after each night"),
    )
    for name, title, scope, share, thanks in given:
        agreed = {"scope": scope, "time_share": share, "recognition": thanks, "on": at.date()}
        give_role(roles[title], employee=stage.people[name], **agreed, by=stage.user("Ewa Kowalska"), at=at)

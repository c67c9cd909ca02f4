"""Does a decision get taken by a day, by one person, with those who were asked reading why?"""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from people.decisions import actions, queries
from people.decisions.actions import Option
from people.decisions.messages import plan_decisions
from people.decisions.models import Decision
from people.decisions.permissions import visible_decisions
from people.employees.models import Employee
from people.notifications.kinds import kind_named
from people.notifications.models import Delivery, InboxMessage, Notice
from transition.lib import access
from transition.lib.faults import Conflict

AT = datetime(2026, 3, 2, 10, tzinfo=UTC)
DUE = date(2026, 3, 20)
TWO = [Option("Freeze", "Calm", "Late"), Option("Leave it", "Nothing to do", "Again the same")]
FULL = {"known": "Two outages.", "unknown": "Who travels.", "cost_of_waiting": "A week.", "would_change_mind": "A third."}


@pytest.fixture
def freeze(ines, lena) -> Decision:
    """Lena asks Ines to decide about the freeze, not in public."""
    return actions.raise_decision(title="Do we freeze in December?", owner=ines, due_on=DUE, is_public=False, by=lena, at=AT)


def prepared(decision: Decision, options=TWO, **facts) -> Decision:
    facts = {"owner": decision.owner, "due_on": decision.due_on, **facts}
    return actions.prepare_decision(decision, options=options, **facts, by=decision.owner.user, at=AT)


def decided(decision: Decision, **facts) -> Decision:
    found = decision.options.first()
    facts = {"chosen": found, "reason": "Calm weighs more.", "look_again_on": None, **facts}
    return actions.decide(decision, **facts, by=decision.owner.user, at=AT)


def inbox(person: Employee) -> list[str]:
    return list(InboxMessage.objects.filter(recipient=person).order_by("pk").values_list("subject", flat=True))


def test_it_is_asked_advised_decided_and_told(freeze, marco, sam, signed_in):
    ines, lena = freeze.owner, freeze.raised_by
    assert inbox(ines) == ["Lena Okafor asks you to decide by Fri 20 Mar: Do we freeze in December?"]
    actions.name_voice(freeze, employee=marco, role="asked", at=AT)
    actions.name_voice(freeze, employee=sam, role="told", at=AT)
    assert inbox(marco) == ["Ines Duarte asks what you think, before Fri 20 Mar: Do we freeze in December?"]
    assert inbox(sam) == []
    signed_in(marco).post(f"/decisions/{freeze.pk}/advise/", {"words": "Only for the payments."})
    prepared(freeze)
    decided(freeze)
    assert "Only for the payments." in signed_in(lena).get(f"/decisions/{freeze.pk}/").content.decode()
    assert inbox(sam) == inbox(lena) == ["Decided: Do we freeze in December?"]
    assert inbox(marco)[-1] == "Decided: Do we freeze in December?"
    assert "Decided: Do we freeze in December?" not in inbox(ines)
    with pytest.raises(Conflict):
        decided(freeze)
    with pytest.raises(Conflict):
        actions.advise(freeze, employee=marco, words="Late.", at=AT)


def test_who_reads_a_decision_that_is_not_public(freeze, marco, sam, otto, hana):
    actions.name_voice(freeze, employee=marco, role="asked", at=AT)
    actions.name_voice(freeze, employee=sam, role="told", at=AT)
    people = {"ines": freeze.owner, "lena": freeze.raised_by, "marco": marco, "sam": sam, "otto": otto, "hana": hana}

    def readers() -> set[str]:
        decision = Decision.objects.get(pk=freeze.pk)
        seen = {name for name, one in people.items() if visible_decisions(one.user).filter(pk=freeze.pk).exists()}
        assert seen == {name for name, one in people.items() if access.may(one.user, "people.see_decision", decision)}
        return seen

    assert readers() == {"ines", "lena", "marco"}, "who is told is told afterwards"
    prepared(freeze)
    decided(freeze)
    assert readers() == {"ines", "lena", "marco", "sam"}
    Decision.objects.update(is_public=True)
    assert readers() == set(people)


def test_nothing_is_decided_without_two_options_and_a_reason(freeze):
    prepared(freeze, options=TWO[:1])
    with pytest.raises(ValidationError, match="two options"):
        decided(freeze)
    prepared(freeze)
    with pytest.raises(ValidationError, match="Say why"):
        decided(freeze, reason=" ")
    other = actions.raise_decision(title="Other?", owner=freeze.owner, due_on=DUE, by=freeze.raised_by, at=AT)
    prepared(other)
    with pytest.raises(ValidationError, match="one of the options"):
        decided(freeze, chosen=other.options.first())
    with pytest.raises(ValidationError, match="still to come"):
        actions.raise_decision(title="Late?", owner=freeze.owner, due_on=date(2026, 3, 1), by=freeze.raised_by, at=AT)


def test_with_too_little_information_the_template_is_part_of_deciding(freeze):
    prepared(freeze, is_uncertain=True, **{**FULL, "unknown": ""})
    with pytest.raises(ValidationError, match="what is not known"):
        decided(freeze)
    prepared(freeze, is_uncertain=True, **FULL)
    with pytest.raises(ValidationError, match="set a day to look again"):
        decided(freeze)
    decided(freeze, look_again_on=date(2026, 6, 1))
    plan_decisions(datetime(2026, 5, 31, 12, tzinfo=UTC))
    assert not Notice.objects.filter(kind="decisions.look_again").exists()
    plan_decisions(datetime(2026, 6, 1, 12, tzinfo=UTC))
    notice = Notice.objects.get(kind="decisions.look_again")
    assert kind_named("decisions.look_again").still_wanted(notice, freeze.owner)
    actions.look_again(freeze, words="It held.", by=freeze.owner.user, at=AT)
    assert not kind_named("decisions.look_again").still_wanted(notice, freeze.owner)


def test_reminders_come_once_on_their_days_and_follow_a_new_day(freeze):
    def told(kind: str) -> set[str]:
        return {
            f"{one.recipient.first_name} {one.notice.details['due_on']}" for one in Delivery.objects.filter(notice__kind=kind)
        }

    for hours in range(0, 24 * 21, 6):  # the clock goes every six hours
        plan_decisions(AT + timedelta(hours=hours))
    assert told("decisions.due") == {"Ines 2026-03-20"}
    assert Notice.objects.get(kind="decisions.due").occurred_at.date() == DUE - timedelta(days=2)
    assert told("decisions.overdue") == {"Ines 2026-03-20", "Lena 2026-03-20"}
    assert [one.title for one in queries.overdue(Decision.objects.all(), on=date(2026, 3, 21))] == [freeze.title]
    prepared(freeze, due_on=date(2026, 4, 20))
    old = Notice.objects.filter(kind="decisions.overdue").first()
    assert not kind_named("decisions.overdue").still_wanted(old, freeze.owner), "the day was moved: the old reminder says nothing"
    plan_decisions(datetime(2026, 4, 18, 12, tzinfo=UTC))
    assert told("decisions.due") == {"Ines 2026-03-20", "Ines 2026-04-20"}
    actions.drop_decision(freeze, reason="December is over.", by=freeze.owner.user, at=AT)
    plan_decisions(datetime(2026, 4, 22, 12, tzinfo=UTC))
    assert told("decisions.overdue") == {"Ines 2026-03-20", "Lena 2026-03-20"}


def test_it_can_get_another_owner_who_is_told_and_alone_decides(freeze, marco, signed_in):
    prepared(freeze, owner=marco)
    assert inbox(marco) == ["Lena Okafor asks you to decide by Fri 20 Mar: Do we freeze in December?"]
    with pytest.raises(ValidationError, match="They decide it"):
        actions.name_voice(freeze, employee=marco, role="asked", at=AT)
    page = {"chosen": freeze.options.first().pk, "reason": "So.", "look_again_on": ""}
    assert signed_in(freeze.raised_by).post(f"/decisions/{freeze.pk}/decide/", page).status_code == 403
    assert signed_in(marco).post(f"/decisions/{freeze.pk}/decide/", page).status_code == 302
    assert Decision.objects.get(pk=freeze.pk).state == "decided"

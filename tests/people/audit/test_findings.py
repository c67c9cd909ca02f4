"""Does the audit find exactly what is not equal, and does each finding come to an end?"""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from people.audit import actions, queries
from people.audit.faults import LadderFacts, Seats, Step, faults_of
from people.audit.messages import plan_audit
from people.audit.models import Finding
from people.notifications.models import Delivery, InboxMessage
from people.tracks.actions import import_ladder, publish_version
from people.tracks.models import Grade
from tests.training.scene import ladder
from transition.lib.faults import Conflict

AT = datetime(2026, 3, 2, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def one_factor(settings) -> None:
    """HR signs in without a second factor here."""
    settings.SECOND_FACTOR_REQUIRED = False


def level(track: str, height: int) -> dict:
    return {
        "key": f"{track}-{height}",
        "track": track,
        "order": height,
        "title": f"{track.upper()} {height}",
        "rank": f"r{height}",
    }


def band(key: str, middle: str, **more: str) -> dict:
    return {"level": key, "currency": "EUR", "period": "year", "mid": middle, **more}


def equal() -> dict:
    """Return a ladder with six heights: engineers from 1, managers from 3, of equal pay."""
    heights = {"ic": range(1, 7), "em": range(3, 7)}
    levels = [level(track, height) for track, found in heights.items() for height in found]
    pay = [band(one["key"], str(50_000 + 10_000 * one["order"])) for one in levels]
    return {**ladder(), "ranks": [{"key": f"r{n}", "order": n} for n in range(1, 7)], "levels": levels, "pay_bands": pay}


def publish(document: dict) -> None:
    version, _ = import_ladder(document, ranks_are_grades=True, by=None, at=AT)
    publish_version(version, by=None, at=AT)


def planted() -> dict:
    """Return the same ladder with three faults, and beside each something that is none."""
    document = equal()
    gone = {"ic-4", "ic-6"}  # no counterpart for EM 4; the engineers' way ends at 5, the managers' goes on
    document["levels"] = [one for one in document["levels"] if one["key"] not in gone]
    pay = {one["level"]: one for one in document["pay_bands"] if one["level"] not in gone}
    pay["ic-3"]["mid"] = "84800"  # EM 3 has 80000: 6 % apart
    pay["ic-5"]["mid"] = "105000"  # EM 5 has 100000: 5 % exactly is not more than 5 %
    document["pay_bands"] = [
        *pay.values(),
        band("ic-5", "200000", location="Zurich"),  # nothing to compare it with there
        band("em-4", "1", currency="USD"),
    ]
    return document


def standing() -> set[str]:
    return set(queries.standing(Finding.objects.all()).values_list("key", flat=True))


PLANTED = {
    "missing_counterpart:engineering:em-4",
    "dead_end:engineering:ic",
    "band_gap:engineering:ic-3:em-3",
    "capped_seats:5:ic",
}


def plant(hana) -> None:
    publish(planted())
    actions.set_seats(Grade.objects.get(order=5), side="ic", most=2, open_now=0, by=hana.user, at=AT)
    for side in ("ic", "management"):  # both capped is hard, but equal
        actions.set_seats(Grade.objects.get(order=3), side=side, most=9, open_now=1, by=hana.user, at=AT)


def test_equal_tracks_have_no_fault(hana):
    publish(equal())
    assert actions.look(by=None, at=AT) == 0
    assert standing() == set()


def test_exactly_the_planted_faults_are_found_once_and_mended_when_they_are_gone(hana):
    plant(hana)
    assert actions.look(by=None, at=AT) == 4
    assert standing() == PLANTED
    assert actions.look(by=None, at=AT + timedelta(days=1)) == 0, "what is known is not found again"
    assert "6.0 % apart (84,800 and 80,000 EUR a year)" in Finding.objects.get(kind="band_gap").words
    assert InboxMessage.objects.filter(recipient=hana, subject__contains="4 things").count() == 1
    publish(equal())
    actions.set_seats(Grade.objects.get(order=5), side="ic", most=None, open_now=0, by=hana.user, at=AT)
    actions.look(by=None, at=AT + timedelta(days=2))
    assert standing() == set()
    assert set(queries.mended(Finding.objects.all()).values_list("key", flat=True)) == PLANTED
    plant(hana)
    assert actions.look(by=None, at=AT + timedelta(days=3)) == 4, "what comes back is a finding of its own"
    assert Finding.objects.count() == 8


@pytest.mark.parametrize(("gap", "is_found"), [("0.94", True), ("0.95", False), ("1.05", False), ("1.0501", True)])
def test_five_percent_is_measured_from_the_managers_band_both_ways(gap, is_found):
    steps = [Step("ic", "IC", frozenset({"ic"}), 3), Step("em", "EM", frozenset({"management"}), 3)]
    pay = [band("em", "100000"), band("ic", str(Decimal(gap) * 100_000))]
    assert bool(faults_of([LadderFacts("x", "X", steps, pay)], [])) == is_found


def test_bands_without_a_middle_are_compared_by_their_ends_and_only_the_newest_counts():
    steps = [Step("ic", "IC", frozenset({"ic"}), 3), Step("em", "EM", frozenset({"management"}), 3)]
    ends = {"currency": "EUR", "period": "year", "min": "80000", "max": "120000"}
    old = band("ic", "50000", valid_from="2024-01-01")
    pay = [{"level": "em", **ends}, {"level": "ic", **ends, "valid_from": "2026-01-01"}, old, band("ic", "nonsense")]
    assert faults_of([LadderFacts("x", "X", steps, pay)], []) == []


def test_a_ladder_with_one_side_and_a_level_on_both_are_no_faults():
    both = frozenset({"ic", "management"})
    only = [Step("ic", "IC", frozenset({"ic"}), height) for height in (1, 2)]
    lead = [Step("a", "A", frozenset({"ic"}), 3), Step("lead", "Lead", both, 4), Step("m", "M", frozenset({"management"}), 3)]
    assert faults_of([LadderFacts("x", "X", only), LadderFacts("y", "Y", lead)], [Seats(3, "ic", None)]) == []


def test_a_finding_gets_an_owner_and_a_day_and_reminders_until_it_ends(hana, marco):
    plant(hana)
    actions.look(by=None, at=AT)
    finding = Finding.objects.get(kind="dead_end")
    with pytest.raises(ValidationError, match="still to come"):
        actions.assign_finding(finding, owner=marco, due_on=date(2026, 3, 1), by=hana.user, at=AT)
    actions.assign_finding(finding, owner=marco, due_on=date(2026, 4, 1), by=hana.user, at=AT)
    for day in range(40):
        plan_audit(AT + timedelta(days=day))
    told = Delivery.objects.filter(channel="inbox", notice__about_id=finding.pk)
    kinds = sorted((one.notice.kind, one.recipient.first_name, one.notice.occurred_at.date()) for one in told)
    assert kinds == [
        ("audit.assigned", "Marco", date(2026, 3, 2)),
        ("audit.due", "Marco", date(2026, 3, 25)),
        ("audit.overdue", "Hana", date(2026, 4, 2)),
        ("audit.overdue", "Marco", date(2026, 4, 2)),
    ]


def test_accepting_needs_a_reason_that_all_can_read_and_can_be_taken_back(hana, marco, otto, signed_in):
    plant(hana)
    actions.look(by=None, at=AT)
    finding = Finding.objects.get(kind="capped_seats")
    page = f"/audit/findings/{finding.pk}/"
    assert signed_in(otto).post(f"{page}accept/", {"reason": "Mine."}).status_code == 403
    signed_in(hana).post(f"{page}accept/", {"reason": " "})
    assert Finding.objects.get(pk=finding.pk).state == "open"
    signed_in(hana).post(f"{page}accept/", {"reason": "Two seats are what the budget has until June."})
    assert "until June" in signed_in(otto).get("/audit/").content.decode()
    assert actions.look(by=None, at=AT) == 0, "what is accepted is not found anew"
    with pytest.raises(Conflict):
        actions.accept_finding(finding, reason="Again.", by=hana.user, at=AT)
    actions.assign_finding(finding, owner=marco, due_on=date(2026, 6, 1), by=hana.user, at=AT)
    assert Finding.objects.get(pk=finding.pk).state == "open"
    actions.set_seats(Grade.objects.get(order=5), side="ic", most=None, open_now=0, by=hana.user, at=AT)
    actions.look(by=None, at=AT)
    with pytest.raises(Conflict):
        actions.assign_finding(finding, owner=marco, due_on=date(2026, 6, 1), by=hana.user, at=AT)

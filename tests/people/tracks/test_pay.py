"""Who sees which pay band, as the company decides?"""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from people.tracks.actions import decide_who_sees_pay, place_employee, publish_version, set_pay_band
from people.tracks.models import Grade
from people.tracks.permissions import visible_pay_bands
from people.tracks.source import read_source
from tests.people.tracks.test_documents import bring_in, small
from transition.lib.access import may


@pytest.fixture
def bands(ines):
    """Bands of both heights; Ines stands on the higher one, of one height with a manager."""
    version, _ = bring_in(small(), ranks_are_grades=True)
    publish_version(version, by=None, at=timezone.now())
    place_employee(ines, level=version.level_set.get(key="e2"), on=timezone.localdate(), by=None, at=timezone.now())
    amounts = {"minimum": Decimal(1), "middle": Decimal(2), "maximum": Decimal(3)}
    since = {"valid_from": date(2026, 1, 1), "by": None, "at": timezone.now()}
    return {order: set_pay_band(Grade.objects.get(order=order), currency="EUR", **amounts, **since) for order in (1, 2)}


def seen(user):
    return {band.grade.order for band in visible_pay_bands(user).select_related("grade")}


@pytest.mark.usefixtures("bands")
def test_the_company_decides_on_a_page_who_sees_pay(ines, hana, sam, signed_in, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    desk, me = signed_in(hana), signed_in(ines)
    manager = Grade.objects.get(order=2).levels.get(key="m2")
    for decision, wanted in (("hr", set()), ("own", {2}), ("hr", set())):
        desk.post("/tracks/grades/", {"decide": "1", "seen_by": decision})
        assert (seen(ines.user), seen(hana.user), seen(sam.user)) == (wanted, {1, 2}, set())
        page = me.get(f"/tracks/levels/{manager.pk}/").content.decode()  # an equal of her level
        assert ("Pay band" in page) is bool(wanted)


@pytest.mark.parametrize("is_default", [True, False])
def test_until_it_is_decided_the_installation_says(bands, ines, hana, settings, is_default):
    settings.PEOPLE_SEE_THEIR_BAND = is_default
    assert seen(ines.user) == ({2} if is_default else set())
    decide_who_sees_pay("own", by=hana.user, at=timezone.now())
    assert seen(ines.user) == {2}


def test_a_ladder_taken_along_by_others_comes_without_pay(ines, hana, signed_in, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    document = small() | {"pay_bands": [{"level": "e1", "currency": "EUR", "period": "year", "mid": "50123"}]}
    version, _ = bring_in(document)
    publish_version(version, by=None, at=timezone.now())
    for kind in ("json", "yaml"):
        address = f"/tracks/ladders/{version.pk}/export/?as={kind}"
        assert b"50123" in signed_in(hana).get(address).content
        assert b"50123" not in signed_in(ines).get(address).content
    for kind in ("xlsx", "csv"):
        taken = read_source(signed_in(ines).get(f"/tracks/ladders/{version.pk}/export/?as={kind}").content, f"a.{kind}")
        assert (taken.faults, "pay_bands" in taken.document) == ([], False)
    assert signed_in(ines).get(f"/tracks/ladders/{version.pk}/export/?as=pdf").status_code == 404


def test_what_one_may_see_is_what_one_sees(bands, ines, hana, sam):
    for decision in ("own", "hr"):
        decide_who_sees_pay(decision, by=hana.user, at=timezone.now())
        for one in (ines, hana, sam):
            assert {order for order, band in bands.items() if may(one.user, "people.see_pay_band", band)} == seen(one.user)

"""Are the curves right: by worked examples, by other programs, and by another way of reckoning on random data?"""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.soak import cases
from transition.lib.survival import Watched, aalen_johansen, at_risk, interval, kaplan_meier

TEN_DIGITS = 1e-10
CAUSES = ("confirmed", "left", "returned")


def watched(times: list[float], events: list[bool]) -> list[Watched]:
    return [Watched(time, "gone" if event else None) for time, event in zip(times, events, strict=True)]


def close(value: object) -> object:
    return pytest.approx(value, rel=TEN_DIGITS, abs=TEN_DIGITS)


# --- Kaplan-Meier ------------------------------------------------------------------------------------------------------


def test_the_worked_example_of_six_managers():
    """Months 4, 9 and 12 with an event; 7, 14 and 18 censored. S = 5/6, then times 3/4, then times 2/3."""
    steps = kaplan_meier(watched([4, 7, 9, 12, 14, 18], [True, False, True, True, False, False]))
    assert [(step.time, step.at_risk, step.events) for step in steps] == [(4, 6, 1), (9, 4, 1), (12, 3, 1)]
    assert [step.share for step in steps] == close([5 / 6, 5 / 8, 5 / 12])
    # Greenwood by hand: 1/(6*5) = 1/30; + 1/(4*3) = 7/60; + 1/(3*2) = 17/60.
    by_hand = [Fraction(25, 36) / 30, Fraction(25, 64) * 7 / 60, Fraction(25, 144) * 17 / 60]
    assert [step.variance for step in steps] == close([float(one) for one in by_hand])


TIED_TIMES = [2, 3, 3, 3, 5, 5, 6, 8, 8, 8, 10, 11, 11, 13, 14]
TIED_EVENTS = [bool(one) for one in (1, 1, 0, 1, 1, 1, 0, 1, 0, 1, 1, 1, 0, 0, 0)]
# scipy 1.17.1: ecdf(CensoredData(uncensored=..., right=...)).sf at 2, 3, 5, 8, 10, 11, and its
# confidence_interval(confidence_level=0.95, method="log-log"), which uses Greenwood's variance.
SCIPY = [0.9333333333333333, 0.7999999999999999, 0.6545454545454545, 0.4909090909090909, 0.39272727272727276, 0.29454545454545455]
SCIPY_LOW = [
    0.6126412437748717,
    0.4998239816557543,
    0.35702259592547136,
    0.21444182546129556,
    0.1377601475210641,
    0.0775400312651502,
]
SCIPY_HIGH = [
    0.9903322366500169,
    0.9307172940541175,
    0.8399656140730428,
    0.7198018572792441,
    0.6435928945877605,
    0.5574875449565447,
]


def test_ties_and_the_interval_are_equal_to_those_of_scipy():
    steps = kaplan_meier(watched(TIED_TIMES, TIED_EVENTS))
    assert [step.share for step in steps] == close(SCIPY)
    ends = [interval(step) for step in steps]
    assert [low for low, _ in ends] == close(SCIPY_LOW)
    assert [high for _, high in ends] == close(SCIPY_HIGH)


def test_nobody_and_everybody():
    assert kaplan_meier([]) == []
    assert aalen_johansen([]) == []
    assert aalen_johansen([Watched(3, None)]) == []
    (only,) = kaplan_meier([Watched(3, "gone")] * 4)
    assert (only.share, only.variance, interval(only)) == (0.0, 0.0, (0.0, 1.0))
    assert at_risk([Watched(3, "gone"), Watched(4, None)], 3) == 2
    assert at_risk([Watched(3, "gone"), Watched(4, None)], 3.5) == 1


# --- Aalen-Johansen ----------------------------------------------------------------------------------------------------


def test_incidence_with_ties_is_what_one_reckons_by_hand():
    """Ten people. At 2: one returns, one leaves. At 3: two confirmed, one censored. At 5: one returns, one confirmed. At 6: one censored.

    At 2 ten are at risk, S before is 1: returned 1/10, left 1/10; S = 8/10.
    At 3 eight are at risk (the censored one too): confirmed 8/10 * 2/8 = 2/10; S = 8/10 * 6/8 = 6/10.
    At 5 five are at risk: returned 1/10 + 6/10 * 1/5 = 22/100; confirmed 2/10 + 12/100 = 32/100; S = 6/10 * 3/5 = 36/100.
    At 7 two are at risk: one leaves: left 1/10 + 36/100 * 1/2 = 28/100; S = 18/100.
    """
    people = [Watched(2, "returned"), Watched(2, "left"), Watched(3, "confirmed"), Watched(3, "confirmed"), Watched(3, None)]
    people += [Watched(5, "returned"), Watched(5, "confirmed"), Watched(6, None), Watched(7, "left"), Watched(8, None)]
    steps = aalen_johansen(people)
    assert [(step.time, step.at_risk) for step in steps] == [(2, 10), (3, 8), (5, 5), (7, 2)]
    assert [step.shares["returned"] for step in steps] == close([0.1, 0.1, 0.22, 0.22])
    assert [step.shares["confirmed"] for step in steps] == close([0, 0.2, 0.32, 0.32])
    assert [step.shares["left"] for step in steps] == close([0.1, 0.1, 0.1, 0.28])
    assert [step.left for step in steps] == close([0.8, 0.6, 0.36, 0.18])


UNTIED = [
    (1.5, "confirmed"), (2.25, "confirmed"), (3.0, "returned"), (4.75, None), (5.5, "confirmed"), (6.0, "left"), (7.25, "confirmed"),
    (8.5, None), (9.0, "returned"), (10.25, "confirmed"), (11.5, "left"), (12.0, None), (13.75, "confirmed"), (14.5, "returned"),
    (16.0, None), (17.25, "left"), (18.5, "returned"), (21.0, None), (22.5, None), (24.0, "left"),
]  # fmt: skip
# lifelines 0.30.3: AalenJohansenFitter(calculate_variance=False).fit(times, codes, event_of_interest=code).cumulative_density_
# at some of the times of an event. (On tied data lifelines moves the ties apart by chance; that is why there are none here.)
LIFELINES = {
    "confirmed": {1.5: 0.05, 2.25: 0.1, 5.5: 0.153125, 7.25: 0.20625000000000002, 10.25: 0.2638020833333334, 24.0: 0.3285481770833334},
    "returned": {3.0: 0.05, 9.0: 0.10755208333333334, 14.5: 0.17229817708333336, 18.5: 0.2499934895833334, 24.0: 0.2499934895833334},
    "left": {6.0: 0.05312500000000001, 11.5: 0.11067708333333337, 17.25: 0.18837239583333343, 24.0: 0.4214583333333336},
}  # fmt: skip


def test_incidence_is_equal_to_that_of_lifelines():
    steps = {step.time: step for step in aalen_johansen([Watched(*one) for one in UNTIED])}
    for cause, found in LIFELINES.items():
        assert {time: steps[time].shares[cause] for time in found} == close(found)


# --- Another way to the same numbers ------------------------------------------------------------------------------------


def handed_on(people: list[Watched]) -> dict[tuple[float, str], Fraction]:
    """Return the share that each cause gets at each time, exactly: Efron's way (1967), without a product or a curve.

    Everybody begins with the same share. Who is censored hands theirs on in equal parts to all who were watched for longer; with nobody
    there it comes to nothing. Events come before what is censored on the same time.
    """
    rows = sorted(people, key=lambda one: (one.time, one.cause is None))
    has = [Fraction(1, len(rows))] * len(rows)
    found: dict[tuple[float, str], Fraction] = {}
    for number, one in enumerate(rows):
        if one.cause is not None:
            found[one.time, one.cause] = found.get((one.time, one.cause), Fraction(0)) + has[number]
        else:
            later = range(number + 1, len(rows))
            for other in later:
                has[other] += has[number] / len(later)
    return found


people_of_chance = st.lists(
    st.builds(Watched, st.integers(0, 12), st.sampled_from((*CAUSES, None, None))), min_size=1, max_size=40
)


@pytest.mark.soak
@settings(max_examples=cases(20_000, quick=200), deadline=None)
@given(people_of_chance)
def test_handing_on_the_shares_of_the_censored_gives_the_same_incidence(people):
    exact = handed_on(people)
    total = dict.fromkeys(CAUSES, Fraction(0))
    for step in aalen_johansen(people):
        for cause in CAUSES:
            total[cause] += exact.get((step.time, cause), Fraction(0))
        assert {cause: step.shares.get(cause, 0.0) for cause in CAUSES} == close(
            {cause: float(one) for cause, one in total.items()}
        )
        assert step.left + sum(step.shares.values()) == close(1.0)
    assert {time for time, _ in exact} == {step.time for step in aalen_johansen(people)}


@pytest.mark.soak
@settings(max_examples=cases(5_000, quick=100), deadline=None)
@given(people_of_chance)
def test_what_no_cause_took_is_the_survival_curve(people):
    incidences, survivals = aalen_johansen(people), kaplan_meier(people)
    assert [(one.time, one.at_risk) for one in incidences] == [(one.time, one.at_risk) for one in survivals]
    assert [one.left for one in incidences] == close([one.share for one in survivals])
    assert all(one.variance >= 0 for one in survivals)
    for one in survivals:
        low, high = interval(one)
        assert 0 <= low <= one.share <= high <= 1 or one.share in (0.0, 1.0)

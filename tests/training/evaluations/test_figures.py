"""Every number and word that a report can show, against worked examples."""

from decimal import Decimal

import pytest

from training.evaluations import figures


def test_agreement_on_one_question():
    assert figures.rwg([4, 4, 5, 4, 5]) == pytest.approx(0.85)
    assert figures.rwg([1, 5, 1, 5, 3]) == pytest.approx(-1.0)
    assert figures.rwg([3, 3, 3]) == 1.0


def test_agreement_on_a_theme():
    assert figures.rwg_j([[4, 4, 5, 4, 5]]) == pytest.approx(0.85)
    # variances .3 and .7, m = .5 / 2 = .25: 2 * .75 / (2 * .75 + .25)
    assert figures.rwg_j([[4, 4, 5, 4, 5], [2, 3, 4, 3, 4]]) == pytest.approx(1.5 / 1.75)
    assert figures.rwg_j([[4, 4, 5, 4, 5], [4, 4, 5, 4, 5]]) == pytest.approx(1.7 / 1.85)
    assert figures.rwg_j([[1, 5, 1, 5, 3]]) == 0.0, "clamped: opinions split"


@pytest.mark.parametrize(
    ("values", "cell"),
    [
        ([5, 5], {"status": "too_few"}),
        ([4, 4, 4], {"status": "shown", "band": "3 or 4", "word": "a strength"}),
        ([4, 4, 3], {"status": "shown", "band": "3 or 4", "word": "mixed"}),
        ([2, 3, 3, 3], {"status": "shown", "band": "3 or 4", "word": "needs attention"}),
        ([3, 3, 4, 3, 3], {"status": "shown", "band": "5 to 7", "score": "3.0", "end": ""}),
        ([3, 3, 4, 3, 4], {"status": "shown", "band": "5 to 7", "score": "3.5", "end": ""}),
        ([5] * 7, {"status": "shown", "band": "5 to 7", "score": "4.5", "end": "more"}),
        ([1] * 5, {"status": "shown", "band": "5 to 7", "score": "1.5", "end": "less"}),
    ],
)
def test_up_to_seven_answers(values, cell):
    assert figures.group_cell([values], threshold=3) == cell


@pytest.mark.parametrize(
    ("values", "score", "band"),
    [
        ([4, 4, 4, 4, 4, 4, 4, 3], "4.0", "8 to 12"),
        ([3, 3, 3, 3, 4, 4, 4, 4, 4], "3.5", "8 to 12"),
        ([4] * 7 + [3] * 3, "3.75", "8 to 12"),  # 3.7 in steps of 0.25
        ([4] * 9 + [5] * 4, "4.25", "13 to 20"),  # 4.31
        ([4] * 19 + [5], "4.1", "13 to 20"),  # 4.05, halves upwards
        ([3] * 11 + [4] * 10, "3.5", "21 or more"),
    ],
)
def test_from_eight_answers_on_steps_become_finer_with_the_number(values, score, band):
    cell = figures.group_cell([values], threshold=3)
    assert (cell["score"], cell["band"], cell["end"]) == (score, band, "")


def test_a_spread_is_told_in_fifths_and_never_as_all_or_none():
    assert figures.group_cell([[5] * 8], threshold=3)["shares"] == ["less than 20 %", "less than 20 %", "80 % or more"]
    assert figures.shares([[1, 1, 1, 3, 3, 5, 5, 5, 5, 5]]) == ["20 to 40 %", "20 to 40 %", "40 to 60 %"]
    for low in range(9):
        said = figures.shares([[1] * low + [5] * (8 - low)])
        assert not {"100 %", "0 %", "all", "none"} & set(said)


def test_people_experience_somebody_differently_below_the_usual_bound():
    assert figures.group_cell([[1, 5, 1, 5, 1, 5, 3, 3]], threshold=3)["differs"] is True
    assert figures.group_cell([[4, 4, 5, 4, 5, 4, 4, 5]], threshold=3)["differs"] is False
    assert "differs" not in figures.group_cell([[1, 5, 1, 5, 1, 5, 3]], threshold=3), "with seven nothing is said of agreement"


def test_a_theme_has_as_many_answers_as_its_question_with_the_fewest():
    assert figures.group_cell([[4] * 8, [4, 4]], threshold=3) == {"status": "too_few"}
    assert figures.group_cell([[4] * 8, [4] * 3], threshold=3)["band"] == "3 or 4"
    assert figures.group_cell([[4] * 4], threshold=5) == {"status": "too_few"}


def test_the_mean_of_a_theme_is_that_of_its_questions():
    assert figures.theme_mean([[4, 4, 4, 4], [1, 3]]) == 3.0


def test_one_known_person_is_shown_to_half_a_point():
    assert figures.single_cell([[4], [3]])["score"] == "3.5"
    assert figures.single_cell([[], [5]])["score"] == "5.0"
    assert figures.single_cell([[], []]) == {"status": "nothing"}


def cell(score: str = "", band: str = "", word: str = "") -> dict[str, str]:
    return {"status": "shown", "band": band} | ({"word": word} if word else {"score": score, "end": ""})


@pytest.mark.parametrize(
    ("here", "there", "says"),
    [
        (cell("4.5", "5 to 7"), cell("3.5"), "more"),
        (cell("4.0", "5 to 7"), cell("3.5"), "same"),  # half a point is within the rounding of both
        (cell("3.0", "5 to 7"), cell("4.0"), "less"),
        (cell("4.25", "13 to 20"), cell("3.5"), "more"),
        (cell("4.1", "21 or more"), cell("3.6", "21 or more"), "more"),
        (cell("4.0", "21 or more"), cell("3.6", "21 or more"), "same"),
        (cell(band="3 or 4", word="a strength"), cell("3.5"), "more"),
        (cell(band="3 or 4", word="mixed"), cell("3.5"), "same"),
        (cell(band="3 or 4", word="mixed"), cell(band="3 or 4", word="a strength"), "less"),
        ({"status": "too_few"}, cell("3.5"), ""),
        (cell("4.5", "5 to 7"), {"status": "protected"}, ""),
    ],
)
def test_two_sides_are_compared_in_words_and_from_what_is_shown_alone(here, there, says):
    assert figures.compare(here, there) == says


def test_rounding_goes_half_upwards():
    assert figures.rounded(3.25, Decimal("0.5")) == Decimal("3.5")
    assert figures.rounded(2.75, Decimal("0.5")) == Decimal("3.0")
    assert figures.rounded(4.05, Decimal("0.1")) == Decimal("4.1")

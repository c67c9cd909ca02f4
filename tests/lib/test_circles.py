"""Who stands above themself?"""

from hypothesis import given
from hypothesis import strategies as st

from transition.lib.circles import circles


def test_a_circle_is_met_once_and_who_only_leads_into_it_does_not_stand_in_it():
    above = {1: 2, 2: 3, 3: 2, 4: 1, 5: 6, 6: None}
    assert list(circles(above, above)) == [[2, 3]]
    assert list(circles(above, [4])) == [[2, 3]]
    assert list(circles(above, [5, 6])) == []


def test_who_reports_to_themself_is_a_circle_alone():
    assert list(circles({1: 1, 2: 1}, [2])) == [[1]]


@given(st.dictionaries(st.integers(0, 7), st.integers(0, 7)))
def test_everybody_who_comes_back_to_themself_stands_in_exactly_one(above):
    def comes_back(start):
        current = above.get(start)
        for _ in range(9):
            if current == start:
                return True
            current = above.get(current)
        return False

    found = [one for circle in circles(above, above) for one in circle]
    assert sorted(found) == [one for one in sorted(above) if comes_back(one)]

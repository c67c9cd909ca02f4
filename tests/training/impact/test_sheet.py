"""The sheets: what fits, in which order, and as Markdown."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.soak import cases
from training.impact.models import ImpactEntry
from training.impact.quarters import Quarter, quarter_of, read_quarter
from training.impact.sheet import HEAD, LINES, lay_out, to_markdown, too_long

DAY = date(2026, 5, 4)


def entry(**facts) -> ImpactEntry:
    words = {"what": "Cut over to the new ledger", "so_what": "risk", "worth": "No night work any more", "happened_on": DAY}
    return ImpactEntry(**{**words, **facts})


def test_highlights_come_first_and_what_is_left_out_is_counted():
    many = [entry(worth=f"Number {n}", is_highlight=n == 39) for n in range(40)]
    sheet = lay_out(title="Ines Duarte", period="Q2 2026", pages=1, entries=many)
    [section] = sheet.sections
    assert section.items[0].title == "Number 39"
    assert len(section.items) + sheet.left_out == 40
    assert sheet.left_out > 0
    assert sheet.height <= LINES


def test_a_longer_sheet_takes_three_pages_and_its_four_parts_in_order():
    parts = {"summary": "Led the cut-over.", "ways": "I ask first.", "reasons": "It will last."}
    sheet = lay_out(title="I", period="2026", pages=3, entries=[entry(so_what="people"), entry()], **parts)
    titles = [section.title for section in sheet.sections]
    assert titles == ["Summary", "How I work", "Risk reduced", "People grown", "Why it matters"]


def test_words_that_leave_no_room_for_results_are_too_long():
    assert too_long(summary="word " * 1500, ways="", reasons="")
    assert not too_long(summary="word " * 300, ways="word " * 100, reasons="")


TEXT = st.text(min_size=1, max_size=120)


@pytest.mark.soak
@settings(max_examples=cases(2000, quick=15), deadline=None)
@given(
    st.lists(st.tuples(TEXT, TEXT, st.booleans(), st.sampled_from(list(ImpactEntry.SoWhat))), max_size=20),
    st.sampled_from([1, 3]),
)
def test_no_sheet_is_ever_longer_than_its_pages(rows, pages):
    made = [entry(what=what, worth=worth, is_highlight=first, so_what=kind) for what, worth, first, kind in rows]
    sheet = lay_out(title="I", period="Q", pages=pages, entries=made)
    assert HEAD <= sheet.height <= pages * LINES
    assert sum(len(section.items) for section in sheet.sections) + sheet.left_out == len(rows)


def test_markdown_says_before_and_after_and_thanks():
    made = entry(before="40 a week", after="5", credited="Otto and Mei", evidence="The dashboard")
    text = to_markdown(lay_out(title="Ines Duarte", period="Q2 2026", pages=1, entries=[made]))
    assert text == (
        "# Ines Duarte\n\nQ2 2026\n\n## Risk reduced\n\n- **No night work any more**\n  Cut over to the new ledger.\n"
        "  Before: 40 a week. After: 5. Thanks to: Otto and Mei. Evidence: The dashboard.\n"
    )


@pytest.mark.parametrize("typed", ["# Not a heading", "<script>alert(1)</script>", "[a](http://b)", "*bold*", "line\n# two"])
def test_what_somebody_typed_stays_text_in_markdown(typed):
    text = to_markdown(lay_out(title="I", period="Q", pages=1, entries=[entry(worth=typed, what=typed)], summary=typed))
    assert not [line for line in text.splitlines() if line.startswith("# ") and line != "# I"]
    assert "<script>" not in text
    assert "[a](" not in text


def test_quarters_follow_each_other_over_the_year():
    quarter = quarter_of(date(2026, 11, 30))
    assert (str(quarter), quarter.key, quarter.first_day, quarter.last_day) == (
        "Q4 2026",
        "2026-Q4",
        date(2026, 10, 1),
        date(2026, 12, 31),
    )
    assert quarter.next == Quarter(2027, 1)
    assert quarter.next.previous == quarter


@pytest.mark.parametrize("key", ["", "2026-Q5", "Q1", "0000-Q1", "9999-Q4", "2026-Q1\n"])
def test_an_odd_quarter_is_the_one_of_today(key):
    assert read_quarter(key, today=DAY) == Quarter(2026, 2)

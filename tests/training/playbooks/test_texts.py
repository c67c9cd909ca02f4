"""The playbooks that come with the product, and how one is written."""

import pytest
from django.core.exceptions import ValidationError

from training.playbooks.texts import REVIEW_DAYS, SECTIONS, SHIPPED, check_body, read_playbook, sections_of, steps_of

KEYS = {
    "underperformance", "conflict", "leaving", "burnout", "toxic-senior", "missed-goal", "incident", "blame", "reorganisation",
    "former-peers",
}  # fmt: skip
BODY = "\n\n".join(f"## {name}\n\n- Day 3: Do it." for name in SECTIONS[:-1]) + "\n\n## Review\n\n- Week 2: See.\n- Week 6: See."


@pytest.fixture(scope="module")
def texts():
    return [read_playbook(path) for path in sorted(SHIPPED.glob("*.md"))]


def test_ten_are_shipped_each_of_four_to_nine_hundred_words(texts):
    assert {text.key for text in texts} == KEYS
    words = {text.key: len(f"{text.trigger} {text.conduct} {text.body}".split()) for text in texts}
    assert all(400 <= count <= 900 for count in words.values()), words


def test_each_asks_about_conduct_first_and_names_hr_among_those_to_involve(texts):
    for text in texts:
        assert text.conduct.endswith(("?", "first.")), text.key
        assert "HR" in sections_of(text.body)["Who to involve"], text.key


def test_each_can_be_run_with_a_first_day_and_reviews_after_two_and_six_weeks(texts):
    for text in texts:
        steps = steps_of(text.body)
        assert 10 <= len(steps) <= 20, text.key
        assert all(step.day <= 1 for step in steps if step.section == "The first 24 hours"), text.key
        assert [step.day for step in steps if step.section == "Review"] == list(REVIEW_DAYS), text.key


def test_work_below_what_was_agreed_looks_at_expectations_and_scope_before_skill_and_will(texts):
    [text] = [text for text in texts if text.key == "underperformance"]
    words = " ".join(step.words for step in steps_of(text.body))
    places = [
        words.index(word) for word in ("Ask about the expectations", "Ask about the scope", "ask about skill", "ask about will")
    ]
    assert places == sorted(places)


def test_a_step_has_a_day_of_its_own_or_that_of_the_step_before_it():
    body = "## The first 24 hours\n- Breathe\n- Day 0: Call,\n  at once\n## Steps\n1. Week 2: Look\n2. Ask\n\nwords\n## Review\n* week 6: See"
    assert [(step.day, step.words) for step in steps_of(body)] == [
        (1, "Breathe"),
        (0, "Call, at once"),
        (14, "Look"),
        (14, "Ask"),
        (42, "See"),
    ]


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (BODY.replace("## Steps", "## Stages"), 'The section "Steps" is missing'),
        (BODY.replace("## Words to use\n\n- Day 3: Do it.", "## Words to use\n"), 'The section "Words to use" is empty'),
        (BODY.replace("## Steps\n\n- Day 3: Do it.", "## Steps\n\nJust do it."), '"Steps" has no step'),
        (BODY.replace("Week 6", "Week 5"), 'needs a step "- Week 6'),
        (BODY.replace("Day 3: Do", "Day 400: Do"), "More than 365 days ahead"),
    ],
)
def test_a_body_that_cannot_be_run_is_refused_with_what_is_wrong(broken, words):
    check_body(BODY)
    with pytest.raises(ValidationError, match=words):
        check_body(broken)


def test_a_file_says_its_name_with_each_fault(tmp_path):
    path = tmp_path / "odd.md"
    path.write_text(f"---\nkey: odd\ntitle: Odd\ntrigger: t\nconduct: c\n---\n{BODY.replace('## Steps', '## Stages')}")
    with pytest.raises(ValidationError, match=r"odd\.md: The section"):
        read_playbook(path)
    path.write_text("---\nkey: odd\n---\n")
    with pytest.raises(ValidationError, match=r"odd\.md: missing, or not of the right kind: title, trigger, conduct"):
        read_playbook(path)

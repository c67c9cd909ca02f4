"""Hints on wording: what they see, and above all what they leave alone."""

import pytest

from transition.lib.wording import MOST, future_only, no_stigma, open_door, own_part, without_judging


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ("They must answer faster.", "I will …, so that they can answer faster."),
        ("The team should not wait for me.", "I will …, so that the team …"),
        ("I think my manager needs to decide", "I will …, so that my manager can decide."),
        ("People never read it.", "I will …, because my own part in it is …"),
    ],
)
def test_they_must_becomes_i_will(said, instead):
    [hint] = own_part(said)
    assert hint.instead == instead
    assert hint.found in said


@pytest.mark.parametrize(
    "said",
    [
        "I answer before they have finished.",
        "I must write down who decides, because I keep it in my head.",
        "They asked twice, and I should have said no.",
        "I said yes to what they needed.",
        "",
    ],
)
def test_ones_own_part_is_left_alone(said):
    assert not own_part(said)


@pytest.mark.parametrize(
    "said",
    [
        "You were late with the plan last week.",
        "You always take it back.",
        "As I said two months ago, ask first.",
        "You didn't listen.",
    ],
)
def test_a_suggestion_about_the_past_is_hinted_at(said):
    assert future_only(said)


@pytest.mark.parametrize(
    "said", ["Next time, you could ask two questions first.", "Let Otto open the meeting.", "Try it for a week."]
)
def test_a_suggestion_for_the_future_is_left_alone(said):
    assert not future_only(said)


@pytest.mark.parametrize(
    "said",
    [
        "Do not message me after six.",
        "Never call me at home.",
        "Contact me only on Tuesdays.",
        "Only write when it burns.",
        "Each of you has a day on which to come to me.",
        "By appointment only.",
        "Don't disturb me except in an emergency.",
    ],
)
def test_a_line_that_forbids_contact_is_hinted_at(said):
    assert open_door(said)


@pytest.mark.parametrize(
    "said",
    [
        "Do not hesitate to call me.",
        "I do not write after six; write whenever you like.",
        "Reach me by chat; I answer between nine and five.",
        "Please don't wait for the 1:1 with bad news.",
        "I never call you on your day off.",
    ],
)
def test_an_open_door_is_left_alone(said):
    assert not open_door(said)


@pytest.mark.parametrize(
    "said",
    [
        "You are lazy.",
        "You were really quite rude to Otto.",
        "She's unprofessional.",
        "They are so arrogant in reviews",
        "You always come late.",
        "He never listens to me.",
        "It is your attitude.",
        "I see a lack of commitment.",
        "You don\u2019t care about the others.",
        "Everybody thinks so.",
        "You are not a team player.",
    ],
)
def test_a_judgement_of_a_person_is_hinted_at(said):
    [hint, *_] = without_judging(said)
    assert hint.found.lower() in said.lower()


@pytest.mark.parametrize(
    "said",
    [
        "On Monday you answered before Otto had finished, and he left the room.",
        "In the review you asked all three of us, and the page became half as long.",
        "The test was difficult, and you stayed until it ran.",
        "You were late on Monday and on Thursday; we began without you.",
        "I was rude to you yesterday, and I am sorry.",
        "I never said thank you for the migration.",
        "Everybody wrote one page.",
        "You are the first who asked.",
        "",
    ],
)
def test_what_was_seen_is_left_alone(said):
    assert not without_judging(said)


def test_hints_are_few():
    assert len(own_part("They must do this. " * 3 + " ".join(f"They should do {n}." for n in range(9)))) == MOST


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Ines steps down from leading.", "steps down"),
        ("After a failed trial she goes back.", "failed"),
        ("He is back to just coding.", "back to just"),
        ("She is only an engineer now.", "only an engineer"),
        ("Not a demotion, of course.", "demotion"),
        ("Yuki was promoted to manager.", "promoted"),
    ],
)
def test_a_word_that_makes_a_move_a_fall_or_a_prize_is_hinted_at(said, found):
    assert [hint.found for hint in no_stigma(said)] == [found]


def test_a_move_between_equal_places_is_left_alone():
    assert no_stigma("From March, Ines works as an engineer again. The step was hers; the second release did not fail.") == []

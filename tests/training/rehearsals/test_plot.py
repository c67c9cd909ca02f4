"""Is a story fit to be rehearsed? Faults by passage and line, each of them one at a time; the map; the scenarios that come with the product."""

import re

import pytest

from tests.test_architecture import FORBIDDEN
from tests.training.rehearsals.stories import SMALL
from training.rehearsals.actions import SHIPPED
from training.rehearsals.picture import map_of
from training.rehearsals.plot import faults_of, plot_of
from training.rehearsals.twee import read_story, write_story


def faults(text: str) -> list[tuple[str, int, str]]:
    return [(one.passage, one.line, one.reason) for one in faults_of(read_story(text))]


def test_scenes_choices_and_debriefs_are_taken_apart():
    plot = plot_of(read_story(SMALL))
    assert plot.about == "You wait, and Otto is late."
    scene = plot.scenes["Platform"]
    assert scene.text == "The train leaves in *four* minutes."
    assert [(one.label, one.target, one.scores, one.debrief) for one in scene.choices] == [
        ("Ring him", "He answers", {"calm": 2, "clarity": 1}, "You asked before you judged."),
        ("Leave without him", "Alone", {"calm": -2}, "He was at the barrier."),
        ("Shout", "He answers", {"calm": -1}, "The whole platform knows now."),
    ]
    assert {one.name: one.ending for one in plot.endings} == {"Together": "good", "Alone": "poor"}
    assert plot.competencies == ["calm", "clarity"]
    assert plot.depths == {"Platform": 0, "He answers": 1, "Alone": 1, "Together": 2}
    assert not faults(SMALL)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("The late train", "", ("", 1, "The story has no title")),
        ("[about]", "[aboot]", ("", 1, "No passage tagged about")),
        ('"start": "Platform"', '"start": "Nowhere"', ("", 1, "There is no passage “Nowhere” to start with")),
        (":: Together [good]", ":: Alone [good]", ("Alone", 32, "Another passage has this name, on line 29")),
        ("Ring him->He answers", "Ring him->He anwsers", ("Platform", 13, "“Ring him” leads to “He anwsers”")),
        ("- [[Shout|He answers]]", "[[Shout|Platform]] or [[wait->Platform]]", ("Platform", 17, "“Shout” is not alone on its line")),
        ("> #calm-2 He was at the barrier.\n", "", ("Platform", 15, "“Leave without him” has no debrief")),
        (":: Together [good]", ":: Together", ("Together", 29, "An ending is tagged good, mixed or poor")),
        (":: Together [good]", ":: Together [good poor]", ("Together", 29, "An ending is tagged good, mixed or poor, with one")),
        (":: He answers", ":: He answers [poor]", ("He answers", 21, "Tagged poor as an ending, and it goes on")),
        ("You sit alone.\n", "You sit alone.\n\n:: Attic [mixed]\nDust.\n", ("Attic", 35, "No way leads here")),
        ("You both sit down.\n", "You both sit down.\n[[On->Loop]]\n\n:: Loop\nRound.\n[[On->Loop]]\n", ("Loop", 33, "No way leads from here")),
        ("#clarity+2 A small", "#clariti+2 A small", ("He answers", 26, "Only this choice says anything about #clariti")),
        ("#calm+2", "#calm+3", ("Platform", 13, "#calm+3 is out of range")),
        (":: Together", ":: " + "Togeth" + "e" * 200 + "r", ("Togeth" + "e" * 200 + "r", 29, "The name is longer than 200 letters")),
        ("You sit alone.", "", ("Alone", 32, "There is nothing to read here")),
        ("You sit alone.", "You [[sit alone.", ("Alone", 32, "A link here cannot be read")),
        ("A small thing, done.", "A [[small]] thing.", ("He answers", 26, "The debrief of “Hold the door” holds a link")),
        (":: Alone [poor]", ":: More [about]\nMore.\n\n:: Alone [poor]", ("More", 32, "A second passage tagged about")),
    ],
)  # fmt: skip
def test_each_fault_is_found_with_its_passage_and_line(old, new, fault):
    assert old in SMALL
    found = faults(SMALL.replace(old, new, 1))
    passage, line, words = fault
    assert [one for one in found if one[:2] == (passage, line) and one[2].startswith(words)], found


def test_a_single_way_on_needs_no_debrief():
    on = "The doors close.\n\n[[Sit down->Seats]]\n\n:: Seats [good]\nYou both sit down."
    assert not faults(SMALL.replace("You both sit down.", on).replace(":: Together [good]", ":: Together"))


def test_the_map_has_every_scene_in_its_place_and_every_way():
    plot = plot_of(read_story(SMALL))
    drawn = map_of(plot)
    rows = {stop.scene.name: stop.y for stop in drawn.stops}
    assert rows["Platform"] < rows["He answers"] == rows["Alone"] < rows["Together"]
    assert len({(stop.x, stop.y) for stop in drawn.stops}) == 4
    assert len(drawn.ways) == 4
    assert [way.goes_back for way in drawn.ways].count(True) == 1, "from the answer to the seat alone, in the same row"
    assert all(0 < stop.x < drawn.width and 0 < stop.y < drawn.height for stop in drawn.stops)
    assert drawn.words == "4 scenes, at most 2 choices deep, 2 endings: 1 good, 1 poor."


# --- What comes with the product ----------------------------------------------------------------------------------------

FILES = sorted(SHIPPED.glob("*.twee"))
SUBJECTS = ("former peer", "Delegating", "Feedback", "deadline", "Brilliant", "pay", "resignation", "too little information")


def test_there_are_eight_scenarios_on_the_eight_subjects():
    titles = [read_story(file.read_bytes()).title for file in FILES]
    assert len(titles) == len(SUBJECTS) == 8
    assert all(any(subject in title for title in titles) for subject in SUBJECTS)
    assert len({read_story(file.read_bytes()).ifid for file in FILES}) == 8


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_shipped_scenario_is_whole_long_enough_and_fair(file):
    story = read_story(file.read_bytes())
    assert not story.dropped
    assert not faults_of(story), faults_of(story)
    assert read_story(write_story(story)) == story
    plot = plot_of(story)
    assert 15 <= len(plot.scenes) <= 40
    assert len(plot.endings) >= 3
    assert {scene.ending for scene in plot.endings} == {"good", "mixed", "poor"}
    assert 1800 <= plot.words <= 3500
    assert len(plot.competencies) >= 5
    asking = [[sum(choice.scores.values()) for choice in scene.choices] for scene in plot.scenes.values() if scene.choices]
    places = [points.index(max(points)) for points in asking]
    assert len(set(places)) >= 2, "the best choice must not always stand at the same place"
    for scene in plot.scenes.values():
        assert len(scene.text.split()) >= 8, scene.name
        for choice in scene.choices:
            assert len(choice.debrief.split()) >= 5, choice.label
            assert choice.scores, choice.label
    text = file.read_text()
    assert not FORBIDDEN.search(text), FORBIDDEN.search(text)
    assert not re.search(r"\b(mansplain|crush it|synergy|leverage)\b", text, re.IGNORECASE)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_whoever_always_chooses_best_gets_to_a_good_end_and_never_in_a_circle(file):
    plot = plot_of(read_story(file.read_bytes()))
    here, seen = plot.scenes[plot.start], set()
    while not here.ending:
        assert here.name not in seen
        seen.add(here.name)
        here = plot.scenes[max(here.choices, key=lambda choice: sum(choice.scores.values())).target]
    assert here.ending == "good", [*seen, here.name]
    here = plot.scenes[plot.start]
    while not here.ending:
        here = plot.scenes[min(here.choices, key=lambda choice: sum(choice.scores.values())).target]
    assert here.ending != "good", here.name

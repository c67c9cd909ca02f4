"""What can happen in a story, and is it fit to be rehearsed? Scenes, choices with their debriefs, endings; faults by passage and line.

How a scenario is written: a passage tagged `about` says who one is and what is at stake. In every other passage each link stands on a
line of its own and is a choice; where there are two or more, the lines beginning with > below each are its debrief, read afterwards.
A debrief begins with what the choice shows of which competency, as `> #listening+2 #courage-1`. A passage without links is an ending
and is tagged good, mixed or poor.
"""

import re
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from training.rehearsals.twee import Link, Passage, Story, links_of, read_story

ENDINGS = ("good", "mixed", "poor")
ABOUT = "about"
HIGHEST_SCORE, LONGEST_NAME = 2, 200
WORDS_A_MINUTE, SECONDS_A_CHOICE = 180, 20  # read with thought, and think before choosing


@dataclass(frozen=True)
class Choice:
    """One thing that can be said or done: `scores` are competency -> -2 to 2, `debrief` is Markdown."""

    label: str
    target: str
    debrief: str
    scores: dict[str, int]
    line: int
    is_alone_on_its_line: bool = True


@dataclass(frozen=True)
class Scene:
    """One page of a rehearsal; `ending` is good, mixed or poor, empty where there is something to choose."""

    name: str
    number: int
    text: str  # Markdown, without choices and debriefs
    choices: tuple[Choice, ...]
    tags: tuple[str, ...]
    line: int

    @property
    def ending(self) -> str:
        """Return how it ends here, empty when it goes on or nobody says how."""
        found = [tag for tag in self.tags if tag in ENDINGS]
        return found[0] if len(found) == 1 and not self.choices else ""


@dataclass(frozen=True)
class Plot:
    """A whole scenario: its scenes by name, in the order of the file."""

    title: str
    about: str  # Markdown
    start: str
    scenes: dict[str, Scene]
    depths: dict[str, int] = field(default_factory=dict)  # how many choices from the start, of those that can be reached

    @property
    def endings(self) -> list[Scene]:
        """Return the scenes in which it ends."""
        return [scene for scene in self.scenes.values() if scene.ending]

    @property
    def competencies(self) -> list[str]:
        """Return what it gives scores for, by name."""
        return sorted({name for scene in self.scenes.values() for choice in scene.choices for name in choice.scores})

    @property
    def words(self) -> int:
        """Return how many words it has, debriefs and choices included."""
        texts = [self.about]
        for scene in self.scenes.values():
            texts += [scene.text, *(f"{choice.label} {choice.debrief}" for choice in scene.choices)]
        return sum(len(text.split()) for text in texts)

    @property
    def minutes(self) -> int:
        """Return about how long a thorough way through it takes, debrief included, in minutes."""
        ways = [self.depths[scene.name] for scene in self.endings if scene.name in self.depths]
        a_scene = self.words / max(1, len(self.scenes))
        return max(1, round((max(ways, default=0) + 1) * (a_scene / WORDS_A_MINUTE + SECONDS_A_CHOICE / 60)))


@dataclass(frozen=True)
class Fault:
    """What has to be mended before a scenario can be published: in which passage, on which line of the file."""

    passage: str
    line: int
    reason: str


@lru_cache(maxsize=64)
def plot_in(source: str) -> Plot:
    """Return the plot of a story written as Twee 3, which never changes."""
    return plot_of(read_story(source))


def plot_of(story: Story) -> Plot:
    """Return what can happen in a story, faults and all: of two passages with one name the first counts."""
    about = [passage for passage in story.passages if ABOUT in passage.tags]
    scenes: dict[str, Scene] = {}
    for passage in story.passages:
        if ABOUT not in passage.tags and passage.name not in scenes:
            scenes[passage.name] = _scene(passage, len(scenes) + 1)
    plot = Plot(story.title, about[0].text.strip() if about else "", story.start, scenes)
    plot.depths.update(_depths(plot))
    return plot


_SCORE = re.compile(r"#([a-z]+(?:-[a-z]+)*)([+-]\d)\s*")


def _scene(passage: Passage, number: int) -> Scene:
    by_line: dict[int, list[Link]] = {}
    for link in links_of(passage.text):
        by_line.setdefault(passage.text.count("\n", 0, link.start), []).append(link)
    prose: list[str] = []
    choices: list[Choice] = []
    lines = passage.text.split("\n")
    at = 0
    while at < len(lines):
        here, links = at, by_line.get(at, [])
        at += 1
        if not links:
            prose.append(lines[here])
            continue
        begin = passage.text.rfind("\n", 0, links[0].start) + 1
        is_alone = len(links) == 1 and not _line(lines[here], links, begin).strip(" \t-*+")
        prose.append("" if is_alone else _line(lines[here], links, begin, with_labels=True))
        first = at
        while is_alone and at < len(lines) and lines[at].lstrip().startswith(">"):
            at += 1
        words, scores = _scored("\n".join(line.lstrip()[1:].strip() for line in lines[first:at]))
        choices += [
            Choice(link.label, link.target, words, scores, passage.line + 1 + here, is_alone_on_its_line=is_alone)
            for link in links
        ]
    return Scene(passage.name, number, "\n".join(prose).strip(), tuple(choices), passage.tags, passage.line)


def _line(line: str, links: list[Link], begin: int, *, with_labels: bool = False) -> str:
    """Return a line, which begins at `begin` of the passage, without its links or with their labels only."""
    left, at = "", 0
    for link in links:
        left += line[at : link.start - begin] + (link.label if with_labels else "")
        at = link.end - begin
    return left + line[at:]


def _scored(text: str) -> tuple[str, dict[str, int]]:
    scores: dict[str, int] = {}
    while found := _SCORE.match(text):
        scores[found[1]] = int(found[2])
        text = text[found.end() :]
    return text.strip(), scores


def _depths(plot: Plot) -> dict[str, int]:
    if plot.start not in plot.scenes:
        return {}
    depths, waiting = {plot.start: 0}, deque([plot.start])
    while waiting:
        here = waiting.popleft()
        for choice in plot.scenes[here].choices:
            if choice.target in plot.scenes and choice.target not in depths:
                depths[choice.target] = depths[here] + 1
                waiting.append(choice.target)
    return depths


# --- Is it fit? ---------------------------------------------------------------------------------------------------------


def faults_of(story: Story) -> list[Fault]:
    """Return everything that keeps a story from being rehearsed, in the order of the file; empty when it is fit."""
    plot = plot_of(story)
    found = [*_faults_of_the_whole(story, plot), *_faults_of_ways(plot)]
    for scene in plot.scenes.values():
        found += _faults_of_scene(scene, plot)
    return sorted(found, key=lambda fault: (fault.line, fault.reason))


def _faults_of_the_whole(story: Story, plot: Plot) -> Iterable[Fault]:
    if not story.title:
        yield Fault("", 1, "The story has no title: write it in a passage called StoryTitle.")
    about = [passage for passage in story.passages if ABOUT in passage.tags]
    if not plot.about:
        yield Fault("", 1, "No passage tagged about says who one is and what is at stake.")
    for passage in about[1:]:
        yield Fault(passage.name, passage.line, "A second passage tagged about: there can be one.")
    if plot.start not in plot.scenes:
        yield Fault("", 1, f"There is no passage “{plot.start}” to start with.")
    seen: dict[str, int] = {}
    for passage in story.passages:
        if passage.name in seen:
            yield Fault(passage.name, passage.line, f"Another passage has this name, on line {seen[passage.name]}.")
        seen.setdefault(passage.name, passage.line)
    scored = Counter(name for scene in plot.scenes.values() for choice in scene.choices for name in choice.scores)
    for scene in plot.scenes.values():
        for choice in scene.choices:
            for name in choice.scores:
                if scored[name] == 1:
                    yield Fault(scene.name, choice.line, f"Only this choice says anything about #{name}: a slip of the pen?")


def _faults_of_ways(plot: Plot) -> Iterable[Fault]:
    if plot.start not in plot.scenes:
        return
    came_from: dict[str, set[str]] = {}
    for scene in plot.scenes.values():
        for choice in scene.choices:
            came_from.setdefault(choice.target, set()).add(scene.name)
    ending = {scene.name for scene in plot.scenes.values() if not scene.choices}
    waiting = list(ending)
    while waiting:
        for before in came_from.get(waiting.pop(), set()) - ending:
            ending.add(before)
            waiting.append(before)
    for scene in plot.scenes.values():
        if scene.name not in plot.depths:
            yield Fault(scene.name, scene.line, "No way leads here from the start.")
        elif scene.name not in ending:
            yield Fault(scene.name, scene.line, "No way leads from here to an ending.")


def _faults_of_scene(scene: Scene, plot: Plot) -> Iterable[Fault]:
    if not scene.text:
        yield Fault(scene.name, scene.line, "There is nothing to read here.")
    if "[[" in re.sub(r"`+[^`]*`+", "", scene.text):
        yield Fault(scene.name, scene.line, "A link here cannot be read: two brackets, words, two brackets, on one line.")
    if len(scene.name) > LONGEST_NAME:
        yield Fault(scene.name, scene.line, f"The name is longer than {LONGEST_NAME} letters.")
    marks = [tag for tag in scene.tags if tag in ENDINGS]
    if scene.choices and marks:
        yield Fault(scene.name, scene.line, f"Tagged {marks[0]} as an ending, and it goes on.")
    if not scene.choices and len(marks) != 1:
        yield Fault(scene.name, scene.line, "An ending is tagged good, mixed or poor, with one of them.")
    for choice in scene.choices:
        if choice.target not in plot.scenes:
            yield Fault(scene.name, choice.line, f"“{choice.label}” leads to “{choice.target}”, and there is no such passage.")
        if not choice.is_alone_on_its_line:
            yield Fault(scene.name, choice.line, f"“{choice.label}” is not alone on its line: a choice is.")
        elif len(scene.choices) > 1 and not choice.debrief:
            yield Fault(scene.name, choice.line, f"“{choice.label}” has no debrief: write it below, in lines that begin with >.")
        if "[[" in choice.debrief:
            yield Fault(scene.name, choice.line, f"The debrief of “{choice.label}” holds a link: a debrief has none.")
        for name, score in choice.scores.items():
            if abs(score) > HIGHEST_SCORE:
                yield Fault(scene.name, choice.line, f"#{name}{score:+} is out of range: from -2 to +2.")

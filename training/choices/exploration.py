"""What does somebody find out about themself when they wonder about leading? Pure: answers in, three scores and six motives out.

The three scores follow the three ways of wanting to lead of Chan & Drasgow (2001), "Toward a theory of individual differences and
leadership: understanding the motivation to lead", Journal of Applied Psychology 86(3), 481-498, doi:10.1037/0021-9010.86.3.481:
affective (one likes to lead), non-calculative (one does not count what it brings) and social (one feels that one ought to). The items are
ours, have not been validated, and are a help for thinking, not a test: a score says nothing about whether somebody would lead well.
"""

from collections.abc import Mapping
from dataclasses import dataclass

LOWEST, HIGHEST = 1, 5
AGREEMENT = ((1, "not at all"), (2, "hardly"), (3, "in part"), (4, "mostly"), (5, "fully"))
LEAST = 3  # answers of four that a score needs

AFFECTIVE, FREE, SOCIAL = "affective", "free", "social"
SCORES = {
    AFFECTIVE: ("Liking it", "You would like the doing itself: to go ahead, to bring people together, to decide with them."),
    FREE: ("Not counting what it brings", "You would do it without adding up first what you get for it and what it costs you."),
    SOCIAL: ("Feeling that one should", "You see it as something one owes to the others when it is one's turn."),
}

# key -> (score it belongs to, what one agrees with, whether agreeing speaks against the score)
ITEMS = {
    "a1": (AFFECTIVE, "When nobody takes the lead in a group, I feel like doing it.", False),
    "a2": (AFFECTIVE, "An afternoon spent on getting four people to agree can be a good afternoon.", False),
    "a3": (AFFECTIVE, "I would rather see somebody else solve it than solve it faster myself.", False),
    "a4": (AFFECTIVE, "I am happiest in a team when somebody else leads it.", True),
    "f1": (FREE, "I would take responsibility for others even if nothing else about my work got better.", False),
    "f2": (FREE, "Before I agreed to lead, I would want to know exactly what I get for it.", True),
    "f3": (FREE, "Whether leading pays off for me is not what I would think about first.", False),
    "f4": (FREE, "Leading brings more trouble than it is worth to the one who does it.", True),
    "s1": (SOCIAL, "When people I work with ask me to lead, I find it hard to be the one who says no.", False),
    "s2": (SOCIAL, "Whoever has learned a lot from others should take a turn at leading.", False),
    "s3": (SOCIAL, "If a team needed somebody to lead it and I could, I would feel that I ought to.", False),
    "s4": (SOCIAL, "Nobody owes it to anybody to lead.", True),
}

INFLUENCE, CURIOSITY, BENEFITS, STATUS, GROWING, PRESSURE = "influence", "curiosity", "benefits", "status", "growing", "pressure"
WEIGHTS = ((0, "no"), (1, "a little"), (2, "some"), (3, "much"), (4, "most of all"))
MOTIVES = {
    INFLUENCE: ("Influence", "I want a say in what is decided."),
    CURIOSITY: ("Curiosity", "I want to know what it is like."),
    BENEFITS: ("Benefits", "I want the pay, the security or the terms that I think come with it."),
    STATUS: ("Standing", "I want to be seen as somebody who got somewhere."),
    GROWING: ("Growing people", "I want to see others get further than they thought they could."),
    PRESSURE: ("Pressure", "Somebody expects it of me, or there seems to be no other way on."),
}


@dataclass(frozen=True)
class Score:
    """One of the three: `value` from 1 to 5 with one decimal, or None where fewer than three of its four items were answered."""

    key: str
    title: str
    words: str
    value: float | None

    @property
    def width(self) -> int:
        """Return how long its bar is, 0 to 200 pixels from the lowest value to the highest."""
        return 0 if self.value is None else round(200 * (self.value - LOWEST) / (HIGHEST - LOWEST))


@dataclass(frozen=True)
class Motive:
    """One stated motive with the weight somebody gave it: 0 to 4."""

    key: str
    title: str
    weight: int
    words: str


@dataclass(frozen=True)
class Exploration:
    """What somebody said of themself: three scores that are never added up, and the motives with some weight, the heaviest first."""

    scores: tuple[Score, ...]
    motives: tuple[Motive, ...]
    words: str

    @property
    def is_for_more_say_or_terms(self) -> bool:
        """Return whether influence and benefits have at least half of all the weight: both are to be had on either track."""
        all_of_it = sum(one.weight for one in self.motives)
        return all_of_it > 0 and 2 * sum(one.weight for one in self.motives if one.key in (INFLUENCE, BENEFITS)) >= all_of_it

    @property
    def is_under_pressure(self) -> bool:
        """Return whether no motive has more weight than pressure."""
        return bool(self.motives) and self.motives[0].weight == max(
            (one.weight for one in self.motives if one.key == PRESSURE), default=-1
        )

    def has(self, key: str) -> bool:
        """Return whether a motive has any weight."""
        return any(one.key == key for one in self.motives)


def explored(answers: Mapping[str, int], *, words: str = "") -> Exploration:
    """Return what answers say; keys of ITEMS map to 1..5, keys of MOTIVES to 0..4, what is missing was not answered.

    A score is the mean of its items, one that speaks against it turned round (6 - answer).
    """
    scores = tuple(Score(key, title, meaning, _mean(key, answers)) for key, (title, meaning) in SCORES.items())
    names = dict(WEIGHTS)
    motives = [
        Motive(key, title, weight, names[weight]) for key, (title, _) in MOTIVES.items() if (weight := answers.get(key, 0)) > 0
    ]
    return Exploration(scores, tuple(sorted(motives, key=lambda one: -one.weight)), words)


def _mean(score: str, answers: Mapping[str, int]) -> float | None:
    values = [
        LOWEST + HIGHEST - answers[key] if is_against else answers[key]
        for key, (of, _, is_against) in ITEMS.items()
        if of == score and key in answers
    ]
    return round(sum(values) / len(values), 1) if len(values) >= LEAST else None

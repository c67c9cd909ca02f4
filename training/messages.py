"""Gathers the kinds of message of training's features."""

from training.agreements import messages as agreements
from training.certification import messages as certification
from training.choices import messages as choices
from training.coaching import messages as coaching
from training.curricula import messages as curricula
from training.evaluations import messages as evaluations
from training.feedback import messages as feedback
from training.growth import messages as growth
from training.impact import messages as impact
from training.leavers import messages as leavers
from training.mentoring import messages as mentoring
from training.one_on_ones import messages as one_on_ones
from training.openings import messages as openings
from training.playbooks import messages as playbooks
from training.pulses import messages as pulses
from training.readmes import messages as readmes
from training.rehearsals import messages as rehearsals
from training.returns import messages as returns
from training.shadowing import messages as shadowing
from training.tasters import messages as tasters
from training.trials import messages as trials
from training.watches import messages as watches

__all__ = [
    "agreements",
    "certification",
    "choices",
    "coaching",
    "curricula",
    "evaluations",
    "feedback",
    "growth",
    "impact",
    "leavers",
    "mentoring",
    "one_on_ones",
    "openings",
    "playbooks",
    "pulses",
    "readmes",
    "rehearsals",
    "returns",
    "shadowing",
    "tasters",
    "trials",
    "watches",
]

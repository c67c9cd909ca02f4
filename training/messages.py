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
from training.mentoring import messages as mentoring
from training.one_on_ones import messages as one_on_ones
from training.playbooks import messages as playbooks
from training.readmes import messages as readmes
from training.rehearsals import messages as rehearsals
from training.shadowing import messages as shadowing
from training.trials import messages as trials

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
    "mentoring",
    "one_on_ones",
    "playbooks",
    "readmes",
    "rehearsals",
    "shadowing",
    "trials",
]

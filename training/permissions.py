"""Gathers the permissions of training's features."""

from training.agreements import permissions as agreements
from training.calendar import permissions as calendar
from training.certification import permissions as certification
from training.choices import permissions as choices
from training.coaching import permissions as coaching
from training.curricula import permissions as curricula
from training.evaluations import permissions as evaluations
from training.feedback import permissions as feedback
from training.growth import permissions as growth
from training.impact import permissions as impact
from training.insights import permissions as insights
from training.leavers import permissions as leavers
from training.mentoring import permissions as mentoring
from training.one_on_ones import permissions as one_on_ones
from training.openings import permissions as openings
from training.playbooks import permissions as playbooks
from training.presets import permissions as presets
from training.pulses import permissions as pulses
from training.readmes import permissions as readmes
from training.rehearsals import permissions as rehearsals
from training.returns import permissions as returns
from training.shadowing import permissions as shadowing
from training.tasters import permissions as tasters
from training.trials import permissions as trials
from training.watches import permissions as watches

__all__ = [
    "agreements",
    "calendar",
    "certification",
    "choices",
    "coaching",
    "curricula",
    "evaluations",
    "feedback",
    "growth",
    "impact",
    "insights",
    "leavers",
    "mentoring",
    "one_on_ones",
    "openings",
    "playbooks",
    "presets",
    "pulses",
    "readmes",
    "rehearsals",
    "returns",
    "shadowing",
    "tasters",
    "trials",
    "watches",
]

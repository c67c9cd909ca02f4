"""Gathers the kinds of message of training's features."""

from training.choices import messages as choices
from training.curricula import messages as curricula
from training.growth import messages as growth
from training.impact import messages as impact
from training.one_on_ones import messages as one_on_ones
from training.readmes import messages as readmes
from training.trials import messages as trials

__all__ = ["choices", "curricula", "growth", "impact", "one_on_ones", "readmes", "trials"]

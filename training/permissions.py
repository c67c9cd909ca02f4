"""Gathers the permissions of training's features."""

from training.choices import permissions as choices
from training.curricula import permissions as curricula
from training.growth import permissions as growth
from training.impact import permissions as impact
from training.one_on_ones import permissions as one_on_ones
from training.readmes import permissions as readmes
from training.trials import permissions as trials

__all__ = ["choices", "curricula", "growth", "impact", "one_on_ones", "readmes", "trials"]

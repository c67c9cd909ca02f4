"""Gathers the permissions of training's features."""

from training.choices import permissions as choices
from training.curricula import permissions as curricula
from training.mentoring import permissions as mentoring
from training.one_on_ones import permissions as one_on_ones
from training.trials import permissions as trials

__all__ = ["choices", "curricula", "mentoring", "one_on_ones", "trials"]

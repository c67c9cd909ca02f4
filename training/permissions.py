"""Gathers the permissions of training's features."""

from training.calendar import permissions as calendar
from training.choices import permissions as choices
from training.curricula import permissions as curricula
from training.one_on_ones import permissions as one_on_ones
from training.playbooks import permissions as playbooks
from training.trials import permissions as trials

__all__ = ["calendar", "choices", "curricula", "one_on_ones", "playbooks", "trials"]

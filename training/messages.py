"""Gathers the kinds of message of training's features."""

from training.choices import messages as choices
from training.curricula import messages as curricula
from training.one_on_ones import messages as one_on_ones
from training.playbooks import messages as playbooks
from training.trials import messages as trials

__all__ = ["choices", "curricula", "one_on_ones", "playbooks", "trials"]

"""Gathers the tasks of training's features for Celery."""

from training.curricula import tasks as curricula
from training.one_on_ones import tasks as one_on_ones
from training.trials import tasks as trials

__all__ = ["curricula", "one_on_ones", "trials"]

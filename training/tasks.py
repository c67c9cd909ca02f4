"""Gathers the tasks of training's features for Celery."""

from training.curricula import tasks as curricula
from training.evaluations import tasks as evaluations
from training.insights import tasks as insights
from training.one_on_ones import tasks as one_on_ones
from training.playbooks import tasks as playbooks
from training.trials import tasks as trials

__all__ = ["curricula", "evaluations", "insights", "one_on_ones", "playbooks", "trials"]

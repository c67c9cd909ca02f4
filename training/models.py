"""Gathers the models of training's features for Django."""

from training.choices.models import *  # noqa: F403
from training.curricula.models import *  # noqa: F403
from training.mentoring.models import *  # noqa: F403
from training.one_on_ones.models import *  # noqa: F403
from training.trials.models import *  # noqa: F403

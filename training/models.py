"""Gathers the models of training's features for Django."""

from training.agreements.models import *  # noqa: F403
from training.calendar.models import *  # noqa: F403
from training.certification.models import *  # noqa: F403
from training.choices.models import *  # noqa: F403
from training.coaching.models import *  # noqa: F403
from training.curricula.models import *  # noqa: F403
from training.evaluations.models import *  # noqa: F403
from training.feedback.models import *  # noqa: F403
from training.growth.models import *  # noqa: F403
from training.impact.models import *  # noqa: F403
from training.insights.models import *  # noqa: F403
from training.leavers.models import *  # noqa: F403
from training.mentoring.models import *  # noqa: F403
from training.one_on_ones.models import *  # noqa: F403
from training.openings.models import *  # noqa: F403
from training.playbooks.models import *  # noqa: F403
from training.presets.models import *  # noqa: F403
from training.pulses.models import *  # noqa: F403
from training.readmes.models import *  # noqa: F403
from training.rehearsals.models import *  # noqa: F403
from training.returns.models import *  # noqa: F403
from training.shadowing.models import *  # noqa: F403
from training.tasters.models import *  # noqa: F403
from training.trials.models import *  # noqa: F403
from training.watches.models import *  # noqa: F403

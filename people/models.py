"""Gathers the models of people's features for Django."""

from people.accounts.models import *  # noqa: F403
from people.assessments.models import *  # noqa: F403
from people.audit.models import *  # noqa: F403
from people.charter.models import *  # noqa: F403
from people.decisions.models import *  # noqa: F403
from people.duties.models import *  # noqa: F403
from people.employees.models import *  # noqa: F403
from people.history.models import *  # noqa: F403
from people.imports.models import *  # noqa: F403
from people.notifications.models import *  # noqa: F403
from people.roles.models import *  # noqa: F403
from people.tracks.models import *  # noqa: F403

"""Who reads what became of the trials?"""

from people.accounts.permissions import is_hr
from transition.lib.access import add_permission

add_permission("training.see_insights", is_hr, readers="HR administrators")

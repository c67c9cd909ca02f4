"""Who may bring people in?"""

import rules

from people.accounts.models import User
from transition.lib.access import add_permission


@rules.predicate
def is_hr(user: User, thing: object = None) -> bool:
    return user.is_hr_administrator


add_permission("people.import_people", is_hr, readers="You alone, until you confirm it")

"""Who may bring people in?"""

from people.accounts.permissions import is_hr
from transition.lib.access import add_permission

add_permission("people.import_people", is_hr, readers="You alone, until you confirm it")

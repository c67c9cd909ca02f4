"""Who reads and who writes presets?"""

from people.accounts.permissions import is_employed, is_hr
from transition.lib.access import add_permission

add_permission("training.see_presets", is_employed, readers="Everybody who works here")
add_permission("training.change_presets", is_hr)

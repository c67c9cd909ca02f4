"""Who sees whether the tracks are equal, and who says what becomes of a finding?"""

from django.db.models import QuerySet

from people.accounts.models import User
from people.accounts.permissions import is_employed, is_hr
from people.audit.models import Finding
from transition.lib.access import add_permission

add_permission("people.see_audit", is_hr | is_employed, readers="Everybody who works here")
add_permission("people.settle_finding", is_hr, readers="Everybody who works here, with your name")


def visible_findings(user: User) -> QuerySet[Finding]:
    """Return the findings `user` sees: everybody who works here sees all."""
    return Finding.objects.all() if user.is_hr_administrator or is_employed(user) else Finding.objects.none()

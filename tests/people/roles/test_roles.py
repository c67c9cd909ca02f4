"""Are roles without a title given with scope, time and thanks, by those who may?"""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from people.notifications.models import InboxMessage
from people.roles import actions
from people.roles.models import LeadRole, LeadRoleHolder
from transition.lib.faults import Conflict


@pytest.fixture
def roles(db):
    """The catalogue that comes with the product."""
    made = actions.take_over_shipped(by=None, at=timezone.now())
    assert actions.take_over_shipped(by=None, at=timezone.now()) == []
    return {role.title: role for role in made}


def test_a_manager_gives_a_role_to_whom_they_lead_and_everybody_sees_it(roles, otto, sam, signed_in):
    ines = otto.lines.get().manager
    lena = ines.lines.get().manager
    role = roles["Go-to person"]
    typed = {
        "scope": "the retries",
        "time_share": "20",
        "recognition": "Named in the review",
        "on": timezone.localdate().isoformat(),
    }
    refused = signed_in(lena).post(f"/roles/{role.pk}/give/", {**typed, "employee": otto.email})
    assert "You give roles to those you lead" in refused.content.decode()
    assert signed_in(sam).get(f"/roles/{role.pk}/give/").status_code == 403
    signed_in(lena).post(f"/roles/{role.pk}/give/", {**typed, "employee": ines.email})
    text = signed_in(sam).get("/roles/").content.decode()
    assert "the retries, 20 % of the week, since" in text
    assert "</span>. Named in the review" in text
    assert InboxMessage.objects.filter(recipient=ines, subject="You are now Go-to person: the retries").exists()
    holder = LeadRoleHolder.objects.get()
    assert signed_in(sam).post(f"/roles/holders/{holder.pk}/end/").status_code == 403
    assert signed_in(ines).post(f"/roles/holders/{holder.pk}/end/").status_code == 302
    assert signed_in(ines).post(f"/roles/holders/{holder.pk}/end/").status_code == 409


def test_roles_are_no_second_job(roles, ines, hana):
    today = timezone.localdate()
    give = {"employee": ines, "scope": "x", "on": today, "by": hana.user, "at": timezone.now()}
    actions.give_role(roles["Architect of an area"], time_share=30, **give)
    with pytest.raises(ValidationError, match="has this role already"):
        actions.give_role(roles["Architect of an area"], time_share=0, **give)
    with pytest.raises(ValidationError, match="more than half of the week"):
        actions.give_role(roles["Team lead without reports"], time_share=30, **give)
    ines.left_on = today
    ines.save()
    with pytest.raises(ValidationError, match="no longer works here"):
        actions.give_role(roles["Mentor of newcomers"], time_share=0, **{**give, "on": today + timedelta(days=1)})
    with pytest.raises(ValidationError, match="of this title already"):
        actions.save_role(None, title="go-to PERSON", by=None, at=timezone.now())
    assert LeadRole.objects.filter(kind="staff").count() == 4


def test_a_role_ends_no_earlier_than_it_began(roles, ines, hana):
    today = timezone.localdate()
    holder = actions.give_role(
        roles["Go-to person"], employee=ines, scope="x", time_share=5, on=today, by=hana.user, at=timezone.now()
    )
    assert actions.end_role(holder, on=today - timedelta(days=9), by=hana.user, at=timezone.now()).ended_on == today
    with pytest.raises(Conflict):
        actions.end_role(holder, on=today, by=hana.user, at=timezone.now())

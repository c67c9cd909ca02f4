"""What somebody would like: theirs, until they share it, and gone when they take it back."""

import pytest
from django.core.exceptions import ValidationError

from people.history.models import Record
from people.notifications.models import InboxMessage, Notice
from training.choices.actions import say_interest, share_interest, stop_sharing, take_back
from training.choices.models import Interest
from training.choices.permissions import visible_interests
from training.choices.queries import ways_from


def readers(scene, interest) -> set[str]:
    people = (scene.ines, scene.lena, scene.hana, scene.marco, scene.otto)
    return {one.first_name for one in people if visible_interests(one.user).filter(pk=interest.pk).exists()}


def test_it_is_read_by_whom_one_lets_read_it(scene):
    interest = say_interest(scene.ines, wish="try", words="Since the outage.", on=scene.today)
    assert readers(scene, interest) == {"Ines"}
    share = share_interest(interest, reader=scene.lena, at=scene.at)
    share_interest(interest, reader=None, at=scene.at)
    assert readers(scene, interest) == {"Ines", "Lena", "Hana"}
    stop_sharing(share)
    assert readers(scene, interest) == {"Ines", "Hana"}
    with pytest.raises(ValidationError, match="Somebody else"):
        share_interest(interest, reader=scene.ines, at=scene.at)


def test_taken_back_it_leaves_no_trace(scene):
    before = (Record.objects.count(), Notice.objects.count())
    interest = say_interest(scene.ines, wish="curious", on=scene.today)
    share_interest(interest, reader=scene.lena, at=scene.at)
    assert InboxMessage.objects.filter(recipient=scene.lena, subject__contains="lets you read").exists()
    take_back(interest)
    assert not Interest.objects.exists()
    assert not InboxMessage.objects.filter(subject__contains="lets you read").exists()
    assert (Record.objects.count(), Notice.objects.count()) == before


def test_the_ways_from_where_one_stands_say_what_kind_of_move_each_is(scene):
    here, ways = ways_from(scene.ines, on=scene.today)
    assert here == scene.level("ic-3")
    assert {way.level.key: way.move for way in ways} == {"em-3": "lateral", "ic-4": "up", "em-4": "up"}

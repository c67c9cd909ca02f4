"""What the team is told: a proposal for each kind of news, once each, and a hint that never stands in the way."""

from datetime import timedelta

import pytest

from tests.training.scene import FIRST_DAY
from training.trials import announcements, decisions
from training.trials.models import Announcement
from transition.lib import wording
from transition.lib.faults import Conflict


def news_of(trial) -> str | None:
    trial.refresh_from_db()
    return announcements.kind_to_announce(trial, set(trial.announcements.values_list("kind", flat=True)))


def tell(scene, trial, kind):
    text = announcements.proposed(trial, kind)
    return announcements.announce_news(trial, kind=kind, text=text, **scene.acts(scene.lena))


def test_an_extension_and_a_return_are_told_once_each_in_words_without_stigma(scene):
    trial = scene.under_way(day=85)
    assert news_of(trial) is None
    for role, who in (("candidate", scene.ines), ("sponsor", scene.lena)):
        decisions.decide(trial, role=role, choice="extend", words="A month more.", **scene.acts(who))
    assert news_of(trial) == "extension"
    row = tell(scene, trial, "extension")
    assert f"{FIRST_DAY + timedelta(days=119):%-d %B %Y}" in row.text
    with pytest.raises(Conflict):
        tell(scene, trial, "extension")
    decisions.decide(trial, role="candidate", choice="return", **scene.acts(scene.ines))
    assert news_of(trial) == "return"
    tell(scene, trial, "return")
    assert news_of(trial) is None
    for row in Announcement.objects.exclude(kind="start"):
        assert wording.no_stigma(row.text) == []


def test_a_word_that_stigmatises_is_hinted_at_once_and_sent_by_the_second_press(scene, client):
    trial = scene.under_way(day=12)
    decisions.decide(trial, role="candidate", choice="return", **scene.acts(scene.ines))
    client.force_login(scene.ines.user)
    address = f"/trials/{trial.pk}/announce/"
    text = "I stepped down: a failed trial."
    shown = client.post(address, {"text": text})
    assert "quiet hint" in shown.content.decode()
    assert not Announcement.objects.filter(kind="return").exists()
    assert 'name="hinted"' in shown.content.decode()
    client.post(address, {"text": text, "hinted": "on"})
    assert Announcement.objects.get(kind="return").text == text, "never blocking"

"""The manager README: one page, versions, what the team says to it, and how the team likes to work."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from people.employees.actions import change_manager
from people.notifications.actions import plan_due
from people.notifications.models import InboxMessage, Notice
from tests.training.scene import moment
from training.readmes import actions, queries
from training.readmes.models import Readme, ReadmeComment, WorkingCard
from training.readmes.permissions import visible_cards, visible_comments, visible_readmes, visible_versions
from transition.lib import access
from transition.lib.faults import Conflict

DAY = date(2026, 2, 9)


def write(who, on=DAY, **words) -> Readme:
    return actions.write_readme(who, words=words or {"hours": "Nine to five."}, at=moment(on)).readme


def publish(readme, on=DAY) -> Readme:
    return actions.publish_readme(readme, by=readme.employee.user, at=moment(on), on=on)


@pytest.fixture
def readme(scene) -> Readme:
    """Lena's README, published; Ines, Otto and Pia report to her."""
    return publish(write(scene.lena))


def names(scene, sees) -> set[str]:
    people = [getattr(scene, name) for name in ("hana", "dora", "lena", "ines", "marco", "otto", "pia")]
    return {one.first_name for one in people if sees(one.user)}


def test_one_page_has_at_most_five_hundred_words(scene):
    write(scene.lena, hours="word " * 250, reach="word " * 250)
    with pytest.raises(ValidationError, match="501 words"):
        write(scene.lena, hours="word " * 250, reach="word " * 251)
    with pytest.raises(ValidationError, match="few words"):
        write(scene.lena, hours="  ")
    assert queries.in_work(Readme.objects.get()).words["reach"].count("word") == 250


def test_what_is_in_work_is_read_by_its_author_alone(scene):
    made = write(scene.lena)
    assert names(scene, lambda user: made in visible_readmes(user)) == {"Lena"}
    assert not visible_versions(scene.lena.user).exists(), "no version is published yet"


def test_a_new_version_replaces_the_old_one_when_it_is_published_and_both_are_kept(scene, readme):
    write(scene.lena, hours="Ten to six.")
    assert queries.published(readme).words["hours"] == "Nine to five."
    assert names(scene, lambda user: visible_versions(user).filter(number=2).exists()) == set()
    publish(readme, DAY + timedelta(days=9))
    assert queries.published(readme).words["hours"] == "Ten to six."
    assert [one.number for one in visible_versions(scene.otto.user)] == [2, 1]
    with pytest.raises(Conflict, match="nothing new"):
        publish(readme)


def test_a_withdrawn_readme_is_gone_for_everybody_else_and_can_come_back(scene, readme):
    actions.withdraw_readme(readme, by=scene.lena.user, at=moment(DAY))
    assert names(scene, lambda user: readme in visible_readmes(user)) == {"Lena"}
    for refused in (
        lambda: actions.withdraw_readme(readme, by=scene.lena.user, at=moment(DAY)),
        lambda: actions.confirm_readme(readme, on=DAY),
        lambda: actions.comment_on(readme.versions.get(), author=scene.otto, text="x", at=moment(DAY)),
    ):
        with pytest.raises(Conflict, match="not published"):
            refused()
    assert publish(readme).is_shared


def test_the_team_comments_and_the_author_is_told_that_not_what(scene, readme):
    comment = actions.comment_on(readme.versions.get(), author=scene.otto, text="It is ten, not nine.", at=moment(DAY))
    told = InboxMessage.objects.get(delivery__notice__kind="readmes.commented")
    assert "Otto Lind" in told.subject
    assert "ten" not in told.subject + told.body
    with pytest.raises(ValidationError, match="few words"):
        actions.comment_on(readme.versions.get(), author=scene.otto, text=" ", at=moment(DAY))
    assert names(scene, lambda user: comment in visible_comments(user)) == {"Lena", "Ines", "Otto", "Pia"}
    assert names(scene, lambda user: access.may(user, "training.comment_on_readme", readme)) == {"Ines", "Otto", "Pia"}
    assert names(scene, lambda user: access.may(user, "training.remove_comment", comment)) == {"Lena", "Otto"}
    actions.remove_comment(comment)
    assert not ReadmeComment.objects.exists()


def test_who_changes_teams_no_longer_reads_what_the_team_says(scene, readme):
    comment = actions.comment_on(readme.versions.get(), author=scene.pia, text="Mornings are better.", at=moment(DAY))
    change_manager(scene.otto, manager=scene.marco, on=DAY, by=None, at=moment(DAY))
    assert names(scene, lambda user: comment in visible_comments(user)) == {"Lena", "Ines", "Pia"}


def test_a_card_is_read_by_the_manager_and_the_team(scene):
    card = actions.write_card(scene.otto, words={"good": "It is quiet."}, at=moment(DAY))
    assert names(scene, lambda user: card in visible_cards(user, scene.lena)) == {"Lena", "Ines", "Otto", "Pia"}
    assert not visible_cards(scene.marco.user, scene.lena).exists()
    with pytest.raises(ValidationError, match="at most 150"):
        actions.write_card(scene.otto, words={"good": "word " * 151}, at=moment(DAY))
    actions.write_card(scene.otto, words={"good": " "}, at=moment(DAY))
    assert not WorkingCard.objects.exists()


def test_after_half_a_year_the_author_is_asked_whether_it_is_still_true(scene, readme):
    day = DAY + timedelta(days=182)
    told = Notice.objects.filter(kind="readmes.review")
    plan_due(at=moment(day - timedelta(days=1), 20))
    assert not told.exists()
    plan_due(at=moment(day, 12))
    plan_due(at=moment(day + timedelta(days=20), 12))
    assert told.count() == 1
    actions.confirm_readme(readme, on=day)
    plan_due(at=moment(day + queries.REVIEWED_EVERY - timedelta(days=1), 12))
    assert told.count() == 1
    plan_due(at=moment(day + queries.REVIEWED_EVERY, 12))
    assert told.count() == 2


def test_the_page_hints_where_a_line_forbids_contact_and_saves_it_all_the_same(scene, signed_in):
    browser = signed_in(scene.lena)
    page = browser.post(reverse("readmes:mine"), {"reach": "Never call me at home."}, follow=True).content.decode()
    assert "You wrote “Never call me at home”" in page
    assert queries.in_work(Readme.objects.get()).words["reach"] == "Never call me at home."


def test_every_one_on_one_leads_to_the_readme_also_before_there_is_one(scene, signed_in):
    scene.under_way(day=5)
    browser = signed_in(scene.otto)
    series = scene.otto.series.get(manager=scene.ines)
    address = reverse("readmes:readme", args=[scene.ines.pk])
    for page in (
        reverse("one_on_ones:series", args=[series.pk]),
        reverse("one_on_ones:meeting", args=[series.meetings.first().pk]),
    ):
        assert address in browser.get(page).content.decode()
    assert "has not published a README" in browser.get(address).content.decode()
    publish(write(scene.ines, hours="Eight to four."))
    assert "Eight to four." in browser.get(address).content.decode()

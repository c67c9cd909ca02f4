"""Does a draft change as HR writes, and nothing else ever?"""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from people.ladders import actions
from people.ladders.difference import counts, difference_of, words
from people.ladders.succession import stories_of
from people.tracks.actions import bring_over, place_employee, publish_version, retire_version
from people.tracks.document import check
from people.tracks.exporter import document_of, documents_of
from people.tracks.models import Expectation, LadderVersion, Level, LevelSuccession
from people.tracks.queries import became_in, kind_of_move, people_counted_on, people_per_level, place_of
from tests.people.tracks.test_documents import bring_in, small
from transition.lib.faults import Conflict


@pytest.fixture
def act(hana):
    """Who acts, and when."""
    return {"by": hana.user, "at": timezone.now()}


@pytest.fixture
def draft(db):
    """A draft of two tracks and three levels, with heights."""
    return bring_in(small(), ranks_are_grades=True)[0]


def level(version, key):
    return version.level_set.select_related("version", "track", "grade", "rank").get(key=key)


def test_a_draft_begun_on_a_version_says_the_same_with_the_same_heights(draft, act):
    publish_version(draft, **act)
    copy = actions.begin_draft(draft, **act)
    before, after = documents_of([draft, copy], with_heights=True)
    assert before == after
    assert difference_of(before, after) == []
    with pytest.raises(Conflict, match="draft of this ladder already"):
        actions.begin_draft(draft, **act)


def test_nothing_but_a_draft_changes(draft, act):
    publish_version(draft, **act)
    frozen = document_of(draft)
    one, track, craft = level(draft, "e1"), draft.track_set.first(), draft.competency_set.first()
    for change in (
        lambda: actions.save_level(track, one, title="x", height=1, **act),
        lambda: actions.move_level(one, up=True, **act),
        lambda: actions.remove_level(one, **act),
        lambda: actions.save_track(draft, track, title="x", kind="ic", summary="", **act),
        lambda: actions.remove_track(track, **act),
        lambda: actions.save_competency(draft, craft, title="x", **act),
        lambda: actions.remove_competency(craft, **act),
        lambda: actions.save_cell(draft, level=one, competency=craft, state="blank", seen="", **act),
        lambda: actions.reword_ladder(draft, title="x", summary="", **act),
        lambda: actions.discard_draft(draft, **act),
    ):
        with pytest.raises(Conflict):
            change()
    assert document_of(LadderVersion.objects.get()) == frozen


def test_a_level_that_moves_takes_over_the_height_of_its_place(draft, act):
    actions.move_level(level(draft, "e1"), up=True, **act)
    assert [(one.key, one.grade.order) for one in draft.track_set.get(key="ic").levels.order_by("order")] == [
        ("e2", 1),
        ("e1", 2),
    ]
    with pytest.raises(ValidationError, match="end already"):
        actions.move_level(level(draft, "e1"), up=True, **act)
    assert check(document_of(draft)) == []


def test_keys_stay_whatever_a_thing_is_called_and_new_ones_are_free(draft, act):
    track = draft.track_set.get(key="ic")
    actions.save_level(track, level(draft, "e2"), title="🚀", height=7, **act)
    assert (level(draft, "e2").title, level(draft, "e2").grade.order) == ("🚀", 7)
    made = [actions.save_level(track, None, title="🚀", height=None, **act) for _ in range(2)]
    assert [one.key for one in made] == ["level", "level-2"]
    assert check(document_of(LadderVersion.objects.get(pk=draft.pk))) == []


def test_a_competency_never_stands_under_itself(draft, act):
    craft = draft.competency_set.get()
    below = actions.save_competency(draft, None, title="Tests", parent=craft, **act)
    with pytest.raises(ValidationError, match="under itself"):
        actions.save_competency(draft, craft, title="Craft", parent=below, **act)
    actions.remove_competency(craft, **act)
    assert not draft.competency_set.exists()
    assert not draft.expectations.exists()


def test_who_was_slower_hears_it_and_loses_nothing(draft, act):
    one, craft = level(draft, "e1"), draft.competency_set.get()
    seen = actions.digest(Expectation.objects.get())
    actions.save_cell(draft, level=one, competency=craft, state="blank", seen=seen, **act)
    with pytest.raises(ValidationError, match="while you were writing"):
        actions.save_cell(draft, level=one, competency=craft, state="written", summary="Mine", seen=seen, **act)


def test_whoever_was_slower_saves_again_once_they_have_seen_it(draft, hana, signed_in, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    desk, one, craft = signed_in(hana), level(draft, "e1"), draft.competency_set.get()
    address = f"/ladders/tracks/{one.track_id}/matrix/?cell={one.pk}-{craft.pk}"
    typed = {"state": "written", "text-0": "Mine", "kind-0": "signal", "seen": "an older one"}
    page = desk.post(address, typed)
    assert page.status_code == 400
    assert "while you were writing" in page.content.decode()
    assert "Mine" in page.content.decode()
    assert desk.post(address, {**typed, "seen": page.context["form"]["seen"].value()}).status_code == 302
    assert draft.expectations.get().items == [{"text": "Mine", "kind": "signal"}]


@pytest.fixture
def without_second_factor(settings):
    """HR signs in with a password alone."""
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.mark.usefixtures("without_second_factor")
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"state": "written"}, "Write something, or say that it is blank"),
        ({"state": "blank", "text-0": "x"}, "There are words in this cell"),
        ({"state": "written", "text-1": "x", "under-1": "1"}, "The line it belongs to is empty."),
        ({"state": "same_as_previous"}, "Select a valid choice"),
    ],
)
def test_a_cell_says_its_state_or_has_words(draft, hana, signed_in, typed, words):
    one, craft = level(draft, "e1"), draft.competency_set.get()
    page = signed_in(hana).post(f"/ladders/tracks/{one.track_id}/matrix/?cell={one.pk}-{craft.pk}", typed)
    assert (page.status_code, words in page.content.decode()) == (400, True)


def test_what_changed_is_said_word_by_word(draft, act):
    publish_version(draft, **act)
    copy = actions.begin_draft(draft, **act)
    actions.save_level(copy.track_set.get(key="ic"), level(copy, "e2"), title="Senior Engineer", height=3, **act)
    actions.remove_level(level(copy, "m2"), **act)
    found = difference_of(*documents_of([draft, copy], with_heights=True))
    assert [(change.what, change.sort, change.field) for change in found if change.part == "levels"] == [
        ("Senior", "changed", "Title"),
        ("Senior", "changed", "Rank"),
        ("Senior", "changed", "Height"),
        ("Manager", "gone", ""),
    ]
    assert counts(found)[0] == ("Levels", 4)
    assert words("a good day", "a bad day") == (("kept", "a "), ("gone", "good"), ("new", "bad"), ("kept", " day"))


def test_the_map_tells_what_became_of_every_level_over_versions(draft, act, ines, otto):
    publish_version(draft, **act)
    today = timezone.localdate()
    for who, key in ((ines, "e2"), (otto, "m2")):
        place_employee(who, level=level(draft, key), on=today - timedelta(days=9), **act)
    second = actions.begin_draft(draft, **act)
    track = second.track_set.get(key="ic")
    actions.save_level(track, level(second, "e2"), title="Lead", height=2, **act)
    actions.save_level(track, None, title="Staff", height=3, **act)
    actions.remove_level(level(second, "m2"), **act)
    with pytest.raises(ValidationError, match="no such level: e9"):
        publish_version(second, became={"m2": ["e9"]}, **act)
    publish_version(second, became={"e2": ["e2", "staff"], "m2": []}, **act)
    rows = LevelSuccession.objects.filter(version=second).select_related("before", "after")
    assert {story.before.key: story.sort for story in stories_of(list(rows))} == {"e1": "kept", "e2": "split", "m2": "ended"}
    assert people_per_level(second, on=today) == {level(draft, "e2").pk: 1, level(draft, "m2").pk: 1}  # not decided for anybody
    third = actions.begin_draft(second, **act)
    publish_version(third, **act)
    assert became_in(third)[level(draft, "e2").pk] == [level(third, "e2").pk, level(third, "staff").pk]
    for one in (draft, second, third):
        became = became_in(one)
        alone = {
            each.pk: people_counted_on(each, on=today, became=became) for each in Level.objects.filter(version__ladder=one.ladder)
        }
        assert {pk: many for pk, many in alone.items() if many} == people_per_level(one, on=today), (
            "a level asked alone says the same"
        )

    with pytest.raises(ValidationError, match="takes no height away"):
        bring_over(level(draft, "e2"), level(third, "e1"), on=today, **act)
    with pytest.raises(ValidationError, match="version in force"):
        bring_over(level(draft, "e2"), level(second, "e2"), on=today, **act)
    with pytest.raises(ValidationError, match="nobody of them"):
        bring_over(level(draft, "e1"), level(third, "e1"), on=today, **act)
    bring_over(level(draft, "e2"), level(third, "staff"), employees=[ines], on=today, **act)
    assert place_of(ines, on=today).level.key == "staff"
    assert place_of(ines, on=today - timedelta(days=1)).level.title == "Senior"  # reads as it was


def test_the_same_level_in_another_version_is_no_move(draft, act):
    publish_version(draft, **act)
    second = actions.begin_draft(draft, **act)
    assert kind_of_move(level(draft, "e2"), level(second, "e2")) == "same"
    assert kind_of_move(level(draft, "e2"), level(second, "m2")) == "lateral"


def test_a_version_is_retired_and_a_draft_discarded(draft, act):
    publish_version(draft, **act)
    copy = actions.begin_draft(draft, **act)
    actions.discard_draft(copy, **act)
    assert retire_version(draft, **act).status == "retired"
    with pytest.raises(Conflict, match="not in force"):
        retire_version(draft, **act)


def test_to_a_retired_version_nobody_is_brought_over(draft, act, hana, signed_in, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    publish_version(draft, **act)
    address = reverse("tracks:version", args=[draft.pk])
    assert "Bring people over" in signed_in(hana).get(address).content.decode()
    retire_version(draft, **act)
    assert "Bring people over" not in signed_in(hana).get(address).content.decode()


def test_a_draft_that_is_no_whole_ladder_is_not_published(draft, act):
    for one in draft.level_set.all():
        actions.remove_level(one, **act)
    with pytest.raises(ValidationError, match="levels: at least one is wanted"):
        publish_version(draft, **act)
    assert LadderVersion.objects.get().status == "draft"

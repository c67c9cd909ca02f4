"""Do ladders come in as they are, and go out as they came?"""

import json

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from people.tracks.actions import import_ladder, publish_version
from people.tracks.document import Unreadable, check, read
from people.tracks.exporter import document_of
from people.tracks.models import Grade, LadderVersion, Level
from tests.soak import cases
from transition.lib.faults import Conflict

FIVE = ("ft-engineering", "dropbox-engineering", "sdras", "infracloud", "engineeringladders")


def small() -> dict:
    """A ladder of two tracks and three levels."""
    return {
        "format": "ladder-import/1",
        "framework": {"key": "small", "title": "Small"},
        "ranks": [{"key": "r1", "order": 1}, {"key": "r2", "order": 2}],
        "tracks": [
            {"key": "ic", "title": "Engineering", "kind": "ic"},
            {"key": "m", "title": "Management", "kind": "management"},
        ],
        "levels": [
            {"key": "e1", "track": "ic", "order": 1, "rank": "r1", "title": "Engineer"},
            {"key": "e2", "track": "ic", "order": 2, "rank": "r2", "title": "Senior"},
            {"key": "m2", "track": "m", "order": 2, "rank": "r2", "title": "Manager"},
        ],
        "dimensions": [{"key": "craft", "title": "Craft"}],
        "expectations": [{"level": "e1", "dimension": "craft", "state": "written", "items": [{"text": "Ships"}]}],
    }


def bring_in(document, **options):
    return import_ladder(document, by=None, at=timezone.now(), **options)


@pytest.mark.parametrize("name", FIVE)
def test_a_published_ladder_goes_out_as_it_came(db, shared_data, name):
    document = json.loads((shared_data / "canonical" / f"{name}.json").read_text())
    version, is_new = bring_in(document)
    assert is_new
    assert json.dumps(document_of(version), sort_keys=True) == json.dumps(document, sort_keys=True)
    assert bring_in(document) == (version, False)


def test_all_five_come_in_by_command_with_all_98_levels(db, shared_data, capsys):
    files = [str(shared_data / "canonical" / f"{name}.json") for name in FIVE]
    call_command("import_ladder", *files, "--publish")
    assert Level.objects.count() == 98
    assert Grade.objects.count() == 0  # nobody has said how high anything is
    assert LadderVersion.objects.filter(status="published").count() == 5


def test_heights_come_only_from_what_is_confirmed(db):
    version, _ = bring_in(small(), grades={"r1": 3, "r2": 5, "m2": 6})
    assert dict(version.level_set.values_list("key", "grade__order")) == {"e1": 3, "e2": 5, "m2": 6}
    version, _ = bring_in(small(), ranks_are_grades=True)
    assert dict(version.level_set.values_list("key", "grade__order")) == {"e1": 1, "e2": 2, "m2": 2}
    with pytest.raises(ValidationError, match="no such rank"):
        bring_in(small(), grades={"r9": 3})


def test_a_changed_document_becomes_a_new_draft_and_moves_nobody(db):
    version, _ = bring_in(small())
    publish_version(version, by=None, at=timezone.now())
    changed = small()
    changed["levels"][0]["title"] = "Software Engineer"
    draft, is_new = bring_in(changed)
    assert (is_new, draft.number, draft.status) == (True, 2, "draft")
    version.refresh_from_db()
    assert version.level_set.get(key="e1").title == "Engineer"
    publish_version(draft, by=None, at=timezone.now())
    version.refresh_from_db()
    assert version.status == "retired"
    with pytest.raises(Conflict):
        publish_version(draft, by=None, at=timezone.now())


FAULTS = [
    (lambda d: d.pop("levels"), "'levels' is missing"),
    (lambda d: d["tracks"][0].update(kind="boss"), "tracks[0].kind: 'boss' is none of ic, management"),
    (lambda d: d["levels"][1].update(track="nowhere"), "levels[1].track: there is no 'nowhere' among the tracks"),
    (lambda d: d["levels"][2].update(key="e1"), "levels[2].key: 'e1' stands twice"),
    (lambda d: d["levels"][0].update(order="one"), "levels[0].order: this is text, and number is wanted"),
    (lambda d: d["levels"][0].update(colour="red"), "levels[0]: unknown here: 'colour'"),
    (lambda d: d["dimensions"][0].update(parent="craft"), "dimensions[0].parent: 'craft' leads back to itself"),
    (lambda d: d["expectations"][0]["items"][0].update(parent=0), "expectations[0].items[0].parent: an item belongs to one"),
    (lambda d: d["expectations"].append({"state": "blank"}), "expectations[1]: say what this is about"),
    (lambda d: d["levels"][0].update(title="x" * 301), "levels[0].title: this is longer than 300"),
    (lambda d: d["levels"][0].update(title="a\x00b"), "levels[0].title: This text has characters"),
    (lambda d: d["framework"].update(key="Not A Key"), "framework.key: 'Not A Key' is not a key"),
]


@pytest.mark.parametrize(("spoil", "words"), FAULTS)
def test_a_fault_is_said_with_its_place(db, spoil, words):
    document = small()
    spoil(document)
    assert any(words in str(fault) for fault in check(document)), check(document)
    with pytest.raises(ValidationError):
        bring_in(document)
    assert not LadderVersion.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'{"format": "ladder-import/1",', "line 1, column 30: This is not JSON"),
        (b'{"a": 1, "a": 2}', "the key 'a' stands twice"),
        (b"format: ladder-import/1\nframework:\n\tkey: x\n", "line 3, column 1: This is not YAML"),
        (b"\xff\xfe\xfa", "not UTF-8"),
        (b"", "this is nothing, and object is wanted"),
        (b"[" * 5000, "cannot be read"),
        (b"a: &a [x]\nb: [" + b"*a, " * 200 + b"]", "more than 100 aliases"),
        (b'{"x": NaN}', "NaN is not a number"),
        (b"x" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
    ],
)
def test_a_file_that_is_no_document_is_refused_in_words(content, words):
    with pytest.raises(Unreadable) as caught:
        read(content)
    assert words in str(caught.value)


def test_the_command_says_path_and_reason_and_writes_nothing(db, tmp_path):
    document = small()
    document["levels"][1]["rank"] = "r7"
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(json.dumps(small()))
    bad.write_text(json.dumps(document))
    with pytest.raises(CommandError, match=r"bad.json: levels\[1\].rank: there is no 'r7' among the ranks"):
        call_command("import_ladder", str(good), str(bad))
    assert not LadderVersion.objects.exists()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)


@st.composite
def broken_documents(draw):
    """A good document in which a few things were replaced, doubled or taken away."""
    document = small()
    for _ in range(draw(st.integers(1, 4))):
        part = draw(st.sampled_from(list(document)))
        value = document[part]
        if isinstance(value, list) and value and isinstance(value[0], dict):
            thing = draw(st.sampled_from(value))
            if isinstance(thing, dict) and thing:
                key = draw(st.sampled_from(sorted(thing)))
                if draw(st.booleans()):
                    thing[key] = draw(json_values)
                else:
                    del thing[key]
        elif draw(st.booleans()):
            document[part] = draw(json_values)
        if not document:
            break
    return document


@pytest.mark.soak
@settings(max_examples=cases(10_000, quick=150), deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_no_bytes_crash_the_reader(content):
    try:
        read(content)
    except Unreadable as unreadable:
        reasons = [fault.reason for fault in unreadable.faults]
    else:
        reasons = ["none: it was read"]
    assert all(reasons)
    assert reasons


@pytest.mark.soak
@settings(max_examples=cases(10_000, quick=150), deadline=None)
@given(json_values | broken_documents())
def test_no_document_crashes_the_check(document):
    for fault in check(document):
        assert fault.reason


@pytest.mark.soak
@pytest.mark.django_db(transaction=False)
@settings(max_examples=cases(200, quick=8), deadline=None)
@given(broken_documents())
def test_what_passes_the_check_can_be_imported_whole(document):
    if not check(document):
        version, _ = bring_in(document)
        assert not check(document_of(version))
        version.ladder.delete()

"""What does somebody hear whose ladder cannot come in, and is nothing written then?"""

import io
import json
import re
import zipfile

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from people.accounts.models import Upload
from people.history.models import Record
from people.tracks.document import LARGEST_BYTES, MOST_FAULTS, Unreadable, check, read
from people.tracks.models import Competency, Grade, Ladder, LadderVersion, Level, Track
from tests.people.tracks.test_documents import small
from tests.soak import cases

START = "/tracks/import/"


def everything():
    """Every row that an import of a ladder can write."""
    models = (Ladder, LadderVersion, Track, Level, Competency, Grade, Record)
    return [list(model.objects.order_by("pk").values()) for model in models]


@pytest.fixture
def written(tmp_path):
    """Return a function that writes a file and gives its path."""

    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write


@pytest.fixture
def desk(hana, signed_in, settings):
    """Hana's browser."""
    settings.SECOND_FACTOR_REQUIRED = False
    return signed_in(hana)


def archive():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        file.writestr("ladder.json", json.dumps(small()))
    return content.getvalue()


LAUGHS = b"a: &a [x,x,x]\n" + b"".join(b"%c: &%c [*%c,*%c,*%c]\n" % (c + 1, c + 1, c, c, c) for c in range(97, 120))
NO_DOCUMENTS = [
    ("PNG", b"\x89PNG\r\n\x1a\n", "The file is not UTF-8 text (byte 0)."),
    ("zip", archive(), "the zip file: There is no CSV file in it."),
    ("UTF-16", json.dumps(small()).encode("utf-16"), "The file is not UTF-8 text (byte 0)."),
    ("NUL", b'{"format": "ladder-\x00import/1"}', "line 1, column 20: This is not JSON: Invalid control character at."),
    ("NUL in YAML", b"format: a\x00b\n", "This cannot be read: unacceptable character #x0000"),
    ("CSV", b"key,title\ne1,Engineer\n", "this is text, and object is wanted."),
    ("JSON cut off", b'{"format": "ladder-import/1",\n "levels": [', "line 2, column 13: This is not JSON"),
    ("JSON key twice", b'{"format": "ladder-import/1", "format": "x"}', "the key 'format' stands twice in one object"),
    ("YAML key twice", b"format: ladder-import/1\nframework: {}\nformat: x\n", "line 3, column 1: This is not YAML: the key 'format'"),
    ("YAML tab", b"format: ladder-import/1\nframework:\n\tkey: x\n", "line 3, column 1: This is not YAML"),
    ("YAML of Python", b"!!python/object/apply:os.system ['true']\n", "line 1, column 1: This is not YAML"),
    ("a list that says it is an object", b"!!map [a]\n", "line 1, column 1: This is not YAML: expected a mapping node"),
    ("two documents", b"--- {}\n--- {}\n", "line 2, column 1: This is not YAML"),
    ("a circle of YAML", b"&a [*a]\n", "nested deeper than 40 levels"),
    ("a billion laughs", LAUGHS, "nested deeper than 40 levels|more than"),
    ("deep", b"[" * 100_000, "This cannot be read"),
    ("deep and closed", b"[" * 60 + b"]" * 60, "nested deeper than 40 levels"),
    ("large", b" " * (LARGEST_BYTES + 1), "The file is larger than 5 MB."),
    ("another format", b'{"format": "ladder-import/2"}', "format: 'ladder-import/2' is not 'ladder-import/1'."),
    ("empty", b"", "this is nothing, and object is wanted."),
]  # fmt: skip


@pytest.mark.parametrize(("content", "words"), [case[1:] for case in NO_DOCUMENTS], ids=[case[0] for case in NO_DOCUMENTS])
def test_what_is_no_ladder_is_refused_in_words_and_nothing_is_written(db, written, content, words):
    with pytest.raises(CommandError) as caught:
        call_command("import_ladder", written("good.json", json.dumps(small())), written("bad.json", content))
    assert caught.value.returncode == 1
    assert str(caught.value).startswith("Nothing was imported.\n")
    wanted = words if "|" in words else re.escape(words)
    assert re.search(f"bad.json: .*(?:{wanted})", str(caught.value)), str(caught.value)
    assert everything() == [[]] * 7


SPOILED = [
    (lambda d: d["levels"][0].pop("title"), "levels[0]: 'title' is missing."),
    (lambda d: d["levels"][0].update(title=None), "levels[0].title: this is nothing, and string is wanted."),
    (lambda d: d["levels"][0].update(order=10**12), "levels[0].order: this number is too large."),
    (lambda d: d["levels"][0].update(order=True), "levels[0].order: this is true or false, and number is wanted."),
    (lambda d: d["levels"][1].update(rank="r9"), "levels[1].rank: there is no 'r9' among the ranks."),
    (lambda d: d["levels"][1].update(code="x" * 61), "levels[1].code: this is longer than 60 characters."),
    (lambda d: d.update(tracks=[]), "tracks: at least one is wanted."),
    (lambda d: d["tracks"].append(dict(d["tracks"][0])), "tracks[2].key: 'ic' stands twice."),
    (lambda d: d["expectations"][0].update(level="e9"), "expectations[0].level: there is no 'e9' among the levels."),
    (
        lambda d: d["expectations"][0].update(dimension="art"),
        "expectations[0].dimension: there is no 'art' among the dimensions.",
    ),
    (
        lambda d: d.update(equivalences=[{"a": "e1", "b": "e1", "relation": "same_pay"}]),
        "equivalences[0]: a level is not compared with itself.",
    ),
    (lambda d: d.update(surprise=1), "unknown here: 'surprise'."),
]


@pytest.mark.parametrize(("spoil", "words"), SPOILED)
def test_the_path_of_a_fault_is_said_and_an_earlier_version_stays_as_it_was(db, written, spoil, words, capsys):
    call_command("import_ladder", written("small.json", json.dumps(small())), "--publish", "--ranks-are-grades")
    before = everything()
    document = small()
    spoil(document)
    for content in (json.dumps(document), yaml.safe_dump(document)):
        with pytest.raises(CommandError) as caught:
            call_command("import_ladder", written("small.json", content), "--publish")
        assert f"small.json: {words}" in str(caught.value), str(caught.value)
    assert everything() == before


def test_every_fault_is_said_at_once_but_never_more_than_100(db):
    document = small()
    document["levels"] = [{"key": f"l{n}", "track": "nowhere", "order": n, "title": "x"} for n in range(150)]
    faults = [str(fault) for fault in check(document)]
    assert len(faults) == MOST_FAULTS
    assert faults[1] == "levels[1].track: there is no 'nowhere' among the tracks."


OPTIONS = [
    (["--grades", "r1=high"], "r1=high: a grade is a whole number."),
    (["--grades", "r1"], "Written as KEY=VALUE, not as r1."),
    (["--grades", "r1=100"], "r1: A grade is a whole number from 1 to 99."),
    (["--grades", "r9=1"], "r9: This ladder has no such rank or level."),
    (["--track-kind", "ic=boss"], "Unknown kind of track: boss. Known: "),
    (["--publish"], "Say first what kind of track this is: Engineering."),
]


@pytest.mark.parametrize(("options", "words"), OPTIONS)
def test_an_option_that_makes_no_sense_stops_everything(db, written, options, words):
    document = small()
    document["tracks"][0]["kind"] = "unspecified"
    with pytest.raises(CommandError) as caught:
        call_command("import_ladder", written("small.json", json.dumps(document)), *options)
    assert words in str(caught.value)
    assert everything() == [[]] * 7


def test_a_file_that_is_not_there_and_one_that_is_a_folder_are_named(db, tmp_path):
    with pytest.raises(CommandError, match=r"nowhere.json: No such file or directory(.|\n)*: Is a directory"):
        call_command("import_ladder", str(tmp_path / "nowhere.json"), str(tmp_path))


def test_a_dry_run_of_a_ladder_writes_nothing(db, written, capsys):
    call_command("import_ladder", written("small.json", json.dumps(small())), "--publish", "--ranks-are-grades", "--dry-run")
    assert "imported, 3 levels on 2 tracks\nThis was a dry run: nothing was written." in capsys.readouterr().out
    assert everything() == [[]] * 7


def test_hana_sees_the_faults_of_her_file_and_can_send_a_mended_one(desk):
    document = small()
    document["levels"][1]["rank"] = "r7"
    answer = desk.post(START, {"file": SimpleUploadedFile("small.json", json.dumps(document).encode())})
    assert answer.status_code == 400
    assert "levels[1].rank" in answer.content.decode()
    assert "there is no &#x27;r7&#x27; among the ranks." in answer.content.decode()
    assert not Upload.objects.exists()
    assert everything() == [[]] * 7
    answer = desk.post(START, {"file": SimpleUploadedFile("small.yaml", yaml.safe_dump(small()).encode())})
    preview = desk.get(answer.url)
    assert "Senior" in preview.content.decode()
    assert not Ladder.objects.exists()
    desk.post(answer.url)
    assert Level.objects.count() == 3
    assert not Upload.objects.exists()


texts = st.text(alphabet=st.sampled_from("ab:-[]{}&*!|>%@`\"'#,? \n\t\x00\u2028ü0"), max_size=80)


@pytest.mark.soak
@settings(max_examples=cases(50_000, quick=200), deadline=None)
@given(texts.map(str.encode) | st.binary(max_size=60))
def test_no_text_crashes_the_reader_of_ladders_and_every_fault_is_said(content):
    try:
        document = read(content)
    except Unreadable as unreadable:
        reasons = [fault.reason for fault in unreadable.faults]
    else:
        reasons = [f"{document['format']} was read."]
    assert reasons
    assert all(reason.endswith(".") for reason in reasons)

"""Do ladders go out as spreadsheets and come back as they were, and does every fault name its cell?"""

import copy
import io
import json
import zipfile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from people.tracks.actions import import_ladder, place_employee, publish_version
from people.tracks.book import book_of
from people.tracks.document import check, read
from people.tracks.exporter import document_of, to_yaml
from people.tracks.models import LadderVersion, Track
from people.tracks.queries import became_in, counts_as, people_per_level, place_of
from people.tracks.sheets import read_sheets, write_workbook, write_zip
from people.tracks.source import read_source
from tests.people.tracks.test_documents import FIVE, bring_in, broken_documents, small
from tests.soak import cases

WRITERS = {"a.zip": write_zip, "a.xlsx": write_workbook}


def same(one, other) -> bool:
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def test_levels_and_competencies_may_be_called_what_a_heading_is(db):
    document = small()
    for level, key in zip(document["levels"], ("level", "title", "key"), strict=True):
        level["key"] = key
    document["dimensions"] = [{"key": "dimension", "title": "level"}, {"key": "parent", "title": "dimension"}]
    places = [("level", "dimension"), ("title", "parent"), ("key", "dimension")]
    document["expectations"] = [{"level": level, "dimension": one, "state": "todo"} for level, one in places]
    for levels_as in ("columns", "rows"):
        reading = read_source(write_zip(book_of(document, levels_as=levels_as)), "a.zip")
        assert (reading.faults, same(reading.document, document)) == ([], True), levels_as


def zipped(sheets: dict[str, str]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in sheets.items():
            file.writestr(f"{name}.csv", text)
    return content.getvalue()


@pytest.fixture
def desk(hana, signed_in, settings):
    """Hana's browser."""
    settings.SECOND_FACTOR_REQUIRED = False
    return signed_in(hana)


def send(desk, content: bytes, name: str):
    """Upload a file and return the page that follows."""
    return desk.post("/tracks/import/", {"file": SimpleUploadedFile(name, content)}, follow=True)


@pytest.mark.parametrize("name", FIVE)
def test_each_framework_goes_out_in_every_form_and_comes_back_byte_for_byte(db, shared_data, name):
    document = json.loads((shared_data / "canonical" / f"{name}.json").read_text())
    version, _ = bring_in(document)
    told = document_of(version)
    for file, write in WRITERS.items():
        for levels_as in ("columns", "rows"):
            reading = read_source(write(book_of(told, levels_as=levels_as)), file)
            assert (reading.faults, same(reading.document, document)) == ([], True), (file, levels_as)
    assert bring_in(reading.document) == (version, False)
    if name != "dropbox-engineering":  # 770 KB of YAML take some seconds
        assert same(read(to_yaml(told)), document)


@pytest.mark.parametrize("name", ["ft-engineering", "engineeringladders"])
def test_the_spreadsheets_somebody_made_by_hand_come_in_by_page(desk, shared_data, name):
    folder = shared_data / "canonical" / f"csv-example-{name}"
    document = json.loads((shared_data / "canonical" / f"{name}.json").read_text())
    page = send(desk, zipped({path.stem: path.read_text() for path in folder.glob("*.csv")}), "ladder.zip")
    assert "Nothing has been written yet" in page.content.decode(), page.content.decode()
    desk.post(page.request["PATH_INFO"], {"go": "on"})
    version = LadderVersion.objects.get()
    assert list(version.level_set.values_list("key", flat=True)) == [level["key"] for level in document["levels"]]
    assert version.expectations.count() == len(document["expectations"])
    assert version.relations.count() == len(document["equivalences"])


LONE = "Competency,Engineer 🚀,Senior,,Staff\nBuilding,,,,\nCraft,- Ships,=,,n/a\nPeople,,,,\nMentoring,,- Helps\n"


def test_a_lone_matrix_is_a_quick_start_that_asks_what_it_does_not_say(desk):
    page = send(desk, LONE.replace(",,Staff", ",Staff").replace(",=,,", ",=,").replace(",,,,", ",,,").encode(), "our-ladder.csv")
    text = page.content.decode()
    assert "What kind of track is" in text
    assert "Our ladder" in text
    address = page.request["PATH_INFO"]
    answers = {"title": "Crafts", "track": "Leading", "layout": "columns", "kind:track": "management"}
    desk.post(address, {**answers, "look": "1"})
    desk.post(address, answers)
    version = LadderVersion.objects.get()
    assert (version.ladder.key, version.track_set.get().kind) == ("crafts", Track.Kind.MANAGEMENT)
    assert [level.title for level in version.level_set.all()] == ["Engineer 🚀", "Senior", "Staff"]
    tree = {one.title: one.parent.title if one.parent else None for one in version.competency_set.select_related("parent")}
    assert tree == {"Building": None, "Craft": "Building", "People": None, "Mentoring": "People"}
    states = dict(version.expectations.filter(competency__title="Craft").values_list("level__title", "state"))
    assert states == {"Engineer 🚀": "written", "Senior": "same_as_previous", "Staff": "not_applicable"}


def test_a_lone_matrix_reads_the_same_with_levels_down_the_side(db):
    across = read_source(b"Competency,E1,E2\nCraft,- a,- b\nReach,,- c\n", "x.csv", answers={"layout": "columns"})
    down = read_source(b"Level,Craft,Reach\nE1,- a,\nE2,- b,- c\n", "x.csv")
    assert across.faults == down.faults == []
    assert sorted(map(str, across.document["expectations"])) == sorted(map(str, down.document["expectations"]))


def broken(sheet: str, old: str, new: str) -> bytes:
    sheets = read_sheets(write_zip(book_of(small() | {"scales": [{"key": "s", "steps": []}]})), "a.zip")
    lines = ["\t".join(row) for row in sheets[sheet]]
    assert any(old in line for line in lines)
    sheets[sheet] = [line.replace(old, new).split("\t") for line in lines]
    return write_zip(sheets)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (broken("levels", "1\tr1", "one\tr1"), "levels!C2: 'one' is not a number."),
        (broken("levels", "e2\tic", "e2\tnowhere"), "levels!B3: there is no 'nowhere' among the tracks."),
        (broken("tracks", "m\tManagement", "ic\tManagement"), "tracks!A3: 'ic' stands twice."),
        (broken("tracks", "management", "boss"), "tracks!C3: 'boss' is none of ic, management"),
        (broken("tracks", "kind", "colour"), "tracks!C1: Unknown column 'colour'."),
        (broken("matrix-ic", "\te2", "\te9"), "matrix-ic!E1: There is no level 'e9' on the sheet levels."),
        (broken("matrix-ic", "craft", "art"), "matrix-ic!C2: There is no competency 'art' on the sheet dimensions."),
        (broken("matrix-ic", "e1", "e2"), "matrix-ic!E1: The level 'e2' stands twice."),
        (broken("dimensions", "craft\t", "craft\tcraft"), "dimensions!B2: 'craft' leads back to itself."),
        (broken("framework", "small", "Not A Key"), "framework!B2: 'Not A Key' is not a key"),
        (b"Competency,E1\nCraft,- a,- stray\n", "x!C2: This stands under no level"),
        (b"Competency,E1\n,- a\n", "x!A2: This row does not say which competency it is."),
        (b"\xff\xfe\x00", "x.csv: The file is not UTF-8 text (byte 0)."),
        (b"", "x.csv: There is nothing in it."),
        (b"PK\x03\x04 and no more", "x.csv: This file cannot be unpacked"),
        (zipped({"a": ""}).replace(b".csv", b".txt"), "the zip file: There is no CSV file in it."),
    ],
)
def test_a_fault_of_a_sheet_is_said_with_its_cell(content, words):
    faults = [str(fault) for fault in read_source(content, "x.csv").faults]
    assert any(words in fault for fault in faults), faults


def test_a_workbook_is_read_as_people_write_it_with_formulas_as_what_they_show(db):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Leadership"
    sheet.append(["Skill", "M1", "M2"])
    sheet.append(["Hiring", "- Interviews", 3])
    content = io.BytesIO()
    workbook.save(content)
    reading = read_source(content.getvalue(), "leaders.xlsx")
    assert reading.faults == []
    assert reading.document["framework"]["title"] == "Leadership"
    assert [cell.get("summary_md") for cell in reading.document["expectations"]] == [None, "3"]


def test_a_bomb_is_not_unpacked():
    content = zipped({"levels": "0" * 21_000_000})
    assert "larger than 20 MB" in str(read_source(content, "x.zip").faults[0])


# --- Other frameworks, of other shapes ---------------------------------------------------------------------------------

MILESTONES = """\
format: ladder-import/1
framework: {key: milestones, title: "Milestones ⛰️", equivalence_policy: by_points}
tracks:
  - {key: ic, title: Making 🛠, kind: ic}
  - {key: lead, title: Leading, kind: unspecified}
levels:
  - {key: "1.1", track: ic, order: 1.1, title: "Maker 🐣", attributes: {points_min: 0, points_max: 4}}
  - {key: "2.2", track: ic, order: 2.2, title: "Maker 🦅", attributes: {points_min: 5, points_max: 11}}
  - {key: "5", track: ic, order: 5, title: "Maker", attributes: {points_min: 17}}
  - {key: l2, track: lead, order: 2, title: Lead}
scales:
  - key: milestone
    cumulative: true
    steps:
      - {key: "0", order: 0, points: 0}
      - {key: "1", order: 1, points: 1, description_md: "Works within what is there"}
      - {key: "3", order: 3, points: 6}
dimensions:
  - {key: web, title: Web client, scale: milestone, weight: {ic: 1.5}}
  - {key: mobile, title: Mobile, scale: milestone, inherits_from: web}
expectations:
  - dimension: web
    scale_step: "1"
    state: written
    summary_md: "Words\\n\\n- a list\\n- of two"
    items: [{text: Ships, kind: signal}, {text: Moved a button, kind: example, parent: 0}]
  - {all: true, dimension: mobile, state: written, items: [{text: "Is kind.", kind: criterion}]}
  - {track: lead, state: todo}
  - {level: "2.2", dimension: web, scale_step: "1", state: written}
  - {level: "2.2", dimension: web, state: written, items: [{text: Twice}]}
  - {level: "1.1", state: not_applicable, dimension: web}
equivalences:
  - {a: "2.2", b: l2, relation: not_equivalent, note_md: "Said outright: these are not equal."}
transitions: []
rules:
  - {kind: points, data: {levels: {"1.1": 0}}, text_md: "Points add up."}
"""


def test_milestones_with_points_inherited_criteria_holes_and_emoji_come_in_and_go_out(db):
    document = read(MILESTONES.encode())
    version, _ = bring_in(document)
    assert same(document_of(version), document)
    for file, write in WRITERS.items():
        reading = read_source(write(book_of(document)), file)
        assert (reading.faults, same(reading.document, document)) == ([], True)
    assert [question.name for question in reading.questions] == ["kind:lead"]
    assert version.relations.get().get_relation_display() == "Explicitly not equal"


def test_a_tab_where_yaml_wants_spaces_is_said_with_line_and_column(desk):
    page = send(desk, MILESTONES.replace("  - {key: lead", "\t- {key: lead").encode(), "a.yaml")
    assert page.status_code == 400
    assert "line 5, column 1" in page.content.decode()
    assert "spaces, not tabs" in page.content.decode()


# --- People stay on their levels ---------------------------------------------------------------------------------------


def test_people_stay_on_their_levels_when_a_spreadsheet_comes_again(desk, ines):
    now, today = timezone.now(), timezone.localdate()
    version, _ = bring_in(small(), ranks_are_grades=True)
    publish_version(version, by=None, at=now)
    place_employee(ines, level=version.level_set.get(key="e2"), on=today, by=None, at=now)
    page = send(desk, write_workbook(book_of(document_of(version))), "small.xlsx")
    assert "3 levels are known by key" in page.content.decode()
    desk.post(page.request["PATH_INFO"], {"go": "on"})
    assert LadderVersion.objects.count() == 1  # it says nothing new
    changed = copy.deepcopy(small())
    changed["levels"][1]["title"] = "Lead Engineer"
    draft, _ = import_ladder(changed, ranks_are_grades=True, by=None, at=now)
    publish_version(draft, by=None, at=now)
    place = place_of(ines, on=today)
    assert (place.level.version_id, place.level.title) == (version.pk, "Senior")  # reads as it was
    now_read_as = draft.level_set.get(key="e2")
    assert counts_as(place.level, draft, became_in(draft)) == now_read_as.pk
    assert people_per_level(draft, on=today) == {now_read_as.pk: 1}


def test_the_command_takes_spreadsheets_and_the_kinds_they_do_not_say(db, tmp_path):
    file = tmp_path / "lead.csv"
    file.write_text("Competency,M1\nHiring,- Hires\n")
    call_command("import_ladder", str(file), "--track-kind", "track=management", "--publish")
    assert LadderVersion.objects.get().track_set.get().kind == "management"


# --- Anything at all ---------------------------------------------------------------------------------------------------

words = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), min_size=1, max_size=12) | st.sampled_from(
    [
        "=",
        "- a",
        "=1+1",
        "n/a",
        "[x]",
        "{id: 3}",
        "- signal: x",
        "\\",
        "a\nb",
        "a\r\nb",
        "_x0041_",
        "text:1",
        " x ",
        "'=x",
        "1",
        "1.0",
        "true",
    ]
)
items = st.builds(
    lambda text, kind, more: {"text": text} | ({"kind": kind} if kind else {}) | more,
    words,
    st.sampled_from(["criterion", "signal", "example", "note", "anti_pattern", ""]),
    st.fixed_dictionaries({}, optional={"id": words, "proficiency": words, "urls": st.lists(words, max_size=2)}),
)
extras = st.dictionaries(words, words | st.integers(-5, 5) | st.none() | st.just({}), max_size=2)


@st.composite
def good_documents(draw):
    """A ladder that can be imported, with words and shapes of any kind."""
    document = small()
    document["framework"] |= draw(
        st.fixed_dictionaries({}, optional={"summary_md": words, "extra": extras, "source": st.just({"url": "x"})})
    )
    for part in ("ranks", "tracks", "levels", "dimensions"):
        for thing in document[part]:
            thing.update(draw(st.fixed_dictionaries({"title": words}, optional={"extra": extras})))
    document["levels"][0] |= draw(
        st.fixed_dictionaries({}, optional={"summary_md": words, "order": st.floats(-9, 9), "code": words})
    )
    document["dimensions"].append({"key": "reach", "title": draw(words), "parent": "craft"})
    document["expectations"] = []
    for _ in range(draw(st.integers(0, 5))):
        cell = {
            "level": draw(st.sampled_from(["e1", "e2", "m2"])),
            "state": draw(st.sampled_from(["written", "blank", "todo", "same_as_previous"])),
        }
        cell |= draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "dimension": st.sampled_from(["craft", "reach"]),
                    "summary_md": words,
                    "scale_step": words,
                    "items": st.lists(items, max_size=3),
                    "extra": extras,
                },
            )
        )
        for index, item in enumerate(cell.get("items", [])):
            if index and draw(st.booleans()):
                item["parent"] = draw(st.integers(0, index - 1))
        document["expectations"].append(cell)
    document |= draw(
        st.fixed_dictionaries(
            {},
            optional={
                "documents": st.lists(
                    st.fixed_dictionaries({"title": words, "text": words | st.just("long " * 9000)}), max_size=2
                ),
                "rules": st.lists(
                    st.fixed_dictionaries({"kind": st.just("text")}, optional={"text_md": words, "data": extras}), max_size=2
                ),
                "transitions": st.lists(
                    st.fixed_dictionaries({"to_level": st.just("e2")}, optional={"requirements_md": words}), max_size=2
                ),
            },
        )
    )
    return document


@pytest.mark.parametrize("words", [" ", "\x1f", "\u2028", "\xa0"])
def test_an_expectation_that_looks_empty_comes_back(words):
    document = small() | {"expectations": [{"level": "e1", "state": "written", "summary_md": words}]}
    for file, write in WRITERS.items():
        reading = read_source(write(book_of(document, levels_as="columns")), file)
        assert (reading.faults, reading.document["expectations"]) == ([], document["expectations"]), file


@pytest.mark.soak
@settings(max_examples=cases(4_000, quick=60), deadline=None)
@given(good_documents(), st.sampled_from(sorted(WRITERS)), st.sampled_from(["columns", "rows"]))
def test_whatever_can_be_imported_comes_back_from_sheets_as_it_was(document, file, levels_as):
    if check(document):
        return
    reading = read_source(WRITERS[file](book_of(document, levels_as=levels_as)), file)
    assert reading.faults == []
    assert same(reading.document, document)


@st.composite
def broken_sheets(draw):
    """The sheets of a good ladder in which cells, rows and names were replaced, doubled or taken away; or just any cells."""
    if draw(st.integers(0, 4)) == 0:
        return {
            draw(words): draw(st.lists(st.lists(words | st.just(""), max_size=5), max_size=5))
            for _ in range(draw(st.integers(0, 3)))
        }
    book = {name: [list(row) for row in rows] for name, rows in book_of(draw(good_documents())).items()}
    for _ in range(draw(st.integers(1, 4))):
        name = draw(st.sampled_from(sorted(book)))
        rows = book[name]
        what = draw(st.integers(0, 4))
        if what == 0 and len(book) > 1:
            del book[name]
        elif what == 1:
            book[draw(words)] = rows
        elif what == 2 and rows:
            rows.append(list(draw(st.sampled_from(rows))))
        elif rows and (row := draw(st.sampled_from(rows))):
            row[draw(st.integers(0, len(row) - 1))] = draw(words)
    return book


@pytest.mark.soak
@settings(max_examples=cases(6_000, quick=140), deadline=None)
@given(broken_sheets() | broken_documents(), st.sampled_from(sorted(WRITERS)))
def test_no_sheets_crash_the_reader_and_every_fault_has_a_place(thing, file):
    if "format" in thing or ("framework" in thing and isinstance(thing["framework"], dict)):
        content, name = json.dumps(thing, default=str).encode(), "a.json"
    else:
        content, name = WRITERS[file](thing or {"x": []}), file
    reading = read_source(content, name)
    for fault in reading.faults:
        assert fault.reason
        assert fault.path or name == "a.json"  # empty is the document as a whole, and the page says so
    if not reading.faults:
        assert not check(reading.document)


@pytest.mark.django_db
@pytest.mark.soak
@settings(max_examples=cases(20, quick=4), deadline=None)
@given(broken_sheets())
def test_what_the_reader_passes_is_imported_whole_or_not_at_all(book):
    reading = read_source(write_zip(book or {"x": []}), "a.zip")
    before = LadderVersion.objects.count()
    if reading.faults:
        assert LadderVersion.objects.count() == before
        return
    version, _ = bring_in(reading.document)
    assert same(document_of(version), read(json.dumps(document_of(version)).encode()))
    version.ladder.delete()

"""Does Hana bring people in over the pages: upload, columns, preview, carry out?"""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from people.accounts.models import Upload
from people.employees.actions import record_leaving
from people.employees.models import Employee
from people.history.models import Record
from people.imports.models import ColumnMapping
from people.tracks.queries import place_of

START = "/people/import/"
COMPANY = "Nr;Wer;Stelle;Team;Chef\n1;Kim Park;E1;Maps;\n2;Ida Berg;E2;Maps;1\n"


@pytest.fixture
def desk(hana, signed_in, settings):
    """Hana's browser."""
    settings.SECOND_FACTOR_REQUIRED = False
    return signed_in(hana)


def file(content, name="people.csv"):
    return SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())


def fields_of(page):
    """Return label -> name of the form's fields, as a reader of the page finds them."""
    return {
        label.strip(): name for name, label in re.findall(r'<label for="id_([^"]+)"[^>]*>\s*([^<]+?)\s*<', page.content.decode())
    }


def upload(desk, content):
    """Send a file and open the page of its columns."""
    answer = desk.post(START, {"file": file(content)})
    assert answer.status_code == 302, answer.context["form"].errors
    return answer.url, desk.get(answer.url)


def test_a_file_becomes_people_in_four_steps(desk, hana):
    address, page = upload(desk, COMPANY)
    assert "2 rows." in page.content.decode()
    fields = fields_of(page)
    meant = {"Nr": "employee_id", "Wer": "name", "Stelle": "title", "Team": "team", "Chef": "manager"}
    chosen = {fields[column]: field for column, field in meant.items()}
    names = {fields["Names for the codes of title"]: file("code;name\nE1;Head of Maps\nE2;Engineer\n", "jobs.csv")}
    past = {fields["Earlier places"]: file("id;start;end;title\n2;2020-01-01;2020-12-31;E1\n", "history.csv")}
    answer = desk.post(address, {**chosen, **names, **past})
    preview = desk.get(answer.url)
    text = preview.content.decode()
    assert "2 added, 0 changed, 0 left alone, 1 earlier places. Nothing has been written yet." in text
    assert "Head of Maps" in text
    assert "Write all of it" in text
    assert not Employee.objects.filter(number="1").exists()
    done = desk.post(answer.url, follow=True)
    assert "2 added, 0 changed, 0 left alone." in done.content.decode()
    ida = Employee.objects.get(number="2")
    assert place_of(ida, on=timezone.localdate()).title == "Engineer"
    assert ida.placements.count() == 2
    assert Record.objects.filter(verb="imported", by=hana.user).count() == 2
    assert ColumnMapping.objects.get(column="wer").field == "name"
    assert not Upload.objects.exists()
    assert desk.post(answer.url).status_code == 404


def test_the_second_time_the_columns_are_known_and_there_is_nothing_to_write(desk):
    preview = None
    for expected in ("1 added, 0 changed, 0 left alone", "0 added, 0 changed, 1 left alone"):
        address, page = upload(desk, "Nr;Wer\n1;Kim Park\n")
        chosen = {field.html_name: field.value() for field in page.context["form"] if field.html_name.startswith("column")}
        if expected.startswith("1"):
            chosen = dict(zip(chosen, ("employee_id", "name"), strict=True))
        preview = desk.get(desk.post(address, chosen).url)
        assert expected in preview.content.decode()
        desk.post(preview.request["PATH_INFO"])
    assert "there is nothing to write" in preview.content.decode()
    assert "Write all of it" not in preview.content.decode()


def test_changes_and_orphans_are_shown_before_they_are_written(desk, ines, otto):
    address, page = upload(
        desk, f"email,name,left_on,location\n{ines.email},Ines Duarte,2026-01-31,Porto\n{otto.email},Otto Lind,,\n"
    )
    guessed = {field.html_name: field.value() for field in page.context["form"] if field.value()}
    preview = desk.get(desk.post(address, guessed).url)
    text = preview.content.decode()
    assert "0 added, 1 changed, 1 left alone" in text
    assert "location: nothing to Porto" in text
    assert re.search(r"These need a new manager:</strong>\s*Otto Lind", text)
    desk.post(preview.request["PATH_INFO"])
    ines.refresh_from_db()
    assert ines.location == "Porto"


def test_faults_are_listed_by_row_and_column_and_cannot_be_written(desk):
    address, page = upload(desk, "id,name,manager,hired_on\n1,Kim Park,1,2024-01-01\n2,Ida Berg,9,soon\n")
    guessed = {field.html_name: field.value() for field in page.context["form"] if field.value()}
    preview = desk.get(desk.post(address, guessed).url)
    text = preview.content.decode()
    assert "3 faults: nothing can be written" in text
    assert "row 2, column manager: Nobody reports to themself." in text
    assert "row 3, column manager: Nobody is known as “9”." in text
    assert "not known: 9" in text, "and not that they report to nobody"
    assert "Mend them in the file" in text
    assert "row 3, column hired_on: “soon” is not a day." in text
    assert "Write all of it" not in text
    assert desk.post(preview.request["PATH_INFO"]).status_code == 400
    assert Employee.objects.count() == 1  # Hana


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x89PNG\r\n\x1a\n\x00", "This is a picture, not a CSV."),
        (b"PK\x03\x04", "This is a workbook or a zip, not a CSV."),
        (b"[1]", "This is JSON, not a CSV."),
        (b"id,name\n1,\x00\n", "row 2, column name: There are characters that cannot be stored."),
        (b"id,id\n1,2\n", "row 1, column id: This heading stands twice."),
        (b" ", "The file is empty."),
        (b"", "The submitted file is empty."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_at_once(desk, content, words):
    answer = desk.post(START, {"file": file(content)})
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert not Upload.objects.exists()


def test_a_mapping_that_cannot_work_is_refused_on_its_page(desk):
    address, page = upload(desk, "id,name\n1,Kim Park\n")
    fields = fields_of(page)
    answer = desk.post(address, {fields["id"]: "name", fields["name"]: "name"})
    assert answer.status_code == 400
    assert "Two columns are mapped to name." in answer.content.decode()
    answer = desk.post(address, {fields["id"]: "employee_id", fields["name"]: "name", fields["Earlier places"]: file(b"%PDF")})
    assert answer.status_code == 400
    assert "This is a PDF, not a CSV." in answer.content.decode()
    assert desk.get(address.replace("columns/", "")).url == address


def test_each_column_shows_its_first_cells_and_the_preview_what_is_left_out(desk):
    address, page = upload(desk, "id,name,shoe size\n1,Kim <b>Park,43\n2,Jo Lund,43\n")
    words = page.content.decode()
    assert "As in Kim &lt;b&gt;Park; Jo Lund" in words
    assert "As in 43</span>" in words
    fields = fields_of(page)
    answer = desk.post(address, {fields["id"]: "employee_id", fields["name"]: "name"}, follow=True)
    assert "<strong>Left out:</strong> shoe size." in answer.content.decode()


def test_what_was_uploaded_is_hanas_alone_and_import_is_for_hr(desk, lena, signed_in):
    address, _ = upload(desk, "id,name\n1,Kim Park\n")
    lena.user.is_hr_administrator = True
    lena.user.save()
    assert signed_in(lena).get(address).status_code == 404
    lena.user.is_hr_administrator = False
    lena.user.save()
    assert [signed_in(lena).get(page).status_code for page in (START, address)] == [403, 403]


def test_the_preview_warns_that_nobody_is_moved_below_a_leaver(desk, otto, lena):
    record_leaving(lena, left_on=timezone.localdate(), by=None, at=timezone.now())
    address, page = upload(
        desk, f"email,name,manager,location\n{lena.email},Lena Okafor,,\n{otto.email},Otto Lind,{lena.email},Rome\n"
    )
    guessed = {field.html_name: field.value() for field in page.context["form"] if field.value()}
    preview = desk.get(desk.post(address, guessed).url)
    assert "Lena Okafor no longer works here: Otto Lind stays where they are." in preview.content.decode()
    assert "location: nothing to Rome" in preview.content.decode()

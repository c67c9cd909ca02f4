"""The bank of questions: ours, and those of others; in and out without loss, and onto an agenda with one press."""

import json
from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from people.imports.reader import Unreadable
from tests.training.scene import moment
from training.one_on_ones import actions, bank, queries
from training.one_on_ones.models import Question, QuestionSource, Series

TUESDAY = date(2026, 2, 10)
AT = moment(TUESDAY)


@pytest.fixture
def series(scene) -> Series:
    facts = {"first_on": TUESDAY, "at_time": time(10), "by": scene.lena.user, "at": moment(TUESDAY - timedelta(days=1))}
    return actions.open_series(manager=scene.lena, employee=scene.ines, time_zone="Europe/Berlin", **facts)


@pytest.fixture
def theirs(shared_data) -> bytes:
    """A public list: 325 questions, each in English and Japanese."""
    return (shared_data / "1on1-questions-vgraupera" / "questions.json").read_bytes()


def test_at_least_120_questions_are_shipped_for_every_moment_and_none_stands_twice():
    questions = bank.shipped_questions()
    assert len(questions) >= 120
    assert len({one.text.lower() for one in questions}) == len({one.key for one in questions}) == len(questions)
    per_moment = {moment: sum(one.moment == moment for one in questions) for moment in Question.Moment.values}
    assert min(per_moment.values()) >= 15, per_moment
    assert len({one.theme for one in questions}) >= 20
    assert all((len(one.text.split()) >= 3 and one.text.endswith("?")) or "?" in one.text for one in questions)


def test_none_of_ours_is_taken_from_the_public_list(theirs):
    known = {one.text.lower() for one in bank.read_questions(theirs)}
    assert not known & {one.text.lower() for one in bank.shipped_questions()}


def test_there_is_a_template_for_each_kind_of_talk():
    templates = bank.templates()
    assert set(templates) == set(Question.Moment.values)
    assert all(one.hint and 4 <= len(one.lines) <= 7 for one in templates.values())
    weekly = " ".join(templates["weekly"].lines)
    assert "top three" in weekly
    assert "added value" in weekly


@pytest.mark.django_db
def test_325_questions_in_two_languages_come_in_and_the_same_file_again_changes_nothing(theirs):
    facts = {"title": "Public list", "credit": "Vidal Graupera, MIT licence", "by": None, "at": AT}
    written = bank.read_questions(theirs)
    assert len(written) == 650
    assert actions.import_questions(written, **facts) == (650, 0, 0)
    assert actions.import_questions(written, **facts) == (0, 0, 0)
    found = Question.objects.filter(source__title="Public list")
    assert {language: found.filter(language=language).count() for language in ("en", "ja_JP")} == {"en": 325, "ja_JP": 325}
    one = found.get(key="306", language="ja_JP")
    assert (one.theme, one.text[:6]) == ("マネージャについて", "あなたが私だ")
    fewer = [one for one in written if one.key != "306"]
    assert actions.import_questions(fewer, **facts) == (0, 0, 2)


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["json", "csv"])
def test_what_is_exported_comes_in_again_as_it_was(theirs, form, signed_in, ines):
    actions.import_questions(bank.read_questions(theirs), title="Public list", by=None, at=AT)
    answer = signed_in(ines).get(reverse("one_on_ones:export_questions"), {"format": form})
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    before = set(Question.objects.values_list("key", "language", "theme", "moment", "text"))
    assert {(one.key, one.language, one.theme, one.moment, one.text) for one in bank.read_questions(content)} == before
    assert len(before) == 650


@pytest.mark.django_db
def test_two_sources_with_the_same_ids_stay_apart_in_the_export():
    for title in ("One", "Two"):
        actions.import_questions([bank.Written("1", "en", "Work", "", f"{title}?")], title=title, by=None, at=AT)
    content = json.dumps(bank.document_of(list(Question.objects.order_by("pk")))).encode()
    assert sorted(one.text for one in bank.read_questions(content)) == ["One?", "Two?"]
    assert len({one.key for one in bank.read_questions(content)}) == 2


@pytest.mark.parametrize(
    ("content", "faults"),
    [
        (
            b'["Why?", "", {"question": "How?", "moment": "noon"}]',
            ["questions[1]: The question is empty", 'questions[2].question: "noon"'],
        ),
        (b'[{"question": {"en": "Why?", "x": "?"}}]', ['questions[0].question.x: "x" is no language']),
        (b'[{"id": 1, "question": "A?"}, {"id": 1, "question": "B?"}]', ["questions[1].question: The same question in the same"]),
        (b'[{"text": "Why?"}]', ["questions[0].question: A text is expected"]),
        (b'{"questions": 3}', ["questions: A list of questions is expected"]),
        (b'{"questions": [', ["line 1, column 16: This is not JSON"]),
        (b"[]", ["There is no question in it"]),
        (b'["\xff"]', ["JSON is written in UTF-8"]),
        (
            b"question,moment\nWhy?,weekly\n,weekly\nHow?,noon\n",
            ["row 3, question: The question is empty", 'row 4, question: "noon"'],
        ),
        (b"text,moment\nWhy?,weekly\n", ['row 1: There is no column "question"']),
        (b"question,moment\n" + b"x" * 501 + b",weekly\n", ["row 2, question: The question has 501 characters"]),
        (b"PK\x03\x04", ["This is a workbook"]),
        (b" " * (bank.LARGEST_BYTES + 1), ["larger than 5 MB"]),
        (b"[" * 100_000, ["nested too deeply"]),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place(content, faults):
    with pytest.raises(Unreadable) as refused:
        bank.read_questions(content)
    said = [str(fault) for fault in refused.value.faults]
    assert len(said) == len(faults)
    assert all(part in words for part, words in zip(faults, said, strict=True)), said


def test_a_plain_list_and_a_spreadsheet_of_another_land_are_read_too():
    assert [one.text for one in bank.read_questions(b'["Why?", "How?"]')] == ["Why?", "How?"]
    [one] = bank.read_questions("question;category;language\nWarum?;Arbeit;de\n".encode("utf-16"))
    assert (one.text, one.theme, one.language, one.moment) == ("Warum?", "Arbeit", "de", "")


@pytest.mark.django_db
def test_hr_imports_over_the_form_and_nothing_comes_in_with_a_fault(signed_in, hana, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    client, address = signed_in(hana), reverse("one_on_ones:import_questions")
    odd = SimpleUploadedFile("q.csv", b"question,moment\nWhy?,weekly\nHow?,noon\n")
    answer = client.post(address, {"title": "Ours", "file": odd})
    assert answer.status_code == 400
    assert "row 3, question" in answer.content.decode()
    assert not Question.objects.exists()
    good = SimpleUploadedFile("q.csv", b"question,moment\nWhy?,weekly\n")
    assert client.post(address, {"title": "Ours", "credit": "Us", "file": good}).status_code == 302
    assert "Us" in client.get(reverse("one_on_ones:questions")).content.decode()
    actions.publish_shipped_questions(at=AT)
    again = SimpleUploadedFile("q.csv", b"question,moment\nWhy?,weekly\n")
    assert "Choose another name" in client.post(address, {"title": "Transition", "file": again}).content.decode()
    client.post(reverse("one_on_ones:remove_source", args=[QuestionSource.objects.get(title="Ours").pk]))
    assert [one.title for one in QuestionSource.objects.all()] == ["Transition"]
    with pytest.raises(ValidationError, match="come with the product"):
        actions.remove_source(QuestionSource.objects.get(), by=hana.user, at=AT)


def test_one_press_puts_a_suggestion_on_the_agenda_and_it_is_not_suggested_again(scene, series, signed_in):
    actions.publish_shipped_questions(at=AT)
    meeting = series.meetings.get()
    series.meetings.update(starts_at=moment(date.today() + timedelta(days=1)))  # noqa: DTZ011
    ines, address = signed_in(scene.ines), reverse("one_on_ones:meeting", args=[meeting.pk])
    page = ines.get(address)
    offered = [one.text for one in page.context["questions"]]
    assert len(offered) == 3
    assert {one.moment for one in page.context["questions"]} == {"first"}, "it is the first of the series"
    ines.post(reverse("one_on_ones:add_to_agenda", args=[series.pk]), {"text": offered[0], "next": address})
    assert [item.text for item in series.agenda.all()] == [offered[0]]
    assert offered[0] not in [one.text for one in ines.get(address).context["questions"]]
    career = ines.get(address, {"for": "career", "turn": "1"}).context["questions"]
    assert {one.moment for one in career} == {"career"}
    assert career != ines.get(address, {"for": "career"}).context["questions"]
    assert ines.get(address, {"for": "nonsense", "turn": "999999"}).status_code == 200


def test_every_question_of_a_moment_gets_its_turn_once(series):
    actions.publish_shipped_questions(at=AT)
    meeting = series.meetings.get()
    turns = [queries.suggested(meeting, moment="weekly", language="en", turn=turn) for turn in range(7)]
    seen = [one.pk for turn in turns for one in turn]
    assert len(seen) == len(set(seen)) == Question.objects.filter(moment="weekly").count()


def test_a_template_comes_onto_the_agenda_whole_and_only_once(scene, series, signed_in):
    ines, address = signed_in(scene.ines), reverse("one_on_ones:use_template", args=[series.pk])
    for _ in range(2):
        assert ines.post(address, {"moment": "weekly"}).status_code == 302
    assert [item.text for item in series.agenda.all()] == list(bank.templates()["weekly"].lines)
    assert ines.post(address, {"moment": "nonsense"}).status_code == 404
    assert signed_in(scene.hana).post(address, {"moment": "weekly"}).status_code in (302, 404)
    assert series.agenda.count() == len(bank.templates()["weekly"].lines)


@pytest.mark.django_db
def test_words_moment_language_and_source_narrow_the_list(theirs):
    actions.import_questions(bank.read_questions(theirs), title="Public list", by=None, at=AT)
    actions.publish_shipped_questions(at=AT)
    shipped = QuestionSource.objects.get(is_shipped=True)
    assert queries.questions_found(language="ja_JP").count() == 325
    assert queries.questions_found(source=shipped.pk).count() == len(bank.shipped_questions())
    assert queries.questions_found(words="keep YOU", moment="first").get().text.startswith("Which of your tasks would you keep")

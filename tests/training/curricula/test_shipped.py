"""Is what comes with the product all there: every module a text of some length with one exercise, every document able to travel?"""

import re
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from training.curricula.actions import publish_shipped
from training.curricula.models import Module, Programme
from training.curricula.texts import SHIPPED, ProgrammeText, from_document, read_document, read_programme, to_document, to_yaml

MODULES = {"what-leading-means": 4, "thinking-about-managing": 5, "first-90-days": 12, "coming-back": 4}
TEXTS = [read_programme(folder) for folder in sorted(SHIPPED.iterdir()) if folder.is_dir()]
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_there_are_as_many_modules_as_were_promised():
    assert {text.key: len(text.modules) for text in TEXTS} == MODULES


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.key)
def test_every_module_has_400_to_900_words_and_one_exercise(text: ProgrammeText):
    for module in text.modules:
        assert 400 <= len(module.body.split()) <= 900, module.title
        assert len(re.findall(r"^## Exercise$", module.body, re.MULTILINE)) == 1, module.title
        assert module.summary, module.title


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.key)
def test_the_reading_list_names_title_author_and_link(text: ProgrammeText):
    lines = text.reading.strip().splitlines()
    assert len(lines) >= 3
    assert all(re.fullmatch(r"- \[.+\]\(https://\S+\), .+", line) for line in lines)


def test_the_first_ninety_days_come_in_four_groups_and_in_the_order_of_their_days():
    modules = next(text for text in TEXTS if text.key == "first-90-days").modules
    groups = [module.group for module in modules]
    assert {group: groups.count(group) for group in groups} == {"Think": 3, "Align": 3, "Communicate": 3, "Execute": 3}
    assert [module.due_after_days for module in modules] == sorted(module.due_after_days for module in modules)
    assert max(module.due_after_days for module in modules) < 90


def test_what_one_follows_in_private_has_no_dates():
    private = [text for text in TEXTS if text.is_private]
    assert {text.key for text in private} == {"thinking-about-managing", "coming-back"}
    assert not [module for text in private for module in text.modules if module.due_after_days is not None]


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.key)
def test_a_document_comes_back_as_it_left(text: ProgrammeText):
    assert read_document(to_yaml(text)) == text
    assert from_document(to_document(text)) == text


@pytest.mark.django_db
def test_publishing_twice_makes_no_second_version():
    publish_shipped(at=AT)
    publish_shipped(at=AT)
    assert set(Programme.objects.values_list("version", flat=True)) == {1}
    assert Module.objects.count() == sum(MODULES.values())


GOOD = {
    "format": "transition-programme/1",
    "key": "one",
    "title": "One",
    "modules": [{"key": "a", "title": "A", "minutes": 10, "body": "Read."}],
}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"format": "other"}, "begins with"),
        ({"key": "Not a key"}, "small letters"),
        ({"key": "team"}, "taken by a page"),
        ({"audiences": ["aliens"]}, "no audience"),
        ({"audiences": ["team:"]}, "no audience"),
        ({"anchor": "date"}, "Due dates count from a date"),
        ({"colour": "red"}, "not known"),
        ({"modules": [{"key": "a", "title": "A", "minutes": 10}]}, "“body” is missing"),
        ({"modules": [{"key": "a", "title": "A", "minutes": "ten", "body": "x"}]}, "not of the right kind"),
        ({"modules": [{"key": "a", "title": "A", "minutes": 0, "body": "x"}]}, "6,000 minutes"),
        ({"modules": [*GOOD["modules"], *GOOD["modules"]]}, "stands twice"),
        ({"modules": [{"key": "a", "title": "A", "minutes": 1, "body": "x", "needs": ["b"]}]}, "not in the programme"),
        ({"modules": [{"key": "a", "title": "A", "minutes": 1, "body": "x", "kind": "quiz"}]}, "needs questions"),
        ({"modules": [{"key": "a", "title": "A", "minutes": 1, "body": "x", "kind": "video"}]}, "needs a link"),
        (
            {"modules": [{"key": "a", "title": "A", "minutes": 1, "body": "x", "link": "javascript:alert(1)"}]},
            "begins with https",
        ),
        (
            {
                "modules": [
                    {"key": "a", "title": "A", "minutes": 1, "body": "x", "needs": ["b"]},
                    {"key": "b", "title": "B", "minutes": 1, "body": "x", "needs": ["a"]},
                ]
            },
            "wait for each other: A, B",
        ),
    ],
)
def test_a_document_that_cannot_be_followed_is_refused_in_words(change, words):
    assert from_document(GOOD).modules[0].key == "a"
    with pytest.raises(ValidationError) as refused:
        from_document({**GOOD, **change})
    assert words in " ".join(refused.value.messages)


@pytest.mark.parametrize("content", [b"\x00", b"[", b"- 1", b"a: &a [*a]", b"!!python/object/apply:os.system [ls]", b"9" * 5000])
def test_what_is_no_document_is_refused_and_harms_nobody(content):
    with pytest.raises(ValidationError):
        read_document(content)

"""Courses outside, proved by a file or by HR's word; who gets the file, and as what."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from people.notifications.models import InboxMessage
from tests.training.curricula.test_kinds import WORDS, done_by, follow, module_of, written
from tests.training.scene import moment
from training.curricula import actions, proofs
from training.curricula.models import Completion, CourseProof, ModuleWork
from transition.lib.faults import Conflict

DAY = date(2026, 3, 2)
PDF = b"%PDF-1.7 a certificate of attendance"


def at_course(scene, **facts):
    enrolment = follow(scene, written("course", "external"), **facts)
    return enrolment, module_of(enrolment, "course")


def test_words_alone_wait_for_hr_who_confirms_once(scene):
    enrolment, module = at_course(scene)
    work = actions.write_work(enrolment, module, text=WORDS, happened_on=DAY, **done_by(scene))
    assert not Completion.objects.exists()
    assert InboxMessage.objects.filter(recipient=scene.hana, subject="Ines Duarte was at a course: Course").count() == 1
    with pytest.raises(ValidationError, match="HR has confirmed"):
        actions.complete_module(enrolment, module, **done_by(scene))
    proofs.confirm_course(work, by=scene.hana.user, at=moment(DAY))
    assert Completion.objects.get().module == module
    assert InboxMessage.objects.filter(recipient=scene.ines, subject="Confirmed, and done: Course").count() == 1
    with pytest.raises(Conflict):
        proofs.confirm_course(work, by=scene.hana.user, at=moment(DAY))


@pytest.mark.parametrize(("content", "kind"), [(PDF, "pdf"), (b"\x89PNG\r\n\x1a\nrest", "png"), (b"\xff\xd8\xff\xe0rest", "jpg")])
def test_three_kinds_of_file_are_known_by_how_they_begin(content, kind):
    assert proofs.kind_of(content) == kind


@pytest.mark.parametrize(
    "content", [b"", b"<html><script>alert(1)</script>", b"MZ\x90", b" %PDF-", b"<svg/>", PDF + b" " * proofs.MOST_BYTES]
)
def test_everything_else_and_what_is_too_large_is_refused_beside_its_field(content):
    with pytest.raises(ValidationError) as refused:
        proofs.kind_of(content)
    assert list(refused.value.message_dict) == ["proof"]


def test_only_a_course_outside_is_confirmed(scene):
    enrolment = follow(scene, written("do", "task"))
    work = actions.write_work(enrolment, module_of(enrolment, "do"), text=WORDS, **done_by(scene))
    with pytest.raises(ValidationError, match="course outside"):
        proofs.confirm_course(work, by=scene.hana.user, at=moment(DAY))


def test_a_file_over_http_goes_to_the_learner_and_hr_and_to_nobody_else(scene, signed_in, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    at_course(scene)
    with time_machine.travel(moment(DAY, 12), tick=False):
        ines, hana, lena, otto = (signed_in(one) for one in (scene.ines, scene.hana, scene.lena, scene.otto))
        page = "/learning/practice/course/"
        assert 'enctype="multipart/form-data"' in ines.get(page).content.decode()
        bad = SimpleUploadedFile("x.pdf", b"<html><script>alert(1)</script>", content_type="application/pdf")
        refused = ines.post(page, {"text": WORDS, "proof": bad})
        assert "A PDF, or a picture" in refused.content.decode()
        assert WORDS in refused.content.decode(), "nothing typed is lost"
        assert not ModuleWork.objects.exists()
        ines.post(page, {"text": WORDS, "proof": SimpleUploadedFile('"><script>.html', PDF, content_type="text/html")})
        assert Completion.objects.count() == 1
        assert not InboxMessage.objects.filter(subject__contains="was at a course").exists()
        proof = CourseProof.objects.get()
        assert b"certificate of attendance" not in bytes(proof.content), "encrypted"
        address = f"/learning/proofs/{proof.pk}/"
        for reader in (ines, hana):
            answer = reader.get(address)
            assert answer.content == PDF
            assert answer.headers["Content-Type"] == "application/octet-stream"
            assert answer.headers["Content-Disposition"] == f'attachment; filename="proof-{proof.pk}.pdf"'
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert "no-store" in answer.headers["Cache-Control"]
        assert [one.get(address).status_code for one in (lena, otto)] == [404, 404], "her manager reads words, not files"
        assert address in hana.get("/learning/courses/").content.decode()
        assert address in ines.get(page).content.decode()


def test_of_a_private_programme_hr_gets_nothing(scene, signed_in, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    enrolment, module = at_course(scene, is_private=True)
    work = actions.write_work(enrolment, module, text=WORDS, **done_by(scene))
    proof = proofs.keep_proof(work, content=PDF, at=moment(DAY))
    assert not InboxMessage.objects.filter(recipient=scene.hana, subject__contains="course").exists()
    with time_machine.travel(moment(DAY, 12), tick=False):
        hana = signed_in(scene.hana)
        assert hana.get(f"/learning/proofs/{proof.pk}/").status_code == 404
        assert hana.post(f"/learning/courses/{work.pk}/confirm/").status_code == 404
        assert "Ines" not in hana.get("/learning/courses/").content.decode()
        assert signed_in(scene.ines).get(f"/learning/proofs/{proof.pk}/").status_code == 200


def test_a_newer_key_encrypts_the_file_anew(scene, settings):
    enrolment, module = at_course(scene)
    work = actions.write_work(enrolment, module, text=WORDS, **done_by(scene))
    proof = proofs.keep_proof(work, content=PDF, at=moment(DAY))
    settings.FIELD_KEYS = ["a newer key of many letters", *settings.FIELD_KEYS]
    assert proofs.encrypt_proofs_anew() == 1
    assert proofs.encrypt_proofs_anew() == 0
    assert proofs.read_proof(CourseProof.objects.get(pk=proof.pk)).content == PDF

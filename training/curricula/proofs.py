"""What proves a course outside? A file of the learner's, small and of three kinds, kept encrypted; or HR's word that it took place."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from people.accounts.models import User
from people.history.actions import record
from people.notifications.actions import notify
from training.curricula.actions import complete_module
from training.curricula.models import Completion, CourseProof, Module, ModuleWork
from transition.lib.crypto import decrypt_bytes, encrypt_anew, encrypt_bytes
from transition.lib.faults import Conflict

MOST_BYTES = 5 * 1024 * 1024
# What a file begins with says what it is; its name and what the browser calls it are not believed.
_SIGNS = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}


@dataclass(frozen=True)
class Proof:
    """A proof as it is handed out: a neutral name, and the bytes."""

    name: str
    content: bytes


def kind_of(content: bytes) -> str:
    """Return pdf, png or jpg by how a file begins. Raises ValidationError for any other, an empty one, and one of more than 5 MB."""
    if len(content) > MOST_BYTES:
        raise ValidationError({"proof": "The file is larger than 5 MB. A photograph of one page is enough."})
    kind = next((kind for sign, kind in _SIGNS.items() if content.startswith(sign)), "")
    if not kind:
        raise ValidationError({"proof": "A PDF, or a picture as PNG or JPEG."})
    return kind


def keep_proof(work: ModuleWork, *, content: bytes, at: datetime) -> CourseProof:
    """Keep a file, encrypted, in the place of the one before. Call it in the transaction of the work. Raises what `kind_of` raises."""
    facts = {"kind": kind_of(content), "sent_at": at, "content": encrypt_bytes(content, context=_context(work.pk))}
    return CourseProof.objects.update_or_create(work=work, defaults=facts)[0]


def read_proof(proof: CourseProof) -> Proof:
    """Return the file. Ask only for who may see it (permissions.visible_proofs)."""
    return Proof(f"proof-{proof.pk}.{proof.kind}", decrypt_bytes(bytes(proof.content), context=_context(proof.work_id)))


def _context(work: int) -> str:
    return f"course proof {work}"


def encrypt_proofs_anew() -> int:
    """Encrypt every proof that an older key made with the newest one; returns how many."""
    return encrypt_anew(CourseProof.objects.iterator(), lambda proof: _context(proof.work_id))


@transaction.atomic
def confirm_course(work: ModuleWork, *, by: User, at: datetime) -> Completion:
    """Say, as HR, that a course outside took place; it is done then, with or without a file.

    Raises ValidationError for another kind of module and while modules that come first are missing, Conflict once it was confirmed.
    """
    rows = ModuleWork.objects.select_for_update(of=("self",)).select_related(
        "enrolment__employee", "enrolment__programme", "module"
    )
    work = rows.get(pk=work.pk)
    if work.module.kind != Module.Kind.EXTERNAL:
        raise ValidationError("Only a course outside is confirmed.")
    if work.confirmed_at is not None:
        raise Conflict("Somebody has confirmed it already.")
    work.confirmed_at, work.confirmed_by = at, by
    work.save(update_fields=["confirmed_at", "confirmed_by"])
    enrolment = work.enrolment
    if not enrolment.programme.is_private:
        record(work, "confirmed course", by=by, at=at, employee=enrolment.employee)
    key = f"curricula.course_confirmed:{work.pk}:{at.isoformat()}"
    notify("curricula.course_confirmed", to=[enrolment.employee], about=work, key=key, at=at)
    return complete_module(enrolment, work.module, by=by, at=at)

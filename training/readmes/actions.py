"""What can happen to a README and to a card? Locks: the README first."""

from collections.abc import Mapping
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from people.accounts.models import User
from people.employees.models import Employee
from people.history.actions import record
from people.notifications.actions import notify
from training.readmes import queries
from training.readmes.models import Readme, ReadmeComment, ReadmeVersion, WorkingCard
from training.readmes.prompts import CARD, MOST_CARD_WORDS, MOST_WORDS, README, Prompt, word_count
from transition.lib.faults import Conflict


def _kept(prompts: tuple[Prompt, ...], words: Mapping[str, str], most: int) -> dict[str, str]:
    kept = {prompt.key: words.get(prompt.key, "").strip() for prompt in prompts}
    count = word_count(kept)
    if count > most:
        raise ValidationError(f"{count} words; one page has at most {most}. Leave out what one can ask you.")
    if not count:
        raise ValidationError("Write a few words first.")
    return kept


@transaction.atomic
def write_readme(employee: Employee, *, words: Mapping[str, str], at: datetime) -> ReadmeVersion:
    """Keep what somebody writes as the version they alone see. Raises ValidationError when it is empty or has over 500 words."""
    kept = _kept(README, words, MOST_WORDS)
    Employee.objects.select_for_update().get(pk=employee.pk)
    readme, _ = Readme.objects.get_or_create(employee=employee)
    version = queries.in_work(readme)
    if version is None:
        number = queries.next_number(readme)
        return ReadmeVersion.objects.create(readme=readme, number=number, words=kept, written_at=at)
    version.words, version.written_at = kept, at
    version.save(update_fields=["words", "written_at"])
    return version


@transaction.atomic
def publish_readme(readme: Readme, *, by: User, at: datetime, on: date) -> Readme:
    """Let everybody here read the version in work, or again the last one. Raises Conflict when there is nothing to publish."""
    readme = Readme.objects.select_for_update().get(pk=readme.pk)
    version = queries.in_work(readme)
    if version is not None:
        version.published_at = at
        version.save(update_fields=["published_at"])
    elif readme.is_shared or queries.published(readme) is None:
        raise Conflict("There is nothing new to publish.")
    readme.is_shared, readme.reviewed_on = True, on
    readme.save(update_fields=["is_shared", "reviewed_on"])
    record(readme, "published", by=by, at=at)
    return readme


@transaction.atomic
def withdraw_readme(readme: Readme, *, by: User, at: datetime) -> Readme:
    """Let nobody else read it any more; versions and comments stay with their author. Raises Conflict when it is not published."""
    readme = _shared(readme)
    readme.is_shared = False
    readme.save(update_fields=["is_shared"])
    record(readme, "withdrawn", by=by, at=at)
    return readme


def _shared(readme: Readme) -> Readme:
    readme = Readme.objects.select_for_update().get(pk=readme.pk)
    if not readme.is_shared:
        raise Conflict("It is not published.")
    return readme


@transaction.atomic
def confirm_readme(readme: Readme, *, on: date) -> Readme:
    """Say that it is still true, for half a year. Raises Conflict when it is not published."""
    readme = _shared(readme)
    readme.reviewed_on = on
    readme.save(update_fields=["reviewed_on"])
    return readme


@transaction.atomic
def comment_on(version: ReadmeVersion, *, author: Employee, text: str, at: datetime) -> ReadmeComment:
    """Say something to a README; its author is told that, not what. Raises ValidationError when empty, Conflict when withdrawn."""
    readme = _shared(version.readme)
    if not text.strip():
        raise ValidationError({"text": "Write a few words."})
    comment = ReadmeComment.objects.create(version=version, author=author, text=text.strip(), written_at=at)
    notify("readmes.commented", to=[readme.employee], about=comment, key=f"readmes.commented:{comment.pk}", at=at)
    return comment


@transaction.atomic
def remove_comment(comment: ReadmeComment) -> None:
    """Take a comment back, or off one's own README."""
    comment.delete()


@transaction.atomic
def write_card(employee: Employee, *, words: Mapping[str, str], at: datetime) -> WorkingCard | None:
    """Say how one likes to work; empty words take the card away. Raises ValidationError beyond 150 words."""
    if not word_count(words):
        WorkingCard.objects.filter(employee=employee).delete()
        return None
    kept = _kept(CARD, words, MOST_CARD_WORDS)
    return WorkingCard.objects.update_or_create(employee=employee, defaults={"words": kept, "written_at": at})[0]

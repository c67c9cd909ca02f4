"""Import career ladders from documents of the format ladder-import/1 and from spreadsheets."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from people.tracks.actions import import_ladder, publish_version
from people.tracks.models import LadderVersion, Track
from people.tracks.source import read_source
from transition.lib import moments


class Command(BaseCommand):
    help = (
        "Import career ladders: documents (JSON or YAML, format ladder-import/1), workbooks (.xlsx), zips of CSV, CSV. "
        "All files or none; each fault with its path or cell."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument(
            "--grades", nargs="*", default=[], metavar="RANK=GRADE", help="which company grade a rank (or level) is"
        )
        parser.add_argument(
            "--ranks-are-grades", action="store_true", help="the documents' rank numbers are the company's grades"
        )
        parser.add_argument(
            "--track-kind", nargs="*", default=[], metavar="TRACK=KIND", help=f"one of {', '.join(Track.Kind.values)}"
        )
        parser.add_argument("--publish", action="store_true", help="put them in force at once")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        grades = {key: self._whole(key, value) for key, value in self._pairs(options["grades"])}
        kinds = dict(self._pairs(options["track_kind"]))
        if unknown := set(kinds.values()) - set(Track.Kind.values):
            raise CommandError(f"Unknown kind of track: {', '.join(unknown)}. Known: {', '.join(Track.Kind.values)}.")
        answers = {f"kind:{track}": kind for track, kind in kinds.items()}
        faults, documents = [], {}
        for file in options["files"]:
            try:
                reading = read_source(file.read_bytes(), file.name, answers=answers)
            except OSError as fault:
                faults.append(f"{file}: {fault.strerror}")
            else:
                documents[file] = reading.document
                faults += [f"{file}: {each}" for each in reading.faults]
        if faults:
            raise CommandError("Nothing was imported.\n" + "\n".join(faults))
        with transaction.atomic():
            for file, document in documents.items():
                self._import(file, document, grades, kinds, options)
            transaction.set_rollback(options["dry_run"])
        if options["dry_run"]:
            self.stdout.write("This was a dry run: nothing was written.")

    def _import(self, file: Path, document: dict[str, Any], grades: dict[str, int], kinds: dict[str, str], options: Any) -> None:
        known = {thing["key"] for part in ("ranks", "levels") for thing in document.get(part, [])}
        chosen = {key: grade for key, grade in grades.items() if key in known} if len(options["files"]) > 1 else grades
        try:
            version, is_new = import_ladder(
                document,
                grades=chosen,
                ranks_are_grades=options["ranks_are_grades"],
                track_kinds=kinds,
                by=None,
                at=moments.now(),
            )
            if options["publish"] and version.status == LadderVersion.Status.DRAFT:
                publish_version(version, by=None, at=moments.now())
        except ValidationError as fault:
            words = (
                [f"{key}: {reason}" for key, reasons in fault.message_dict.items() for reason in reasons]
                if hasattr(fault, "error_dict")
                else fault.messages
            )
            raise CommandError("Nothing was imported.\n" + "\n".join(f"{file}: {word}" for word in words)) from fault
        levels = version.level_set.count()
        state = "imported" if is_new else "unchanged"
        self.stdout.write(f"{file}: {version} {state}, {levels} levels on {version.track_set.count()} tracks")

    def _pairs(self, words: list[str]) -> list[tuple[str, str]]:
        pairs = [word.partition("=") for word in words]
        if bad := [key for key, sign, value in pairs if not (key and sign and value)]:
            raise CommandError(f"Written as KEY=VALUE, not as {', '.join(bad)}.")
        return [(key, value) for key, _, value in pairs]

    def _whole(self, key: str, value: str) -> int:
        if not value.isdecimal():
            raise CommandError(f"{key}={value}: a grade is a whole number.")
        return int(value)

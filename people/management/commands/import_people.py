"""Import people from a CSV file, as the page does."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from people.imports.actions import carry_out
from people.imports.mapping import faults_of, guess, names_in
from people.imports.plan import Plan, plan_import
from people.imports.reader import Table, Unreadable, read_table
from transition.lib import moments


class Command(BaseCommand):
    help = (
        "Import people from a CSV file: all rows or none. Columns are guessed by name; --map says otherwise. "
        "Example: import_people employees.csv --names job_id=jobs.csv --names department_id=departments.csv --history job_history.csv"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.csv")
        parser.add_argument("--map", nargs="+", action="extend", default=[], metavar="THEIRS=OURS", help="their column=our field")
        parser.add_argument(
            "--names", nargs="+", action="extend", default=[], metavar="COLUMN=FILE.csv", help="names for its codes"
        )
        parser.add_argument("--history", type=Path, metavar="FILE.csv", help="earlier places")
        parser.add_argument(
            "--on", type=date.fromisoformat, metavar="DATE", help="the day changes count from; today if not given"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        table = self._read(options["file"])
        mapping = {**guess(table.columns), **self._pairs(options["map"])}
        chosen = self._pairs(options["map"])
        mapping = {
            column: field for column, field in mapping.items() if field and (column in chosen or field not in chosen.values())
        }
        names = {column: names_in(self._read(Path(file)), column) for column, file in self._pairs(options["names"]).items()}
        if faults := faults_of(mapping, table.columns) + [
            f"There is no column {one!r}." for one in names if one not in table.columns
        ]:
            raise CommandError("Nothing was imported.\n" + "\n".join(faults))
        history = self._read(options["history"]) if options["history"] else None
        plan = plan_import(table, mapping, names=names, history=history, on=options["on"] or moments.today())
        for warning in plan.warnings:
            self.stderr.write(f"warning: {warning}")
        if plan.faults:
            raise CommandError("Nothing was imported.\n" + "\n".join(map(str, plan.faults)))
        self._report(plan)
        if options["dry_run"]:
            self.stdout.write("This was a dry run: nothing was written.")
            return
        try:
            carry_out(plan, by=None, at=moments.now())
        except ValidationError as fault:
            raise CommandError("Nothing was imported.\n" + "\n".join(fault.messages)) from fault

    def _read(self, path: Path) -> Table:
        try:
            return read_table(path.read_bytes(), name=path.name)
        except OSError as fault:
            raise CommandError(f"{path}: {fault.strerror}") from fault
        except Unreadable as fault:
            raise CommandError("Nothing was imported.\n" + "\n".join(map(str, fault.faults))) from fault

    def _pairs(self, words: list[str]) -> dict[str, str]:
        pairs = [word.partition("=") for word in words]
        if bad := [word for word, pair in zip(words, pairs, strict=True) if not (pair[0] and pair[1])]:
            raise CommandError(f"Written as THEIRS=OURS, not as {', '.join(bad)}.")
        return {key: value for key, _, value in pairs}

    def _report(self, plan: Plan) -> None:
        self.stdout.write(
            f"{len(plan.added)} added, {len(plan.changed)} changed, {plan.unchanged} left alone, {len(plan.stints)} earlier places"
        )
        if plan.orphans:
            self.stdout.write(f"These need a new manager: {', '.join(plan.orphans)}")

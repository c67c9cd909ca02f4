"""Fill an empty database with the demo company."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from training.demo.actions import fill
from transition.lib import moments


class Command(BaseCommand):
    help = "Fill an empty database with Kestrel Freight: about 80 invented people, two ladders, three years of moves."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--today", type=date.fromisoformat, help="the day on which the demo stands; today if not given")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            people = fill(today=options["today"] or moments.today(), now=moments.now())
        except ValidationError as fault:
            raise CommandError(fault.messages[0]) from fault
        self.stdout.write(f"Kestrel Freight is there: {people} people.")

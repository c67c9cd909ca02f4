"""Publish what comes with the product for the charter, as a beginning to edit."""

from typing import Any

from django.core.management.base import BaseCommand

from people.charter.actions import publish_shipped
from transition.lib import moments


class Command(BaseCommand):
    help = "Publish the guidelines and standards that come with the product and are not there yet. Never overwrites what a company wrote."

    def handle(self, *args: Any, **options: Any) -> None:
        for guideline in publish_shipped(at=moments.now()):
            self.stdout.write(f"{guideline}")

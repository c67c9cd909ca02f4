"""Publish what comes with the product for the charter, as a beginning to edit."""

from typing import Any

from django.core.management.base import BaseCommand

from people.charter.actions import publish_shipped
from people.decisions.actions import publish_shipped_rights
from people.duties.actions import publish_shipped_duties
from transition.lib import moments


class Command(BaseCommand):
    help = "Publish what comes with the product for the charter and is not there yet. Never overwrites what a company wrote."

    def handle(self, *args: Any, **options: Any) -> None:
        at = moments.now()
        for new in (*publish_shipped(at=at), *publish_shipped_duties(at=at), *publish_shipped_rights(at=at)):
            self.stdout.write(str(new))

"""Write the programmes and questionnaires that come with the product."""

from typing import Any

from django.core.management.base import BaseCommand

from training.curricula.actions import publish_shipped
from training.evaluations.actions import publish_shipped as publish_questionnaires
from transition.lib import moments


class Command(BaseCommand):
    help = "Write the programmes and questionnaires that come with the product; what somebody has done stays done. Runs twice without harm."

    def handle(self, *args: Any, **options: Any) -> None:
        for programme in publish_shipped(at=moments.now()):
            self.stdout.write(f"{programme}: {programme.modules.count()} modules")
        for questionnaire in publish_questionnaires(at=moments.now()):
            self.stdout.write(f"{questionnaire}: {questionnaire.questions.count()} questions")

"""Write the texts that come with the product."""

from typing import Any

from django.core.management.base import BaseCommand

from training.certification.actions import publish_shipped_ladders
from training.curricula.actions import publish_shipped as publish_programmes
from training.evaluations.actions import publish_shipped as publish_questionnaires
from training.one_on_ones.actions import publish_shipped_questions
from training.playbooks.actions import publish_shipped as publish_playbooks
from training.presets.actions import publish_shipped_presets
from training.rehearsals.actions import publish_shipped as publish_scenarios
from transition.lib import moments


class Command(BaseCommand):
    help = "Write every text of training that comes with the product; what was done or edited here stays."

    def handle(self, *args: Any, **options: Any) -> None:
        at = moments.now()
        for programme in publish_programmes(at=at):
            self.stdout.write(f"{programme}: {programme.modules.count()} modules")
        for version in publish_playbooks(at=at):
            self.stdout.write(f"{version}: playbook, version {version.number}")
        for scenario in publish_scenarios(at=at):
            self.stdout.write(f"{scenario}: {scenario.scenes_count} scenes, {scenario.endings_count} endings")
        for questionnaire in publish_questionnaires(at=at):
            self.stdout.write(f"{questionnaire}: {questionnaire.questions.count()} questions")
        for preset in publish_shipped_presets(at=at):
            self.stdout.write(f"{preset}: preset, version {preset.number}")
        for ladder in publish_shipped_ladders(at=at):
            self.stdout.write(f"{ladder}: ladder of practice")
        self.stdout.write(f"{publish_shipped_questions(at=at)} questions for 1:1s")

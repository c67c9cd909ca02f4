"""What has to be loaded when the training app is ready?"""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "training"

    def ready(self) -> None:
        from training import messages, permissions  # noqa: F401, PLC0415  (they register themselves; apps must be ready)

"""What has to be loaded when the people app is ready?"""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"

    def ready(self) -> None:
        from people import messages, permissions  # noqa: F401, PLC0415  (they register themselves; apps must be ready)

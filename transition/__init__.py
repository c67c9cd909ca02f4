"""The project: wiring, no domain."""

from transition.celery import app as celery_app

__all__ = ["celery_app"]

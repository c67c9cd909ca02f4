"""The Celery application: its settings are the CELERY_ ones of settings.py, its clock is schedule.py."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "transition.settings")

app = Celery("transition")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

"""Gathers the tasks of people's features for Celery."""

"""Gathers the tasks of training's features for Celery."""

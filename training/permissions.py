"""Gathers the permissions of training's features."""

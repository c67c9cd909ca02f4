"""Gathers the permissions of people's features."""

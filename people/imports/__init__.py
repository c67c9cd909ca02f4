"""Bringing people in from a file: read, map, plan, and only then write."""

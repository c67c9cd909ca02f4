"""Tests of the duties of a manager."""

"""Tests of leadership evaluations."""

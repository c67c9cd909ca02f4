"""Tests of who decides what."""

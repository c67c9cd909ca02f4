"""Tests of what two people agree on."""

"""Tests of training.coaching."""

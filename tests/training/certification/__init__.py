"""Tests of training.certification."""

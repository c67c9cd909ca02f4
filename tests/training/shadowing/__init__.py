"""Tests of training.shadowing."""

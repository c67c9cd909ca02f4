"""Programmes of leadership training: modules, enrolments, what is done."""

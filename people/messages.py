"""Gathers the kinds of message of people's features."""

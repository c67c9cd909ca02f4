"""Telling people: kinds of message, the outbox, inbox, mail, and how each person wants to be told."""

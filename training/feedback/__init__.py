"""Feedback in a shared language: situation, behaviour, impact, ask; given and asked for, in both directions, and recognition too."""

"""Playbooks: what to do when things go wrong, step by step, and the runs of them."""

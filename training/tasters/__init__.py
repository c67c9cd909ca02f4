"""Trying a little of leading, and hearing from those who moved, before anything is decided."""

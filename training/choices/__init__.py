"""Saying which track one wants, at any time, in private until shared."""

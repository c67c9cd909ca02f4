"""Looking at oneself against a level: one's own view, the manager's apart, then both together."""

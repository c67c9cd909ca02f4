"""Growing in one competency at a time."""

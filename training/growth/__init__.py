"""Growing in one competency at a time: one's own part, what others suggest, what one tries."""

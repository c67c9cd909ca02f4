"""The manager README: one page on how somebody leads, with what the team says to it and how they like to work."""

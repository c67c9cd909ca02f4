"""The manager README and the team's cards."""

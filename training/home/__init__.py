"""Today and My team: what is due, what is next, who waits."""

"""Today and My team: what is due, what is next, who waits; and what of all trials HR looks after."""

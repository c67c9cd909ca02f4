"""Are the two tracks really equal? What is measured, what was found, and what becomes of it."""

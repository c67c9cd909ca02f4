"""What two people agreed on: what they expect of each other, what was handed over, and what was promised and slipped."""

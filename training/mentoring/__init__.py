"""Two people who learn from each other on purpose: mentoring, and reverse mentoring."""

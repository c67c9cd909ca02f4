"""Stories of mentoring."""

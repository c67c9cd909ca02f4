"""What became of the trials? For those who run them: numbers that show no few people, and how long things take."""

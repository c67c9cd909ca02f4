"""What choosing, trying, learning and leading looks like, day by day."""

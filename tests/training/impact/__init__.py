"""What somebody's work changed, and who should know."""

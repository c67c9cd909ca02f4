"""Ladders, tracks, levels, competencies, grades (equal height), and who stands where since when."""

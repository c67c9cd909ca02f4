"""Employees and their dated relations: reporting line, team, sponsor, mentor, coach."""

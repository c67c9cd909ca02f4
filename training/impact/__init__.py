"""What one's work and one's team's work changed, and who should know: portfolio, initiatives, postmortems, stakeholders."""

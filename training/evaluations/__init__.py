"""Leadership evaluations: those who are led say how it lands, sealed until the day of release."""

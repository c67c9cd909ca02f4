"""The invented company: three years of Kestrel Freight, lived by calling the real actions."""

"""Open calls for trials: anybody may apply, and nobody has to be chosen in a corridor."""

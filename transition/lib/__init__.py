"""Tools that know neither people nor training."""

"""Rehearsing hard conversations: branching scenarios, played alone, theirs until shared."""

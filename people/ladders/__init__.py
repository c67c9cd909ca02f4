"""Writing ladders: a ladder from nothing, tracks, levels, competencies, the matrix, what changed, publishing and bringing people over."""

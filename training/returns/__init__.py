"""How does somebody come back? The plan of a return, shaped by how long they were away."""

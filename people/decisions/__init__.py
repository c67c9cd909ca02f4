"""Who decides what: decision rights at seven levels of delegation, and the decisions that wait for somebody."""

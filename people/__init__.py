"""Who someone is, where they stand on the two tracks, what the company has agreed on, how to reach them."""

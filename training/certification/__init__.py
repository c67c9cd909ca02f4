"""A skill confirmed by watching it: a short ladder of observed practice, up to certified, renewed every year."""

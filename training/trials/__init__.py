"""The trial-manager period, from nomination to confirmation or return; it composes the features below it."""

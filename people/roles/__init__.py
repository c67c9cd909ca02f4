"""Leading without being anybody's manager: go-to people, architects, team leads; the catalogue of what there is beyond senior."""

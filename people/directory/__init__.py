"""Finding people: directory, person page, org chart, import."""

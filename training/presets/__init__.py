"""How a trial usually goes here: presets that HR edits as versions; what is under way keeps the version it was made from."""

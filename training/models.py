"""Gathers the models of training's features for Django."""

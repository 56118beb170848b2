"""Hosts of models in the window: added, tried, agreed to and chosen."""

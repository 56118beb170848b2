"""The documents of the current collection, and the ways by which new ones come in."""

"""The engine's HTTP routes, one module per family of the interface."""

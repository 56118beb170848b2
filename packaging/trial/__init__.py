"""Hands for trying what was built: a display, a traced program, a bare system to install into."""

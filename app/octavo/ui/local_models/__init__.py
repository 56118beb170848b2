"""Models on this computer in the window: offered, fetched, paused, and removed."""

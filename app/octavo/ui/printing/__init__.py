"""Pages on paper: which ones, on what, and the bar that tells how far it is."""

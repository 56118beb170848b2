"""What carries out runs, and what is left of them: events, steps, messages."""

"""What all that speaks HTTP shares: addresses, limits of time, retries, events, refusals."""

"""“Test this assistant”: questions with known answers, and what came of them."""

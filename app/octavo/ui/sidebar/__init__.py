"""The left column: threads by day, and around them the rest of the column."""

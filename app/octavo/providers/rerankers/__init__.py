"""Models that judge how well a passage answers a question: offered, fetched, kept and chosen."""

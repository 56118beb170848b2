"""What the engine knows of language: words, stop words and sentences."""
